// The acceptance checks of contracts/stripe.md, by number. Here stand those that no other file has:
//   1  t/stripe/signature_test.cc, t/http/webhooks.t
//   2  here; the bytes in t/stripe/bodies_test.cc
//   3  here; t/http/killed.t
//   4  t/race/payment_test.cc, t/http/webhooks.t
//   5  here
//   6  t/payment/inbox_test.cc at every statement, t/http/webhooks.t
//   7  here
//   8  here
//   9  t/http/webhooks.t, t/payment/reconcile_test.cc
//   10 here; t/stripe/client_test.cc
#include <algorithm>
#include <array>

#include "payment/inbox.h"
#include "payment/refund.h"
#include "t/payment/stage.h"

namespace {

using payment::AskOutcome;
using payment::CancelOutcome;
using t::kNoon;

struct Acceptance : t::Till {
  std::string tell(const std::string& body) {
    const auto kept =
        payment::keep_event(db(), stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(db(), kept, terms, kNoon);
  }
  static std::string event(const std::string& id, const std::string& type,
                           const std::string& object) {
    return R"({"id":")" + id + R"(","object":"event","created":1795348800,"livemode":false,)" +
           R"("type":")" + type + R"(","data":{"object":)" + object + "}}";
  }
  payment::Asked ask() { return payment::ask(till(), attempt(), kNoon); }
  std::string logged;
  // Ten dollars off, for the first order that asks.
  void ten_off() {
    sql("INSERT INTO promotions (name, class, kind, amount_cents, by_code, limit_total, "
        "created_at) "
        "VALUES ('Ten off', 'order', 'amount', 1000, false, 1, '2026-11-01')");
  }
  std::string frozen_discounted(int units) {
    const auto cart = ready_cart(units);
    const auto due = db().transact("due", [&](store::Tx& tx) {
      const auto draft = payment::draft(tx, cart, kNoon);
      const auto with_tax = [](base::Money on) {
        return on + base::percent_of(on, {825}, base::Rounding::HalfUp);
      };
      return with_tax(draft.priced.goods()) + with_tax(draft.shipping_charged());
    });
    CPPUNIT_ASSERT(freeze(cart, due));
    return sql("SELECT public_id FROM orders WHERE cart_id = " + std::to_string(cart.raw()));
  }
  static std::string decoded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        out += text[i];
        continue;
      }
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    }
    return out;
  }
};

CPPUNIT_TEST_FIXTURE(Acceptance, check_2_the_create_call_says_what_was_frozen_and_names_arrive) {
  const std::string name = R"(R&D + 10% [new] "é" €5)";
  sql("UPDATE products SET title = '" + name + "'");
  ten_off();
  frozen_discounted(2);
  stage.on("POST /v1/coupons ", {ok(R"({"id":"c","object":"coupon"})")});
  stage.on(kCreate, {ok(session("open"))});

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Open);

  const auto& request = stage.seen.back();
  const auto body = request.substr(request.find("\r\n\r\n") + 4);
  std::vector<std::string> names;
  std::string arrived;
  for (std::size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find('&', at), body.size());
    const auto pair = body.substr(at, end - at);
    const auto key = pair.substr(0, pair.find('='));
    names.push_back(key);
    if (key == "line_items[0][price_data][product_data][name]")
      arrived = decoded(pair.substr(key.size() + 1));
    at = end + 1;
  }
  const std::vector<std::string> wanted = {"mode",
                                           "ui_mode",
                                           "client_reference_id",
                                           "customer_email",
                                           "success_url",
                                           "cancel_url",
                                           "expires_at",
                                           "line_items[0][quantity]",
                                           "line_items[0][price_data][currency]",
                                           "line_items[0][price_data][unit_amount]",
                                           "line_items[0][price_data][product_data][name]",
                                           "line_items[1][quantity]",
                                           "line_items[1][price_data][currency]",
                                           "line_items[1][price_data][unit_amount]",
                                           "line_items[1][price_data][product_data][name]",
                                           "line_items[2][quantity]",
                                           "line_items[2][price_data][currency]",
                                           "line_items[2][price_data][unit_amount]",
                                           "line_items[2][price_data][product_data][name]",
                                           "discounts[0][coupon]",
                                           "payment_intent_data[metadata][order_id]",
                                           "metadata[order_id]"};
  CPPUNIT_ASSERT(names == wanted);
  CPPUNIT_ASSERT(arrived.find(name) != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Acceptance, check_3_a_worker_that_dies_before_the_commit_asks_the_same_again) {
  frozen_order(1);
  const auto before = everything();
  stage.on(kCreate, {ok(session("open"))});
  // The answer came, and the worker died before it was written down.
  t::FailAt dies{1};
  const auto waiting = attempt();
  db().watch(&dies);
  try {
    payment::ask(till(), waiting, kNoon);
  } catch (const store::DbError&) {
  }
  db().watch(nullptr);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, calls(kCreate));

  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Open);

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kCreate));
  const auto key = "\r\nIdempotency-Key: " + waiting.idempotency_key;
  std::vector<std::string> bodies;
  for (const auto& request : stage.seen)
    if (request.starts_with(kCreate)) {
      CPPUNIT_ASSERT(request.find(key) != std::string::npos);
      bodies.push_back(request.substr(request.find("\r\n\r\n")));
    }
  CPPUNIT_ASSERT_EQUAL(bodies.at(0), bodies.at(1));
}

