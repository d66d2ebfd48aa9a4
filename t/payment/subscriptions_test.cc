#include "payment/subscriptions.h"

#include <algorithm>
#include <array>

#include "t/payment/plan_stage.h"

namespace {

using namespace std::string_literals;
using base::Money;
using payment::AskOutcome;
using payment::SubscribeWhy;
using std::chrono::hours;
using store::Tx;
using t::kMonth;
using t::kNoon;
using t::kSecond;
using t::Plans;

CPPUNIT_TEST_FIXTURE(Plans, a_plan_is_sold_once_a_code_at_what_a_card_takes) {
  using payment::PlanRefusal;
  const auto add = [&](const payment::NewPlan& plan) {
    return db().transact("plan", [&](Tx& tx) { return payment::add_plan(tx, plan, kNoon); }).why();
  };
  const auto price = Money::cents(100);
  CPPUNIT_ASSERT(add({"next-day", "Again", "", price, "month"}) == PlanRefusal::Taken);
  for (const auto* code : {"", "Next", "a--b", "-a", "a-", "a b"})
    CPPUNIT_ASSERT(add({code, "x", "", price, "month"}) == PlanRefusal::NotACode);
  CPPUNIT_ASSERT(add({"a", "", "", price, "month"}) == PlanRefusal::NoName);
  CPPUNIT_ASSERT(add({"a", "x", "", Money::cents(49), "month"}) == PlanRefusal::BadPrice);
  CPPUNIT_ASSERT(add({"a", "x", "", price, "week"}) == PlanRefusal::BadInterval);
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM plans"));
}

CPPUNIT_TEST_FIXTURE(Plans, a_lost_answer_is_asked_for_again_with_the_same_bytes_and_key) {
  opened();

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kCreate));
  const auto rest = [&](std::size_t at) {
    const auto& request = stage.seen.at(at);
    return request.substr(request.find("Idempotency-Key"));
  };
  CPPUNIT_ASSERT_EQUAL(rest(0), rest(1));
  CPPUNIT_ASSERT(stage.seen.at(0).find("&line_items[0][price_data][recurring][interval]=month&") !=
                 std::string::npos);
  // A further click leads to the page that stands.
  CPPUNIT_ASSERT_EQUAL("https://pay.example/cs_1"s, subscribe()->url);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kCreate));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM subscriptions"));
}

CPPUNIT_TEST_FIXTURE(Plans, a_page_that_is_over_gives_way_to_another) {
  opened();
  stage.on(kCreate, {t::http_answer(500, "{}")});
  CPPUNIT_ASSERT(subscribe(kNoon + hours{1}));
  CPPUNIT_ASSERT_EQUAL("expired, stored"s,
                       sql("SELECT string_agg(state, ', ' ORDER BY id) FROM subscriptions"));
}

CPPUNIT_TEST_FIXTURE(Plans, a_plan_that_is_not_sold_or_had_already_is_no_page) {
  begun();
  CPPUNIT_ASSERT(subscribe().why() == SubscribeWhy::Subscribed);
  auto jobs = rival("gds_jobs");
  const auto withdraw = [&] {
    return jobs.transact("withdraw",
                         [](Tx& tx) { return payment::withdraw_plan(tx, "next-day", kNoon); });
  };
  CPPUNIT_ASSERT(withdraw());
  CPPUNIT_ASSERT(!withdraw());
  CPPUNIT_ASSERT(subscribe().why() == SubscribeWhy::NoSuchPlan);
  CPPUNIT_ASSERT(payment::subscribe(till(), kim, "nothing", kNoon).why() ==
                 SubscribeWhy::NoSuchPlan);
}

CPPUNIT_TEST_FIXTURE(Plans, what_stripe_will_not_open_is_given_up) {
  stage.on(kCreate, {refused(400, "line_items")});
  const auto asked = subscribe();
  CPPUNIT_ASSERT(asked->outcome == AskOutcome::Refused);
  CPPUNIT_ASSERT_EQUAL("expired"s, sql("SELECT state FROM subscriptions"));
}

