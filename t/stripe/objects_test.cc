#include "stripe/objects.h"

#include <string>

#include "t/test.h"

namespace {

using namespace std::string_literals;
using base::Json;
using base::Money;

CPPUNIT_TEST_FIXTURE(t::Plain, a_session_is_read_whether_its_payment_is_expanded_or_not) {
  const auto open = stripe::read_session(Json::parse(
      R"({"id":"cs_1","object":"checkout.session","status":"open","payment_status":"unpaid",
          "url":"https://pay/x","payment_intent":null,"client_reference_id":"o1","currency":"usd",
          "amount_total":29642,"amount_subtotal":30000,"total_details":{"amount_discount":358},
          "expires_at":1795363200,"livemode":false,"new_field":{}})"));
  CPPUNIT_ASSERT(Money::cents(30000) == open.amount_subtotal);
  CPPUNIT_ASSERT(Money::cents(358) == open.amount_discount);
  CPPUNIT_ASSERT_EQUAL("open"s, open.status);
  CPPUNIT_ASSERT_EQUAL("https://pay/x"s, open.url);
  CPPUNIT_ASSERT_EQUAL(""s, open.payment_intent);
  CPPUNIT_ASSERT_EQUAL("o1"s, open.order);
  CPPUNIT_ASSERT_EQUAL(Money::cents(29642), open.amount_total);
  CPPUNIT_ASSERT(!open.livemode);

  const auto paid = stripe::read_session(Json::parse(
      R"({"id":"cs_1","status":"complete","payment_status":"paid","url":null,
          "payment_intent":{"id":"pi_1"},"currency":"usd","amount_total":1,"expires_at":1,
          "livemode":true})"));
  CPPUNIT_ASSERT_EQUAL("pi_1"s, paid.payment_intent);
  CPPUNIT_ASSERT_EQUAL(""s, paid.url);
  CPPUNIT_ASSERT(!paid.amount_subtotal && !paid.amount_discount);
  CPPUNIT_ASSERT_THROW(stripe::read_session(Json::parse(R"({"id":"cs_1","amount_total":1.5,
          "payment_status":"paid","expires_at":1,"livemode":true})")),
                       base::JsonError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_calculation_is_read_to_the_jurisdiction) {
  const auto tax = stripe::read_calculation(Json::parse(R"({
      "id":"taxcalc_1","amount_total":29642,"tax_amount_exclusive":2145,"expires_at":1795363200,
      "line_items":{"data":[{"reference":"l1","amount":25998,"amount_tax":2145,"tax_breakdown":[
        {"amount":1625,"taxable_amount":25998,"taxability_reason":"standard_rated",
         "jurisdiction":{"country":"US","state":"TX","level":"state","display_name":"Texas"},
         "tax_rate_details":{"percentage_decimal":"6.25","tax_type":"sales_tax"}},
        {"amount":0,"taxable_amount":0,"taxability_reason":"not_collecting",
         "tax_rate_details":null}]}],"has_more":false},
      "shipping_cost":{"amount":1499,"amount_tax":0}})"));
  CPPUNIT_ASSERT_EQUAL(Money::cents(2145), tax.tax);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tax.lines.size());
  CPPUNIT_ASSERT_EQUAL("US-TX"s, tax.lines[0].parts.at(0).jurisdiction);
  CPPUNIT_ASSERT_EQUAL("6.25"s, tax.lines[0].parts.at(0).rate_percent);
  CPPUNIT_ASSERT_EQUAL("Texas"s, tax.lines[0].parts.at(0).label);
  CPPUNIT_ASSERT_EQUAL("state"s, tax.lines[0].parts.at(0).level);
  CPPUNIT_ASSERT_EQUAL("sales_tax"s, tax.lines[0].parts.at(0).tax_type);
  CPPUNIT_ASSERT_EQUAL(""s, tax.lines[0].parts.at(1).tax_type);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1625), tax.lines[0].parts.at(0).tax);
  CPPUNIT_ASSERT_EQUAL("not_collecting"s, tax.lines[0].parts.at(1).reason);
  CPPUNIT_ASSERT_EQUAL("0"s, tax.lines[0].parts.at(1).rate_percent);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1499), tax.shipping.value().amount);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_calculation_with_more_lines_says_so_and_a_page_holds_the_others) {
  const auto tax = stripe::read_calculation(Json::parse(R"({
      "id":"taxcalc_1","amount_total":200,"tax_amount_exclusive":0,"expires_at":1795363200,
      "line_items":{"data":[{"id":"tax_li_1","reference":"l1","amount":100,"amount_tax":0}],
                    "has_more":true}})"));
  CPPUNIT_ASSERT(tax.has_more_lines);
  CPPUNIT_ASSERT_EQUAL("tax_li_1"s, tax.lines.at(0).id);

  const auto rest = stripe::read_calculation_lines(Json::parse(
      R"({"data":[{"id":"tax_li_2","reference":"l2","amount":100,"amount_tax":7}],
          "has_more":false})"));
  CPPUNIT_ASSERT(!rest.has_more);
  CPPUNIT_ASSERT_EQUAL("l2"s, rest.lines.at(0).reference);
  CPPUNIT_ASSERT_EQUAL(Money::cents(7), rest.lines.at(0).tax);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_event_of_an_unknown_type_needs_no_more_than_id_and_type) {
  const auto event = stripe::read_event(
      Json::parse(R"({"id":"evt_1","object":"event","type":"of.the.future","data":[1]})"));
  CPPUNIT_ASSERT_EQUAL("of.the.future"s, event.type);
  CPPUNIT_ASSERT(!event.livemode);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, base::to_unix_seconds(event.created));
  CPPUNIT_ASSERT_THROW(stripe::read_session(event.object), base::JsonError);
  CPPUNIT_ASSERT_THROW(stripe::read_event(Json::parse(R"({"id":"evt_1","object":"event"})")),
                       base::JsonError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_may_be_null_or_absent_is_empty) {
  const auto session = stripe::read_session(Json::parse(
      R"({"id":"cs_1","status":null,"payment_status":"no_payment_required","url":null,
          "payment_intent":null,"client_reference_id":null,"currency":null,"amount_total":null,
          "amount_subtotal":null,"total_details":null,"expires_at":1795363200,"livemode":false})"));
  CPPUNIT_ASSERT_EQUAL(""s, session.status + session.url + session.order + session.currency);
  CPPUNIT_ASSERT(!session.amount_subtotal && !session.amount_discount);

  const auto refund = stripe::read_refund(
      Json::parse(R"({"id":"re_1","amount":7,"charge":"ch_1","payment_intent":null,
                      "status":null,"metadata":null})"));
  CPPUNIT_ASSERT_EQUAL("ch_1"s, refund.charge);
  CPPUNIT_ASSERT_EQUAL(""s, refund.payment_intent + refund.status + refund.send);

  const auto event = stripe::read_event(
      Json::parse(R"({"id":"evt_1","object":"event","api_version":null,"account":"acct_2",
                      "request":null,"type":"x","data":{"object":{"id":null}}})"));
  CPPUNIT_ASSERT_EQUAL("acct_2"s, event.account);
  CPPUNIT_ASSERT_EQUAL(""s, event.api_version + event.object_id());
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_event_is_read_and_nothing_else_passes_for_one) {
  const auto event = stripe::read_event(Json::parse(
      R"({"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1795361840,
          "livemode":false,"request":null,"type":"refund.updated",
          "data":{"object":{"id":"re_55"},"previous_attributes":{"status":"pending"}}})"));
  CPPUNIT_ASSERT_EQUAL("evt_1"s, event.id);
  CPPUNIT_ASSERT_EQUAL("refund.updated"s, event.type);
  CPPUNIT_ASSERT_EQUAL("re_55"s, event.object.at("id").text());
  CPPUNIT_ASSERT_THROW(stripe::read_event(Json::parse(R"({"id":"re_1","object":"refund"})")),
                       base::JsonError);
  CPPUNIT_ASSERT_THROW(stripe::read_event(Json::parse("[]")), base::JsonError);
}

}  // namespace
