#include <algorithm>
#include <array>

#include "payment/books.h"
#include "payment/refund.h"
#include "payment/saved.h"
#include "t/payment/plan_stage.h"

namespace {

using namespace std::string_literals;
using t::kNoon;

// Kim's plan, begun and paid by pi_7.
struct PlanMoney : t::Plans {
  void setUp() override {
    Plans::setUp();
    begun();
    tell("invoice_payment.paid",
         R"({"id":"inpay_1","object":"invoice_payment","invoice":"in_1","payment":)"
         R"({"type":"payment_intent","payment_intent":"pi_7"}})");
  }
  static std::string charge(std::int64_t refunded) {
    return R"({"id":"ch_7","object":"charge","payment_intent":"pi_7","status":"succeeded",)"
           R"("amount":4900,"amount_refunded":)" +
           std::to_string(refunded) + R"(,"created":1795348800,"metadata":{}})";
  }
  static std::string refund(const std::string& status, const std::string& id = "re_1",
                            std::int64_t cents = 1000, const std::string& intent = "pi_7") {
    return R"({"id":")" + id + R"(","object":"refund","amount":)" + std::to_string(cents) +
           R"(,"payment_intent":")" + intent + R"(","status":")" + status +
           R"(","failure_reason":"lost_or_stolen_card","metadata":{}})";
  }
  static std::string dispute(const std::string& status, const std::string& movements = "",
                             const std::string& intent = R"("pi_7")") {
    return R"({"id":"du_1","object":"dispute","amount":4900,"currency":"usd","charge":"ch_7",)"
           R"("payment_intent":)" +
           intent + R"(,"status":")" + status +
           R"(","reason":"fraudulent","evidence_details":{"due_by":1795900000}, )"
           R"("balance_transactions":[)" +
           movements + "]}";
  }
  std::string ledger() {
    return sql(
        "SELECT string_agg(concat_ws(' ', invoice_id, kind, amount_cents, provider_ref), ', ' "
        "ORDER BY id) FROM subscription_movements");
  }
  std::string tasks() {
    return sql(
        "SELECT string_agg(concat_ws(' ', kind, subject, done_at IS NOT NULL), ', ' ORDER BY id) "
        "FROM payment_tasks");
  }
  std::string faults() {
    std::string all;
    for (const auto& fault :
         db().snapshot("faults", [](store::Tx& tx) { return payment::faults(tx); }))
      all += fault + "; ";
    return all;
  }
};

CPPUNIT_TEST_FIXTURE(PlanMoney, a_refund_of_a_plan_stands_beside_its_invoice_and_staff_hear_once) {
  CPPUNIT_ASSERT_EQUAL("refund sent"s, tell("refund.created", refund("pending")));
  CPPUNIT_ASSERT_EQUAL("already done"s, tell("refund.updated", refund("succeeded")));
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("charge.refunded", charge(1000)));

  CPPUNIT_ASSERT_EQUAL("1 refunded 1000 re_1"s, ledger());
  CPPUNIT_ASSERT_EQUAL("invoice re_1 f"s, tasks());
  CPPUNIT_ASSERT_EQUAL(
      "invoice A-1 in_1 of a plan: $10.00 of it were refunded; the plan goes on until somebody "
      "ends it at Stripe"s,
      sql("SELECT said FROM payment_tasks"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM outbox WHERE kind = 'mail.staff_payment'"));
  CPPUNIT_ASSERT_EQUAL("0"s,
                       sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.refresh_refunds'"));
  CPPUNIT_ASSERT(entitled(kNoon + std::chrono::hours{24}));
  CPPUNIT_ASSERT_EQUAL(""s, faults());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, a_refund_that_failed_is_the_same_in_any_order) {
  const std::array<std::pair<const char*, std::string>, 3> events{{
      {"refund.created", refund("pending")},
      {"refund.updated", refund("succeeded")},
      {"refund.failed", refund("failed")},
  }};
  std::array order{0, 1, 2};
  do {
    sql("TRUNCATE subscription_movements, inbox_events; DELETE FROM payment_tasks");
    for (const auto n : order) {
      const auto& [type, said] = events.at(static_cast<std::size_t>(n));
      tell(type, said);
    }
    CPPUNIT_ASSERT_EQUAL(
        "1 1000 refund_failed, 1 1000 refunded"s,
        sql("SELECT string_agg(concat_ws(' ', invoice_id, amount_cents, kind), ', ' ORDER BY kind) "
            "FROM subscription_movements"));
    CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM payment_tasks WHERE subject = 're_1 "
                                   "failed'"));
  } while (std::next_permutation(order.begin(), order.end()));
}

