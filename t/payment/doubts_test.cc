#include "payment/doubts.h"

#include "payment/charges.h"
#include "payment/events.h"
#include "payment/inbox.h"
#include "payment/tasks.h"
#include "t/sale.h"

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using t::kNoon;

// Events of Stripe about a paid order, or one that waits.
struct Doubts : t::Sale {
  std::string tell(const std::string& type, const std::string& object, std::int64_t later = 0,
                   base::Instant now = kNoon) {
    const auto body = R"({"id":"evt_)" + std::to_string(++told) +
                      R"(","object":"event","created":)" + std::to_string(1795348800 + later) +
                      R"(,"livemode":false,"type":")" + type + R"(","data":{"object":)" + object +
                      "}}";
    auto hooks = rival("gds_hooks");
    const auto kept =
        payment::keep_event(hooks, stripe::read_event(base::Json::parse(body)), body, now);
    return payment::process_event(hooks, kept, terms, now);
  }
  // A paid order; its intent is "pi_" and the beginning of its UUID.
  std::string paid_order() {
    order = frozen_order(1);
    CPPUNIT_ASSERT(complete(paid_session(order)) == payment::Completion::Placed);
    return order;
  }
  std::string intent() const { return "pi_" + order.substr(0, 8); }
  std::string charge(const std::string& status, const std::string& more = "") const {
    return R"({"id":"ch_1","object":"charge","status":")" + status + R"(","amount":50871,)" +
           R"("payment_intent":")" + intent() + R"(","metadata":{"order_id":")" + order +
           R"("},"created":1795348800,"payment_method_details":{"card":{"brand":"visa",)" +
           R"("last4":"4242","fingerprint":"Fp1"}},"outcome":{"risk_level":"elevated",)" +
           R"("reason":"generic_decline"})" + more + "}";
  }
  std::string warning() const {
    return R"({"id":"issfr_1","object":"radar.early_fraud_warning","charge":"ch_1",)" +
           std::string{R"("payment_intent":")"} + intent() +
           R"(","fraud_type":"made_with_stolen_card"})";
  }
  std::string review(const std::string& closed) const {
    return R"({"id":"prv_1","object":"review","charge":"ch_1","payment_intent":")" + intent() +
           R"(","open":)" + (closed.empty() ? "true" : "false") + R"(,"reason":"rule",)" +
           R"("closed_reason":)" + (closed.empty() ? "null" : "\"" + closed + "\"") + "}";
  }
  std::string charges() {
    return sql(
        "SELECT concat_ws(' ', charge_id, status, brand, last4, fingerprint, risk_level, "
        "failure) FROM payment_charges");
  }
  std::string tasks() {
    return sql(
        "SELECT string_agg(concat_ws(' ', kind, subject, done_at IS NOT NULL), ', ' ORDER "
        "BY id) FROM payment_tasks");
  }
  std::string holds() {
    return sql(
        "SELECT string_agg(concat_ws(' ', cause, lifted_at IS NOT NULL), ', ' ORDER BY id) "
        "FROM shipment_holds");
  }
  std::string words(const std::string& kind) {
    return sql("SELECT string_agg(key, ', ' ORDER BY key) FROM outbox WHERE kind = '" + kind + "'");
  }
  std::string state() { return sql("SELECT state FROM orders"); }
  int told = 0;
  std::string order;
};

CPPUNIT_TEST_FIXTURE(Doubts, the_card_of_a_payment_is_kept_with_brand_last_four_and_risk) {
  paid_order();

  CPPUNIT_ASSERT_EQUAL(std::string{"noted"}, tell("charge.succeeded", charge("succeeded")));

  CPPUNIT_ASSERT_EQUAL(std::string{"ch_1 succeeded visa 4242 Fp1 elevated "}, charges());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, state());
  const auto id = base::OrderId{1};
  const auto found = db().snapshot("charges", [&](store::Tx& tx) {
    return std::pair{payment::charges(tx, id).size(), payment::card_fingerprints(tx, id)};
  });
  CPPUNIT_ASSERT(found == std::pair(std::size_t{1}, std::vector<std::string>{"Fp1"}));
}

