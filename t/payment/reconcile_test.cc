#include "payment/reconcile.h"

#include "t/payment/stage.h"

namespace {

using std::chrono::minutes;

struct Reconciling : t::Till {
  void setUp() override {
    t::Till::setUp();
    stage.on(kEvents, {ok(R"({"object":"list","data":[],"has_more":false})")});
  }
  payment::Reconciled run(base::Instant now) {
    return payment::reconcile(till(), now, [] { return false; });
  }
  static std::string page(const std::string& items, bool more = false) {
    return ok(R"({"object":"list","data":[)" + items + R"(],"has_more":)" +
              (more ? "true" : "false") + "}");
  }
  static std::string someone(const std::string& id) {
    return R"({"id":")" + id +
           R"(","status":"expired","payment_status":"unpaid","currency":"usd",)" +
           R"("amount_total":1,"client_reference_id":"other","expires_at":1,"livemode":false})";
  }
  // Ten minutes past the end, and a second.
  const base::Instant late =
      t::kNoon + payment::kSessionLife + minutes{10} + std::chrono::seconds{1};
};

CPPUNIT_TEST_FIXTURE(Reconciling, O3_an_attempt_that_never_became_a_session_is_given_up) {
  frozen_order(1);
  stage.on(kCreate, {t::http_answer(500, "{}")});
  stage.on(kList, {page(someone("cs_8"), true), page(someone("cs_9"))});

  const auto early = run(late - std::chrono::seconds{2});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, early.asked);
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, order());

  const auto done = run(late);

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.recovered);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, done.asked);
  CPPUNIT_ASSERT(!done.error);
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"the payment page was never made"}, reason());
  // From noon less five minutes, the second page after the last of the first.
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kList));
  CPPUNIT_ASSERT(stage.seen.back().starts_with(
      "GET /v1/checkout/sessions?starting_after=cs_8&limit=100&created[gte]=1795348500 "));
}

CPPUNIT_TEST_FIXTURE(Reconciling, O3_a_session_whose_answer_was_lost_is_found_and_completed) {
  frozen_order(1);
  stage.on(kList, {page(someone("cs_8"), true), page(session("complete"))});
  stage.on(kRetrieve, {ok(session("complete"))});

  const auto done = run(late);

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.recovered);
  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"complete cs_1"}, session_row());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Reconciling, O3_a_list_without_answer_leaves_the_attempt_as_it_is) {
  frozen_order(1);
  const auto before = everything();
  stage.on(kList, {page(someone("cs_8"), true), ""});

  const auto done = run(late);

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.failed);
  CPPUNIT_ASSERT_THROW(std::rethrow_exception(done.error), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Reconciling, one_failing_step_keeps_none_of_the_others_from_being_done) {
  frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_broken'");
  frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1' WHERE state = 'stored'");
  stage.on(kEvents, {refused(403)});
  stage.on("GET /v1/checkout/sessions/cs_broken?", {refused(403)});
  stage.on(kRetrieve, {ok(session("expired"))});

  const auto done = run(late);

  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, done.failed);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.settled);
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment expired"},
                       sql("SELECT string_agg(state, ' ' ORDER BY id) FROM orders"));
  try {
    std::rethrow_exception(done.error);
  } catch (const stripe::Unknown& e) {
    CPPUNIT_ASSERT(std::string{e.what()}.starts_with("list events"));
  }
}

CPPUNIT_TEST_FIXTURE(Reconciling, the_cursor_stays_when_an_event_could_not_be_kept) {
  const std::string good =
      R"({"id":"evt_2","object":"event","type":"of.the.future","created":1795348800})";
  stage.on(kEvents, {page(good + R"(,{"id":"evt_1","object":"event"})"), page(good)});

  const auto done = run(t::kNoon);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.failed);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.events);
  CPPUNIT_ASSERT_EQUAL(std::string{"noted"}, sql("SELECT outcome FROM inbox_events"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM provider_cursors WHERE provider = 'stripe'"));

  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, run(t::kNoon).failed);
  CPPUNIT_ASSERT_EQUAL(std::string{"evt_2"},
                       sql("SELECT event_id FROM provider_cursors WHERE provider = 'stripe'"));
}

}  // namespace
