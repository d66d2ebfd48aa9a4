#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/columns.h"
#include "catalog/shelf.h"
#include "content/content.h"
#include "review/review.h"
#include "sitegen/feed.h"
#include "store/db.h"

// What one snapshot of the database says: all of it, or what some pages need.
namespace sitegen {

struct FeedCategory {
  std::string path;
  std::string google;
  static constexpr auto columns() {
    return base::Columns<&FeedCategory::path, &FeedCategory::google>{};
  }
};

struct Snapshot {
  catalog::Shelf shelf;
  std::vector<std::int64_t> changes;          // rows of page_changes that it saw
  std::vector<base::ProductId> sold;          // last, newest first
  std::vector<content::Post> posts;           // published, newest first
  std::vector<FeedCategory> feed_categories;  // longest path first
  // Grams of what may be in the feed, packed, as the checkout has it.
  std::unordered_map<base::VariantId, int> weights{};
  review::ByProduct reviews{};  // approved, of the products whose pages may be made
};

Snapshot read_snapshot(store::Db& db);

// More changed products than this at once are an import: the whole site is quicker then.
inline constexpr std::size_t kMostChanged = 200;

// Only what pages need that show a product which changed, where `order` still is right. Nothing
// when all has to be read: something else than products changed, too many did, or their order.
std::optional<Snapshot> read_changed(store::Db& db, const catalog::ShelfOrder& order);
// The same for what a change of one variant changes, whatever waits.
std::optional<Snapshot> read_showing(store::Db& db, const catalog::ShelfOrder& order,
                                     base::VariantId variant);
// The products that change with a variant, for sale or not: its own, and the bundles it is in.
std::vector<base::ProductId> changed_by(store::Db& db, base::VariantId variant);

// Is there a change that no page shows yet?
bool changes_waiting(store::Db& db);
// Those that a snapshot saw are done with.
void forget(store::Tx& tx, const std::vector<std::int64_t>& changes);

FeedFacts feed_facts(const Snapshot& snapshot, std::size_t product,
                     const catalog::ProductPage& page);

}  // namespace sitegen
