#include "t/sale.h"

namespace {

using base::Money;
using payment::Completion;
using payment::Units;

struct Completing : t::Sale {
  std::string order() { return sql("SELECT concat_ws(' ', state, number) FROM orders"); }
  std::string sent() { return sql("SELECT string_agg(kind, ' ' ORDER BY kind) FROM outbox"); }
  std::string payment() {
    return sql("SELECT concat_ws(' ', state, captured_cents) FROM payments");
  }
};

CPPUNIT_TEST_FIXTURE(Completing, a_paid_order_is_placed_with_number_stock_ledger_and_mail) {
  const auto id = frozen_order(2);

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::Placed);

  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"allocated 0 2 -2"},
                       sql("SELECT concat_ws(' ', kind, on_hand_delta, allocated_delta, held_delta)"
                           " FROM stock_movements WHERE order_id IS NOT NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 100667"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 100667"},
                       sql("SELECT kind || ' ' || amount_cents FROM payment_events"));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.order_confirmation stripe.tax_transaction"}, sent());
  CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"complete"}, sql("SELECT state FROM payment_attempts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"43"}, sql("SELECT length(token) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Completing, the_second_to_bring_the_news_changes_nothing) {
  const auto id = frozen_order(1);
  complete(paid_session(id));
  const auto before = everything();

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::AlreadyDone);

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Completing, P7_another_amount_parks_the_order) {
  const auto id = frozen_order(1);
  auto session = paid_session(id);
  session.amount_total = session.amount_total - Money::cents(1);

  CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10001"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.payment_received mail.staff_attention"}, sent());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50872"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"paid $508.72, due was $508.73"},
                       sql("SELECT attention FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Completing, another_currency_mode_or_session_parks_the_order) {
  for (int what = 0; what < 3; ++what) {
    const auto id = frozen_order(1);
    auto session = paid_session(id);
    if (what == 0) session.currency = "eur";
    if (what == 1) session.livemode = true;
    if (what == 2) {
      sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_other' WHERE order_id = "
          "(SELECT id FROM orders WHERE public_id = '" +
          id + "')");
    }
    CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 3"}, stock());
}

CPPUNIT_TEST_FIXTURE(Completing, P7_items_or_a_discount_that_are_not_as_frozen_park_the_order) {
  auto items = paid_session(frozen_order(1));
  items.amount_subtotal = items.amount_total + Money::cents(100);
  items.amount_discount = Money::cents(100);
  CPPUNIT_ASSERT(complete(items) == Completion::NeedsAttention);
  CPPUNIT_ASSERT_EQUAL(std::string{"the items came to $509.73, not $508.73"},
                       sql("SELECT attention FROM orders ORDER BY id DESC LIMIT 1"));

  auto discount = paid_session(frozen_order(1));
  discount.amount_subtotal = discount.amount_total;
  discount.amount_discount = Money::cents(1);
  CPPUNIT_ASSERT(complete(discount) == Completion::NeedsAttention);

  auto as_frozen = paid_session(frozen_order(1));
  as_frozen.amount_subtotal = as_frozen.amount_total;
  as_frozen.amount_discount = Money{};
  CPPUNIT_ASSERT(complete(as_frozen) == Completion::Placed);
}

CPPUNIT_TEST_FIXTURE(Completing, L4_another_currency_is_no_dollars_in_the_ledger) {
  auto session = paid_session(frozen_order(1));
  session.currency = "eur";

  CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"captured 0"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 0"},
                       sql("SELECT kind || ' ' || amount_cents FROM payment_events"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"paid 50873 of the smallest unit of another currency, eur; due was $508.73"},
      sql("SELECT attention FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Completing, p5_paid_without_stock_parks_the_order_and_gives_nothing_back) {
  const auto id = frozen_order(1);
  sql("DELETE FROM holds; UPDATE stock_items SET held = 0");

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM stock_movements"));
  // Staff decide whether the money goes back: nothing is granted, nothing is on its way.
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM refunds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM refund_sends"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.refund'"));
}

