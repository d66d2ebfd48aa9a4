#include <array>
#include <regex>

#include "t/pages/visiting.h"

namespace {

using base::Money;

// A visitor three of whose cards were declined today, and a verifier that says what the test wants.
struct Declined : t::Visiting {
  void setUp() override {
    Visiting::setUp();
    const auto cart = cart_of_visitor(1);
    CPPUNIT_ASSERT(freeze(cart, total(1)));
    stage.on(kCreate, {ok(session("open"))});
    stage.on(kExpire, {ok(session("expired"))});
    declines(3);
  }
  void tearDown() override {
    captcha = captcha::Client{{}};  // its connection, which the verifier waits for, ends first
    Visiting::tearDown();
  }
  void declines(int times) {
    sql("INSERT INTO payment_declines (name, attempt_id, order_id, cart_id, fingerprint, code, at) "
        "SELECT 'ch_' || a.id || '_' || n, a.id, a.order_id, o.cart_id, '', 'card_declined', "
        "'2026-11-22 11:00+00' FROM generate_series(1, " +
        std::to_string(times) +
        ") n, payment_attempts a JOIN orders o ON o.id = a.order_id "
        "WHERE a.id = (SELECT max(id) FROM payment_attempts)");
  }
  // The page under way is given up at Stripe, which takes no further one: whoever is let through is
  // told so, and the cart is open again.
  void cancel() {
    visit(pages::checkout::resume, "POST", "/checkout/resume");
    visit(pages::checkout::cancel, "POST", "/checkout/cancel");
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, this->cart());
    stage.on(kCreate, {refused(400, "line_items")});
  }
  static constexpr int kLetThrough = 500;
  void ask_for_persons(int questions = 60) {
    config.turnstile.secret = base::Secret{"0x4AAAA-secret"};
    config.turnstile.sitekey = "0x4AAAA-site";
    config.turnstile.question_per_hour = questions;
    captcha = captcha::Client{{.verify_url = verifying.url("/siteverify"),
                               .secret = config.turnstile.secret,
                               .hostnames = {"127.0.0.1"},
                               .total = std::chrono::milliseconds{400}}};
  }
  web::Response place_with(const base::Fields& more) {
    base::Fields form{{"expected_total", std::to_string(total(1).in_cents())}};
    for (const auto& field : more) form.add(field.name, field.value);
    return visit(pages::checkout::place, "POST", "/checkout/place", form);
  }
  web::Response place_by_token() {
    return place_with({{"proof", "shown"}, {"cf-turnstile-response", "0.zrSnRHO7"}});
  }
  static std::string yes(const std::string& action = "checkout") {
    return t::http_answer(200, R"({"success":true,"challenge_ts":"2026-11-22T11:59:00Z",)"
                               R"("hostname":"127.0.0.1","error-codes":[],"action":")" +
                                   action + R"("})");
  }
  static std::string no() {
    return t::http_answer(200, R"({"success":false,"error-codes":["timeout-or-duplicate"]})");
  }

  t::Stage verifier{};
  t::LoopbackServer verifying{std::ref(verifier)};
  static constexpr const char* kVerify = "POST /siteverify ";
};

