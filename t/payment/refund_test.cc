#include "payment/refund.h"

#include <algorithm>

#include "order/cancel.h"
#include "payment/tax_told.h"
#include "t/placed.h"
#include "t/race/crowd.h"
#include "tender/tender.h"

namespace {

using base::Money;
using payment::RefundSendId;
using payment::SendRefusal;
using store::Tx;
using t::kNoon;

struct RefundSends : t::PlacedOrder {
  void tearDown() override {
    std::string faults;
    for (const auto& fault : db().snapshot("faults", [](Tx& tx) { return payment::faults(tx); }))
      faults += fault + "\n";
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
    PlacedOrder::tearDown();
  }
  void grant(std::int64_t cents) {
    CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
      return order::grant(tx, kOrder, order::RefundKind::Goodwill, {{}, {}, Money::cents(cents)},
                          kWhy, kNoon);
    }));
  }
  auto send() {
    return db().transact("send",
                         [&](Tx& tx) { return payment::send_refund(tx, kOrder, "test", kNoon); });
  }
  bool sent(RefundSendId id, const std::string& reference) {
    return db().transact(
        "sent", [&](Tx& tx) { return payment::refund_sent(tx, id, reference, "test", kNoon); });
  }
  bool failed(RefundSendId id) {
    return db().transact("failed", [&](Tx& tx) {
      return payment::refund_failed(tx, id, {{}, "no"}, "test", kNoon);
    });
  }
  std::string seen(const stripe::Refund& refund) {
    auto hooks = rival("gds_hooks");
    return hooks.transact("seen", [&](Tx& tx) { return payment::refund_seen(tx, refund, kNoon); });
  }
  void pay(const std::string& provider, std::int64_t cents) {
    const auto n = std::to_string(cents);
    sql("WITH paid AS (INSERT INTO payments (order_id, provider, state, amount_cents, "
        "captured_cents, reference, created_at, updated_at) VALUES (1, '" +
        provider + "', 'captured', " + n + ", " + n + ", '" + provider +
        "', '2026-11-22', '2026-11-22') RETURNING id) INSERT INTO payment_events (payment_id, "
        "kind, amount_cents, provider_ref, at) SELECT id, 'captured', " +
        n + ", '" + provider + "', '2026-11-22' FROM paid");
  }
  // Captured, sent back, on its way, state.
  std::string payments() {
    return sql(
        "SELECT string_agg(concat_ws(' ', provider, captured_cents, refunded_cents, "
        "refunding_cents, state), ', ' ORDER BY id) FROM payments");
  }
  std::string rows() {
    return sql(
        "SELECT string_agg(concat_ws(' ', destination, amount_cents, state), ', ' ORDER BY "
        "id) FROM refund_sends");
  }
  std::string words() {
    return sql(
        "SELECT string_agg(kind || ' ' || key, ', ' ORDER BY kind, key) FROM outbox WHERE "
        "payload ? 'send'");
  }
};

CPPUNIT_TEST_FIXTURE(RefundSends, p3_what_was_granted_is_sent_once) {
  grant(1000);
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 32553 33553 over"}, standing());

  const auto sends = send();

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sends->size());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 1000 captured"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe.refund send-1"}, words());
  CPPUNIT_ASSERT(send().why() == SendRefusal::NothingOwed);
  CPPUNIT_ASSERT(sent(sends->at(0), "re_1"));
  CPPUNIT_ASSERT(!sent(sends->at(0), "re_1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 1000 0 partly_refunded"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 32553 32553 full"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.refund_sent send-1, stripe.refund send-1"}, words());
  CPPUNIT_ASSERT(send().why() == SendRefusal::NothingOwed);
}

CPPUNIT_TEST_FIXTURE(RefundSends, p3_a_refund_that_fails_stays_granted_and_is_sent_again_anew) {
  grant(1000);
  const auto first = send()->at(0);

  CPPUNIT_ASSERT(failed(first));

  CPPUNIT_ASSERT(!failed(first));
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 0 captured"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 32553 33553 over"}, standing());
  const auto again = send();
  CPPUNIT_ASSERT(again);
  CPPUNIT_ASSERT_EQUAL(std::string{"card 1000 failed, card 1000 pending"}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},  // P6: a key of its own
                       sql("SELECT count(DISTINCT idempotency_key) FROM refund_sends"));
  // The bank gives it back days later.
  CPPUNIT_ASSERT(sent(again->at(0), "re_2"));
  CPPUNIT_ASSERT(failed(again->at(0)));
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 0 captured"}, payments());
  // Old news that it went comes last.
  CPPUNIT_ASSERT(!sent(again->at(0), "re_2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 0 captured"}, payments());
}

