#include "catalog/relations.h"

namespace catalog {
namespace {

using base::ProductId;
using store::Query;

const Query<ProductId(std::string, std::string)> kProduct{"catalog.product_of_maker", R"sql(
    SELECT p.id FROM products p JOIN brands b ON b.id = p.brand_id
     WHERE lower(b.name) = lower($1) AND lower(p.mpn) = lower($2))sql"};
const Query<ProductId(ProductId, ProductId)> kFits{"catalog.fits", R"sql(
    INSERT INTO compatibilities (part_id, device_id) VALUES ($1, $2)
        ON CONFLICT DO NOTHING RETURNING part_id)sql"};
// Whatever was replaced by what replaced it, up to the newest: the old one must not be among them.
const Query<bool(ProductId, ProductId)> kComesBack{"catalog.successor_comes_back", R"sql(
    WITH RECURSIVE later AS (
      SELECT $2::bigint AS id
      UNION
      SELECT s.successor_id FROM successors s JOIN later l ON s.product_id = l.id)
    SELECT EXISTS (SELECT FROM later WHERE id = $1))sql"};
const Query<bool(ProductId, ProductId)> kReplace{"catalog.replace", R"sql(
    INSERT INTO successors (product_id, successor_id) VALUES ($1, $2)
        ON CONFLICT (product_id) DO UPDATE SET successor_id = excluded.successor_id
             WHERE successors.successor_id <> excluded.successor_id
    RETURNING xmax = 0)sql"};
const Query<bool()> kAlone{"catalog.lock_successors",
                           "SELECT true FROM pg_advisory_xact_lock(7266)"};

const Query<Discontinued(std::string)> kDiscontinued{"catalog.discontinued", R"sql(
    WITH RECURSIVE asked AS (
      SELECT p.id FROM slugs s JOIN products p ON p.id = s.product_id
       WHERE s.slug = $1 AND p.state = 'archived'),
    later AS (
      SELECT id, 0 AS steps FROM asked
      UNION ALL
      SELECT x.successor_id, l.steps + 1
        FROM later l JOIN successors x ON x.product_id = l.id WHERE l.steps < 20)
    SELECT p.id, p.title, b.name, p.mpn, '/p/' || p.slug, p.archived_at,
           (SELECT s.id FROM later l JOIN products s ON s.id = l.id AND s.state = 'active'
             ORDER BY l.steps LIMIT 1)
      FROM asked a JOIN products p ON p.id = a.id JOIN brands b ON b.id = p.brand_id)sql"};

base::Result<RelationFate, RelationRefusal> replace(store::Tx& tx, ProductId fresh, ProductId old) {
  // Two imports that each see no circle could close one.
  tx.one(kAlone);
  if (tx.one(kComesBack, old, fresh)) return RelationRefusal::GoesInACircle;
  const auto is_new = tx.one_or_none(kReplace, old, fresh);
  if (!is_new) return RelationFate::Unchanged;
  return *is_new ? RelationFate::Created : RelationFate::Updated;
}

}  // namespace

const char* to_text(RelationRefusal why) {
  switch (why) {
    case RelationRefusal::UnknownProduct:
      return "no product has this brand and part number";
    case RelationRefusal::UnknownOther:
      return "no product has the other brand and part number";
    case RelationRefusal::WithItself:
      return "a product is related to others, not to itself";
    case RelationRefusal::GoesInACircle:
      return "the other one came after it already";
  }
  return "";
}

bool Discontinued::has_notice(base::Instant now) const {
  constexpr std::chrono::days kNotice{365};
  return now < since + kNotice;
}

std::optional<Discontinued> discontinued(store::Tx& tx, const std::string& slug) {
  return tx.one_or_none(kDiscontinued, slug);
}

base::Result<RelationFate, RelationRefusal> relate(store::Tx& tx, const Relation& relation) {
  const auto product = tx.one_or_none(kProduct, relation.brand, relation.mpn);
  if (!product) return RelationRefusal::UnknownProduct;
  const auto other = tx.one_or_none(kProduct, relation.other_brand, relation.other_mpn);
  if (!other) return RelationRefusal::UnknownOther;
  if (*product == *other) return RelationRefusal::WithItself;
  if (relation.kind == RelationKind::Replaces) return replace(tx, *product, *other);
  return tx.one_or_none(kFits, *product, *other) ? RelationFate::Created : RelationFate::Unchanged;
}

}  // namespace catalog
