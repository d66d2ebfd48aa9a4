#include "t/payment/stage.h"

namespace {

using payment::AskOutcome;
using payment::CancelOutcome;

struct Asking : t::Till {
  payment::Asked ask() { return payment::ask(till(), attempt(), t::kNoon); }
  CancelOutcome cancel() { return payment::cancel(till(), attempt(), t::kNoon); }
  void opened() {
    frozen_order(1);
    sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1', "
        "session_url = 'https://pay.example/cs_1'");
  }
};

CPPUNIT_TEST_FIXTURE(Asking, P7_a_session_as_frozen_is_shown) {
  frozen_order(1);
  stage.on(kCreate, {ok(session("open"))});

  const auto asked = ask();

  CPPUNIT_ASSERT(asked.outcome == AskOutcome::Open);
  CPPUNIT_ASSERT_EQUAL(std::string{"https://pay.example/cs_1"}, asked.url);
  CPPUNIT_ASSERT_EQUAL(std::string{"open cs_1 https://pay.example/cs_1"}, session_row());
}

CPPUNIT_TEST_FIXTURE(Asking, P7_a_session_of_another_amount_or_currency_is_ended_and_never_shown) {
  for (const bool amount : {true, false}) {
    frozen_order(1);
    stage.on(kCreate, {ok(amount ? session("open", 1) : session("open", 0, "eur"))});
    stage.on(kExpire, {ok(session("expired"))});

    const auto asked = ask();

    CPPUNIT_ASSERT(asked.outcome == AskOutcome::Refused);
    CPPUNIT_ASSERT_EQUAL(std::string{""}, asked.url);
    CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
    CPPUNIT_ASSERT_EQUAL(std::string{"the payment page differed from the order"}, reason());
    sql("UPDATE payment_attempts SET session_id = 'cs_' || id + 1000");
  }
}

CPPUNIT_TEST_FIXTURE(Asking, P7_such_a_session_is_kept_until_stripe_confirms_its_end) {
  frozen_order(1);
  stage.on(kCreate, {ok(session("open", 1))});
  // Twice, since the first cut of a kept connection is repeated at once.
  stage.on(kExpire, {"", "", ok(session("expired"))});

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"open cs_1"}, session_row());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, calls(kCreate));
}

CPPUNIT_TEST_FIXTURE(Asking, an_answer_that_leaves_it_open_whether_there_is_a_session_keeps_all) {
  frozen_order(1);
  const auto before = everything();
  const auto told_off =
      t::http_answer(500, R"({"error":{"type":"api_error"}})", "Stripe-Should-Retry: false\r\n");
  stage.on(kCreate, {told_off, refused(403), ok(R"({"id":1})")});

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Unknown);
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Unknown);
  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Unknown);

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, calls(kCreate));
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Asking, a_certain_refusal_opens_the_cart_and_names_the_parameter) {
  frozen_order(1);
  stage.on(kCreate, {refused(400, "customer_email")});

  const auto asked = ask();

  CPPUNIT_ASSERT(asked.outcome == AskOutcome::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_email"}, asked.param);
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
}

CPPUNIT_TEST_FIXTURE(Asking, cancel_ends_the_session_and_opens_the_cart) {
  opened();
  stage.on(kExpire, {ok(session("expired"))});
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Reopened);
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
  CPPUNIT_ASSERT_EQUAL(std::string{"cart"}, sql("SELECT kind FROM holds"));
}

CPPUNIT_TEST_FIXTURE(Asking, cancel_with_a_wrong_key_changes_nothing) {
  opened();
  const auto before = everything();
  stage.on(kExpire, {refused(401)});
  stage.on(kRetrieve, {refused(401)});
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Unknown);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Asking, cancel_of_a_session_that_stripe_does_not_know_opens_the_cart) {
  opened();
  stage.on(kExpire, {gone()});
  stage.on(kRetrieve, {gone()});
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Reopened);
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"Stripe does not know the session"}, reason());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());
}

CPPUNIT_TEST_FIXTURE(Asking, cancel_that_comes_too_late_is_told_how_the_order_ended) {
  opened();
  stage.on(kExpire, {refused(400)});
  stage.on(kRetrieve, {ok(session("complete"))});
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Paid);
  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, order());

  frozen_order(1);
  auto other_tab = attempt();
  stage.on(kCreate, {refused(400)});
  CPPUNIT_ASSERT(cancel() == CancelOutcome::Reopened);
  CPPUNIT_ASSERT(payment::cancel(till(), other_tab, t::kNoon) == CancelOutcome::Reopened);
}

CPPUNIT_TEST_FIXTURE(Asking, refresh_of_a_session_that_stripe_does_not_know_gives_the_units_back) {
  opened();
  stage.on(kRetrieve, {gone()});

  payment::refresh(till(), "cs_1", "test", t::kNoon);

  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"Stripe does not know the session"}, reason());
}

CPPUNIT_TEST_FIXTURE(Asking, refresh_at_an_unknown_address_changes_nothing) {
  opened();
  const auto before = everything();
  stage.on(kRetrieve, {refused(404)});
  CPPUNIT_ASSERT_THROW(payment::refresh(till(), "cs_1", "test", t::kNoon), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Asking, a_deadline_that_has_passed_asks_nothing) {
  opened();
  const auto before = everything();
  auto late = till();
  late.deadline = std::chrono::steady_clock::now();
  CPPUNIT_ASSERT(payment::cancel(late, attempt(), t::kNoon) == CancelOutcome::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, stage.seen.size());
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

}  // namespace