CPPUNIT_TEST_FIXTURE(Completing, a_delayed_payment_keeps_the_units_until_it_is_decided) {
  const auto id = frozen_order(1);
  auto session = paid_session(id);
  session.payment_status = "unpaid";

  CPPUNIT_ASSERT(complete(session) == Completion::Waiting);
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"processing"}, sql("SELECT state FROM payment_attempts"));

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::Placed);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Completing, a_session_of_nobody_s_order_is_unknown) {
  const auto id = frozen_order(1);
  auto session = paid_session(id);
  session.order = "00000000-0000-4000-8000-000000000000";
  const auto before = everything();
  CPPUNIT_ASSERT(complete(session) == Completion::Unknown);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

struct GivingUp : Completing {
  base::OrderId order_id{1};
  bool give_up(Units units) {
    return db().transact("give_up", [&](store::Tx& tx) {
      return payment::give_up(tx, order_id, units, terms, {"shopper", "cancelled"}, t::kNoon);
    });
  }
};

CPPUNIT_TEST_FIXTURE(GivingUp, cancel_and_edit_leaves_the_units_with_the_cart) {
  frozen_order(2);

  CPPUNIT_ASSERT(give_up(Units::BackToCart));

  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"cart 2 2026-11-22 12:15:00+00"},
                       sql("SELECT concat_ws(' ', kind, units, expires_at) FROM holds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"failed 0"}, payment());
}

CPPUNIT_TEST_FIXTURE(GivingUp, an_ended_session_gives_the_units_back) {
  frozen_order(2);
  CPPUNIT_ASSERT(give_up(Units::Released));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM holds"));
}

CPPUNIT_TEST_FIXTURE(GivingUp, a_paid_order_is_not_given_up) {
  complete(paid_session(frozen_order(1)));
  const auto before = everything();
  CPPUNIT_ASSERT(!give_up(Units::Released));
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(GivingUp, pages_show_units_as_gone_once_and_again_when_they_come_back) {
  const auto changes = [&] { return sql("SELECT count(*) FROM page_changes"); };
  sql("DELETE FROM page_changes");
  const auto sold = frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, changes());
  complete(paid_session(sold));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, changes());

  frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, changes());
  order_id = base::OrderId{2};
  CPPUNIT_ASSERT(give_up(Units::Released));
  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, changes());
}

CPPUNIT_TEST_FIXTURE(GivingUp, cancel_edit_and_pay_again_is_a_second_order_of_the_cart) {
  const auto first = frozen_order(2);
  give_up(Units::BackToCart);
  sql("UPDATE cart_lines SET units = 1");
  keep_quote(base::CartId{1});

  CPPUNIT_ASSERT(freeze(base::CartId{1}, total(1)));
  const auto second = sql("SELECT public_id FROM orders WHERE state = 'awaiting_payment'");
  CPPUNIT_ASSERT(complete(paid_session(second)) == Completion::Placed);

  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"expired placed"},
                       sql("SELECT string_agg(state, ' ' ORDER BY id) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"10001"}, sql("SELECT number FROM orders WHERE id = 2"));
}

CPPUNIT_TEST_FIXTURE(GivingUp, paid_after_it_expired_needs_attention_and_takes_nothing) {
  const auto id = frozen_order(1);
  give_up(Units::Released);

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10001"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"captured 50873"}, payment());
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.payment_received mail.staff_attention"}, sent());
}

CPPUNIT_TEST_FIXTURE(GivingUp, paid_after_it_expired_completes_a_cart_that_is_still_open) {
  const auto id = frozen_order(2);
  give_up(Units::BackToCart);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());

  CPPUNIT_ASSERT(complete(paid_session(id)) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  const auto again = freeze(base::CartId{1}, total(2));
  CPPUNIT_ASSERT(!again);
  CPPUNIT_ASSERT(again.why().why == payment::FreezeWhy::BeingPaid);
}

// An order that expired, and a second one of the same cart.
struct PaidLate : GivingUp {
  void setUp() override {
    GivingUp::setUp();
    first = frozen_order(1);
    give_up(Units::BackToCart);
    CPPUNIT_ASSERT(freeze(base::CartId{1}, total(1)));
    second = sql("SELECT public_id FROM orders WHERE state = 'awaiting_payment'");
  }
  std::string orders() {
    return sql(
        "SELECT string_agg(concat_ws(' ', state, number, paid_late), ', ' ORDER BY id) "
        "FROM orders");
  }
  auto resolve_place() {
    return db().transact("resolve", [&](store::Tx& tx) {
      return payment::resolve_place(tx, order_id, "gdsctl test", t::kNoon);
    });
  }
  std::string first, second;
};

