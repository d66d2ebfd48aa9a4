#pragma once
#include <map>
#include <string>
#include <vector>

#include "payment/ask.h"
#include "t/loopback.h"
#include "t/sale.h"

namespace t {

// Stripe as far as a test says: to each call that begins so ("POST /v1/checkout/sessions ") its
// answers in turn, the last one again and again. An empty answer hangs up; a call that nobody
// told about is answered as a server in trouble would.
struct Stage {
  void on(const std::string& call, std::vector<std::string> answers) {
    told[call] = std::move(answers);
    asked[call] = 0;
  }
  void operator()(Peer& peer) {
    for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
      seen.push_back(request);
      const auto answer = answer_to(request);
      if (answer.empty()) return;
      peer.write(answer);
    }
  }
  std::string answer_to(const std::string& request) {
    for (const auto& [call, answers] : told)
      if (request.starts_with(call)) return answers.at(std::min(asked[call]++, answers.size() - 1));
    return http_answer(500, "{}");
  }
  std::map<std::string, std::vector<std::string>> told{};
  std::map<std::string, std::size_t> asked{};
  std::vector<std::string> seen{};
};

// Orders that wait to be paid, and a Stripe that says what the test wants.
struct Till : Sale {
  payment::Till till() { return {db(), client, terms, log}; }
  payment::Attempt attempt() {
    return db()
        .transact("attempt",
                  [&](store::Tx& tx) {
                    return payment::live_attempt(
                        tx, base::CartId{std::stoll(sql("SELECT max(id) FROM carts"))});
                  })
        .value();
  }
  // How many calls began so.
  std::size_t calls(const std::string& call) const {
    std::size_t n = 0;
    for (const auto& request : stage.seen)
      if (request.starts_with(call)) ++n;
    return n;
  }
  std::string order() { return sql("SELECT state FROM orders ORDER BY id DESC LIMIT 1"); }
  std::string cart() { return sql("SELECT state FROM carts ORDER BY id DESC LIMIT 1"); }
  std::string session_row() {
    return sql(
        "SELECT concat_ws(' ', state, session_id, session_url) FROM payment_attempts ORDER BY id "
        "DESC LIMIT 1");
  }
  // Why the order ended, as its history says.
  std::string reason() { return sql("SELECT reason FROM order_events ORDER BY id DESC LIMIT 1"); }

  // A session of the newest order as Stripe describes it.
  std::string session(const std::string& status, std::int64_t more_cents = 0,
                      const std::string& currency = "usd") {
    return R"({"id":"cs_1","object":"checkout.session","status":")" + status +
           R"(","payment_status":")" + (status == "complete" ? "paid" : "unpaid") + R"(","url":)" +
           (status == "open" ? R"("https://pay.example/cs_1")" : "null") +
           R"(,"payment_intent":null,"client_reference_id":")" +
           sql("SELECT public_id FROM orders ORDER BY id DESC LIMIT 1") + R"(","currency":")" +
           currency + R"(","amount_total":)" +
           std::to_string(std::stoll(sql("SELECT due_cents FROM orders ORDER BY id DESC LIMIT 1")) +
                          more_cents) +
           R"(,"expires_at":1795350900,"livemode":false})";
  }
  static std::string ok(const std::string& body) { return http_answer(200, body); }
  static std::string gone() {
    return http_answer(404,
                       R"({"error":{"type":"invalid_request_error","code":"resource_missing"}})");
  }
  static std::string refused(int status, const std::string& param = "") {
    return http_answer(status,
                       R"({"error":{"type":"invalid_request_error","param":")" + param + R"("}})");
  }

  static constexpr const char* kCreate = "POST /v1/checkout/sessions ";
  static constexpr const char* kExpire = "POST /v1/checkout/sessions/cs_1/expire ";
  static constexpr const char* kRetrieve = "GET /v1/checkout/sessions/cs_1?";
  static constexpr const char* kList = "GET /v1/checkout/sessions?";
  static constexpr const char* kEvents = "GET /v1/events?";

  base::Log log{"/dev/null"};
  Stage stage{};
  LoopbackServer server{std::ref(stage)};
  stripe::Client client{
      {.api_base = server.url("/v1"),
       .secret_key = base::Secret{"sk_test"},
       .budget = {0, std::chrono::milliseconds{5000}, std::chrono::milliseconds{5000}}}};
};

}  // namespace t
