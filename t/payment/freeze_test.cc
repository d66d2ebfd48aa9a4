#include "t/sale.h"

namespace {

using base::Money;
using payment::FreezeWhy;

struct Freezing : t::Sale {
  // Tries to freeze and asserts that nothing at all came of it.
  FreezeWhy refused(base::CartId cart, Money expected, base::Instant now = t::kNoon) {
    const auto before = everything();
    const auto answer = freeze(cart, expected, now);
    CPPUNIT_ASSERT(!answer);
    CPPUNIT_ASSERT_EQUAL(before, everything());
    return answer.why().why;
  }
};

CPPUNIT_TEST_FIXTURE(Freezing, copies_the_cart_into_an_order_and_keeps_its_units) {
  const auto cart = ready_cart(2);

  CPPUNIT_ASSERT(freeze(cart, total(2)));

  CPPUNIT_ASSERT_EQUAL(
      std::string{"awaiting_payment 90000 2995 7672 100667 100667 8000 ground"},
      sql("SELECT concat_ws(' ', state, subtotal_cents, shipping_cents, tax_cents, total_cents, "
          "due_cents, weight_g, shipping_method) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"CIS-3850-R 2 45000 90000 7425"},
                       sql("SELECT concat_ws(' ', sku, units, unit_price_cents, total_cents, "
                           "tax_cents) FROM order_lines"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"payment 2"}, sql("SELECT kind || ' ' || units FROM holds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"completing"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, sql("SELECT number FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Freezing, stores_the_bytes_whose_amount_is_what_was_frozen) {
  CPPUNIT_ASSERT(freeze(ready_cart(2), total(2)));

  const auto body = sql("SELECT convert_from(session_body, 'UTF8') FROM payment_attempts");
  std::int64_t sum = 0;
  const std::string name = "[unit_amount]=";
  for (auto at = body.find(name); at != std::string::npos; at = body.find(name, at + 1))
    sum += std::stoll(body.substr(at + name.size()));
  CPPUNIT_ASSERT_EQUAL(total(2).in_cents(), sum);
  CPPUNIT_ASSERT(body.find("client_reference_id=" + sql("SELECT public_id FROM orders")) !=
                 std::string::npos);
  CPPUNIT_ASSERT(body.find("expires_at=1795350900") != std::string::npos);  // noon + 35 minutes
  CPPUNIT_ASSERT(body.find("automatic_tax") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Freezing, another_total_than_the_shopper_agreed_to_is_refused) {
  CPPUNIT_ASSERT(refused(ready_cart(1), total(1) + Money::cents(1)) == FreezeWhy::TotalChanged);
}

CPPUNIT_TEST_FIXTURE(Freezing, more_than_a_card_can_be_charged_is_refused) {
  sql("UPDATE variants SET price_cents = 33333333");
  const auto cart = ready_cart(3);
  const auto draft =
      db().snapshot("draft", [&](store::Tx& tx) { return payment::draft(tx, cart, t::kNoon); });
  const auto goods = draft.subtotal() + draft.shipping->price;
  const auto tax = [](Money on) { return base::percent_of(on, {825}, base::Rounding::HalfUp); };
  CPPUNIT_ASSERT(refused(cart, goods + tax(draft.subtotal()) + tax(draft.shipping->price)) ==
                 FreezeWhy::TooLarge);
}

CPPUNIT_TEST_FIXTURE(Freezing, a_price_change_after_the_quote_makes_it_stale) {
  const auto cart = ready_cart(1);
  sql("UPDATE variants SET price_cents = 46000");
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::QuoteStale);
}

CPPUNIT_TEST_FIXTURE(Freezing, a_quote_that_ends_before_the_payment_could_is_stale) {
  const auto cart = ready_cart(1);
  CPPUNIT_ASSERT(
      refused(cart, total(1), t::kNoon + std::chrono::hours{24} - payment::kSessionLife) ==
      FreezeWhy::QuoteStale);
}

CPPUNIT_TEST_FIXTURE(Freezing, more_than_there_is_names_what_is_left) {
  const auto cart = ready_cart(3);
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'counted', -2, 'test', '2026-11-22')");

  const auto answer = freeze(cart, total(3));

  CPPUNIT_ASSERT(!answer);
  CPPUNIT_ASSERT(answer.why().why == FreezeWhy::SoldOut);
  CPPUNIT_ASSERT_EQUAL(1, answer.why().sold_out->available);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Freezing, an_archived_variant_is_not_for_sale) {
  const auto cart = ready_cart(1);
  sql("UPDATE variants SET state = 'archived'");
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::NotForSale);
}

CPPUNIT_TEST_FIXTURE(Freezing, without_shipping_choice_or_lines_it_is_incomplete_or_empty) {
  const auto cart = ready_cart(1);
  sql("UPDATE checkouts SET shipping_method = NULL");
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::Incomplete);
  sql("DELETE FROM cart_lines");
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::Empty);
}

CPPUNIT_TEST_FIXTURE(Freezing, a_cart_emptied_after_its_shipping_was_chosen_is_empty) {
  const auto cart = ready_cart(1);
  sql("DELETE FROM cart_lines");

  const auto draft =
      db().snapshot("visit", [&](store::Tx& tx) { return payment::draft(tx, cart, t::kNoon); });

  CPPUNIT_ASSERT(draft.lines.empty());
  CPPUNIT_ASSERT(!draft.shipping);
  CPPUNIT_ASSERT_EQUAL(std::string{"ground"}, draft.details->shipping_method.value());
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::Empty);
}

CPPUNIT_TEST_FIXTURE(Freezing, O2_a_cart_that_is_being_paid_is_not_frozen_again) {
  const auto cart = ready_cart(1);
  CPPUNIT_ASSERT(freeze(cart, total(1)));
  CPPUNIT_ASSERT(refused(cart, total(1)) == FreezeWhy::BeingPaid);
}

CPPUNIT_TEST_FIXTURE(Freezing, O4_a_cart_that_is_being_paid_does_not_change) {
  CPPUNIT_ASSERT(freeze(ready_cart(1), total(1)));
  CPPUNIT_ASSERT_THROW(sql("UPDATE cart_lines SET units = 2"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM cart_lines"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Freezing, M7_amounts_of_an_order_never_change) {
  CPPUNIT_ASSERT(freeze(ready_cart(1), total(1)));
  CPPUNIT_ASSERT_THROW(sql("UPDATE orders SET total_cents = 1, due_cents = 1"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Freezing, a_failure_at_any_statement_leaves_no_trace) {
  const auto cart = ready_cart(2);
  const auto before = everything();
  int points = 0;
  for (;; ++points) {
    t::FailAt observer{points + 1};
    db().watch(&observer);
    try {
      const auto frozen = freeze(cart, total(2));
      db().watch(nullptr);
      CPPUNIT_ASSERT(frozen);
      break;
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(before, everything());
    }
  }
  CPPUNIT_ASSERT(points >= 10);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());
}

}  // namespace