CPPUNIT_TEST_FIXTURE(PlanMoney, a_refund_that_was_called_off_gave_nothing_back) {
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("refund.created", refund("requires_action")));
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("refund.updated", refund("canceled")));
  CPPUNIT_ASSERT_EQUAL(""s, ledger());
  CPPUNIT_ASSERT_EQUAL(""s, tasks());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, refunds_whose_events_were_lost_are_asked_for) {
  tell("charge.refunded", charge(1500));
  CPPUNIT_ASSERT_EQUAL(
      R"(ch_7-1500{"invoice": 1, "refunded": 1500})"s,
      sql("SELECT key || payload::text FROM outbox WHERE kind = 'stripe.refresh_refunds'"));
  const auto known = db().snapshot("known", [](store::Tx& tx) {
    return payment::plan_given_back(tx, payment::PlanInvoiceId{1});
  });
  CPPUNIT_ASSERT_EQUAL("pi_7"s, known.intent.value());
  CPPUNIT_ASSERT(known.refunded.is_zero());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, a_dispute_of_a_plan_is_entered_and_has_its_deadline) {
  tell("charge.succeeded", charge(0));
  CPPUNIT_ASSERT_EQUAL("dispute opened"s,
                       tell("charge.dispute.created", dispute("needs_response"), 1));
  CPPUNIT_ASSERT_EQUAL("noted"s,
                       tell("charge.dispute.funds_withdrawn", dispute("needs_response"), 2));
  CPPUNIT_ASSERT_EQUAL("1 disputed 4900 du_1"s, ledger());
  CPPUNIT_ASSERT_EQUAL("dispute du_1 f"s, tasks());
  CPPUNIT_ASSERT_EQUAL("1795900000"s,
                       sql("SELECT extract(epoch FROM due_at)::bigint FROM payment_tasks"));

  // Known by its charge alone.
  const auto won = dispute("won", R"({"amount":-4900},{"amount":4900})", "null");
  CPPUNIT_ASSERT_EQUAL("dispute closed"s, tell("charge.dispute.closed", won, 300));
  CPPUNIT_ASSERT_EQUAL("old news"s, tell("charge.dispute.updated", dispute("under_review"), 3));
  CPPUNIT_ASSERT_EQUAL("1 disputed 4900 du_1, 1 reinstated 4900 du_1"s, ledger());
  CPPUNIT_ASSERT_EQUAL("dispute du_1 t"s, tasks());
  CPPUNIT_ASSERT_EQUAL("won"s, sql("SELECT status FROM subscription_disputes"));
}

CPPUNIT_TEST_FIXTURE(PlanMoney, a_refund_that_names_its_charge_alone_is_known_by_it) {
  tell("charge.succeeded", charge(0));
  auto said = refund("succeeded");
  said.replace(said.find(R"("payment_intent":"pi_7")"), 23,
               R"("payment_intent":null,"charge":"ch_7")");
  CPPUNIT_ASSERT_EQUAL("refund sent"s, tell("refund.created", said));
  CPPUNIT_ASSERT_EQUAL("1 refunded 1000 re_1"s, ledger());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, of_a_dispute_that_is_lost_staff_hear_what_to_decide) {
  tell("charge.dispute.created", dispute("needs_response"), 1);
  tell("charge.dispute.closed", dispute("lost", R"({"amount":-4900})"), 300);
  CPPUNIT_ASSERT_EQUAL("dispute du_1 t, invoice du_1 f"s, tasks());
  CPPUNIT_ASSERT_EQUAL("1 disputed 4900 du_1"s, ledger());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, warnings_and_reviews_of_a_plan_are_staffs) {
  CPPUNIT_ASSERT_EQUAL(
      "staff told"s,
      tell("radar.early_fraud_warning.created",
           R"({"id":"issfr_1","charge":"ch_7","payment_intent":"pi_7","fraud_type":"misc"})"));
  CPPUNIT_ASSERT_EQUAL(
      "staff told"s, tell("review.opened",
                          R"({"id":"prv_1","payment_intent":"pi_7","reason":"rule","open":true})"));
  CPPUNIT_ASSERT_EQUAL(
      "noted"s, tell("review.closed", R"({"id":"prv_1","payment_intent":"pi_7","reason":"rule",)"
                                      R"("closed_reason":"approved","open":false})"));
  CPPUNIT_ASSERT_EQUAL("fraud_warning issfr_1 f, review prv_1 t"s, tasks());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, of_a_payment_that_nobody_knows_nothing_is_entered) {
  CPPUNIT_ASSERT_EQUAL("no payment of ours"s,
                       tell("refund.created", refund("succeeded", "re_9", 1000, "pi_9")));
  CPPUNIT_ASSERT_EQUAL(""s, ledger());
}

