#pragma once
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/columns.h"
#include "base/id.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "store/db.h"

// What buyers say of goods that they have. Owns the table reviews. Only who bought here writes one,
// once for each line of an order; staff approve or refuse it, and pages show, count and mark up
// what is approved and nothing else (decision 0102). What was said elsewhere, as on eBay, is none.
namespace review {

using ReviewId = base::Id<struct ReviewTag>;

inline constexpr int kMostStars = 5;
// How many characters each part takes, and how many reviews a page shows; the newest.
inline constexpr int kMostTitle = 100;
inline constexpr int kMostText = 2000;
inline constexpr int kMostName = 60;
inline constexpr int kMostReason = 500;
inline constexpr std::size_t kShown = 12;

// A line of an order that can be reviewed: goods of which a unit has been sent at least.
struct Line {
  int position;
  std::string title;
  bool is_reviewed;
  static constexpr auto columns() {
    return base::Columns<&Line::position, &Line::title, &Line::is_reviewed>{};
  }
};
std::vector<Line> lines(store::Tx& tx, base::OrderId order);

struct Opinion {
  int stars;
  std::string title;
  std::string text;
  std::string author;  // as it is shown
};
// For who has shown that the order is theirs. Waits for staff then.
enum class WriteRefusal { NoSuchLine, ReviewedAlready };
base::Result<ReviewId, WriteRefusal> write(store::Tx& tx, base::OrderId order, int position,
                                           const Opinion& opinion, base::Instant now);

// As staff see one.
struct Review {
  ReviewId id{0};
  std::string state;  // waiting, approved, refused
  int stars = 0;
  std::string title;
  std::string text;
  std::string author;
  base::Instant written_at;
  std::string product;
  std::string product_slug;
  std::string order_number;
  std::string email;  // of the order
  std::string reason;
  std::string decided_by;  // "" while it waits
  std::optional<base::Instant> decided_at;
  static constexpr auto columns() {
    using R = Review;
    return base::Columns<&R::id, &R::state, &R::stars, &R::title, &R::text, &R::author,
                         &R::written_at, &R::product, &R::product_slug, &R::order_number, &R::email,
                         &R::reason, &R::decided_by, &R::decided_at>{};
  }
};
// Those that wait first, the oldest of them on top; then the others, by the last decision.
std::vector<Review> reviews(store::Tx& tx, std::int64_t most);
std::optional<Review> find(store::Tx& tx, ReviewId review);

// Staff decide, and may decide otherwise later; the product's page follows. A reason is kept, and
// needed to refuse. False: there is none, or it stands so already.
enum class Decision { Approve, Refuse };
bool decide(store::Tx& tx, ReviewId review, Decision decision, const std::string& reason,
            const std::string& actor, base::Instant now);

// What a product's page shows of one.
struct Shown {
  base::ProductId product{0};
  int stars = 0;
  std::string title;
  std::string text;
  std::string author;
  base::Instant written_at;
  static constexpr auto columns() {
    using S = Shown;
    return base::Columns<&S::product, &S::stars, &S::title, &S::text, &S::author, &S::written_at>{};
  }
};
struct OfProduct {
  std::array<int, kMostStars> counts{};  // by stars: of one star first
  std::vector<Shown> newest;             // at most kShown
  int count() const;
  // Stars on average, in tenths, half a tenth up: 43 is "4.3". Only where there is one.
  int mean_tenths() const;
};
using ByProduct = std::unordered_map<base::ProductId, OfProduct>;
// What is approved, of all products or of some; a product without any is left out.
ByProduct shown(store::Tx& tx);
ByProduct shown(store::Tx& tx, const std::vector<base::ProductId>& products);

// Sentences for reviews of what was never sent, or of another product than the line's.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace review
