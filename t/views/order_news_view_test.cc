#include "views/order_news_view.h"

#include "t/golden.h"

namespace {

using base::Money;
using base::parse_iso8601;

const views::MailFrame kFrame{"https://shop.example", "Rack & Port",
                              "1 Rack Road, Columbus, OH 43215"};

order::Summary summary(const std::string& state) {
  return {.id = base::OrderId{7},
          .public_id = "5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10",
          .number = "10042",
          .token = "tok-EN_1",
          .state = state,
          .attention = "",
          .email = "kim@example.com",
          .subtotal = Money::cents(94900),
          .discount = Money::cents(5000),
          .shipping = Money::cents(2995),
          .tax = Money::cents(7658),
          .total = Money::cents(100553),
          .due = Money::cents(100553),
          .shipping_method_name = "Ground",
          .min_days = 3,
          .max_days = 5,
          .tax_calculation_id = "taxcalc_1",
          .frozen_at = *parse_iso8601("2026-11-22T11:58:00Z"),
          .placed_at = *parse_iso8601("2026-11-22T12:00:00Z")};
}

payment::Send a_send() {
  return {.id = payment::RefundSendId{4},
          .order = base::OrderId{7},
          .payment = base::PaymentId{5},
          .public_id = "5c1f0d66",
          .destination = "card",
          .amount = Money::cents(45000),
          .state = "sent",
          .idempotency_key = "key",
          .intent_id = "pi_1",
          .provider_ref = "re_1",
          .failure = "Stripe refused: 400 <charge_disputed>",
          .created_at = *parse_iso8601("2026-11-22T12:00:00Z")};
}

void golden(const std::string& name, const std::string& subject, const mailing::Letter& letter) {
  CPPUNIT_ASSERT_EQUAL(subject, letter.subject);
  t::assert_golden("mail/" + name + ".txt", letter.text);
  t::assert_golden("mail/" + name + ".html", letter.html);
}

using t::templates;

CPPUNIT_TEST_FIXTURE(t::Plain, a_parcel_that_left_is_told_in_both_parts) {
  const order::Parcel parcel{.id = base::FulfilmentId{3},
                             .state = "shipped",
                             .carrier = "UPS",
                             .tracking = "1Z 999 & 1",
                             .actor = "test",
                             .packed_at = *parse_iso8601("2026-11-22T12:00:00Z"),
                             .shipped_at = *parse_iso8601("2026-11-22T12:00:00Z"),
                             .delivered_at = std::nullopt};
  const std::vector<order::ParcelLine> lines = {
      {base::FulfilmentLineId{1}, base::OrderLineId{1}, "CIS-3850-R", "Cisco <Catalyst> 3850", 2}};
  golden("parcel_shipped", "A parcel of order 10042 is on its way",
         views::parcel_shipped_mail(templates(), kFrame,
                                    {summary("partly_shipped"), parcel, lines, false}));
}

views::ReturnMail a_return(const std::string& state) {
  const auto noon = *parse_iso8601("2026-11-22T12:00:00Z");
  return {
      summary("shipped"),
      {{.id = base::ReturnId{3},
        .order = base::OrderId{7},
        .number = "1001",
        .state = state,
        .reason = "The <fan> is loud",
        .answer = state == "refused" ? "It was opened & the seal is broken." : "",
        .actor = "shopper",
        .requested_at = noon,
        .received_at = std::nullopt,
        .closed_at = std::nullopt},
       {{base::OrderLineId{1}, "CIS-3850-R", "Cisco <Catalyst> 3850", 2, 0, 0, "", "defective"}}}};
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_to_a_return_is_told_in_both_parts) {
  golden("return_approved", "Your return 1001 is approved",
         views::return_answered_mail(templates(), kFrame, a_return("approved")));
  golden("return_refused", "Your return of order 10042",
         views::return_answered_mail(templates(), kFrame, a_return("refused")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_are_told_of_a_return_that_is_asked_for) {
  golden("staff_return", "A return of order 10042 is asked for",
         views::staff_return_mail(templates(), kFrame, a_return("requested")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_cancelled_order_is_told_in_both_parts) {
  golden("order_cancelled", "Order 10042 is cancelled",
         views::order_cancelled_mail(templates(), kFrame,
                                     {summary("cancelled"),
                                      {{"goods", 1, "Cisco Catalyst 3850", 2, Money::cents(85000)},
                                       {"tax", 1, "Cisco Catalyst 3850", 2, Money::cents(7250)}},
                                      Money::cents(92250)}));
  const auto part =
      views::order_cancelled_mail(templates(), kFrame, {summary("partly_shipped"), {}, Money{}});
  CPPUNIT_ASSERT_EQUAL(std::string{"Part of order 10042 is cancelled"}, part.subject);
  CPPUNIT_ASSERT(part.text.find("given back") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_changed_order_is_told_in_both_parts) {
  golden("order_changed", "Your order 10042 has changed",
         views::order_changed_mail(templates(), kFrame,
                                   {summary("placed"),
                                    {{"Cisco <Catalyst> 3850", 2, Money::cents(85000)}},
                                    {{"goods", 1, "Rails", 1, Money::cents(1999)},
                                     {"tax", 1, "Rails", 1, Money::cents(165)}},
                                    Money::cents(89848)}));
  const auto paid = views::order_changed_mail(templates(), kFrame, {summary("placed"), {}, {}, {}});
  CPPUNIT_ASSERT(paid.text.find("to be paid") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_link_to_pay_is_told_in_both_parts) {
  golden("payment_link", "Paying order 10042",
         views::payment_link_mail(templates(), kFrame, {summary("placed"), Money::cents(89848)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refund_that_was_sent_is_told_in_both_parts) {
  golden("refund_sent", "A refund for order 10042",
         views::refund_sent_mail(templates(), kFrame, {summary("shipped"), a_send()}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_read_why_a_refund_failed_in_both_parts) {
  golden("staff_refund_failed", "A refund for order 10042 failed",
         views::staff_refund_failed_mail(templates(), kFrame, {summary("shipped"), a_send()}));
}

}  // namespace
