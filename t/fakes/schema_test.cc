#include "schema.h"

#include "stripe_error.h"
#include "t/test.h"

namespace fakes {
namespace {

// "code param" of the refusal, "accepted" when there is none.
std::string checked(const Schema& schema, const std::string& encoded) {
  try {
    check_schema(schema, parse_form(encoded));
  } catch (const StripeError& error) {
    return error.code() + " " + error.param();
  }
  return "accepted";
}

const Schema& order_schema() {
  static const Schema kSchema =
      object({required("mode", choice({"payment", "setup"})),
              {"limit", integer(1, 100)},
              {"on", boolean()},
              {"email", email()},
              {"url", url()},
              {"off", percent()},
              {"lines", list(object({required("name", text(5)), {"note", emptyable(text())}}), 2)},
              {"created", range()},
              {"metadata", metadata()}});
  return kSchema;
}

CPPUNIT_TEST_FIXTURE(t::Plain, schema_a_right_call_passes) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"accepted"},
      checked(order_schema(),
              "mode=payment&limit=100&on=false&email=kim%2Blab@example.com&url=https://a.example/b"
              "&off=12.5&lines[0][name]=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9&lines[1][name]=b"
              "&lines[1][note]=&created[gte]=5&metadata[k]=v"));
  CPPUNIT_ASSERT_EQUAL(std::string{"accepted"},
                       checked(order_schema(), "mode=setup&created=5&metadata="));
}

CPPUNIT_TEST_FIXTURE(t::Plain, schema_an_unknown_parameter_is_named_by_its_path) {
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_unknown sku"},
                       checked(order_schema(), "mode=payment&sku=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_unknown lines[0][sku]"},
                       checked(order_schema(), "mode=payment&lines[0][name]=a&lines[0][sku]=1"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, schema_a_missing_parameter_is_named_by_its_path) {
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_missing mode"}, checked(order_schema(), "limit=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_missing lines[1][name]"},
                       checked(order_schema(), "mode=setup&lines[0][name]=a&lines[1][note]=b"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, schema_values_of_a_wrong_kind_are_refused) {
  const auto refused = [](const std::string& rest) {
    return checked(order_schema(), "mode=payment&" + rest);
  };
  CPPUNIT_ASSERT_EQUAL(std::string{" mode"}, checked(order_schema(), "mode=pay"));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_invalid_empty mode"},
                       checked(order_schema(), "mode="));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_invalid_integer limit"}, refused("limit=0"));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_invalid_integer limit"}, refused("limit=101"));
  CPPUNIT_ASSERT_EQUAL(std::string{"parameter_invalid_integer limit"}, refused("limit=1.5"));
  CPPUNIT_ASSERT_EQUAL(std::string{" limit"}, refused("limit[a]=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{" on"}, refused("on=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"email_invalid email"}, refused("email=kim"));
  CPPUNIT_ASSERT_EQUAL(std::string{"email_invalid email"}, refused("email=kim@x@example.com"));
  CPPUNIT_ASSERT_EQUAL(std::string{"url_invalid url"}, refused("url=javascript:1"));
  CPPUNIT_ASSERT_EQUAL(std::string{" off"}, refused("off=100.01"));
  CPPUNIT_ASSERT_EQUAL(std::string{" off"}, refused("off=0"));
  CPPUNIT_ASSERT_EQUAL(std::string{" lines"}, refused("lines=a"));
  CPPUNIT_ASSERT_EQUAL(std::string{" lines"}, refused("lines[x][name]=a"));
  CPPUNIT_ASSERT_EQUAL(std::string{" lines[0]"}, refused("lines[0]=a"));
  CPPUNIT_ASSERT_EQUAL(std::string{" lines[0][name]"}, refused("lines[0][name]=abcdef"));
  CPPUNIT_ASSERT_EQUAL(std::string{" lines"},
                       refused("lines[0][name]=a&lines[1][name]=a&lines[2][name]=a"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, schema_metadata_has_the_limits_of_the_service) {
  const auto with_keys = [](int count) {
    std::string out = "mode=payment";
    for (int i = 0; i < count; ++i) out += "&metadata[k" + std::to_string(i) + "]=v";
    return out;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"accepted"}, checked(order_schema(), with_keys(50)));
  CPPUNIT_ASSERT_EQUAL(std::string{" metadata"}, checked(order_schema(), with_keys(51)));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"accepted"},
      checked(order_schema(), "mode=payment&metadata[" + std::string(40, 'k') + "]=v"));
  CPPUNIT_ASSERT(checked(order_schema(), "mode=payment&metadata[" + std::string(41, 'k') + "]=v") !=
                 "accepted");
  CPPUNIT_ASSERT_EQUAL(
      std::string{"accepted"},
      checked(order_schema(), "mode=payment&metadata[k]=" + std::string(500, 'v')));
  CPPUNIT_ASSERT_EQUAL(
      std::string{" metadata[k]"},
      checked(order_schema(), "mode=payment&metadata[k]=" + std::string(501, 'v')));
  CPPUNIT_ASSERT_EQUAL(std::string{" metadata[k]"},
                       checked(order_schema(), "mode=payment&metadata[k][l]=v"));
}

}  // namespace
}  // namespace fakes