CPPUNIT_TEST_FIXTURE(PlanMoney, a_customer_that_was_deleted_at_stripe_is_named_no_more) {
  sql("UPDATE subscriptions SET status = 'canceled'");
  db().transact("saved", [&](store::Tx& tx) {
    payment::saved_for(tx, kim, "kim@example.com", kNoon);
    payment::keep_saved(tx, payment::SavedId{1}, "cus_1", kNoon);
    return base::Done{};
  });
  stage.on(kCreate, {refused(400, "customer")});
  CPPUNIT_ASSERT_EQUAL("customer"s, subscribe()->param);
  CPPUNIT_ASSERT(stage.seen.back().find("&customer=cus_1&") != std::string::npos);
  stage.on(kCreate, {t::http_answer(500, "{}")});
  subscribe();
  CPPUNIT_ASSERT(stage.seen.back().find("&customer_email=kim%40example.com&") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(PlanMoney, E6_stripes_books_of_a_plan_agree_with_the_ledger_or_say_where_not) {
  tell("refund.created", refund("succeeded"));
  tell("charge.dispute.funds_withdrawn", dispute("needs_response"), 1);
  sql("UPDATE subscription_invoices SET paid_at = '2026-11-22 12:00+00'");
  const auto moved = [](const std::string& id, const std::string& category,
                        const std::string& source, int cents) {
    return R"({"id":")" + id + R"(","amount":)" + std::to_string(cents) +
           R"(,"fee":0,"currency":"usd","created":1795348801,"type":"x","reporting_category":")" +
           category + R"(","source":)" + source + "}";
  };
  const auto paid =
      moved("txn_1", "charge", R"({"id":"ch_7","object":"charge","payment_intent":"pi_7"})", 4900);
  const auto given = moved("txn_2", "refund", R"({"id":"re_1","object":"refund"})", -1000);
  const auto taken = moved("txn_3", "dispute", R"({"id":"du_1","object":"dispute"})", -4900);
  const auto compare = [&](const std::string& items, int day) {
    stage.on("GET /v1/balance_transactions?",
             {ok(R"({"object":"list","has_more":false,"data":[)" + items + "]}")});
    payment::Reconciled done;
    payment::compare_books(
        till(), kNoon + std::chrono::hours{24 * day}, [] { return false; }, done);
    return done.differences;
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, compare(paid, 1));
  CPPUNIT_ASSERT_EQUAL(
      "disputed du_1 4900 0, refunded re_1 1000 0"s,
      sql("SELECT string_agg(concat_ws(' ', kind, reference, ours_cents, theirs_cents), ', ' "
          "ORDER BY kind) FROM payment_differences WHERE resolved_at IS NULL"));
  compare(given + "," + taken, 2);
  CPPUNIT_ASSERT_EQUAL("0"s,
                       sql("SELECT count(*) FROM payment_differences WHERE resolved_at IS NULL"));
}

CPPUNIT_TEST_FIXTURE(PlanMoney, money_of_a_plan_fails_at_any_statement_and_leaves_nothing) {
  const std::array<std::pair<const char*, std::string>, 4> events{{
      {"charge.refunded", charge(1000)},
      {"refund.created", refund("succeeded")},
      {"charge.dispute.funds_withdrawn", dispute("needs_response")},
      {"charge.dispute.closed", dispute("lost", R"({"amount":-4900})")},
  }};
  const auto everything_of_it = [&] {
    return ledger() + tasks() + sql("SELECT count(*) FROM subscription_disputes") +
           sql("SELECT count(*) FROM outbox");
  };
  const int points = breaks_anywhere(events, everything_of_it, 300);
  CPPUNIT_ASSERT_EQUAL("1 refunded 1000 re_1, 1 disputed 4900 du_1"s, ledger());
  CPPUNIT_ASSERT(points > 24);
}

}  // namespace
