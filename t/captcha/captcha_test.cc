#include "captcha/captcha.h"

#include <map>

#include "t/loopback.h"
#include "t/test.h"

namespace {

using captcha::Action;
using captcha::Verdict;

const base::Instant kNow = *base::parse_iso8601("2026-11-27T12:00:00Z");

std::string yes(const std::string& host = "shop.example", const std::string& action = "contact",
                const std::string& at = "2026-11-27T11:58:00.096Z") {
  return R"({"success":true,"challenge_ts":")" + at + R"(","hostname":")" + host +
         R"(","error-codes":[],"action":")" + action + R"(","cdata":"s-1","metadata":{"x":1}})";
}

std::string no(const std::string& code) {
  return R"({"success":false,"error-codes":[")" + code + R"("]})";
}

// A verifier of the test's own: what it says in turn, and what it was asked.
struct Stage {
  std::vector<std::string> answers;
  std::vector<std::string> seen{};
  void operator()(t::Peer& peer) {
    for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
      seen.push_back(request);
      const auto& answer = answers.at(std::min(seen.size(), answers.size()) - 1);
      if (answer.empty()) return peer.wait_until_gone();
      peer.write(answer.starts_with("HTTP/") ? answer : t::http_answer(200, answer));
    }
  }
};

struct Rig {
  explicit Rig(std::vector<std::string> answers, std::string secret = "0x4AAAA-secret")
      : stage{std::move(answers)},
        client{{.verify_url = server.url("/siteverify"),
                .secret = base::Secret{std::move(secret)},
                .hostnames = {"shop.example", "www.shop.example"},
                .log = [this](const base::LogLine& line) { log += line.text() + '\n'; },
                .total = std::chrono::milliseconds{400}}} {}
  Verdict ask(std::string_view token = "0.zrSnRHO7") {
    return client.verify({token, Action::Contact, "203.0.113.7"}, kNow);
  }
  Stage stage;
  std::string log{};
  t::LoopbackServer server{std::ref(stage)};
  captcha::Client client;
};

CPPUNIT_TEST_FIXTURE(t::Plain, a_token_of_this_form_on_this_site_passes) {
  Rig rig{{yes()}};

  CPPUNIT_ASSERT(rig.ask() == Verdict::Passed);
  const auto& request = rig.stage.seen.at(0);
  CPPUNIT_ASSERT(request.starts_with("POST /siteverify HTTP/1.1\r\n"));
  CPPUNIT_ASSERT(request.find("secret=0x4AAAA-secret&response=0.zrSnRHO7&remoteip=203.0.113.7"
                              "&idempotency_key=") != std::string::npos);
  CPPUNIT_ASSERT(rig.log.find("secret") == std::string::npos);
  CPPUNIT_ASSERT(rig.log.find("zrSn") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_token_of_another_form_or_site_or_hour_is_refused) {
  for (const auto& answer :
       {yes("evil.example"), yes("shop.example.evil.example"), yes("SHOP.example"), yes(""),
        yes("shop.example", "login"), yes("shop.example", ""),
        yes("shop.example", "contact", "2026-11-27T11:54:00Z"),
        yes("shop.example", "contact", "2026-11-27T12:01:00Z"), yes("shop.example", "contact", ""),
        no("timeout-or-duplicate"), no("invalid-input-response"), no("missing-input-response"),
        std::string{R"({"success":true})"}}) {
    Rig rig{{answer}};
    CPPUNIT_ASSERT_MESSAGE(answer, rig.ask() == Verdict::Refused);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_can_be_no_token_is_refused_without_a_call) {
  Rig rig{{yes()}};

  for (const auto& token : {std::string{}, std::string(2049, 'x'), std::string{"a b"},
                            std::string{"a\xc3\xa9"}, std::string{"a\0b", 3}})
    CPPUNIT_ASSERT(rig.ask(token) == Verdict::Refused);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, rig.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_internal_error_is_asked_about_once_more_with_the_same_key) {
  Rig once{{no("internal-error"), yes()}};
  CPPUNIT_ASSERT(once.ask() == Verdict::Passed);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, once.stage.seen.size());
  const auto key_of = [](const std::string& request) {
    return request.substr(request.find("idempotency_key="));
  };
  CPPUNIT_ASSERT_EQUAL(key_of(once.stage.seen[0]), key_of(once.stage.seen[1]));

  Rig twice{{no("internal-error")}};
  CPPUNIT_ASSERT(twice.ask() == Verdict::Down);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, twice.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_no_answer_is_no_yes) {
  for (const auto& answer :
       {t::http_answer(502, "<html>Bad gateway</html>"), t::http_answer(200, ""),
        t::http_answer(200, R"({"success":"true"})"), t::http_answer(200, R"({"success":tr)"),
        t::http_answer(200, R"({"success":1})"), t::http_answer(200, "[]"),
        t::http_answer(503, yes()), t::http_answer(200, R"({"action":"contact"})"),
        t::http_answer(200, R"({"success":false,"error-codes":"x"})"), std::string{}}) {
    Rig rig{{answer}};
    CPPUNIT_ASSERT_MESSAGE(answer, rig.ask() == Verdict::Down);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_secret_that_is_not_taken_is_an_alarm_and_opens_nothing) {
  Rig rig{{no("invalid-input-secret")}};

  CPPUNIT_ASSERT(rig.ask() == Verdict::Down);
  CPPUNIT_ASSERT(rig.log.find("outcome=alarm") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_verifier_that_does_not_answer_is_left_alone_for_a_while) {
  Rig rig{{t::http_answer(500, "")}};

  for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT(rig.ask() == Verdict::Down);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rig.stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, cloudflares_secrets_for_tests_compare_neither_form_nor_site) {
  Rig rig{{yes("localhost", "test")}, "1x0000000000000000000000000000000AA"};

  CPPUNIT_ASSERT(rig.client.is_for_tests());
  CPPUNIT_ASSERT(rig.ask() == Verdict::Passed);
  CPPUNIT_ASSERT(!captcha::is_test_secret(base::Secret{"0x4AAAA"}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, without_a_secret_it_is_off) {
  CPPUNIT_ASSERT(captcha::Client{{}}.is_off());
}

}  // namespace
