#include "cart/sale.h"

#include "base/crypto.h"

namespace cart {
namespace {

using base::CartId;
using base::Instant;
using store::Query;

const Query<Found(CartId)> kLock{"cart.lock_by_id", R"sql(
    SELECT id, state FROM carts WHERE id = $1 FOR UPDATE)sql"};

const Query<Found(std::string)> kFind{"cart.find", R"sql(
    SELECT c.id, c.state
      FROM carts t
      JOIN carts c ON c.id = coalesce(t.merged_into_id, t.id)
     WHERE t.token_hash = $1)sql"};

const Query<SaleLine(CartId, Instant, std::vector<std::string>)> kLines{"cart.sale_lines", R"sql(
    SELECT l.variant_id, v.sku, p.mpn, p.title, p.slug, v.condition, l.units,
           coalesce(l.agreed_price_cents, u.price_cents),
           coalesce(l.agreed_price_cents, v.price_cents), l.price_cents,
           CASE WHEN p.kind = 'gift_card' THEN 0 ELSE variant_weight_g(v.id) END,
           v.state = 'active' AND p.state = 'active', p.kind = 'gift_card', d.days_min, d.days_max
      FROM cart_lines l
      JOIN variants v ON v.id = l.variant_id
      JOIN products p ON p.id = v.product_id
     CROSS JOIN LATERAL unit_price(v.id, l.units, $3, $2) u
     CROSS JOIN LATERAL (
       SELECT max(lead_days_min) AS days_min, max(lead_days_max) AS days_max
         FROM (SELECT * FROM variant_dropship WHERE variant_id = v.id OFFSET 0) s) d
     WHERE l.cart_id = $1
     ORDER BY l.id)sql"};

const Query<StockDemand(CartId)> kDemand{"cart.stock_demand", R"sql(
    SELECT vs.stock_item_id, sum(vs.units * l.units)::int
      FROM cart_lines l
     CROSS JOIN LATERAL (
       SELECT stock_item_id, units FROM variant_stock WHERE variant_id = l.variant_id OFFSET 0
     ) vs
     WHERE l.cart_id = $1
     GROUP BY vs.stock_item_id ORDER BY vs.stock_item_id)sql"};

const Query<pricing::SupplierDemand(CartId)> kSupplierDemand{"cart.supplier_demand", R"sql(
    SELECT d.supplied_variant_id, sum(d.units * l.units)::int
      FROM cart_lines l
     CROSS JOIN LATERAL (
       SELECT supplied_variant_id, units, lead_days_max FROM variant_dropship
        WHERE variant_id = l.variant_id OFFSET 0
     ) d
     WHERE l.cart_id = $1 AND d.lead_days_max IS NOT NULL
     GROUP BY d.supplied_variant_id ORDER BY d.supplied_variant_id)sql"};

const Query<Details(CartId)> kDetails{"cart.details", R"sql(
    SELECT email, name, company, line1, line2, city, state, zip, phone, shipping_method,
           unload_site, unload_wishes
      FROM checkouts WHERE cart_id = $1)sql"};

const Query<void(CartId, std::string, std::string, std::string, std::string, std::string,
                 std::string, std::string, std::string, std::string, Instant)>
    kSaveDetails{"cart.save_details", R"sql(
    INSERT INTO checkouts AS c (cart_id, email, name, company, line1, line2, city, state, zip,
                                phone, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (cart_id) DO UPDATE
       SET email = excluded.email, name = excluded.name, company = excluded.company,
           line1 = excluded.line1, line2 = excluded.line2, city = excluded.city,
           state = excluded.state, zip = excluded.zip, phone = excluded.phone,
           shipping_method = CASE WHEN c.state = excluded.state THEN c.shipping_method END,
           unload_site = CASE WHEN same_place(c, excluded) THEN c.unload_site END,
           unload_wishes = CASE WHEN same_place(c, excluded) THEN c.unload_wishes ELSE '{}' END,
           updated_at = excluded.updated_at)sql"};

const Query<void(CartId, std::string, Instant)> kChooseShipping{"cart.choose_shipping", R"sql(
    UPDATE checkouts SET shipping_method = $2, updated_at = $3 WHERE cart_id = $1)sql"};

const Query<void(CartId, std::string, std::vector<std::string>, Instant)> kTellUnloading{
    "cart.tell_unloading", R"sql(
    UPDATE checkouts SET unload_site = $2, unload_wishes = $3, updated_at = $4
     WHERE cart_id = $1)sql"};

const Query<void(CartId, std::string, std::string, Instant)> kMove{"cart.move", R"sql(
    UPDATE carts SET state = $3, updated_at = $4 WHERE id = $1 AND state = $2)sql"};

void move(store::Tx& tx, CartId cart, const char* from, const char* to, Instant now) {
  BASE_CHECK(tx.exec(kMove, cart, from, to, now) == 1);
}

const Query<void(CartId, std::string)> kSetVisitor{"cart.set_visitor", R"sql(
    UPDATE carts SET visitor_hash = $2
     WHERE id = $1 AND visitor_hash IS DISTINCT FROM $2)sql"};

}  // namespace

std::optional<Found> lock_cart(store::Tx& tx, CartId cart) {
  return tx.one_or_none(kLock, cart);
}

std::optional<Found> find_cart(store::Tx& tx, const std::string& token) {
  if (token.empty()) return std::nullopt;
  return tx.one_or_none(kFind, base::sha256_hex(token));
}

std::vector<SaleLine> sale_lines(store::Tx& tx, CartId cart, Instant now) {
  return sale_lines(tx, cart, {}, now);
}

std::vector<SaleLine> sale_lines(store::Tx& tx, CartId cart, const Buyer& buyer, Instant now) {
  return tx.all(kLines, cart, now, buyer.groups);
}

std::vector<StockDemand> stock_demand(store::Tx& tx, CartId cart) {
  return tx.all(kDemand, cart);
}

std::vector<pricing::SupplierDemand> supplier_demand(store::Tx& tx, CartId cart) {
  return tx.all(kSupplierDemand, cart);
}

std::optional<Details> details(store::Tx& tx, CartId cart) {
  return tx.one_or_none(kDetails, cart);
}

void save_details(store::Tx& tx, CartId cart, const Details& d, Instant now) {
  tx.exec(kSaveDetails, cart, d.email, d.name, d.company, d.line1, d.line2, d.city, d.state, d.zip,
          d.phone, now);
}

void tell_unloading(store::Tx& tx, CartId cart, const shipping::Unloading& unloading, Instant now) {
  BASE_CHECK(tx.exec(kTellUnloading, cart, std::string{to_word(unloading.site)},
                     shipping::to_words(unloading.wishes), now) == 1);
}

void choose_shipping(store::Tx& tx, CartId cart, const std::string& method, Instant now) {
  BASE_CHECK(tx.exec(kChooseShipping, cart, method, now) == 1);
}

void set_visitor(store::Tx& tx, CartId cart, const std::string& visitor_hash) {
  tx.exec(kSetVisitor, cart, visitor_hash);
}

void set_completing(store::Tx& tx, CartId cart, Instant now) {
  move(tx, cart, "open", "completing", now);
}

void set_completed(store::Tx& tx, CartId cart, Instant now) {
  move(tx, cart, "completing", "completed", now);
}

void set_paid_late(store::Tx& tx, CartId cart, Instant now) {
  move(tx, cart, "open", "completed", now);
}

void reopen(store::Tx& tx, CartId cart, Instant now) {
  move(tx, cart, "completing", "open", now);
}

}  // namespace cart
