#include "order/cancel.h"
#include "payment/payment.h"
#include "payment/refund.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using base::Money;
using t::holds;
using t::kNoon;

// A paid order of two switches, and Stripe as far as the lane asks it.
struct RefundLane : t::Stripes {
  void setUp() override {
    Stripes::setUp();
    pay();
    CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"tax_1"})")));
    CPPUNIT_ASSERT(drain_mail());
    requests.clear();
    smtp.messages.clear();
  }
  void cancel() {
    CPPUNIT_ASSERT(db().transact("cancel", [](store::Tx& tx) {
      return order::cancel_rest(tx, base::OrderId{1}, {"test", ""}, kNoon);
    }));
  }
  void send() {
    CPPUNIT_ASSERT(db().transact("send", [](store::Tx& tx) {
      return payment::send_refund(tx, base::OrderId{1}, "test", kNoon);
    }));
  }
  // Only the refund is due, not the tax.
  void hold_back(const std::string& kind) {
    sql("UPDATE outbox SET due_at = '2027-01-01' WHERE kind = '" + kind + "'");
  }
  std::string row() {
    return sql("SELECT concat_ws(' ', state, provider_ref, failure) FROM refund_sends");
  }
  static std::string refund(const std::string& status) {
    return t::http_answer(200, R"({"id":"re_1","object":"refund","amount":100667,"status":")" +
                                   status + R"(","payment_intent":"pi_1","metadata":{}})");
  }
};

CPPUNIT_TEST_FIXTURE(RefundLane, p6_a_refund_is_asked_for_under_the_key_of_its_row) {
  cancel();
  hold_back("stripe.tax_reversal");
  send();

  CPPUNIT_ASSERT(drain_stripe(refund("succeeded")));
  CPPUNIT_ASSERT(drain_stripe(refund("succeeded"), kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
  const auto key = sql("SELECT idempotency_key FROM refund_sends");
  CPPUNIT_ASSERT(requests[0].starts_with("POST /v1/refunds "));
  CPPUNIT_ASSERT(holds(requests[0], "\r\nIdempotency-Key: " + key + "\r\n"));
  CPPUNIT_ASSERT(requests[0].ends_with("payment_intent=" + sql("SELECT intent_id FROM payments") +
                                       "&amount=100667&reason=requested_by_customer"
                                       "&metadata[order_id]=" +
                                       sql("SELECT public_id FROM orders") +
                                       "&metadata[refund]=" + key));
  CPPUNIT_ASSERT_EQUAL("sent re_1 "s, row());
  CPPUNIT_ASSERT_EQUAL("cancelled full 0"s,
                       sql("SELECT concat_ws(' ', state, charge_status, paid_cents) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(RefundLane,
                     p3_a_refund_that_stripe_refuses_stays_granted_and_staff_hear_of_it) {
  cancel();
  hold_back("stripe.tax_reversal");
  send();

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(
      400, R"({"error":{"type":"invalid_request_error","code":"charge_disputed"}})")));

  CPPUNIT_ASSERT_EQUAL("failed Stripe refused: 400 invalid_request_error charge_disputed "s, row());
  CPPUNIT_ASSERT_EQUAL("cancelled over"s,
                       sql("SELECT concat_ws(' ', state, charge_status) FROM orders"));
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "Subject: Order "));
  CPPUNIT_ASSERT(holds(smtp.messages[1], "To: staff@shop.example"));
  CPPUNIT_ASSERT(holds(smtp.messages[1], "charge_disputed"));
}

CPPUNIT_TEST_FIXTURE(RefundLane, no_answer_is_asked_again_with_the_same_bytes) {
  cancel();
  hold_back("stripe.tax_reversal");
  send();

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL("pending "s, row());
  CPPUNIT_ASSERT(drain_stripe(refund("pending"), kNoon + 5min));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
  CPPUNIT_ASSERT_EQUAL(requests[0].substr(requests[0].find("payment_intent=")),
                       requests[1].substr(requests[1].find("payment_intent=")));
  CPPUNIT_ASSERT_EQUAL("sent re_1 "s, row());
}

CPPUNIT_TEST_FIXTURE(RefundLane, e7_a_refund_and_a_cancellation_are_told_once_each) {
  cancel();
  hold_back("stripe.tax_reversal");
  send();
  CPPUNIT_ASSERT(drain_stripe(refund("succeeded")));

  CPPUNIT_ASSERT(drain_mail());
  sql("UPDATE outbox SET sent_at = NULL WHERE kind LIKE 'mail.%'");
  CPPUNIT_ASSERT(drain_mail(kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "is cancelled"));
  CPPUNIT_ASSERT(holds(smtp.messages[1], "$1,006.67 for order"));
}

CPPUNIT_TEST_FIXTURE(RefundLane, m10_the_tax_of_the_sale_is_taken_back_line_by_line) {
  cancel();
  const auto lines = t::http_answer(
      200, R"({"object":"list","has_more":false,"data":[{"id":"tax_li_1","reference":")" +
               payment::line_reference(variant) + R"("}]})");

  CPPUNIT_ASSERT(drain_stripe(std::vector{lines, t::http_answer(200, R"({"id":"tax_2"})")}));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
  CPPUNIT_ASSERT(requests[0].starts_with("GET /v1/tax/transactions/tax_1/line_items?"));
  CPPUNIT_ASSERT(requests[1].starts_with("POST /v1/tax/transactions/create_reversal "));
  CPPUNIT_ASSERT(holds(requests[1], "mode=partial&original_transaction=tax_1&reference="));
  CPPUNIT_ASSERT(holds(requests[1], "line_items[0][original_line_item]=tax_li_1"));
  CPPUNIT_ASSERT(
      holds(requests[1], "&line_items[0][amount]=-90000&line_items[0][amount_tax]=-7425"));
  CPPUNIT_ASSERT(
      requests[1].ends_with("&shipping_cost[amount]=-2995&shipping_cost[amount_tax]=-247"));
}

}  // namespace