CPPUNIT_TEST_FIXTURE(Plans, E2_its_first_events_in_every_order_have_the_same_end) {
  opened();
  std::array order{0, 1, 2, 3};
  int number = 0;
  do {
    sql("UPDATE subscriptions SET state = 'open', stripe_id = NULL, status = '', period_end = "
        "NULL, "
        "entitled_until = NULL, said_at = NULL; DELETE FROM subscription_invoices");
    for (const int n : order) {
      if (n == 0) tell("checkout.session.completed", page("complete"), 0);
      if (n == 1) tell("customer.subscription.created", object("incomplete"), 1);
      if (n == 2) tell("customer.subscription.updated", object("active"), 1);
      if (n == 3) tell("invoice.paid", invoice("in_1", "paid"), 2);
    }
    CPPUNIT_ASSERT_EQUAL("made sub_1 active 2592000 - f"s, row());
    ++number;
  } while (std::next_permutation(order.begin(), order.end()));
  CPPUNIT_ASSERT_EQUAL(24, number);
  CPPUNIT_ASSERT(entitled(kNoon + hours{24 * 30 - 1}));
  CPPUNIT_ASSERT(!entitled(kNoon + hours{24 * 30}));
}

CPPUNIT_TEST_FIXTURE(Plans, a_renewal_that_is_paid_extends_it_once) {
  begun();
  tell("invoice.paid", invoice("in_2", "paid", 2), kMonth);
  tell("invoice.paid", invoice("in_2", "paid", 2), kMonth);
  tell("invoice.paid", invoice("in_1", "paid"), kMonth + 1);
  CPPUNIT_ASSERT_EQUAL("made sub_1 active 5184000 - f"s, row());
  CPPUNIT_ASSERT_EQUAL("in_1 paid 4900, in_2 paid 4900"s,
                       sql("SELECT string_agg(concat_ws(' ', invoice_id, status, paid_cents), ', ' "
                           "ORDER BY id) FROM subscription_invoices"));
  CPPUNIT_ASSERT_EQUAL(""s, mails());
}

CPPUNIT_TEST_FIXTURE(Plans, a_renewal_that_fails_is_dunned_each_time_and_goes_on_for_a_week) {
  begun();
  CPPUNIT_ASSERT_EQUAL("unpaid"s, tell("invoice.payment_failed", invoice("in_2", "open", 2), 10));
  tell("invoice.payment_failed", invoice("in_2", "open", 2), 10);
  tell("customer.subscription.updated", object("past_due"), 11);
  tell("invoice.payment_failed", invoice("in_2", "open", 2, 2), 12);

  CPPUNIT_ASSERT_EQUAL("mail.plan_unpaid in_2-1, mail.plan_unpaid in_2-2"s, mails());
  CPPUNIT_ASSERT_EQUAL("made sub_1 past_due 2592000 604800 f"s, row());
  const auto mail = db().snapshot(
      "mail", [](Tx& tx) { return payment::plan_mail(tx, payment::SubscriptionId{1}); });
  CPPUNIT_ASSERT_EQUAL("kim@example.com"s, mail->email);
  CPPUNIT_ASSERT_EQUAL(Money::cents(4900), mail->due);
  CPPUNIT_ASSERT(mail->is_open);

  CPPUNIT_ASSERT_EQUAL("paid"s, tell("invoice.paid", invoice("in_2", "paid", 2), 20));
  CPPUNIT_ASSERT_EQUAL("made sub_1 past_due 5184000 - f"s, row());
  // What failed before came late: it is paid.
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("invoice.payment_failed", invoice("in_2", "open", 2, 3), 15));
  CPPUNIT_ASSERT_EQUAL("mail.plan_unpaid in_2-1, mail.plan_unpaid in_2-2"s, mails());
}

CPPUNIT_TEST_FIXTURE(Plans, a_first_payment_that_fails_entitles_to_nothing) {
  opened();
  tell("customer.subscription.created", object("incomplete"), 1);
  tell("invoice.payment_failed", invoice("in_1", "open"), 2);
  CPPUNIT_ASSERT(!entitled(kNoon));
  tell("customer.subscription.updated", object("incomplete_expired"), 9);
  CPPUNIT_ASSERT_EQUAL("made sub_1 incomplete_expired - t"s, row());
}