CPPUNIT_TEST_FIXTURE(RefundSends, p1_a_refund_that_went_after_all_calls_off_what_was_sent_anew) {
  grant(33553);
  const auto refused = send()->at(0);
  CPPUNIT_ASSERT(failed(refused));
  const auto anew = send()->at(0);

  CPPUNIT_ASSERT(sent(refused, "re_1"));

  CPPUNIT_ASSERT_EQUAL(std::string{"card 33553 sent, card 33553 failed"}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 33553 0 refunded"}, payments());
  CPPUNIT_ASSERT(!failed(anew));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM order_events WHERE what = 'refund failed' AND "
                           "reason LIKE '%an earlier refund went after all'"));
}

CPPUNIT_TEST_FIXTURE(RefundSends,
                     p1_a_refund_at_the_dashboard_calls_off_what_it_leaves_no_room_for) {
  grant(33553);
  CPPUNIT_ASSERT(send());

  CPPUNIT_ASSERT_EQUAL(std::string{"refund sent"},
                       seen({"re_5", "pi_1", "succeeded", "", "", Money::cents(700)}));

  CPPUNIT_ASSERT_EQUAL(std::string{"card 33553 failed, card 700 sent"}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 700 0 partly_refunded"}, payments());
}

CPPUNIT_TEST_FIXTURE(RefundSends, what_stripe_says_has_failed_never_went) {
  grant(1000);
  CPPUNIT_ASSERT(send());
  const auto key = sql("SELECT idempotency_key FROM refund_sends");
  const stripe::Refund went{"re_1", "pi_1", "succeeded", "", key, Money::cents(1000)};
  auto failed = went;
  failed.status = "failed";

  CPPUNIT_ASSERT_EQUAL(std::string{"refund failed"}, seen(failed));

  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, seen(went));  // the older news, arriving late
  CPPUNIT_ASSERT_EQUAL(std::string{"card 1000 failed"}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 0 captured"}, payments());
}

CPPUNIT_TEST_FIXTURE(RefundSends, r2_12_cards_first_then_what_staff_received_then_tender) {
  sql("UPDATE payments SET captured_cents = 10000, amount_cents = 10000; ALTER TABLE "
      "payment_events DISABLE TRIGGER append_only; UPDATE payment_events SET amount_cents = 10000; "
      "ALTER TABLE payment_events ENABLE TRIGGER append_only");
  pay("tender", 13553);
  pay("wire", 10000);
  const auto card = db().transact("tender", [&](Tx& tx) {
    const auto issued =
        tender::issue(tx, Money::cents(20000), std::nullopt, "test", "test", kNoon).card;
    CPPUNIT_ASSERT(tender::authorize(tx, kOrder, {{{issued, {}}, Money::cents(13553)}},
                                     {"order 1", "test"}, kNoon));
    tender::capture(tx, kOrder, "test", kNoon);
    return issued;
  });
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 33553 33553 full"}, standing());
  CPPUNIT_ASSERT(
      db().transact("cancel", [&](Tx& tx) { return order::cancel_rest(tx, kOrder, kWhy, kNoon); }));
  const auto plan = db().snapshot("plan", [&](Tx& tx) { return payment::plan_refund(tx, kOrder); });

  const auto sends = send();

  CPPUNIT_ASSERT_EQUAL(plan.size(), sends->size());
  CPPUNIT_ASSERT_EQUAL(std::string{"card 10000 pending, offline 10000 pending, tender 13553 sent"},
                       rows());
  CPPUNIT_ASSERT_EQUAL(Money::cents(20000), db().snapshot("balance", [&](Tx& tx) {
    return tender::balance(tx, {card, {}}, kNoon);
  }));
}

CPPUNIT_TEST_FIXTURE(RefundSends, p1_no_more_goes_back_than_was_captured) {
  grant(33553);
  sql("UPDATE payments SET refunding_cents = 0");
  CPPUNIT_ASSERT(send());

  CPPUNIT_ASSERT(send().why() == SendRefusal::NothingOwed);
  CPPUNIT_ASSERT_THROW(sql("UPDATE payments SET refunded_cents = 1"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(RefundSends, staff_confirm_what_they_sent_themselves) {
  pay("check", 500);
  grant(500);
  sql("UPDATE payments SET state = 'disputed' WHERE provider = 'stripe'");
  const auto id = send()->at(0);
  const auto confirm = [&](RefundSendId which) {
    return db().transact("confirm", [&](Tx& tx) {
      return payment::confirm_offline(tx, which, "check 77", "test", kNoon);
    });
  };

  CPPUNIT_ASSERT(confirm(id));

  CPPUNIT_ASSERT_EQUAL(std::string{"offline 500 sent"}, rows());
  CPPUNIT_ASSERT(confirm(id).why() == payment::ConfirmRefusal::NotPending);
  CPPUNIT_ASSERT(confirm(RefundSendId{9}).why() == payment::ConfirmRefusal::NoSuchSend);
  sql("UPDATE payments SET state = 'captured' WHERE provider = 'stripe'");
}

CPPUNIT_TEST_FIXTURE(RefundSends, what_stripe_says_of_a_refund_is_written_down_once) {
  grant(1000);
  const auto id = send()->at(0);
  const auto key = sql("SELECT idempotency_key FROM refund_sends");
  const stripe::Refund ours{"re_1", "pi_1", "succeeded", "", key, Money::cents(1000)};

  CPPUNIT_ASSERT_EQUAL(std::string{"refund sent"}, seen(ours));

  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, seen(ours));
  CPPUNIT_ASSERT(!sent(id, "re_1"));
  auto failed = ours;
  failed.status = "failed";
  failed.send = "";
  CPPUNIT_ASSERT_EQUAL(std::string{"refund failed"}, seen(failed));
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe 33553 0 0 captured"}, payments());
  CPPUNIT_ASSERT_EQUAL(std::string{"no payment of ours"},
                       seen({"re_9", "pi_9", "succeeded", "", "", Money::cents(1)}));
}

CPPUNIT_TEST_FIXTURE(RefundSends, a_refund_made_at_stripe_is_money_that_went_back) {
  const stripe::Refund theirs{"re_5", "pi_1", "succeeded", "", "", Money::cents(700)};

  CPPUNIT_ASSERT_EQUAL(std::string{"refund sent"}, seen(theirs));

  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, seen(theirs));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 33553 32853 partial"}, standing());
}

CPPUNIT_TEST_FIXTURE(RefundSends, p1_of_100_who_send_what_is_owed_one_does) {
  grant(33553);

  const auto done = t::crowd<int>(*this, 100, "gds_jobs", [&](store::Db& on, int) {
    return on.transact("send",
                       [&](Tx& tx) { return payment::send_refund(tx, kOrder, "test", kNoon); })
               ? 1
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(done.begin(), done.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"card 33553 pending"}, rows());
}

CPPUNIT_TEST_FIXTURE(RefundSends, sending_fails_at_any_statement_and_leaves_nothing) {
  grant(1000);
  std::optional<RefundSendId> id;
  fails_at_each_statement([&] { id = send()->at(0); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(sent(*id, "re_1")); });
  fails_at_each_statement([&] { CPPUNIT_ASSERT(failed(*id)); });
}

CPPUNIT_TEST_FIXTURE(RefundSends, m10_a_refund_takes_back_the_tax_of_the_sale_line_by_line) {
  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units,
                        {{{line(1), 1}, {line(2), 2}}, Money::cents(1995), Money::cents(3)}, kWhy,
                        kNoon);
  }));
  db().transact("keep", [&](Tx& tx) {
    payment::keep_tax_transaction(tx, {kOrder}, "tax_1", kNoon);
    return base::Done{};
  });
  sql("INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES "
      "('stripe.tax_transaction', 'order-1', '{}', '2026-11-22', '2026-11-22')");

  const auto sales =
      db().snapshot("tax back", [](Tx& tx) { return payment::tax_back(tx, base::RefundId{1}); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sales.size());
  const auto* back = &sales[0];

  CPPUNIT_ASSERT_EQUAL(std::string{"tax_1"}, back->transaction.value());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, back->lines.size());
  CPPUNIT_ASSERT_EQUAL(Money::cents(3000), back->lines[0].amount);
  CPPUNIT_ASSERT_EQUAL(Money::cents(248), back->lines[0].tax);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1650), back->lines[1].tax);
  CPPUNIT_ASSERT_EQUAL(Money::cents(165), back->shipping_tax);
  CPPUNIT_ASSERT_EQUAL(std::string{"stripe.tax_reversal refund-1"},
                       sql("SELECT kind || ' ' || key FROM outbox WHERE payload ? 'refund'"));
}

}  // namespace
