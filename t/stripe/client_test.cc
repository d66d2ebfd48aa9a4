#include "stripe/client.h"

#include <map>
#include <string>
#include <vector>

#include "stripe/retry.h"
#include "t/loopback.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;
using std::chrono::milliseconds;

// What a Stripe of the test's own saw, and what it says in turn: an empty answer hangs up.
struct Stage {
  std::vector<std::string> answers;
  std::vector<std::string> seen{};
  std::size_t next = 0;
  void operator()(t::Peer& peer) {
    for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
      seen.push_back(request);
      const auto& answer = answers.at(std::min(next++, answers.size() - 1));
      if (answer.empty()) return;
      peer.write(answer);
    }
  }
};

// A client that waits for nothing: its pauses only move its clock.
struct Rig {
  explicit Rig(std::vector<std::string> answers) : stage{std::move(answers)} {}
  stripe::Client client(stripe::Budget budget = stripe::kInteractive) {
    return stripe::Client{{.api_base = server.url("/v1"),
                           .secret_key = base::Secret{"sk_test_1"},
                           .budget = budget,
                           .log = [this](const base::LogLine& line) { log.push_back(line.text()); },
                           .pause =
                               [this](milliseconds time) {
                                 pauses.push_back(time);
                                 now += time;
                               },
                           .clock = [this] { return now; }}};
  }
  Stage stage;
  std::vector<std::string> log{};
  std::vector<milliseconds> pauses{};
  std::chrono::steady_clock::time_point now{};
  t::LoopbackServer server{std::ref(stage)};
};

