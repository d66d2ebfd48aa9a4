#include "t/sale.h"

#include "cart/sale.h"

namespace t {

using base::Money;

void Sale::setUp() {
  OwnDatabase::setUp();
  sql(R"sql(
    INSERT INTO brands (name, slug) VALUES ('Cisco', 'cisco');
    INSERT INTO categories (name, slug, path) VALUES ('Switches', 'switches', 'switches');
    INSERT INTO products (brand_id, category_id, mpn, title, slug, weight_g)
      VALUES (1, 1, 'WS-C3850-24T-L', 'Cisco Catalyst 3850 24-port', 'cisco-ws-c3850-24t-l', 4000);
    INSERT INTO variants (product_id, sku, condition, price_cents)
      VALUES (1, 'CIS-3850-R', 'refurbished', 45000);
    INSERT INTO stock_items (variant_id, location_id) VALUES (1, 1);
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
      VALUES (1, 'received', 3, 'test', '2026-11-01'))sql");
  variant = base::VariantId{1};
  item = base::StockItemId{1};
}

base::CartId Sale::ready_cart(int units, base::Instant now) {
  const auto cart = base::CartId{
      std::stoll(sql("INSERT INTO carts (token_hash, created_at, updated_at) "
                     "VALUES (md5(random()::text), '2026-11-22', '2026-11-22') RETURNING id"))};
  const auto id = std::to_string(cart.raw());
  sql("INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at) VALUES (" + id +
      ", 1, " + std::to_string(units) + ", 45000, '2026-11-22')");
  db().transact("details", [&](store::Tx& tx) {
    cart::save_details(tx, cart,
                       {"kim@example.com", "Kim Lee", "", "500 W 2nd St", "", "Austin", "TX",
                        "78701", "", std::nullopt},
                       now);
    cart::choose_shipping(tx, cart, "ground", now);
    return base::Done{};
  });
  keep_quote(cart, now);
  return cart;
}

void Sale::keep_quote(base::CartId cart, base::Instant now) {
  db().transact("quote", [&](store::Tx& tx) {
    const auto draft = payment::draft(tx, cart, now);
    const auto tax = [](Money on) { return base::percent_of(on, {825}, base::Rounding::HalfUp); };
    const auto goods = tax(draft.priced.goods());
    const auto shipping = tax(draft.shipping_charged());
    payment::NewQuote quote{"taxcalc_" + std::to_string(cart.raw()) + "_" +
                                std::to_string(draft.priced.goods().in_cents()) +
                                std::to_string(base::to_unix_seconds(now)),
                            payment::fingerprint(draft, terms.ship_from),
                            goods + shipping,
                            now + std::chrono::hours{24},
                            {}};
    quote.taxes = {
        {0, variant, "US-TX", "8.25", draft.priced.goods(), goods, "standard_rated"},
        {1, std::nullopt, "US-TX", "8.25", draft.shipping_charged(), shipping, "standard_rated"}};
    payment::keep_quote(tx, cart, quote, now);
    return base::Done{};
  });
}

Money Sale::total(int units) {
  // One switch is 4 kg ($19.95 to Texas), two are 8 kg ($29.95), three 12 kg ($44.95).
  const auto shipping = Money::cents(units == 1 ? 1995 : units == 2 ? 2995 : 4495);
  const auto goods = Money::cents(45000) * units;
  const auto tax = [](Money on) { return base::percent_of(on, {825}, base::Rounding::HalfUp); };
  return goods + shipping + tax(goods) + tax(shipping);
}

std::string Sale::frozen_order(int units) {
  const auto cart = ready_cart(units);
  CPPUNIT_ASSERT(freeze(cart, total(units)));
  return sql("SELECT public_id FROM orders WHERE cart_id = " + std::to_string(cart.raw()));
}

stripe::Session Sale::paid_session(const std::string& public_id) {
  const auto due =
      std::stoll(sql("SELECT due_cents FROM orders WHERE public_id = '" + public_id + "'"));
  stripe::Session session{};
  session.id = "cs_test_" + public_id.substr(0, 8);
  session.status = "complete";
  session.payment_status = "paid";
  session.payment_intent = "pi_" + public_id.substr(0, 8);
  session.order = public_id;
  session.currency = "usd";
  session.amount_total = Money::cents(due);
  session.expires_at = kNoon + std::chrono::minutes{35};
  session.livemode = false;
  return session;
}

std::string Sale::stock() {
  return sql("SELECT concat_ws(' ', on_hand, allocated, held) FROM stock_items WHERE id = 1");
}

std::string Sale::everything() {
  return sql(R"sql(
    SELECT concat_ws(E'\n',
      (SELECT string_agg(s::text, ',' ORDER BY id) FROM stock_items s),
      (SELECT string_agg(h::text, ',' ORDER BY id) FROM holds h),
      (SELECT string_agg(m::text, ',' ORDER BY id) FROM stock_movements m),
      (SELECT string_agg(c::text, ',' ORDER BY id) FROM carts c),
      (SELECT string_agg(o::text, ',' ORDER BY id) FROM orders o),
      (SELECT string_agg(e::text, ',' ORDER BY id) FROM order_events e),
      (SELECT string_agg(p::text, ',' ORDER BY id) FROM payments p),
      (SELECT string_agg(a::text, ',' ORDER BY id) FROM payment_attempts a),
      (SELECT string_agg(l::text, ',' ORDER BY id) FROM payment_events l),
      (SELECT string_agg(x::text, ',' ORDER BY id) FROM outbox x),
      (SELECT string_agg(n::text, ',' ORDER BY kind) FROM number_counters n),
      (SELECT string_agg(f::text, ',' ORDER BY kind, number) FROM free_numbers f)))sql");
}

std::string event_body(const std::string& id, const std::string& type, const stripe::Session& s) {
  return R"({"id":")" + id + R"(","object":"event","api_version":"2026-10-28.endive",)" +
         R"("created":1795348800,"livemode":false,"type":")" + type +
         R"(","data":{"object":{"id":")" + s.id + R"(","object":"checkout.session","status":")" +
         s.status + R"(","payment_status":")" + s.payment_status +
         R"(","url":null,"payment_intent":")" + s.payment_intent + R"(","client_reference_id":")" +
         s.order + R"(","currency":"usd","amount_total":)" +
         std::to_string(s.amount_total.in_cents()) +
         R"(,"expires_at":1795350900,"livemode":false}}})";
}

}  // namespace t
