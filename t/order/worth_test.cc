#include "order/worth.h"

#include "t/sale.h"

namespace {

using base::Money;
using order::Charge;
using payment::Completion;

struct Worth : t::Sale {
  void setUp() override {
    Sale::setUp();
    const auto id = frozen_order(2);
    CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::Placed);
  }
  // What the database says to a statement: "" when it does it, else the SQLSTATE.
  std::string refused(const std::string& text) {
    try {
      sql(text);
    } catch (const store::DbError& e) {
      return e.sqlstate();
    }
    return "";
  }
  std::string amounts() {
    return sql(
        "SELECT concat_ws(' ', total_cents, granted_cents, paid_cents, authorized_cents, "
        "charge_status, authorize_status) FROM orders");
  }
  std::string grant(std::int64_t cents) {
    const auto n = std::to_string(cents);
    return refused(
        "WITH granted AS (INSERT INTO refunds (order_id, kind, total_cents, reason, actor, at) "
        "VALUES (1, 'goodwill', " +
        n +
        ", 'late', 'test', '2026-11-22') RETURNING id) "
        "INSERT INTO refund_shares (refund_id, share, cents) SELECT id, 'goodwill', " +
        n + " FROM granted");
  }
};

CPPUNIT_TEST_FIXTURE(Worth, p2_the_statuses_are_pure_functions_of_amounts) {
  const std::array cases = {-1, 0, 1, 2, 3};
  for (const int worth : cases)
    for (const int paid : cases) {
      const auto args = "(" + std::to_string(worth) + ", " + std::to_string(paid) + ")";
      CPPUNIT_ASSERT_EQUAL(
          sql("SELECT charge_status" + args + " || ' ' || authorize_status" + args),
          std::string{to_word(order::charge_status(Money::cents(worth), Money::cents(paid)))} +
              " " +
              std::string{
                  to_word(order::authorize_status(Money::cents(worth), Money::cents(paid)))});
    }
  CPPUNIT_ASSERT(order::charge_status(Money::cents(2), Money{}) == Charge::None);
  CPPUNIT_ASSERT(order::charge_status(Money::cents(2), Money::cents(1)) == Charge::Partial);
  CPPUNIT_ASSERT(order::charge_status(Money{}, Money{}) == Charge::Full);
  CPPUNIT_ASSERT(order::charge_status(Money::cents(1), Money::cents(2)) == Charge::Over);
}

CPPUNIT_TEST_FIXTURE(Worth, p2_a_capture_and_a_grant_move_the_status_by_themselves) {
  CPPUNIT_ASSERT_EQUAL(std::string{"100667 0 100667 0 full full"}, amounts());

  CPPUNIT_ASSERT_EQUAL(std::string{}, grant(667));

  CPPUNIT_ASSERT_EQUAL(std::string{"100667 667 100667 0 over full"}, amounts());
  const auto account =
      db().snapshot("account", [](store::Tx& tx) { return order::account(tx, base::OrderId{1}); });
  CPPUNIT_ASSERT_EQUAL(Money::cents(100000), account.worth());
  CPPUNIT_ASSERT_EQUAL(Money::cents(-667), account.balance());
  sql("UPDATE payments SET refunded_cents = 667");
  CPPUNIT_ASSERT_EQUAL(std::string{"100667 667 100000 0 full full"}, amounts());
  sql("INSERT INTO payments (order_id, provider, state, amount_cents, captured_cents, created_at, "
      "updated_at) VALUES (1, 'wire', 'captured', 5, 5, '2026-11-22', '2026-11-22')");
  CPPUNIT_ASSERT_EQUAL(std::string{"100667 667 100005 0 over full"}, amounts());
}

CPPUNIT_TEST_FIXTURE(Worth, p1_no_more_is_given_back_than_was_there) {
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"}, grant(100668));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                       refused("UPDATE payments SET refunded_cents = captured_cents + 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                       refused("UPDATE payments SET refunded_cents = 1, refunding_cents = "
                               "captured_cents"));
  CPPUNIT_ASSERT_EQUAL(std::string{"100667 0 100667 0 full full"}, amounts());
}