CPPUNIT_TEST_FIXTURE(Plans, what_has_ended_does_not_begin_again) {
  begun();
  CPPUNIT_ASSERT_EQUAL(
      "noted"s,
      tell("customer.subscription.deleted",
           object("canceled", 1, R"(,"ended_at":)" + std::to_string(kSecond + 3600)), 50));
  CPPUNIT_ASSERT_EQUAL("made sub_1 canceled 3600 - t"s, row());
  CPPUNIT_ASSERT_EQUAL("mail.plan_ended subscription-1"s, mails());
  CPPUNIT_ASSERT_EQUAL("said before"s, tell("customer.subscription.updated", object("active"), 49));
  CPPUNIT_ASSERT_EQUAL("said before"s, tell("customer.subscription.updated", object("active"), 51));
  CPPUNIT_ASSERT_EQUAL("made sub_1 canceled 3600 - t"s, row());
  CPPUNIT_ASSERT(!entitled(kNoon + hours{1}));
}

CPPUNIT_TEST_FIXTURE(Plans, A1_who_has_it_ends_it_and_nobody_else) {
  begun();
  const payment::SubscriptionId id{1};
  const auto end = [&](base::CustomerId who) {
    auto shop = rival("gds_shop");
    return static_cast<bool>(shop.transact(
        "end", [&](Tx& tx) { return payment::end_subscription(tx, who, id, kNoon); }));
  };
  const auto words = [&] {
    return sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.cancel_subscription'");
  };
  CPPUNIT_ASSERT(!end(base::CustomerId{kim.raw() + 1}));
  CPPUNIT_ASSERT_EQUAL("0"s, words());
  CPPUNIT_ASSERT(end(kim));
  CPPUNIT_ASSERT(end(kim));
  CPPUNIT_ASSERT_EQUAL("1"s, words());
  const auto ask = db().snapshot("ask", [&](Tx& tx) { return payment::to_cancel(tx, id); });
  CPPUNIT_ASSERT_EQUAL("sub_1"s, ask->stripe_id);
  // It is had until the day it was paid for.
  CPPUNIT_ASSERT(entitled(kNoon + hours{24 * 29}));
}

CPPUNIT_TEST_FIXTURE(Plans, of_somebody_elses_subscriptions_nothing_is_known) {
  CPPUNIT_ASSERT_EQUAL("no payment of ours"s,
                       tell("customer.subscription.created", object("active")));
  CPPUNIT_ASSERT_EQUAL("no payment of ours"s, tell("invoice.paid", invoice("in_1", "paid")));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM subscription_invoices"));
}

CPPUNIT_TEST_FIXTURE(Plans, the_payment_of_an_invoice_is_no_unknown_payment) {
  begun();
  const auto intent = R"({"id":"pi_s","object":"payment_intent","metadata":{}})"s;
  const auto paid_by = R"({"id":"inpay_1","invoice":"in_1","payment":{"type":"payment_intent",)"
                       R"("payment_intent":"pi_s"}})"s;
  const auto open = [&] {
    return sql(
        "SELECT count(*) FROM payment_tasks WHERE kind = 'unknown_payment' AND done_at IS "
        "NULL");
  };
  tell("payment_intent.succeeded", intent);
  CPPUNIT_ASSERT_EQUAL("1"s, open());
  tell("invoice_payment.paid", paid_by);
  CPPUNIT_ASSERT_EQUAL("0"s, open());
  sql("DELETE FROM payment_tasks");
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("payment_intent.succeeded", intent));
  CPPUNIT_ASSERT_EQUAL("0"s, open());
}

CPPUNIT_TEST_FIXTURE(Plans, trouble_with_an_invoice_is_staffs) {
  begun();
  CPPUNIT_ASSERT_EQUAL("staff told"s,
                       tell("invoice.marked_uncollectible", invoice("in_2", "uncollectible", 2)));
  CPPUNIT_ASSERT_EQUAL("invoice in_2"s, sql("SELECT kind || ' ' || subject FROM payment_tasks"));
}

CPPUNIT_TEST_FIXTURE(Plans, an_effect_that_breaks_at_any_statement_is_had_by_the_next_try) {
  opened();
  const std::array<std::pair<const char*, std::string>, 4> events{{
      {"checkout.session.completed", page("complete")},
      {"customer.subscription.created", object("active")},
      {"invoice.payment_failed", invoice("in_1", "open")},
      {"invoice.paid", invoice("in_1", "paid")},
  }};
  const auto everything_of_it = [&] {
    return row() + mails() + sql("SELECT count(*) FROM subscription_invoices");
  };
  const int points = breaks_anywhere(events, everything_of_it, 0);
  CPPUNIT_ASSERT_EQUAL("made sub_1 active 2592000 - f"s, row());
  CPPUNIT_ASSERT(points > 20);
}

}  // namespace
