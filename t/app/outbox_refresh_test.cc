#include "t/app/sending.h"

namespace {

using namespace std::string_literals;
using t::holds;
using t::kNoon;

// What an event left to be asked of Stripe.
struct RefreshLane : t::Stripes {
  void leave(const std::string& kind, const std::string& payload) {
    sql("DELETE FROM outbox; INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES "
        "('" +
        kind + "', 'k', '" + payload + "', '2026-11-22', '2026-11-22')");
  }
  static std::string refunds() {
    return t::http_answer(
        200, R"({"object":"list","has_more":false,"data":[{"id":"re_7","object":"refund",)"
             R"("amount":2500,"status":"succeeded","payment_intent":")" +
                 std::string{"PI"} + R"(","metadata":{}}]})");
  }
};

CPPUNIT_TEST_FIXTURE(RefreshLane, refunds_that_nobody_told_of_are_found_by_the_charge) {
  pay();
  leave("stripe.refresh_refunds", R"({"payment": 1, "refunded": 2500})");
  auto answer = refunds();
  answer.replace(answer.find("\"PI\""), 4, "\"" + sql("SELECT intent_id FROM payments") + "\"");
  // The length is that of the longer text.
  answer = t::http_answer(200, answer.substr(answer.find("\r\n\r\n") + 4));

  CPPUNIT_ASSERT(drain_stripe(answer));

  CPPUNIT_ASSERT(requests.at(0).starts_with("GET /v1/refunds?payment_intent=pi_"));
  CPPUNIT_ASSERT_EQUAL("2500 partly_refunded"s,
                       sql("SELECT concat_ws(' ', refunded_cents, state) FROM payments"));
  leave("stripe.refresh_refunds", R"({"payment": 1, "refunded": 2500})");
  CPPUNIT_ASSERT(drain_stripe(answer));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
}

CPPUNIT_TEST_FIXTURE(RefreshLane, refunds_of_what_is_not_captured_yet_are_asked_for_later) {
  frozen_order(1);
  leave("stripe.refresh_refunds", R"({"payment": 1, "refunded": 2500})");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL("later=1 "s, counts);
  CPPUNIT_ASSERT(requests.empty());
}

CPPUNIT_TEST_FIXTURE(RefreshLane, a_session_whose_payment_was_told_of_is_completed) {
  const auto order = frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1'");
  leave("stripe.refresh_session", R"({"attempt": 1})");
  const auto session =
      R"({"id":"cs_1","status":"complete","payment_status":"paid","url":null,"payment_intent":"pi_1",)"
      R"("client_reference_id":")" +
      order + R"(","currency":"usd","amount_total":)" + sql("SELECT due_cents FROM orders") +
      R"(,"expires_at":1795350900,"livemode":false})";

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, session)));

  CPPUNIT_ASSERT(requests.at(0).starts_with("GET /v1/checkout/sessions/cs_1?"));
  CPPUNIT_ASSERT_EQUAL("placed"s, sql("SELECT state FROM orders"));
  const auto asked = requests.size();
  leave("stripe.refresh_session", R"({"attempt": 1})");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL(asked, requests.size());
}

CPPUNIT_TEST_FIXTURE(RefreshLane, R2_19_a_page_of_too_many_declines_is_ended_and_the_cart_is_open) {
  const auto order = frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1', session_url = 'https://x'");
  leave("stripe.end_page", R"({"attempt": 1})");
  const auto ended =
      R"({"id":"cs_1","status":"expired","payment_status":"unpaid","url":null,"payment_intent":null,)"
      R"("client_reference_id":")" +
      order +
      R"(","currency":"usd","amount_total":50873,"expires_at":1795350900,"livemode":false})";

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, ended)));

  CPPUNIT_ASSERT(requests.at(0).starts_with("POST /v1/checkout/sessions/cs_1/expire "));
  CPPUNIT_ASSERT_EQUAL("expired open too many cards were declined"s,
                       sql("SELECT concat_ws(' ', o.state, c.state, e.reason) FROM orders o JOIN "
                           "carts c ON c.id = o.cart_id JOIN order_events e ON e.order_id = o.id "
                           "ORDER BY e.id DESC LIMIT 1"));
  CPPUNIT_ASSERT_EQUAL("expire_session 200"s,
                       sql("SELECT concat_ws(' ', call, status) FROM provider_calls"));
  leave("stripe.end_page", R"({"attempt": 1})");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
}

CPPUNIT_TEST_FIXTURE(RefreshLane, a_page_whose_end_stripe_does_not_confirm_is_asked_about_again) {
  frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1'");
  leave("stripe.end_page", R"({"attempt": 1})");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL("later=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("awaiting_payment"s, sql("SELECT state FROM orders"));
}

CPPUNIT_TEST_FIXTURE(RefreshLane, staff_are_told_of_a_payment_to_look_at_unless_it_is_done) {
  pay();
  const auto task = [&](const std::string& subject, const std::string& done) {
    sql("INSERT INTO payment_tasks (kind, subject, order_id, said, due_at, opened_at, done_at, "
        "done_by) VALUES ('review', '" +
        subject + "', 1, 'Stripe wants <a look>', '2026-12-01 12:00+00', '2026-11-22', " + done +
        ")");
  };
  task("prv_1", "NULL, ''");
  task("prv_2", "'2026-11-22', 'test'");
  sql("DELETE FROM outbox; INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES "
      "('mail.staff_payment', 'a', '{\"task\": 1}', '2026-11-22', '2026-11-22'), "
      "('mail.staff_payment', 'b', '{\"task\": 2}', '2026-11-22', '2026-11-22')");

  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());  // two of staff
  CPPUNIT_ASSERT(holds(smtp.messages[0], "the payment wants a look"));
  CPPUNIT_ASSERT(holds(smtp.messages[0], "prv_1"));
}

}  // namespace