CPPUNIT_TEST_FIXTURE(Worth, m3_an_order_whose_amounts_are_not_its_rows_never_commits) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"23514"},
      refused("INSERT INTO orders (public_id, cart_id, state, email, subtotal_cents, "
              "shipping_cents, tax_cents, total_cents, due_cents, shipping_method, "
              "shipping_method_name, min_days, max_days, weight_g, tax_calculation_id, frozen_at, "
              "expires_at) SELECT 'x', id, 'expired', 'a@example.com', 100, 0, 0, 100, 100, 'g', "
              "'G', 1, 2, 3, '', '2026-11-22', '2026-11-22' FROM carts"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"23514"},
      refused("INSERT INTO order_lines (order_id, position, variant_id, sku, mpn, title, slug, "
              "condition, units, unit_price_cents, total_cents, tax_cents) VALUES (1, 2, 1, 's', "
              "'m', 't', 's', 'used', 1, 1, 1, 0)"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                       refused("INSERT INTO order_taxes (order_id, jurisdiction, rate_percent, "
                               "taxable_cents, tax_cents, reason) VALUES (1, '', '', 1, 1, '')"));
  CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                       refused("INSERT INTO refunds (order_id, kind, total_cents, reason, actor, "
                               "at) VALUES (1, 'goodwill', 5, '', 'test', '2026-11-22')"));
}

CPPUNIT_TEST_FIXTURE(Worth, m7_amounts_rise_by_the_step_of_a_confirmed_edit_and_once) {
  const std::string rise =
      "UPDATE orders SET subtotal_cents = subtotal_cents + 500, total_cents = total_cents + 500, "
      "due_cents = due_cents + 500; "
      "INSERT INTO order_lines (order_id, position, variant_id, sku, mpn, title, slug, condition, "
      "units, unit_price_cents, total_cents, tax_cents, edit_id) VALUES (1, 2, 1, 's', 'm', 't', "
      "'s', 'used', 1, 500, 500, 0, 1)";
  const std::string edit =
      "INSERT INTO order_edits (order_id, state, actor, opened_at, ended_at, "
      "subtotal_cents_before, discount_cents_before, shipping_cents_before, "
      "shipping_discount_cents_before, tax_cents_before, subtotal_cents_after, "
      "discount_cents_after, shipping_cents_after, shipping_discount_cents_after, "
      "tax_cents_after) SELECT id, '";
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(rise));
  sql(edit +
      "confirmed', 'test', '2026-11-22', '2026-11-22', subtotal_cents, discount_cents, "
      "shipping_cents, shipping_discount_cents, tax_cents, subtotal_cents + 500, discount_cents, "
      "shipping_cents, shipping_discount_cents, tax_cents FROM orders");

  CPPUNIT_ASSERT_EQUAL(std::string{}, refused(rise));

  CPPUNIT_ASSERT_EQUAL(std::string{"101167 0 100667 0 partial partial"}, amounts());
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(rise));
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"},
                       refused("UPDATE orders SET subtotal_cents = subtotal_cents - 500, "
                               "total_cents = total_cents - 500, due_cents = due_cents - 500"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"23514"},
      refused(edit + "confirmed', 'test', '2026-11-22', '2026-11-22', subtotal_cents, 0, 0, 0, 0, "
                     "subtotal_cents - 1, 0, 0, 0, 0 FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Worth, o8_units_of_a_line_are_counted_once) {
  for (const auto* what :
       {"fulfilled_units = 2, cancelled_units = 1", "packed_units = 3", "returned_units = 1",
        "fulfilled_units = 1, returned_units = 2", "granted_units = 3"})
    CPPUNIT_ASSERT_EQUAL(std::string{"23514"},
                         refused(std::string{"UPDATE order_lines SET "} + what));
  CPPUNIT_ASSERT_EQUAL(std::string{},
                       refused("UPDATE order_lines SET fulfilled_units = 1, cancelled_units = 1"));
}

CPPUNIT_TEST_FIXTURE(Worth, a_grant_is_never_edited) {
  CPPUNIT_ASSERT_EQUAL(std::string{}, grant(5));
  for (const auto* what : {"UPDATE refunds SET total_cents = 1", "DELETE FROM refunds",
                           "UPDATE refund_shares SET cents = 1", "DELETE FROM refund_shares"})
    CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(what));
}

}  // namespace