// The answer to the question of a page, with its stamp.
base::Fields answered(const std::string& page) {
  static const std::regex question{"What is (\\w+) plus (\\w+)\\?"};
  static const std::regex stamp{"name=\"captcha_stamp\" value=\"([^\"]+)\""};
  constexpr std::array<std::string_view, 10> kWords{"zero", "one", "two",   "three", "four",
                                                    "five", "six", "seven", "eight", "nine"};
  std::smatch found;
  CPPUNIT_ASSERT(std::regex_search(page, found, question));
  const auto number = [&](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), word) - kWords.begin();
  };
  const auto sum = std::to_string(number(found[1]) + number(found[2]));
  CPPUNIT_ASSERT(std::regex_search(page, found, stamp));
  return {{"proof", "shown"}, {"captcha_answer", sum}, {"captcha_stamp", found[1]}};
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_where_nobody_can_be_asked_there_is_no_further_page) {
  // The page that is under way stays the way back.
  CPPUNIT_ASSERT_EQUAL(303, visit(pages::checkout::resume, "POST", "/checkout/resume").status);
  cancel();

  const auto page = place(total(1));

  CPPUNIT_ASSERT_EQUAL(429, page.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"3600"}, std::string{page.header("Retry-After")});
  CPPUNIT_ASSERT(t::has(page.body, "Too many cards were declined"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, this->cart());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, calls(kCreate));
  // A day later nobody remembers.
  sql("UPDATE payment_declines SET at = '2026-11-21 11:59+00'");
  stage.on(kCreate, {t::http_answer(500, "{}")});
  CPPUNIT_ASSERT_EQUAL(503, place(total(1)).status);
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_a_person_who_shows_to_be_one_gets_one_further_page) {
  cancel();
  ask_for_persons();
  verifier.on(kVerify, {yes()});

  const auto asked = place(total(1));
  CPPUNIT_ASSERT_EQUAL(422, asked.status);
  CPPUNIT_ASSERT(t::has(asked.body, "data-action=\"checkout\""));
  CPPUNIT_ASSERT(t::has(asked.body, "action=\"/checkout/place\""));
  CPPUNIT_ASSERT(t::has(asked.body, "name=\"expected_total\" value=\"50873\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(asked.body, "role=\"alert\""));
  CPPUNIT_ASSERT(t::has(std::string{asked.header("Content-Security-Policy")},
                        "script-src 'self' https://challenges.cloudflare.com"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());

  const auto passed = place_by_token();
  CPPUNIT_ASSERT_EQUAL(kLetThrough, passed.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, verifier.seen.size());
  // It was for that page; the next is asked for anew.
  CPPUNIT_ASSERT_EQUAL(422, place(total(1)).status);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, orders());
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_a_token_of_another_form_or_of_before_opens_no_page) {
  cancel();
  ask_for_persons();
  for (const auto& answer : {yes("login"), no(), t::http_answer(200, "[]")}) {
    verifier.on(kVerify, {answer});
    CPPUNIT_ASSERT(place_by_token().status >= 422);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, verifier.seen.size());
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_while_the_verifier_is_down_no_further_page_is_opened) {
  cancel();
  ask_for_persons();
  verifier.on(kVerify, {t::http_answer(502, "<html>")});

  const auto page = place_by_token();

  CPPUNIT_ASSERT_EQUAL(503, page.status);
  CPPUNIT_ASSERT(!page.header("Retry-After").empty());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, this->cart());
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_who_has_no_script_answers_a_question_once) {
  cancel();
  ask_for_persons();
  const auto fields = answered(place(total(1)).body);
  auto wrong = base::Fields{{"proof", "shown"}, {"captcha_answer", "1"}};
  wrong.add("captcha_stamp", std::string{fields.value("captcha_stamp")});

  CPPUNIT_ASSERT_EQUAL(422, place_with({{"proof", "shown"}}).status);
  CPPUNIT_ASSERT_EQUAL(422, place_with(wrong).status);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());

  CPPUNIT_ASSERT_EQUAL(kLetThrough, place_with(fields).status);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, orders());
  CPPUNIT_ASSERT_EQUAL(422, place_with(fields).status);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, orders());
}

CPPUNIT_TEST_FIXTURE(Declined, R2_19_no_proof_helps_past_the_harder_limits) {
  cancel();
  ask_for_persons();
  verifier.on(kVerify, {yes()});
  config.carding.cart_pages = 1;
  CPPUNIT_ASSERT_EQUAL(429, place_by_token().status);

  config.carding.cart_pages = 20;
  config.carding.cart_declines = 1;
  CPPUNIT_ASSERT_EQUAL(kLetThrough, place_by_token().status);
  declines(1);
  CPPUNIT_ASSERT_EQUAL(429, place_by_token().status);

  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, verifier.seen.size());
}

}  // namespace
