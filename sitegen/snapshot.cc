#include "sitegen/snapshot.h"

#include "base/columns.h"
#include "sitegen/site.h"

namespace sitegen {
namespace {

using store::Query;

struct Change {
  std::int64_t id = 0;
  std::string kind;
  std::int64_t ref = 0;
  static constexpr auto columns() {
    return base::Columns<&Change::id, &Change::kind, &Change::ref>{};
  }
};
const Query<std::int64_t()> kChanges{"publish.changes", "SELECT id FROM page_changes ORDER BY id"};
// One more than are taken, to tell that there are more.
const Query<Change(std::int64_t)> kFirstChanges{"publish.first_changes", R"sql(
    SELECT id, kind, ref_id FROM page_changes ORDER BY id LIMIT $1)sql"};
const Query<bool()> kAnyChange{"publish.any_change", "SELECT EXISTS (SELECT FROM page_changes)"};
const Query<void(std::vector<std::int64_t>)> kForget{
    "publish.forget_changes", "DELETE FROM page_changes WHERE id = ANY($1::bigint[])"};

const Query<FeedCategory()> kFeedCategories{"publish.feed_categories", R"sql(
    SELECT category_path, google_category FROM feed_categories
     ORDER BY length(category_path) DESC, category_path)sql"};

struct Weight {
  base::VariantId variant{0};
  int grams = 0;
  static constexpr auto columns() { return base::Columns<&Weight::variant, &Weight::grams>{}; }
};
// Of what has a picture: without one nothing is fed.
const Query<Weight(std::vector<base::ProductId>)> kWeights{"publish.feed_weights", R"sql(
    SELECT v.id, w.grams
      FROM variants v
     CROSS JOIN LATERAL (SELECT variant_weight_g(v.id) AS grams) w
     WHERE v.state = 'active' AND v.product_id = ANY ($1::bigint[])
       AND w.grams IS NOT NULL
       AND EXISTS (SELECT FROM media m WHERE m.product_id = v.product_id))sql"};
// variant_weight_g() of every variant at once: the function asked 100,000 times takes longer than
// all pages. A test holds the two together.
const Query<Weight()> kAllWeights{"publish.all_feed_weights", R"sql(
    WITH estimates AS (
      SELECT c.id AS category_id, e.base_g, e.per_u_g
        FROM categories c
       CROSS JOIN LATERAL (SELECT base_g, per_u_g FROM weight_estimates
                            WHERE category_path = '' OR c.path = category_path
                               OR starts_with(c.path, category_path || '/')
                            ORDER BY length(category_path) DESC LIMIT 1) e),
    packed AS (
      SELECT v.id, coalesce(f.packed_g, p.weight_g,
                            e.base_g + (e.per_u_g::bigint * coalesce(p.u_height_milli, 1000) / 1000)::int)
                     AS grams
        FROM variants v
        JOIN products p ON p.id = v.product_id
        LEFT JOIN shipping_facts f ON f.variant_id = v.id
        LEFT JOIN estimates e ON e.category_id = p.category_id),
    bundled AS (
      SELECT i.bundle_variant_id AS id, sum(p.grams * i.units)::int AS grams
        FROM bundle_items i JOIN packed p ON p.id = i.component_variant_id
       GROUP BY i.bundle_variant_id)
    SELECT v.id, coalesce(b.grams, p.grams)
      FROM variants v
      JOIN packed p ON p.id = v.id
      LEFT JOIN bundled b ON b.id = v.id
     WHERE v.state = 'active' AND coalesce(b.grams, p.grams) IS NOT NULL
       AND EXISTS (SELECT FROM media m WHERE m.product_id = v.product_id))sql"};

// More than the home page shows: some are sold out by now.
constexpr int kSoldLookedAt = 24;
const Query<base::ProductId(int)> kRecentlySold{"publish.recently_sold",
                                                "SELECT product_id FROM recently_sold($1::int)"};

// A bundle's price follows those of its parts: it changes with each.
const Query<base::ProductId(base::VariantId)> kChangedBy{"publish.changed_by", R"sql(
    SELECT product_id FROM variants WHERE id = $1
    UNION
    SELECT b.product_id FROM bundle_items i JOIN variants b ON b.id = i.bundle_variant_id
     WHERE i.component_variant_id = $1)sql"};

std::unordered_map<base::VariantId, int> by_variant(const std::vector<Weight>& weights) {
  std::unordered_map<base::VariantId, int> grams;
  for (const auto& weight : weights) grams.emplace(weight.variant, weight.grams);
  return grams;
}

std::optional<Snapshot> read_part(store::Tx& tx, const catalog::ShelfOrder& order,
                                  std::vector<base::ProductId> products,
                                  std::vector<std::int64_t> changes) {
  auto sold = tx.all(kRecentlySold, kSoldLookedAt);
  auto posts = content::published(tx);
  std::vector<std::string> mentioned;
  for (const auto& post : posts)
    for (auto& slug : mentioned_in(post.body)) mentioned.push_back(std::move(slug));
  auto weights = by_variant(tx.all(kWeights, products));
  auto shelf = catalog::Shelf::part(tx, order, {std::move(products), sold, std::move(mentioned)});
  if (!shelf) return std::nullopt;
  std::vector<base::ProductId> with_pages;
  for (const auto i : shelf->touched().products) with_pages.push_back(shelf->product(i).id);
  return Snapshot{std::move(*shelf),
                  std::move(changes),
                  std::move(sold),
                  std::move(posts),
                  tx.all(kFeedCategories),
                  std::move(weights),
                  review::shown(tx, with_pages)};
}

}  // namespace

Snapshot read_snapshot(store::Db& db) {
  return db.snapshot("sitegen", [](store::Tx& tx) {
    auto changes = tx.all(kChanges);
    return Snapshot{
        catalog::Shelf{tx},     std::move(changes),      tx.all(kRecentlySold, kSoldLookedAt),
        content::published(tx), tx.all(kFeedCategories), by_variant(tx.all(kAllWeights)),
        review::shown(tx)};
  });
}

std::optional<Snapshot> read_changed(store::Db& db, const catalog::ShelfOrder& order) {
  return db.snapshot("sitegen", [&](store::Tx& tx) -> std::optional<Snapshot> {
    constexpr auto kMost = static_cast<std::int64_t>(kMostChanged);
    std::vector<base::ProductId> products;
    std::vector<std::int64_t> ids;
    for (const auto& change : tx.all(kFirstChanges, kMost + 1)) {
      if (change.kind != "product") return std::nullopt;
      products.emplace_back(change.ref);
      ids.push_back(change.id);
    }
    if (products.size() > kMostChanged) return std::nullopt;
    return read_part(tx, order, std::move(products), std::move(ids));
  });
}

std::optional<Snapshot> read_showing(store::Db& db, const catalog::ShelfOrder& order,
                                     base::VariantId variant) {
  return db.snapshot("sitegen", [&](store::Tx& tx) -> std::optional<Snapshot> {
    auto products = tx.all(kChangedBy, variant);
    if (products.empty()) return std::nullopt;
    return read_part(tx, order, std::move(products), {});
  });
}

std::vector<base::ProductId> changed_by(store::Db& db, base::VariantId variant) {
  return db.at_once("sitegen", [&](store::Tx& tx) { return tx.all(kChangedBy, variant); });
}

bool changes_waiting(store::Db& db) {
  return db.at_once("sitegen", [](store::Tx& tx) { return tx.one(kAnyChange); });
}

void forget(store::Tx& tx, const std::vector<std::int64_t>& changes) {
  if (!changes.empty()) tx.exec(kForget, changes);
}

FeedFacts feed_facts(const Snapshot& snapshot, std::size_t i, const catalog::ProductPage& page) {
  const auto& product = snapshot.shelf.product(i);
  FeedFacts facts;
  for (const auto& offer : page.offers)
    if (const auto weight = snapshot.weights.find(offer.variant); weight != snapshot.weights.end())
      facts.weights_g.push_back(weight->second);
  for (const auto& category : page.trail)
    facts.product_type += (facts.product_type.empty() ? "" : " > ") + category.name;
  for (const auto& known : snapshot.feed_categories)
    if ((product.category_path + '/').starts_with(known.path + '/')) {
      facts.google_category = known.google;
      break;
    }
  return facts;
}

}  // namespace sitegen