CPPUNIT_TEST_FIXTURE(Doubts, E2_of_two_descriptions_of_a_charge_the_later_said_counts) {
  order = frozen_order(1);
  // Before the session is complete the order's UUID names the payment.
  tell("charge.succeeded", charge("succeeded"), 10);
  tell("charge.pending", charge("pending"), 9);
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_1 succeeded visa 4242 Fp1 elevated "}, charges());
  // Two of one second: the one that decides.
  tell("charge.failed", charge("failed"), 10);
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_1 succeeded visa 4242 Fp1 elevated "}, charges());
  tell("charge.failed", charge("failed"), 11);
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_1 failed visa 4242 Fp1 elevated generic_decline"},
                       charges());
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, state());
}

CPPUNIT_TEST_FIXTURE(Doubts, the_card_is_what_its_customer_was_seen_with) {
  paid_order();
  tell("charge.succeeded", charge("succeeded"));
  CPPUNIT_ASSERT_EQUAL(std::string{"card"}, sql("SELECT kind FROM referral_signals"));
}

CPPUNIT_TEST_FIXTURE(Doubts, a_charge_of_which_more_was_given_back_is_asked_about_once) {
  paid_order();
  const auto half = charge("succeeded", R"(,"amount_refunded":25000,"refunded":false)");
  tell("charge.refunded", half, 1);
  tell("charge.updated", half, 2);
  CPPUNIT_ASSERT_EQUAL(std::string{"ch_1-25000"}, words("stripe.refresh_refunds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT refunded_cents FROM payments"));
}

CPPUNIT_TEST_FIXTURE(Doubts, a_warning_of_fraud_holds_the_shipment_and_tells_staff_once) {
  paid_order();

  CPPUNIT_ASSERT_EQUAL(std::string{"shipment held"},
                       tell("radar.early_fraud_warning.created", warning()));
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"},
                       tell("radar.early_fraud_warning.updated", warning()));

  CPPUNIT_ASSERT_EQUAL(std::string{"warning issfr_1 f"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"fraud_warning issfr_1 f"}, tasks());
  CPPUNIT_ASSERT_EQUAL(std::string{"task-1"}, words("mail.staff_payment"));
}

CPPUNIT_TEST_FIXTURE(Doubts, E2_a_review_ends_the_same_whichever_of_its_events_comes_first) {
  paid_order();
  CPPUNIT_ASSERT_EQUAL(std::string{"noted"}, tell("review.closed", review("approved"), 2));
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, tell("review.opened", review(""), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"review prv_1 t"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{}, tasks());

  sql("TRUNCATE shipment_holds");
  CPPUNIT_ASSERT_EQUAL(std::string{"shipment held"}, tell("review.opened", review(""), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"shipment free"}, tell("review.closed", review("approved"), 2));
  CPPUNIT_ASSERT_EQUAL(std::string{"review prv_1 t"}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"review prv_1 t"}, tasks());
}

CPPUNIT_TEST_FIXTURE(Doubts, a_review_that_ends_otherwise_than_approved_keeps_the_hold) {
  paid_order();
  tell("review.opened", review(""), 1);
  tell("review.closed", review("refunded_as_fraud"), 2);
  CPPUNIT_ASSERT_EQUAL(std::string{"review prv_1 f"}, holds());
}

CPPUNIT_TEST_FIXTURE(Doubts, a_payout_that_failed_is_told_to_staff_once) {
  const std::string payout =
      R"({"id":"po_1","object":"payout","amount":123456,"failure_message":"account closed"})";
  CPPUNIT_ASSERT_EQUAL(std::string{"staff told"}, tell("payout.failed", payout));
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, tell("payout.failed", payout));
  CPPUNIT_ASSERT_EQUAL(std::string{"a payout of $1,234.56 did not reach the bank: account closed"},
                       sql("SELECT said FROM payment_tasks"));
}

CPPUNIT_TEST_FIXTURE(Doubts, an_event_that_came_before_its_payment_is_looked_at_again) {
  order = frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(std::string{payment::kNoPayment},
                       tell("radar.early_fraud_warning.created", warning()));
  const auto waiting = [&](base::Instant now) {
    return db().at_once("waiting",
                        [&](store::Tx& tx) { return payment::waiting_events(tx, 10, now); });
  };
  CPPUNIT_ASSERT(waiting(kNoon).empty());
  complete(paid_session(order));

  const auto due = waiting(kNoon + minutes{1});

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, due.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipment held"},
                       payment::process_event(db(), due.at(0), terms, kNoon + minutes{1}));
  CPPUNIT_ASSERT(waiting(kNoon + hours{99}).empty());
}