CPPUNIT_TEST_FIXTURE(Acceptance, check_5_three_events_in_all_six_orders_have_the_same_end) {
  std::array order{0, 1, 2};
  int number = 0;
  do {
    const auto id = frozen_order(1);
    const auto paid = paid_session(id);
    const std::string metadata = R"("metadata":{"order_id":")" + id + R"("})";
    const std::array bodies = {
        t::event_body("evt_a" + std::to_string(number), "checkout.session.completed", paid),
        event("evt_b" + std::to_string(number), "payment_intent.succeeded",
              R"({"id":")" + paid.payment_intent + R"(","object":"payment_intent",)" + metadata +
                  "}"),
        event("evt_c" + std::to_string(number), "charge.refunded",
              R"({"id":"ch_)" + std::to_string(number) +
                  R"(","object":"charge","status":"succeeded","amount":50873,)" +
                  R"("amount_refunded":2500,"payment_intent":")" + paid.payment_intent + R"(",)" +
                  metadata + "}")};
    for (const int n : order) tell(bodies.at(static_cast<std::size_t>(n)));
    // What word was left for: Stripe's list of the charge's refunds.
    const auto given = db().transact("refunds", [&](store::Tx& tx) {
      return payment::refund_seen(tx,
                                  {.id = "re_" + std::to_string(number),
                                   .payment_intent = paid.payment_intent,
                                   .status = "succeeded",
                                   .failure = {},
                                   .send = {},
                                   .amount = base::Money::cents(2500)},
                                  kNoon);
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"refund sent"}, given);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"placed 50873 2500 partly_refunded 2 1 1"},
        sql("SELECT concat_ws(' ', o.state, p.captured_cents, p.refunded_cents, p.state, "
            "(SELECT count(*) FROM payment_events e WHERE e.payment_id = p.id), "
            "(SELECT count(*) FROM stock_movements m WHERE m.order_id = o.id), "
            "(SELECT count(*) FROM outbox WHERE kind = 'mail.order_confirmation' AND "
            "payload->>'order' "
            "= o.id::text)) FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.public_id = "
            "'" +
            id + "'"));
    CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                         sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.refresh_refunds' "
                             "AND key LIKE 'ch_" +
                             std::to_string(number) + "-%'"));
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES (1, "
        "'received', 1, 'test', '2026-11-22')");
    ++number;
  } while (std::next_permutation(order.begin(), order.end()));
  CPPUNIT_ASSERT_EQUAL(6, number);
}

