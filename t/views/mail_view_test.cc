#include "views/mail_view.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "t/test.h"

namespace {

using base::Money;

views::OrderMail make_order() {
  views::OrderMail order{
      .summary = {.id = base::OrderId{7},
                  .public_id = "5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10",
                  .number = "10042",
                  .token = "tok-EN_1",
                  .state = "placed",
                  .attention = "paid $1.00, due was $1,003.53",
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
                  .frozen_at = *base::parse_iso8601("2026-11-22T11:58:00Z"),
                  .placed_at = *base::parse_iso8601("2026-11-22T12:00:00Z")},
      .lines = {},
      .address = {"Kim <Lee> & Söhne", "Acme", "500 W 2nd St", "", "Austin", "TX", "78701", ""}};
  order.lines.push_back({1, base::VariantId{1}, "CIS-3850-R", "WS-C3850-24T-L",
                         "Cisco Catalyst 3850 24-port", "cisco-ws-c3850-24t-l", "refurbished", 2,
                         Money::cents(45000), Money::cents(90000), Money::cents(5000),
                         Money::cents(7250)});
  order.lines.push_back({2, base::VariantId{2}, "RAIL-1", "C3850-4PT-KIT=", "Rail kit, 4-post",
                         "cisco-c3850-4pt-kit", "new", 1, Money::cents(4900), Money::cents(4900),
                         Money{}, Money::cents(408)});
  return order;
}

const views::MailFrame kFrame{"https://shop.example", "Rack & Port",
                              "1 Rack Road, Columbus, OH 43215"};

// Compares with t/golden/mail/<name>; ACCEPT=1 writes it anew.
void golden(const std::string& name, const std::string& got) {
  const auto path = "t/golden/mail/" + name;
  if (std::getenv("ACCEPT") != nullptr) std::ofstream{path} << got;
  std::ostringstream wanted;
  wanted << std::ifstream{path}.rdbuf();
  CPPUNIT_ASSERT_EQUAL_MESSAGE(path, wanted.str(), got);
}

using Write = mailing::Letter (*)(const render::Templates&, const views::MailFrame&,
                                  const views::OrderMail&);
void both_parts(const std::string& name, const std::string& subject, Write write) {
  const render::Templates templates{"templates", render::Strictness::Throw};
  const auto letter = write(templates, kFrame, make_order());
  CPPUNIT_ASSERT_EQUAL(subject, letter.subject);
  golden(name + ".txt", letter.text);
  golden(name + ".html", letter.html);
  CPPUNIT_ASSERT(letter.html.size() < 100000);
  CPPUNIT_ASSERT(letter.html.find("Kim <Lee>") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_confirmation_says_all_of_the_order_in_both_parts) {
  both_parts("order_confirmation", "Your order 10042", views::order_confirmation_mail);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_payment_being_checked_is_acknowledged_in_both_parts) {
  both_parts("payment_received", "Payment received for order 10042", views::payment_received_mail);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_gift_card_and_its_code_stand_in_both_parts) {
  const render::Templates templates{"templates", render::Strictness::Throw};
  const auto letter =
      views::gift_card_mail(templates, kFrame,
                            {"kim@example.com", base::Secret{"01AB-CDEF-GHJK-MNPQ-RSTV"},
                             Money::cents(10000), *base::parse_iso8601("2031-11-22T12:00:00Z")});
  CPPUNIT_ASSERT_EQUAL(std::string{"Your gift card from Rack & Port"}, letter.subject);
  golden("gift_card.txt", letter.text);
  golden("gift_card.html", letter.html);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_payment_that_failed_is_told_in_both_parts) {
  both_parts("payment_failed", "Your payment did not go through", views::payment_failed_mail);
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_read_which_rules_are_broken_in_both_parts) {
  const render::Templates templates{"templates", render::Strictness::Throw};
  const auto letter = views::staff_faults_mail(
      templates, kFrame,
      {"S3: stock item 4 has 5 on hand and 0 allocated, its movements say 6 and 0",
       "S7: stock item 4 has 2 held, its holds say 1"});
  CPPUNIT_ASSERT_EQUAL(std::string{"Nightly proof: 2 rules broken"}, letter.subject);
  golden("staff_faults.txt", letter.text);
  golden("staff_faults.html", letter.html);
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_read_what_a_shopper_wants_shipped_in_both_parts) {
  const render::Templates templates{"templates", render::Strictness::Throw};
  const order::ShippingRequest request{.id = base::ShippingRequestId{7},
                                       .email = "kim@example.com",
                                       .name = "Kim <Lee>",
                                       .company = "",
                                       .line1 = "500 W 2nd St",
                                       .line2 = "",
                                       .city = "Austin",
                                       .state = "TX",
                                       .zip = "78701",
                                       .phone = "",
                                       .unload_site = "no_dock",
                                       .unload_wishes = {"lift_gate"},
                                       .asked_at = {}};
  const auto letter = views::staff_shipping_mail(
      templates, kFrame, {request, {{base::VariantId{1}, "RACK-42U", "Rack 42U & doors", 2}}});
  CPPUNIT_ASSERT_EQUAL(std::string{"Shipping request 7 wants a price"}, letter.subject);
  golden("staff_shipping.txt", letter.text);
  golden("staff_shipping.html", letter.html);
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_read_why_an_order_waits_in_both_parts) {
  both_parts("staff_attention", "Order 10042 needs attention", views::staff_attention_mail);
}

}  // namespace
