#include "t/placed.h"

#include "base/crypto.h"
#include "inventory/inventory.h"
#include "order/faults.h"
#include "order/read.h"
#include "tax/tax.h"

namespace t {
namespace {

using base::Money;

order::Line line(int position, base::VariantId variant, int units, std::int64_t total,
                 std::int64_t discount, std::int64_t tax) {
  return {position,
          variant,
          "SKU-" + std::to_string(position),
          "MPN",
          "Thing " + std::to_string(position),
          "thing",
          "used",
          units,
          Money::cents(total / units),
          Money::cents(total),
          Money::cents(discount),
          Money::cents(tax)};
}

order::Frozen frozen(base::CartId cart, base::VariantId thing, base::VariantId bundle) {
  return {.public_id = base::random_uuid(),
          .cart = cart,
          .email = "kim@example.com",
          .address = {"Kim Lee", "", "500 W 2nd St", "", "Austin", "TX", "78701", ""},
          .lines = {line(1, thing, 3, 10000, 1001, 743), line(2, bundle, 2, 20001, 0, 1650)},
          .taxes = {{1, "US-TX", "8.25", Money::cents(8999), Money::cents(743), ""},
                    {2, "US-TX", "8.25", Money::cents(20001), Money::cents(1650), ""},
                    {{}, "US-TX", "8.25", Money::cents(1995), Money::cents(165), ""}},
          .subtotal = Money::cents(30001),
          .discount = Money::cents(1001),
          .discounts = {},
          .shipping = Money::cents(1995),
          .shipping_discount = {},
          .tax = Money::cents(2558),
          .tender = {},
          .shipping_method = "ground",
          .shipping_method_name = "Ground",
          .min_days = 3,
          .max_days = 5,
          .weight_g = 9000,
          .tax_calculation_id = "taxcalc_1",
          .expires_at = minutes_later(35)};
}

}  // namespace

void PlacedOrder::setUp() {
  OwnDatabase::setUp();
  const auto thing = make_variant(db(), "SWITCH");
  const auto cable = make_variant(db(), "CABLE");
  make_stock(db(), thing, 20);
  make_stock(db(), cable, 20);
  variants_ = {thing, make_bundle(db(), "BUNDLE", {{thing, 2}, {cable, 1}}), cable};
  place();
  lines_ = {base::OrderLineId{1}, base::OrderLineId{2}};
}

void PlacedOrder::tearDown() {
  CPPUNIT_ASSERT_EQUAL(std::string{}, stock_faults(db()));
  std::string faults;
  for (const auto find : {order::faults, tax::faults})
    for (const auto& fault : db().snapshot("faults", find)) faults += fault + "\n";
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
  OwnDatabase::tearDown();
}

base::OrderId PlacedOrder::place() {
  const auto cart = make_cart(db(), "cart " + std::to_string(++placed_));
  sql("UPDATE carts SET state = 'completing' WHERE id = " + std::to_string(cart.raw()) +
      "; UPDATE carts SET state = 'completed' WHERE id = " + std::to_string(cart.raw()));
  const auto order = db().transact("place", [&](store::Tx& tx) {
    const auto id = order::freeze(tx, frozen(cart, variants_[0], variants_[1]), kNoon);
    std::vector<inventory::Demand> demands;
    for (const auto& need : order::stock_needs(tx, id)) demands.push_back({need.item, need.units});
    CPPUNIT_ASSERT(inventory::allocate_free(tx, id, demands, "test", kNoon));
    order::make_visible(tx, id, order::State::AwaitingPayment, order::State::Placed,
                        {"stripe", "paid"}, kNoon);
    order::record_tax(tx, id, kNoon);
    return id;
  });
  const auto id = std::to_string(order.raw());
  sql("WITH paid AS (INSERT INTO payments (order_id, provider, state, amount_cents, "
      "captured_cents, intent_id, created_at, updated_at) SELECT id, 'stripe', 'captured', "
      "due_cents, due_cents, 'pi_' || id, '2026-11-22', '2026-11-22' FROM orders WHERE id = " +
      id +
      " RETURNING id, captured_cents) INSERT INTO payment_events (payment_id, kind, amount_cents, "
      "provider_ref, at) SELECT id, 'captured', captured_cents, 'pi_" +
      id + "', '2026-11-22' FROM paid");
  return order;
}

std::string PlacedOrder::stock() {
  return sql("SELECT string_agg(on_hand || ' ' || allocated, ', ' ORDER BY id) FROM stock_items");
}

std::string PlacedOrder::standing() {
  return sql(
      "SELECT concat_ws(' ', state, total_cents - granted_cents, paid_cents, charge_status) "
      "FROM orders WHERE id = 1");
}

std::string PlacedOrder::units() {
  return sql(
      "SELECT string_agg(concat_ws(' ', units, packed_units, fulfilled_units, "
      "cancelled_units, returned_units, granted_units), ', ' ORDER BY position) FROM "
      "order_lines WHERE order_id = 1");
}

std::string PlacedOrder::everything() {
  std::string all;
  for (const auto* table : {"stock_items",
                            "stock_movements",
                            "orders",
                            "order_lines",
                            "order_line_stock",
                            "order_taxes",
                            "order_addresses",
                            "order_events",
                            "order_edits",
                            "order_edit_lines",
                            "order_edit_cancels",
                            "order_edit_addresses",
                            "fulfilments",
                            "fulfilment_lines",
                            "returns",
                            "return_lines",
                            "refunds",
                            "refund_shares",
                            "payments",
                            "payment_events",
                            "refund_sends",
                            "outbox",
                            "free_numbers",
                            "number_counters",
                            "tax_records",
                            "tax_record_items",
                            "tax_record_parts"})
    all +=
        std::string{table} + ": " +
        sql(std::string{"SELECT string_agg(t::text, ',' ORDER BY t::text) FROM "} + table + " t") +
        "\n";
  return all;
}

}  // namespace t