CPPUNIT_TEST_FIXTURE(Acceptance, check_7_a_delayed_payment_that_fails_gives_stock_and_code_back) {
  ten_off();
  const auto uses = [&] { return sql("SELECT used FROM promotions"); };
  const auto id = frozen_discounted(2);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, uses());
  auto unpaid = paid_session(id);
  unpaid.payment_status = "unpaid";
  tell(t::event_body("evt_1", "checkout.session.completed", unpaid));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, stock());

  tell(t::event_body("evt_2", "checkout.session.async_payment_failed", unpaid));
  tell(t::event_body("evt_3", "checkout.session.async_payment_failed", unpaid));

  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, uses());

  const auto other = frozen_discounted(1);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, uses());
  auto waiting = paid_session(other);
  waiting.payment_status = "unpaid";
  tell(t::event_body("evt_4", "checkout.session.completed", waiting));
  tell(t::event_body("evt_5", "checkout.session.async_payment_succeeded", paid_session(other)));
  tell(t::event_body("evt_6", "checkout.session.async_payment_succeeded", paid_session(other)));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM payment_events"));
}

CPPUNIT_TEST_FIXTURE(Acceptance, check_8_a_session_that_was_paid_meanwhile_keeps_its_stock) {
  frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1'");
  stage.on(kExpire, {refused(400)});
  stage.on(kRetrieve, {ok(session("complete"))});

  CPPUNIT_ASSERT(payment::cancel(till(), attempt(), kNoon) == CancelOutcome::Paid);

  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, order());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Acceptance, a_coupon_that_an_earlier_try_made_is_the_coupon) {
  ten_off();
  frozen_discounted(1);
  stage.on("POST /v1/coupons ",
           {t::http_answer(400, R"({"error":{"type":"invalid_request_error",)"
                                R"("code":"resource_already_exists","param":"id"}})")});
  stage.on(kCreate, {ok(session("open"))});
  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Open);
}

CPPUNIT_TEST_FIXTURE(Acceptance, an_open_session_without_a_page_leads_nowhere) {
  frozen_order(1);
  auto odd = session("open");
  odd.replace(odd.find(R"("https://pay.example/cs_1")"), 26, "null");
  stage.on(kCreate, {ok(odd)});
  CPPUNIT_ASSERT(ask().outcome == AskOutcome::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::string{"awaiting_payment"}, order());
}

CPPUNIT_TEST_FIXTURE(Acceptance, check_10_whatever_goes_wrong_on_create_there_is_one_session) {
  const std::string page =
      "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
      "Content-Length: 26\r\n\r\n<html>4242424242424</html>";
  for (const auto& answer : {t::http_answer(429, "{}"), t::http_answer(500, "{}"),
                             t::http_answer(409, "{}"), std::string{}, page}) {
    frozen_order(1);
    const auto before = everything();
    const auto calls_before = calls(kCreate);
    stripe::Client other{
        {.api_base = server.url("/v1"),
         .secret_key = base::Secret{"sk_test_secret"},
         .budget = {0, std::chrono::milliseconds{5000}, std::chrono::milliseconds{5000}},
         .log = [&](const base::LogLine& line) { logged += line.text(); }}};
    const payment::Till another{db(), other, terms, log};
    stage.on(kCreate, {answer, answer});

    CPPUNIT_ASSERT(payment::ask(another, attempt(), kNoon).outcome == AskOutcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(before, everything());

    stage.on(kCreate, {ok(session("open"))});
    CPPUNIT_ASSERT(payment::ask(another, attempt(), kNoon).outcome == AskOutcome::Open);
    CPPUNIT_ASSERT(calls(kCreate) >= calls_before + 1);
    sql("UPDATE payment_attempts SET session_id = 'cs_' || id + 1000");
    stage.on(kExpire, {ok(session("expired"))});
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES (1, "
        "'received', 1, 'test', '2026-11-22')");
  }
  CPPUNIT_ASSERT(logged.find("sk_test_secret") == std::string::npos);
  CPPUNIT_ASSERT(logged.find("4242") == std::string::npos);
}

}  // namespace
