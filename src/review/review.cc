#include "review/review.h"

#include <numeric>

#include "base/error.h"

namespace review {
namespace {

using base::Instant;
using store::Query;

const Query<Line(base::OrderId)> kLines{"review.lines", R"sql(
    SELECT l.position, l.title, EXISTS (SELECT FROM reviews r WHERE r.order_line_id = l.id)
      FROM order_lines l
     WHERE l.order_id = $1 AND l.kind = 'goods' AND l.fulfilled_units > 0
     ORDER BY l.position)sql"};

const Query<ReviewId(base::OrderId, int, int, std::string, std::string, std::string, Instant)>
    kWrite{"review.write", R"sql(
    INSERT INTO reviews (order_line_id, product_id, stars, title, body, author, written_at)
    SELECT l.id, v.product_id, $3::int, $4::text, $5::text, $6::text, $7::timestamptz
      FROM order_lines l JOIN variants v ON v.id = l.variant_id
     WHERE l.order_id = $1 AND l.position = $2 AND l.kind = 'goods' AND l.fulfilled_units > 0
    ON CONFLICT (order_line_id) DO NOTHING
    RETURNING id)sql"};

// All, or one.
const Query<Review(std::optional<ReviewId>, std::int64_t)> kReviews{"review.reviews", R"sql(
    SELECT r.id, r.state, r.stars, r.title, r.body, r.author, r.written_at, p.title, p.slug,
           o.number, o.email, r.reason, coalesce(r.decided_by, ''), r.decided_at
      FROM reviews r
      JOIN products p ON p.id = r.product_id
      JOIN order_lines l ON l.id = r.order_line_id
      JOIN orders o ON o.id = l.order_id
     WHERE $1::bigint IS NULL OR r.id = $1
     ORDER BY r.decided_at DESC NULLS FIRST, r.id
     LIMIT $2)sql"};

const Query<ReviewId(ReviewId, std::string, std::string, std::string, Instant)> kDecide{
    "review.decide", R"sql(
    UPDATE reviews SET state = $2, reason = $3, decided_by = $4, decided_at = $5
     WHERE id = $1 AND state <> $2
    RETURNING id)sql"};

const Query<Shown()> kShownAll{"review.shown", R"sql(
    SELECT product_id, stars, title, body, author, written_at FROM reviews
     WHERE state = 'approved'
     ORDER BY product_id, written_at DESC, id DESC)sql"};
const Query<Shown(std::vector<base::ProductId>)> kShownOf{"review.shown_of", R"sql(
    SELECT product_id, stars, title, body, author, written_at FROM reviews
     WHERE state = 'approved' AND product_id = ANY($1::bigint[])
     ORDER BY product_id, written_at DESC, id DESC)sql"};

const Query<ReviewId()> kFaults{"review.faults", R"sql(
    SELECT r.id
      FROM reviews r
      JOIN order_lines l ON l.id = r.order_line_id
      JOIN variants v ON v.id = l.variant_id
     WHERE l.fulfilled_units = 0 OR l.kind <> 'goods' OR v.product_id <> r.product_id
     ORDER BY r.id)sql"};

ByProduct by_product(std::vector<Shown> rows) {
  ByProduct all;
  for (auto& row : rows) {
    auto& of = all[row.product];
    ++of.counts.at(static_cast<std::size_t>(row.stars - 1));
    if (of.newest.size() < kShown) of.newest.push_back(std::move(row));
  }
  return all;
}

}  // namespace

std::vector<Line> lines(store::Tx& tx, base::OrderId order) {
  return tx.all(kLines, order);
}

base::Result<ReviewId, WriteRefusal> write(store::Tx& tx, base::OrderId order, int position,
                                           const Opinion& opinion, Instant now) {
  const auto written = tx.one_or_none(kWrite, order, position, opinion.stars, opinion.title,
                                      opinion.text, opinion.author, now);
  if (written) return *written;
  for (const auto& line : lines(tx, order))
    if (line.position == position) return WriteRefusal::ReviewedAlready;
  return WriteRefusal::NoSuchLine;
}

std::vector<Review> reviews(store::Tx& tx, std::int64_t most) {
  return tx.all(kReviews, std::nullopt, most);
}

std::optional<Review> find(store::Tx& tx, ReviewId review) {
  return tx.one_or_none(kReviews, review, std::int64_t{1});
}

bool decide(store::Tx& tx, ReviewId review, Decision decision, const std::string& reason,
            const std::string& actor, Instant now) {
  const std::string state = decision == Decision::Approve ? "approved" : "refused";
  return tx.one_or_none(kDecide, review, state, reason, actor, now).has_value();
}

int OfProduct::count() const {
  return std::accumulate(counts.begin(), counts.end(), 0);
}

int OfProduct::mean_tenths() const {
  BASE_CHECK(count() > 0);
  int sum = 0;
  for (int stars = 1; stars <= kMostStars; ++stars)
    sum += stars * counts.at(static_cast<std::size_t>(stars - 1));
  return (sum * 20 + count()) / (2 * count());
}

ByProduct shown(store::Tx& tx) {
  return by_product(tx.all(kShownAll));
}

ByProduct shown(store::Tx& tx, const std::vector<base::ProductId>& products) {
  return by_product(tx.all(kShownOf, products));
}

std::vector<std::string> faults(store::Tx& tx) {
  std::vector<std::string> found;
  for (const auto id : tx.all(kFaults))
    found.push_back("reviews: review " + std::to_string(id.raw()) +
                    " is of goods that its line did not bring");
  return found;
}

}  // namespace review
