#include "payment/calls.h"

#include "app/stripe.h"
#include "payment/events.h"
#include "payment/inbox.h"
#include "t/payment/stage.h"

namespace {

using namespace std::string_literals;
using payment::AskOutcome;
using store::Tx;
using t::kNoon;

// A shop whose calls to Stripe are kept on record.
struct Calls : t::Till {
  void setUp() override {
    t::Till::setUp();
    client.keep_exchanges(app::call_keeper(db(), log));
    frozen_order(1);
  }
  payment::Asked ask() { return payment::ask(till(), attempt(), kNoon); }
  static std::string told(int status, const std::string& body, const std::string& request) {
    return t::http_answer(status, body, "Request-Id: " + request + "\r\n");
  }
  std::string rows(const std::string& columns) {
    return sql("SELECT string_agg(concat_ws(' ', " + columns +
               "), ', ' ORDER BY id) FROM provider_calls");
  }
  std::string found(const std::string& word) {
    std::string out;
    for (const auto& row :
         db().snapshot("calls", [&](Tx& tx) { return payment::calls_about(tx, word); }))
      out += (out.empty() ? "" : " ") + row.call;
    return out;
  }
  void ask_for_dispute() {
    stage.on("GET /v1/disputes/du_7 ", {told(200, R"({"id":"du_7"})", "req_7")});
    CPPUNIT_ASSERT(client.retrieve_dispute("du_7"));
  }
  std::string uuid() { return sql("SELECT public_id FROM orders"); }
};

CPPUNIT_TEST_FIXTURE(Calls, a_call_is_kept_with_key_request_status_and_what_it_was_about) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Open);

  CPPUNIT_ASSERT_EQUAL("create_session POST /checkout/sessions 1 200 req_1 {cs_1}"s,
                       rows("call, method, path, attempt, status, request_id, objects"));
  CPPUNIT_ASSERT_EQUAL("t t t"s,
                       sql("SELECT concat_ws(' ', c.idempotency_key = a.idempotency_key, "
                           "c.public_id = o.public_id, c.took_us > 0) FROM provider_calls c, "
                           "payment_attempts a, orders o"));
}

CPPUNIT_TEST_FIXTURE(Calls, A5_neither_the_key_nor_a_person_nor_a_payable_link_is_kept) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});
  ask();
  const auto row = sql("SELECT c::text FROM provider_calls c");
  for (const auto* part : {"sk_test", "kim@example.com", "kim%40", "https://pay.example"})
    CPPUNIT_ASSERT_MESSAGE(part, row.find(part) == std::string::npos);
  CPPUNIT_ASSERT(row.find("customer_email=redacted") != std::string::npos);
  CPPUNIT_ASSERT(row.find("product_data") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Calls, each_try_is_a_row_whatever_came_of_it) {
  stripe::Client patient{{.api_base = server.url("/v1"),
                          .secret_key = base::Secret{"sk_test"},
                          .budget = {3, std::chrono::seconds{5}, std::chrono::seconds{60}},
                          .pause = [](std::chrono::milliseconds) {}}};
  patient.keep_exchanges(app::call_keeper(db(), log));
  stage.on(kCreate,
           {"", told(500, R"({"error":{"type":"api_error"}})", "req_1"),
            t::http_answer(502, "<html>Bad gateway</html>"), told(200, session("open"), "req_2")});

  const auto asked = payment::ask({db(), patient, terms, log}, attempt(), kNoon);

  CPPUNIT_ASSERT(asked.outcome == AskOutcome::Open);
  CPPUNIT_ASSERT_EQUAL("1 - , 2 500 req_1, 3 502 , 4 200 req_2"s,
                       rows("attempt, coalesce(status::text, '-'), request_id"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT string_agg(attempt::text, ' ') FROM provider_calls WHERE "
                                 "failure <> ''"));
  CPPUNIT_ASSERT_EQUAL("24 bytes that are no JSON"s,
                       sql("SELECT answer FROM provider_calls WHERE attempt = 3"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(DISTINCT idempotency_key) FROM provider_calls"));
}

CPPUNIT_TEST_FIXTURE(Calls, a_transaction_that_breaks_after_it_leaves_the_call_on_record) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});
  const auto waiting = attempt();
  const auto before = everything();
  // The first statement keeps the call, the second the session.
  t::FailAt breaks{2};
  db().watch(&breaks);
  CPPUNIT_ASSERT_THROW(payment::ask(till(), waiting, kNoon), store::DbError);
  db().watch(nullptr);

  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL("create_session 200 req_1"s, rows("call, status, request_id"));
}