CPPUNIT_TEST_FIXTURE(PaidLate, while_the_cart_s_next_order_waits_it_is_recorded_beside_it) {
  CPPUNIT_ASSERT(complete(paid_session(first)) == Completion::NeedsAttention);

  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10001 t, awaiting_payment f"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"completing"}, sql("SELECT state FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.payment_received mail.staff_attention"}, sent());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"captured 50873"},
      sql("SELECT state || ' ' || captured_cents FROM payments ORDER BY id LIMIT 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());

  CPPUNIT_ASSERT(complete(paid_session(second)) == Completion::Placed);
  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10001 t, placed 10002 f"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(PaidLate, when_the_cart_s_next_order_is_placed_it_is_recorded_beside_it) {
  CPPUNIT_ASSERT(complete(paid_session(second)) == Completion::Placed);

  CPPUNIT_ASSERT(complete(paid_session(first)) == Completion::NeedsAttention);
  CPPUNIT_ASSERT(complete(paid_session(first)) == Completion::AlreadyDone);

  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10002 t, placed 10001 f"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, sql("SELECT state FROM carts"));
}

CPPUNIT_TEST_FIXTURE(PaidLate, the_next_order_may_be_given_up_and_placed_anew_after_it) {
  complete(paid_session(first));
  order_id = base::OrderId{2};
  CPPUNIT_ASSERT(give_up(Units::BackToCart));

  CPPUNIT_ASSERT(freeze(base::CartId{1}, total(1)));

  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention 10001 t, expired f, awaiting_payment f"},
                       orders());
}

CPPUNIT_TEST_FIXTURE(PaidLate, placed_by_staff_it_leaves_the_next_order_its_units) {
  complete(paid_session(first));

  CPPUNIT_ASSERT(resolve_place());

  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001 t, awaiting_payment f"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"payment 2 1"},
                       sql("SELECT concat_ws(' ', kind, order_id, units) FROM holds"));
  CPPUNIT_ASSERT(complete(paid_session(second)) == Completion::Placed);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(PaidLate, placed_by_staff_it_does_not_take_what_the_next_order_holds) {
  complete(paid_session(first));
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'counted', -2, 'test', '2026-11-22')");
  const auto before = everything();

  const auto answer = resolve_place();

  CPPUNIT_ASSERT(!answer);
  CPPUNIT_ASSERT(answer.why() == payment::ResolveRefusal::SoldOut);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

struct Resolving : GivingUp {
  void setUp() override {
    GivingUp::setUp();
    const auto id = frozen_order(1);
    give_up(Units::Released);
    complete(paid_session(id));
  }
  auto resolve_place() {
    return db().transact("resolve", [&](store::Tx& tx) {
      return payment::resolve_place(tx, order_id, "gdsctl test", t::kNoon);
    });
  }
};

CPPUNIT_TEST_FIXTURE(Resolving, staff_may_place_it_when_there_is_stock) {
  CPPUNIT_ASSERT(resolve_place());

  CPPUNIT_ASSERT_EQUAL(std::string{"placed 10001"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.order_confirmation mail.payment_received "
                                   "mail.staff_attention stripe.tax_transaction"},
                       sent());
}

CPPUNIT_TEST_FIXTURE(Resolving, without_stock_it_stays_as_it_is) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'counted', -3, 'test', '2026-11-22')");
  const auto before = everything();
  const auto answer = resolve_place();
  CPPUNIT_ASSERT(!answer);
  CPPUNIT_ASSERT(answer.why() == payment::ResolveRefusal::SoldOut);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Resolving, staff_may_cancel_it) {
  const auto done = db().transact("resolve", [&](store::Tx& tx) {
    return payment::resolve_cancel(tx, order_id, "gdsctl test", t::kNoon);
  });
  CPPUNIT_ASSERT(done);
  CPPUNIT_ASSERT_EQUAL(std::string{"cancelled 10001"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
}

}  // namespace