std::string ok(const std::string& body = R"({"id":"cs_1"})") {
  return t::http_answer(200, body, "Request-Id: req_1\r\n");
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_post_carries_key_version_and_the_very_bytes) {
  Rig rig{{ok()}};

  const auto reply = rig.client().create_session("key-1", "mode=payment&a[0]=b%20c");

  CPPUNIT_ASSERT_EQUAL("cs_1"s, reply->body.at("id").text());
  CPPUNIT_ASSERT_EQUAL("req_1"s, reply->request_id);
  const auto& request = rig.stage.seen.at(0);
  CPPUNIT_ASSERT(request.starts_with("POST /v1/checkout/sessions HTTP/1.1\r\n"));
  for (const auto* header :
       {"\r\nAuthorization: Bearer sk_test_1\r\n", "\r\nStripe-Version: 2026-10-28.endive\r\n",
        "\r\nIdempotency-Key: key-1\r\n",
        "\r\nContent-Type: application/x-www-form-urlencoded\r\n"}) {
    CPPUNIT_ASSERT_MESSAGE(header, request.find(header) != std::string::npos);
  }
  CPPUNIT_ASSERT(request.ends_with("\r\n\r\nmode=payment&a[0]=b%20c"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_call_goes_to_its_path) {
  Rig rig{{ok(R"({"id":"x","data":[],"has_more":false})")}};
  auto client = rig.client();
  CPPUNIT_ASSERT(client.create_coupon("k", "id=c"));
  CPPUNIT_ASSERT(client.retrieve_session("cs_test_1"));
  CPPUNIT_ASSERT(client.expire_session("k", "cs/../x"));
  CPPUNIT_ASSERT(client.delete_coupon("c 1"));
  CPPUNIT_ASSERT(client.calculate_tax("k", "currency=usd"));
  CPPUNIT_ASSERT(client.list_calculation_lines("taxcalc_1", "tax_li_9"));
  CPPUNIT_ASSERT(client.create_tax_transaction("k", "calculation=t"));
  CPPUNIT_ASSERT(client.list_events({.types = {"checkout.session.completed", "refund.updated"},
                                     .created_from = base::from_unix_seconds(1795000000),
                                     .starting_after = "",
                                     .ending_before = "evt_1"}));
  CPPUNIT_ASSERT(
      client.list_sessions({.status = "open", .created_from = {}, .starting_after = "cs_9"}));
  const std::vector<std::string> expected{
      "POST /v1/coupons",
      "GET /v1/checkout/sessions/cs_test_1?expand[0]=line_items"
      "&expand[1]=payment_intent.latest_charge",
      "POST /v1/checkout/sessions/cs%2F..%2Fx/expire",
      "DELETE /v1/coupons/c%201",
      "POST /v1/tax/calculations",
      "GET /v1/tax/calculations/taxcalc_1/line_items?limit=100&starting_after=tax_li_9"
      "&expand[0]=data.tax_breakdown",
      "POST /v1/tax/transactions/create_from_calculation",
      "GET /v1/events?types[0]=checkout.session.completed&types[1]=refund.updated"
      "&ending_before=evt_1&limit=100&created[gte]=1795000000",
      "GET /v1/checkout/sessions?status=open&starting_after=cs_9&limit=100"};
  std::vector<std::string> seen;
  for (const auto& request : rig.stage.seen)
    seen.push_back(request.substr(0, request.find(" HTTP")));
  for (std::size_t i = 0; i < expected.size(); ++i) CPPUNIT_ASSERT_EQUAL(expected[i], seen.at(i));
  CPPUNIT_ASSERT_THROW(client.retrieve_session(""), base::BugError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, every_retry_carries_the_same_key_and_bytes) {
  const auto html = t::http_answer(502, "<html>Bad gateway</html>");
  Rig rig{{"", html, ok()}};

  const auto reply = rig.client().create_session("key-1", "a=b");

  CPPUNIT_ASSERT(reply);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rig.stage.seen.size());
  for (const auto& request : rig.stage.seen) {
    CPPUNIT_ASSERT(request.find("Idempotency-Key: key-1\r\n") != std::string::npos);
    CPPUNIT_ASSERT(request.ends_with("\r\n\r\na=b"));
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig.pauses.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, std::int64_t{rig.pauses.at(0).count()});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refusal_is_a_value_and_is_not_repeated) {
  Rig rig{{t::http_answer(400,
                          R"({"error":{"type":"invalid_request_error","code":"parameter_unknown",)"
                          R"("param":"line_items[0][sku]","message":"Received unknown"}})",
                          "Request-Id: req_9\r\n")}};

  const auto reply = rig.client().create_session("k", "a=b");

  CPPUNIT_ASSERT(!reply);
  CPPUNIT_ASSERT_EQUAL(400, reply.why().status);
  CPPUNIT_ASSERT_EQUAL("invalid_request_error"s, reply.why().type);
  CPPUNIT_ASSERT_EQUAL("parameter_unknown"s, reply.why().code);
  CPPUNIT_ASSERT_EQUAL("line_items[0][sku]"s, reply.why().param);
  CPPUNIT_ASSERT_EQUAL("req_9"s, reply.why().request_id);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refusal_stays_one_however_it_is_worded) {
  for (const auto* body :
       {"{}", R"({"error":null})", R"({"error":"no such thing"})", R"({"error":{}})",
        R"({"error":{"type":null,"code":null,"param":null,"message":null}})",
        R"({"error":{"type":7,"code":["a"],"param":{},"message":false}})", R"([{"error":1}])"}) {
    Rig rig{{t::http_answer(400, body, "request-id: req_9\r\n")}};
    const auto reply = rig.client().create_session("k", "a=b");
    CPPUNIT_ASSERT_MESSAGE(body, !reply);
    CPPUNIT_ASSERT_EQUAL(400, reply.why().status);
    CPPUNIT_ASSERT_EQUAL(""s, reply.why().type + reply.why().code + reply.why().param);
    CPPUNIT_ASSERT_EQUAL("req_9"s, reply.why().request_id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig.stage.seen.size());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_type_of_error_is_told_from_the_others) {
  const auto error = [](const char* type, const char* code) {
    return R"({"error":{"type":")"s + type + R"(","code":")" + code +
           R"(","doc_url":"https://stripe.com","request_log_url":"https://x","message":"m"}})";
  };
  struct Case {
    int status;
    const char* type;
    const char* code;
    bool is_certain;
  };
  for (const auto& one :
       {Case{400, "invalid_request_error", "parameter_unknown", true},
        Case{400, "idempotency_error", "", false}, Case{401, "authentication_error", "", false},
        Case{402, "card_error", "card_declined", true},
        Case{403, "invalid_request_error", "", false},
        Case{404, "invalid_request_error", "resource_missing", true}}) {
    Rig rig{{t::http_answer(one.status, error(one.type, one.code))}};
    const auto reply = rig.client().create_session("k", "a=b");
    CPPUNIT_ASSERT(!reply);
    CPPUNIT_ASSERT_EQUAL(std::string{one.type}, reply.why().type);
    CPPUNIT_ASSERT_EQUAL(one.is_certain, stripe::is_certain_refusal(reply.why()));
    CPPUNIT_ASSERT_EQUAL(one.status == 404, reply.why().is_missing());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_lock_that_was_held_is_asked_again_with_the_same_key) {
  const auto held =
      t::http_answer(409, R"({"error":{"type":"idempotency_error","code":"lock_timeout"}})");
  Rig rig{{held, held, ok()}};
  CPPUNIT_ASSERT(rig.client().create_session("key-1", "a=b"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rig.stage.seen.size());
  for (const auto& request : rig.stage.seen)
    CPPUNIT_ASSERT(request.find("Idempotency-Key: key-1\r\n") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_that_is_played_again_is_the_answer) {
  const auto replayed = "Idempotent-Replayed: true\r\nOriginal-Request: req_1\r\n"s;
  Rig good{{t::http_answer(200, R"({"id":"cs_1"})", replayed)}};
  CPPUNIT_ASSERT_EQUAL("cs_1"s, good.client().create_session("k", "a=b")->body.at("id").text());
  Rig bad{{t::http_answer(400, R"({"error":{"type":"invalid_request_error"}})", replayed)}};
  CPPUNIT_ASSERT(!bad.client().create_session("k", "a=b"));
  Rig broken{{t::http_answer(500, R"({"error":{"type":"api_error"}})", replayed)}};
  auto client = broken.client();
  CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b"), stripe::Unknown);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_in_pieces_and_with_headers_in_lower_case_is_read) {
  Rig rig{
      {"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n"
       "request-id: req_7\r\ntransfer-encoding: chunked\r\n\r\n"
       "7\r\n{\"id\":\"\r\n6\r\ncs_1\"}\r\n0\r\n\r\n"}};
  const auto reply = rig.client().retrieve_session("cs_1");
  CPPUNIT_ASSERT_EQUAL("cs_1"s, reply->body.at("id").text());
  CPPUNIT_ASSERT_EQUAL("req_7"s, reply->request_id);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_has_no_answer_after_all_tries_is_unknown) {
  for (const auto& answer : {""s, t::http_answer(500, "{}"), t::http_answer(409, R"({"error":{}})"),
                             t::http_answer(200, "<html>"), t::http_answer(200, "{\"id\":")}) {
    Rig rig{{answer}};
    auto client = rig.client();
    CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b"), stripe::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rig.stage.seen.size());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_failed_at_stripe_is_unknown_whatever_the_retry_header_says) {
  for (const int status : {409, 500, 503}) {
    Rig rig{{t::http_answer(status, R"({"error":{"type":"api_error"}})",
                            "Stripe-Should-Retry: false\r\n")}};
    auto client = rig.client();
    CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b"), stripe::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rig.stage.seen.size());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, only_a_refusal_of_the_request_itself_is_certain) {
  const auto certain = [](int status, const char* type) {
    return stripe::is_certain_refusal({status, type, "", "", "", ""});
  };
  for (const int status : {400, 402, 404, 422})
    CPPUNIT_ASSERT(certain(status, "invalid_request_error"));
  for (const int status : {401, 403, 409, 429, 500, 503})
    CPPUNIT_ASSERT(!certain(status, "api_error"));
  CPPUNIT_ASSERT(!certain(400, "idempotency_error"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_unknown_address_is_not_a_missing_object) {
  CPPUNIT_ASSERT((stripe::Refused{404, "", "resource_missing", "id", "", ""}.is_missing()));
  CPPUNIT_ASSERT((!stripe::Refused{404, "", "", "", "", ""}.is_missing()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, calls_of_one_request_share_its_deadline) {
  Rig rig{{t::http_answer(500, "{}")}};
  auto client = rig.client();
  const auto deadline = rig.now + milliseconds{1400};

  // Tries at 0 and 0.5 s; a third one after another second would be too late.
  CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b", deadline), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig.stage.seen.size());
  rig.now += milliseconds{500};
  CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b", deadline), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig.stage.seen.size());

  // Calls that were not made are no failures of Stripe's: the breaker lets the next one through.
  for (int i = 0; i < 5; ++i)
    CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b", deadline), stripe::Unknown);
  CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{5}, rig.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_limit_is_not_pressed_unless_stripe_says_so) {
  Rig limited{{t::http_answer(429, R"({"error":{"type":"rate_limit_error"}})")}};
  auto client = limited.client();
  CPPUNIT_ASSERT_THROW(client.create_session("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, limited.stage.seen.size());

  Rig asked{{t::http_answer(429, R"({"error":{}})", "Stripe-Should-Retry: true\r\n"), ok()}};
  CPPUNIT_ASSERT(asked.client().create_session("k", "a=b"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_job_tries_six_times_with_growing_pauses) {
  Rig rig{{t::http_answer(503, "{}")}};
  auto client = rig.client(stripe::kJob);
  CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{6}, rig.stage.seen.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{5}, rig.pauses.size());
  for (const auto pause : rig.pauses) {
    CPPUNIT_ASSERT(pause >= milliseconds{500} && pause <= milliseconds{5000});
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_silent_stripe_costs_the_budget_and_then_nothing) {
  t::LoopbackServer silent{[](t::Peer& peer) { peer.wait_until_gone(); }};
  std::chrono::steady_clock::time_point now{};
  stripe::Client client{{.api_base = silent.url("/v1"),
                         .secret_key = base::Secret{"sk"},
                         .budget = {0, milliseconds{100}, milliseconds{1000}},
                         .clock = [&] { return now; }}};
  for (int i = 0; i < 3; ++i) {
    CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b"), stripe::Unknown);
  }
  CPPUNIT_ASSERT_EQUAL(3, silent.connections());

  CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(3, silent.connections());

  now += std::chrono::seconds{10};
  CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(4, silent.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, no_retry_begins_that_the_budget_cannot_hold) {
  Rig rig{{t::http_answer(500, "{}")}};
  auto client = rig.client({5, milliseconds{1000}, milliseconds{1200}});
  CPPUNIT_ASSERT_THROW(client.create_coupon("k", "a=b"), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_log_tells_call_and_outcome_and_no_secret) {
  Rig rig{
      {ok(), t::http_answer(404, R"({"error":{"type":"invalid_request_error",)"
                                 R"("code":"resource_missing","message":"sk_test_1 has no"}})")}};
  auto client = rig.client();
  CPPUNIT_ASSERT(client.create_session("key-1", "customer_email=kim%40example.com"));
  const auto missing = client.delete_coupon("c1");
  CPPUNIT_ASSERT(!missing);
  CPPUNIT_ASSERT(missing.why().is_missing());

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rig.log.size());
  CPPUNIT_ASSERT(rig.log[0].find("call=create_session outcome=answered status=200 request=req_1") !=
                 std::string::npos);
  CPPUNIT_ASSERT(rig.log[1].find("call=delete_coupon outcome=refused status=404") !=
                 std::string::npos);
  for (const auto& line : rig.log) {
    for (const auto* secret : {"sk_test_1", "key-1", "kim"}) {
      CPPUNIT_ASSERT_MESSAGE(line, line.find(secret) == std::string::npos);
    }
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, retry_rules_are_those_of_stripes_own_client) {
  using stripe::Verdict;
  CPPUNIT_ASSERT(Verdict::Answered == stripe::judge(200, ""));
  CPPUNIT_ASSERT(Verdict::Refused == stripe::judge(400, ""));
  CPPUNIT_ASSERT(Verdict::Refused == stripe::judge(402, "false"));
  CPPUNIT_ASSERT(Verdict::Unclear == stripe::judge(429, ""));
  CPPUNIT_ASSERT(Verdict::Unclear == stripe::judge(302, ""));
  CPPUNIT_ASSERT(Verdict::Again == stripe::judge(409, ""));
  CPPUNIT_ASSERT(Verdict::Again == stripe::judge(503, ""));
  CPPUNIT_ASSERT(Verdict::Again == stripe::judge(400, "true"));
  CPPUNIT_ASSERT(Verdict::Unclear == stripe::judge(503, "false"));
  CPPUNIT_ASSERT(Verdict::Unclear == stripe::judge(409, "false"));
  CPPUNIT_ASSERT(milliseconds{500} == stripe::pause_before(1, 0.5));
  CPPUNIT_ASSERT(milliseconds{500} == stripe::pause_before(2, 0.5));
  CPPUNIT_ASSERT(milliseconds{2000} == stripe::pause_before(3, 1.0));
  CPPUNIT_ASSERT(milliseconds{5000} == stripe::pause_before(60, 1.0));
}

}  // namespace