CPPUNIT_TEST_FIXTURE(Calls, a_record_that_cannot_be_written_stops_no_money) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});
  stage.on(kRetrieve, {told(200, session("complete"), "req_2")});
  const auto waiting = attempt();
  t::FailAt breaks{1};
  db().watch(&breaks);
  CPPUNIT_ASSERT(payment::ask(till(), waiting, kNoon).outcome == AskOutcome::Open);
  db().watch(nullptr);
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM provider_calls"));

  sql("ALTER TABLE provider_calls RENAME TO gone");
  payment::refresh(till(), "cs_1", "test", kNoon);
  CPPUNIT_ASSERT_EQUAL("placed"s, order());
}

CPPUNIT_TEST_FIXTURE(Calls, calls_are_found_by_order_request_key_and_object) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});
  ask();
  auto paid = session("complete");
  paid.replace(paid.find(R"("payment_intent":null)"), 21, R"("payment_intent":"pi_1")");
  stage.on(kRetrieve, {told(200, paid, "req_2")});
  payment::refresh(till(), "cs_1", "test", kNoon);
  stage.on(kRetrieve, {t::Till::gone()});
  CPPUNIT_ASSERT(!client.retrieve_session("cs_1"));
  ask_for_dispute();

  const auto both = "create_session retrieve_session retrieve_session"s;
  CPPUNIT_ASSERT_EQUAL(both, found(uuid()));
  CPPUNIT_ASSERT_EQUAL(both, found(sql("SELECT number FROM orders")));
  CPPUNIT_ASSERT_EQUAL(both, found("cs_1"));
  CPPUNIT_ASSERT_EQUAL("retrieve_session"s, found("pi_1"));
  CPPUNIT_ASSERT_EQUAL("create_session"s, found("req_1"));
  CPPUNIT_ASSERT_EQUAL("create_session"s,
                       found(sql("SELECT idempotency_key FROM payment_attempts")));
  CPPUNIT_ASSERT_EQUAL("retrieve_dispute"s, found("du_7"));
  CPPUNIT_ASSERT_EQUAL(""s, found("req_3"));
  CPPUNIT_ASSERT_EQUAL(""s, found(""));
}

CPPUNIT_TEST_FIXTURE(Calls, of_a_list_the_ids_are_kept) {
  stage.on(kEvents,
           {told(200,
                 R"({"object":"list","has_more":true,"data":[{"id":"evt_1","object":)"
                 R"("event","data":{"object":{"email":"k@example.com"}}},{"id":"evt_2"}]})",
                 "req_1")});
  CPPUNIT_ASSERT(client.list_events({.types = {"refund.updated"},
                                     .created_from = {},
                                     .starting_after = {},
                                     .ending_before = {}}));
  CPPUNIT_ASSERT_EQUAL(
      R"(types[0]=refund.updated&limit=100 {"object":"list","ids":["evt_1","evt_2"],"has_more":true})"s,
      rows("request, answer"));
}

CPPUNIT_TEST_FIXTURE(Calls, records_of_long_ago_are_removed) {
  stage.on(kCreate, {told(200, session("open"), "req_1")});
  ask();
  ask_for_dispute();
  sql("UPDATE provider_calls SET sent_at = '2026-08-01' WHERE call = 'create_session'");
  auto jobs = rival("gds_jobs");
  const auto removed = jobs.transact("sweep", [](Tx& tx) {
    return payment::sweep_calls(tx, kNoon - std::chrono::hours{24 * 90}, 10);
  });
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, removed);
  CPPUNIT_ASSERT_EQUAL("retrieve_dispute"s, rows("call"));
}

CPPUNIT_TEST_FIXTURE(Calls, events_are_found_by_object_and_by_the_call_that_caused_them) {
  const auto body =
      R"({"id":"evt_1","object":"event","type":"refund.updated","request":{"id":"req_8"},)"
      R"("data":{"object":{"id":"re_55","object":"refund"}}})"s;
  payment::keep_event(db(), stripe::read_event(base::Json::parse(body)), body, kNoon);
  for (const auto* word : {"evt_1", "re_55", "req_8"}) {
    const auto events =
        db().snapshot("events", [&](Tx& tx) { return payment::events_about(tx, word); });
    CPPUNIT_ASSERT_EQUAL_MESSAGE(word, std::size_t{1}, events.size());
    CPPUNIT_ASSERT_EQUAL(body, events.front().body.raw);
  }
  CPPUNIT_ASSERT(
      db().snapshot("events", [](Tx& tx) { return payment::events_about(tx, ""); }).empty());
}

}  // namespace
