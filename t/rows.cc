#include "t/rows.h"

#include "base/columns.h"
#include "base/crypto.h"

namespace t {
namespace {

using base::CartId;
using base::Instant;
using base::StockItemId;
using base::VariantId;
using store::Query;
using store::Tx;

struct ProductPlace {
  std::int64_t brand;
  std::int64_t category;
  static constexpr auto columns() {
    return base::Columns<&ProductPlace::brand, &ProductPlace::category>{};
  }
};

const Query<void()> kBrand{"rows.brand", R"sql(
    INSERT INTO brands (name, slug) VALUES ('Cisco', 'cisco') ON CONFLICT DO NOTHING)sql"};
const Query<void()> kCategory{"rows.category", R"sql(
    INSERT INTO categories (name, slug, path) VALUES ('Networking', 'networking', 'networking')
    ON CONFLICT DO NOTHING)sql"};
const Query<ProductPlace()> kPlace{"rows.place", R"sql(
    SELECT b.id, c.id FROM brands b, categories c
     WHERE b.slug = 'cisco' AND c.path = 'networking')sql"};
const Query<base::ProductId(std::int64_t, std::int64_t, std::string, std::string)> kProduct{
    "rows.product", R"sql(
    INSERT INTO products (brand_id, category_id, mpn, title, slug, kind, weight_g)
    VALUES ($1, $2, $3, 'Cisco ' || $3, 'cisco-' || lower($3), $4, 4000)
    RETURNING id)sql"};
const Query<VariantId(base::ProductId, std::string, base::Money)> kVariant{"rows.variant", R"sql(
    INSERT INTO variants (product_id, sku, condition, price_cents)
    VALUES ($1, $2, 'used', $3)
    RETURNING id)sql"};
const Query<void(VariantId)> kBundle{"rows.bundle", R"sql(
    INSERT INTO bundles (variant_id) VALUES ($1))sql"};
const Query<void(VariantId, VariantId, int)> kPart{"rows.part", R"sql(
    INSERT INTO bundle_items (bundle_variant_id, component_variant_id, units)
    VALUES ($1, $2, $3))sql"};
const Query<StockItemId(VariantId)> kStock{"rows.stock", R"sql(
    INSERT INTO stock_items (variant_id, location_id)
    SELECT $1, id FROM locations WHERE code = 'main'
    RETURNING id)sql"};
const Query<void(StockItemId, int, Instant)> kReceived{"rows.received", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
    VALUES ($1, 'received', $2, 'test', $3))sql"};
const Query<CartId(std::string, Instant)> kCart{"rows.cart", R"sql(
    INSERT INTO carts (token_hash, created_at, updated_at) VALUES ($1, $2, $2)
    RETURNING id)sql"};
const Query<void(CartId)> kCompleting{"rows.completing", R"sql(
    UPDATE carts SET state = 'completing' WHERE id = $1)sql"};
const Query<base::OrderId(CartId, std::string, Instant, base::Money)> kOrder{"rows.order", R"sql(
    INSERT INTO orders (public_id, cart_id, state, email, subtotal_cents, shipping_cents,
                        tax_cents, total_cents, due_cents, shipping_method, shipping_method_name,
                        min_days, max_days, weight_g, tax_calculation_id, frozen_at, expires_at)
    VALUES ($2, $1, 'awaiting_payment', 'buyer@example.com', $4, 0, 0, $4, $4, 'ground',
            'Ground', 3, 5, 4000, 'taxcalc_1', $3::timestamptz, $3::timestamptz + interval '35 minutes')
    RETURNING id)sql"};
const Query<base::OrderLineId(base::OrderId, int, VariantId, int)> kLine{"rows.line", R"sql(
    INSERT INTO order_lines (order_id, position, variant_id, sku, mpn, title, slug, condition,
                             units, unit_price_cents, total_cents, tax_cents)
    VALUES ($1, $2, $3, 'SKU', 'MPN', 'Title', 'slug', 'used', $4, 100, 100, 0)
    RETURNING id)sql"};
const Query<void(base::OrderLineId, StockItemId, int)> kLineStock{"rows.line_stock", R"sql(
    INSERT INTO order_line_stock (order_line_id, stock_item_id, units) VALUES ($1, $2, $3))sql"};
const Query<void(CartId, StockItemId, int, Instant, Instant)> kHold{"rows.hold", R"sql(
    WITH counted AS (
      UPDATE stock_items SET held = held + $3 WHERE id = $2)
    INSERT INTO holds (kind, cart_id, stock_item_id, units, taken_at, expires_at)
    VALUES ('cart', $1, $2, $3, $4, $5))sql"};
const Query<StockItemId()> kFaults{"rows.stock_faults", R"sql(
    SELECT s.id FROM stock_items s
     WHERE s.held <> coalesce((SELECT sum(h.units) FROM holds h WHERE h.stock_item_id = s.id), 0)
        OR (s.on_hand, s.allocated) <> (
             SELECT coalesce(sum(m.on_hand_delta), 0), coalesce(sum(m.allocated_delta), 0)
               FROM stock_movements m WHERE m.stock_item_id = s.id))sql"};

VariantId make_product(Tx& tx, const std::string& mpn, const std::string& kind, base::Money price) {
  tx.exec(kBrand);
  tx.exec(kCategory);
  const auto place = tx.one(kPlace);
  const auto product = tx.one(kProduct, place.brand, place.category, mpn, kind);
  return tx.one(kVariant, product, mpn + "-U", price);
}

}  // namespace

VariantId make_variant(store::Db& db, const std::string& mpn, base::Money price) {
  return db.transact("rows", [&](Tx& tx) { return make_product(tx, mpn, "product", price); });
}

VariantId make_bundle(store::Db& db, const std::string& mpn, const std::vector<Part>& parts) {
  return db.transact("rows", [&](Tx& tx) {
    const auto bundle = make_product(tx, mpn, "bundle", base::Money::cents(1));
    tx.exec(kBundle, bundle);
    for (const auto& part : parts) tx.exec(kPart, bundle, part.variant, part.units);
    return bundle;
  });
}

StockItemId make_stock(store::Db& db, VariantId variant, int on_hand) {
  return db.transact("rows", [&](Tx& tx) {
    const auto item = tx.one(kStock, variant);
    if (on_hand > 0) tx.exec(kReceived, item, on_hand, kNoon);
    return item;
  });
}

CartId make_cart(store::Db& db, const std::string& token) {
  return db.transact("rows", [&](Tx& tx) { return tx.one(kCart, base::sha256_hex(token), kNoon); });
}

base::OrderId make_order(Tx& tx, CartId cart, const std::vector<Taken>& lines) {
  tx.exec(kCompleting, cart);
  const auto order = tx.one(kOrder, cart, base::random_uuid(), kNoon,
                            base::Money::cents(100) * static_cast<std::int64_t>(lines.size()));
  int position = 0;
  for (const auto& line : lines) {
    const auto id = tx.one(kLine, order, ++position, line.variant, line.units);
    tx.exec(kLineStock, id, line.item, line.units);
  }
  return order;
}

base::OrderId make_order(store::Db& db, CartId cart, const std::vector<Taken>& lines) {
  return db.transact("rows", [&](Tx& tx) { return make_order(tx, cart, lines); });
}

void make_hold(store::Db& db, CartId cart, StockItemId item, int units, Instant expires_at) {
  db.transact("rows", [&](Tx& tx) {
    return tx.exec(kHold, cart, item, units, expires_at - std::chrono::minutes{15}, expires_at);
  });
}

std::string stock_faults(store::Db& db) {
  return db.transact("rows", [&](Tx& tx) {
    std::string faults;
    for (const auto item : tx.all(kFaults)) faults += std::to_string(item.raw()) + " ";
    return faults;
  });
}

}  // namespace t
