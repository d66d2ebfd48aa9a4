#include "catalog/goods.h"

namespace catalog {
namespace {

using store::Query;

const Query<Goods(base::ProductId, std::int64_t)> kGoods{"catalog.goods_after", R"sql(
    SELECT p.id, p.kind, b.name, p.mpn, p.title, p.slug, c.path, p.state, p.u_height_milli,
           p.weight_g, p.full_depth, p.airflow, p.ports, p.poe_ports, p.power_supplies,
           p.max_draw_watts, p.updated_at
      FROM products p
      JOIN brands b ON b.id = p.brand_id
      JOIN categories c ON c.id = p.category_id
     WHERE p.id > $1 ORDER BY p.id LIMIT $2)sql"};

const Query<GoodsVariant(base::VariantId, std::int64_t)> kVariants{"catalog.variants_after", R"sql(
    SELECT id, product_id, sku, condition, price_cents, base_price_cents, price_source, state,
           updated_at
      FROM variants WHERE id > $1 ORDER BY id LIMIT $2)sql"};
const Query<GoodsVariant(std::vector<base::ProductId>)> kVariantsOf{"catalog.variants_of", R"sql(
    SELECT id, product_id, sku, condition, price_cents, base_price_cents, price_source, state,
           updated_at
      FROM variants WHERE product_id = ANY($1::bigint[]) ORDER BY product_id, id)sql"};
const Query<base::VariantId(std::string)> kOfSku{"catalog.variant_of_sku", R"sql(
    SELECT id FROM variants WHERE lower(sku) = lower($1))sql"};

const Query<base::ProductId(base::ProductId)> kLock{"catalog.lock_goods", R"sql(
    SELECT id FROM products WHERE id = $1 FOR NO KEY UPDATE)sql"};
const Query<base::VariantId(base::VariantId)> kLockVariant{"catalog.lock_variant", R"sql(
    SELECT id FROM variants WHERE id = $1 FOR NO KEY UPDATE)sql"};

using SomeInt = std::optional<int>;
using SomeText = std::optional<std::string>;
const Query<void(base::ProductId, std::string, SomeInt, SomeInt, std::optional<bool>, SomeText,
                 SomeText, SomeInt, SomeInt, SomeInt, base::Instant)>
    kWrite{"catalog.write_goods", R"sql(
    UPDATE products
       SET title = $2, u_height_milli = $3, weight_g = $4, full_depth = $5, airflow = $6,
           ports = $7, poe_ports = $8, power_supplies = $9, max_draw_watts = $10,
           updated_at = greatest($11::timestamptz, updated_at)
     WHERE id = $1)sql"};

// The one of exactly this id: the first behind the id before it.
template <class Row, class Id>
std::optional<Row> exactly(std::vector<Row> rows, Id id) {
  if (rows.empty() || rows.front().id != id) return std::nullopt;
  return std::move(rows.front());
}
template <class Id>
Id before(Id id) {
  return Id{id.raw() - 1};
}

}  // namespace

std::vector<Goods> goods_after(store::Tx& tx, base::ProductId after, std::int64_t limit) {
  return tx.all(kGoods, after, limit);
}

std::vector<GoodsVariant> variants_after(store::Tx& tx, base::VariantId after, std::int64_t limit) {
  return tx.all(kVariants, after, limit);
}

std::optional<Goods> find_goods(store::Tx& tx, base::ProductId product) {
  return exactly(goods_after(tx, before(product), 1), product);
}

std::optional<GoodsVariant> find_variant(store::Tx& tx, base::VariantId variant) {
  return exactly(variants_after(tx, before(variant), 1), variant);
}

std::optional<GoodsVariant> find_variant(store::Tx& tx, const std::string& sku) {
  const auto id = tx.one_or_none(kOfSku, sku);
  return id ? find_variant(tx, *id) : std::nullopt;
}

std::vector<GoodsVariant> variants_of(store::Tx& tx, const std::vector<base::ProductId>& products) {
  if (products.empty()) return {};
  return tx.all(kVariantsOf, products);
}

std::optional<Goods> lock_goods(store::Tx& tx, base::ProductId product) {
  if (!tx.one_or_none(kLock, product)) return std::nullopt;
  return find_goods(tx, product);
}

std::optional<GoodsVariant> lock_variant(store::Tx& tx, base::VariantId variant) {
  if (!tx.one_or_none(kLockVariant, variant)) return std::nullopt;
  return find_variant(tx, variant);
}

void write_goods(store::Tx& tx, const Goods& goods, base::Instant now) {
  tx.exec(kWrite, goods.id, goods.title, goods.u_height_milli, goods.weight_g, goods.full_depth,
          goods.airflow, goods.ports, goods.poe_ports, goods.power_supplies, goods.max_draw_watts,
          now);
}

}  // namespace catalog
