#include "form.h"

#include "stripe_error.h"
#include "t/test.h"

namespace fakes {
namespace {

std::string refusal(const std::string& encoded) {
  try {
    parse_form(encoded);
  } catch (const StripeError& error) {
    return error.what();
  }
  return "accepted";
}

CPPUNIT_TEST_FIXTURE(t::Plain, form_nested_names_become_a_tree) {
  const auto tree = parse_form(
      "line_items[0][price_data][product_data][name]=Rails&line_items[1][quantity]=2&mode=payment");

  CPPUNIT_ASSERT_EQUAL(std::string{"Rails"},
                       tree["line_items"]["0"]["price_data"]["product_data"]["name"].text());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, tree["line_items"]["1"]["quantity"].number());
  CPPUNIT_ASSERT_EQUAL(std::string{"payment"}, tree["mode"].text());
  CPPUNIT_ASSERT(!tree["metadata"].given());
}

CPPUNIT_TEST_FIXTURE(t::Plain, form_encoded_brackets_and_text_are_decoded) {
  const auto tree = parse_form(
      "metadata%5Bnote%5D=%26%20%2B%20%25%20%5B%5D%20%22%20%C3%A9%20%E2%82%AC&name=a+b&empty=");

  CPPUNIT_ASSERT_EQUAL(std::string{"& + % [] \" é €"}, tree["metadata"]["note"].text());
  CPPUNIT_ASSERT_EQUAL(std::string{"a b"}, tree["name"].text());
  CPPUNIT_ASSERT(tree["empty"].given());
  CPPUNIT_ASSERT_EQUAL(std::string{}, tree["empty"].text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, form_empty_brackets_append_in_order) {
  const auto tree = parse_form("expand[]=line_items&expand[]=customer");

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, tree["expand"].children().size());
  CPPUNIT_ASSERT_EQUAL(std::string{"line_items"}, tree["expand"]["0"].text());
  CPPUNIT_ASSERT_EQUAL(std::string{"customer"}, tree["expand"]["1"].text());
}

CPPUNIT_TEST_FIXTURE(t::Plain, form_what_cannot_be_meant_is_refused) {
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: a broken percent escape"}, refusal("a=%4"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: text that is not UTF-8"}, refusal("a=%FF"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: text that is not UTF-8"}, refusal("a=%00"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: unbalanced brackets in a parameter's name"},
                       refusal("a[b=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: unbalanced brackets in a parameter's name"},
                       refusal("a[b]c=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: a parameter has no name"}, refusal("=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: parameter a comes twice"}, refusal("a=1&a=2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"Invalid request: a parameter is both a value and an object"},
                       refusal("a=1&a[b]=2"));
}

}  // namespace
}  // namespace fakes
