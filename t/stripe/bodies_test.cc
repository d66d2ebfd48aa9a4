#include "stripe/bodies.h"

#include <string>

#include "base/error.h"
#include "stripe/form_body.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;
using base::Money;

CPPUNIT_TEST_FIXTURE(t::Plain, values_are_encoded_as_the_official_client_does) {
  stripe::FormBody form;
  form.add("a[b][0]", "kim+lab@example.com").add("name", "48-port (refurb) & rails*!'~_.-");
  form.add("u", "3–5 é€\"%[]=").add("n", 12999).add("empty", "");
  CPPUNIT_ASSERT_EQUAL(
      "a[b][0]=kim%2Blab%40example.com&name=48-port%20%28refurb%29%20%26%20rails%2A%21%27~_.-"
      "&u=3%E2%80%935%20%C3%A9%E2%82%AC%22%25%5B%5D%3D&n=12999&empty="s,
      form.text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_session_asks_for_exactly_what_was_frozen) {
  const stripe::SessionAsk ask{
      .client_reference_id = "5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10",
      .customer_email = "kim+lab@example.com",
      .items = {{"2 x Cisco Catalyst 2960-X 48-port (refurb) & rails", Money::cents(25998)},
                {"Shipping: Ground", Money::cents(1499)},
                {"Sales tax", Money::cents(2145)}},
      .coupon = "cpn_1",
      .success_url = "https://shop.example/checkout/done?session={CHECKOUT_SESSION_ID}",
      .cancel_url = "https://shop.example/cart",
      .expires_at = base::from_unix_seconds(1795363200)};
  CPPUNIT_ASSERT_EQUAL(
      "mode=payment&ui_mode=hosted_page"
      "&client_reference_id=5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10"
      "&customer_email=kim%2Blab%40example.com"
      "&success_url=https%3A%2F%2Fshop.example%2Fcheckout%2Fdone%3Fsession%3D"
      "%7BCHECKOUT_SESSION_ID%7D"
      "&cancel_url=https%3A%2F%2Fshop.example%2Fcart&expires_at=1795363200"
      "&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd"
      "&line_items[0][price_data][unit_amount]=25998"
      "&line_items[0][price_data][product_data][name]="
      "2%20x%20Cisco%20Catalyst%202960-X%2048-port%20%28refurb%29%20%26%20rails"
      "&line_items[1][quantity]=1&line_items[1][price_data][currency]=usd"
      "&line_items[1][price_data][unit_amount]=1499"
      "&line_items[1][price_data][product_data][name]=Shipping%3A%20Ground"
      "&line_items[2][quantity]=1&line_items[2][price_data][currency]=usd"
      "&line_items[2][price_data][unit_amount]=2145"
      "&line_items[2][price_data][product_data][name]=Sales%20tax"
      "&discounts[0][coupon]=cpn_1"
      "&payment_intent_data[metadata][order_id]=5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10"
      "&metadata[order_id]=5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10"s,
      stripe::session_body(ask));
}

CPPUNIT_TEST_FIXTURE(t::Plain,
                     a_long_name_is_cut_between_characters_and_no_coupon_leaves_no_trace) {
  stripe::SessionAsk ask;
  ask.items = {{std::string(249, 'x') + "€€", Money::cents(100)}};
  const auto body = stripe::session_body(ask);
  CPPUNIT_ASSERT(body.find("[name]=" + std::string(249, 'x') + "&") != std::string::npos);
  CPPUNIT_ASSERT(body.find("discounts") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_session_takes_one_to_a_hundred_items) {
  stripe::SessionAsk ask;
  CPPUNIT_ASSERT_THROW(stripe::session_body(ask), base::BugError);
  ask.items.assign(100, {"x", Money::cents(1)});
  CPPUNIT_ASSERT(!stripe::session_body(ask).empty());
  ask.items.push_back({"x", Money::cents(1)});
  CPPUNIT_ASSERT_THROW(stripe::session_body(ask), base::BugError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_coupon_is_good_once_and_for_its_order) {
  CPPUNIT_ASSERT_EQUAL(
      "id=k1&amount_off=1500&currency=usd&duration=once&max_redemptions=1&redeem_by=1795363200"
      "&name=Discounts%20and%20credit&metadata[order_id]=o1"s,
      stripe::coupon_body({"k1", Money::cents(1500), base::from_unix_seconds(1795363200), "o1"}));
  CPPUNIT_ASSERT_THROW(stripe::coupon_body({"k1", Money{}, base::from_unix_seconds(0), "o1"}),
                       base::BugError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_calculation_names_lines_shipping_and_both_addresses) {
  const stripe::CalculationAsk ask{.lines = {{"l1", Money::cents(25998), 2}},
                                   .shipping = Money::cents(1499),
                                   .ship_to = {"1 Main St", "Apt 2", "Austin", "TX", "78701"},
                                   .ship_from = {"9 Dock Rd", "", "Reno", "NV", "89501"}};
  CPPUNIT_ASSERT_EQUAL(
      "currency=usd&line_items[0][amount]=25998&line_items[0][quantity]=2"
      "&line_items[0][reference]=l1&line_items[0][tax_behavior]=exclusive"
      "&line_items[0][tax_code]=txcd_99999999"
      "&shipping_cost[amount]=1499&shipping_cost[tax_behavior]=exclusive"
      "&shipping_cost[tax_code]=txcd_92010001"
      "&customer_details[address][country]=US&customer_details[address][state]=TX"
      "&customer_details[address][postal_code]=78701&customer_details[address][city]=Austin"
      "&customer_details[address][line1]=1%20Main%20St&customer_details[address][line2]=Apt%202"
      "&customer_details[address_source]=shipping&customer_details[taxability_override]=none"
      "&ship_from_details[address][country]=US&ship_from_details[address][state]=NV"
      "&ship_from_details[address][postal_code]=89501&ship_from_details[address][city]=Reno"
      "&ship_from_details[address][line1]=9%20Dock%20Rd"
      "&expand[0]=line_items.data.tax_breakdown"s,
      stripe::calculation_body(ask));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_tax_transaction_names_calculation_and_order) {
  CPPUNIT_ASSERT_EQUAL("calculation=taxcalc_1&reference=ab12-1042&metadata[order_id]=o1"s,
                       stripe::tax_transaction_body({"taxcalc_1", "ab12-1042", "o1"}));
}

}  // namespace