CPPUNIT_TEST_FIXTURE(Doubts, an_event_of_somebody_elses_payment_is_done_with_after_three_days) {
  order = "00000000";
  tell("radar.early_fraud_warning.created", warning());
  int looks = 0;
  for (auto now = kNoon; now < kNoon + hours{24 * 9}; now += minutes{30}) {
    for (const auto event : db().at_once(
             "waiting", [&](store::Tx& tx) { return payment::waiting_events(tx, 10, now); })) {
      payment::process_event(db(), event, terms, now);
      ++looks;
    }
  }
  CPPUNIT_ASSERT_EQUAL(21, looks);
  CPPUNIT_ASSERT_EQUAL(std::string{"t no payment of ours"},
                       sql("SELECT concat_ws(' ', processed_at IS NOT NULL, outcome) FROM "
                           "inbox_events"));
}

CPPUNIT_TEST_FIXTURE(Doubts, a_paid_intent_alone_places_nothing_but_its_session_is_asked_for) {
  order = frozen_order(1);
  const auto intent_object =
      R"({"id":"pi_9","object":"payment_intent","metadata":{"order_id":")" + order + R"("}})";
  const auto before = stock();
  CPPUNIT_ASSERT_EQUAL(std::string{"noted"}, tell("payment_intent.succeeded", intent_object));
  CPPUNIT_ASSERT_EQUAL(std::string{"asked"}, tell("payment_intent.canceled", intent_object));
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, state());
  CPPUNIT_ASSERT_EQUAL(before, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"pi_9, pi_9 canceled"}, words("stripe.refresh_session"));

  CPPUNIT_ASSERT_EQUAL(std::string{"no order of ours"},
                       tell("payment_intent.succeeded", R"({"id":"pi_8","object":"payment_intent",)"
                                                        R"("metadata":{}})"));
  CPPUNIT_ASSERT_EQUAL(std::string{"unknown_payment pi_8 f"}, tasks());
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT due_at = '2026-11-22 12:05+00' FROM outbox "
                                             "WHERE kind = 'mail.staff_payment'"));
}

CPPUNIT_TEST_FIXTURE(Doubts, events_are_found_by_order_payment_and_their_own_id) {
  paid_order();
  tell("charge.succeeded", charge("succeeded"));
  tell("radar.early_fraud_warning.created", warning());
  tell("payout.failed", R"({"id":"po_1","object":"payout","amount":5})");
  const auto about = [&](const std::string& word) {
    std::string all;
    for (const auto& event :
         db().snapshot("events", [&](store::Tx& tx) { return payment::events_about(tx, word); }))
      all += event.event_id + " " + event.outcome + ", ";
    return all;
  };

  const std::string both = "evt_1 noted, evt_2 shipment held, ";
  CPPUNIT_ASSERT_EQUAL(both, about(sql("SELECT number FROM orders")));
  CPPUNIT_ASSERT_EQUAL(both, about(intent()));
  CPPUNIT_ASSERT_EQUAL(std::string{"evt_3 staff told, "}, about("evt_3"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, about(""));
}

CPPUNIT_TEST_FIXTURE(Doubts, each_of_these_effects_fails_at_any_statement_and_leaves_nothing) {
  paid_order();
  const auto charged = charge("succeeded", R"(,"amount_refunded":100)");
  const std::vector<std::pair<std::string, std::string>> all = {
      {"charge.refunded", charged},
      {"radar.early_fraud_warning.created", warning()},
      {"review.opened", review("")},
      {"review.closed", review("approved")},
      {"payout.failed", R"({"id":"po_1","object":"payout","amount":5})"}};
  const auto rows = [&] { return everything() + charges() + tasks() + holds(); };
  int points = 0;
  for (const auto& [type, object] : all) {
    const auto body = R"({"id":"evt_f)" + std::to_string(points) +
                      R"(","object":"event","type":")" + type + R"(","data":{"object":)" + object +
                      "}}";
    const auto event =
        payment::keep_event(db(), stripe::read_event(base::Json::parse(body)), body, kNoon);
    const auto before = rows();
    for (int n = 1;; ++n, ++points) {
      t::FailAt fail{n};
      db().watch(&fail);
      bool failed = false;
      try {
        payment::process_event(db(), event, terms, kNoon);
      } catch (const store::DbError&) {
        failed = true;
      }
      db().watch(nullptr);
      if (!failed) break;
      CPPUNIT_ASSERT_EQUAL(before, rows());
    }
    CPPUNIT_ASSERT(before != rows());
  }
  CPPUNIT_ASSERT(points > 25);
}

}  // namespace
