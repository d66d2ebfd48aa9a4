#include "stripe/redaction.h"

#include <filesystem>
#include <fstream>

#include "t/test.h"

namespace {

using namespace std::string_literals;
using stripe::redacted_form;
using stripe::redacted_json;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

CPPUNIT_TEST_FIXTURE(t::Plain, A5_each_listed_name_loses_its_value_at_any_depth) {
  CPPUNIT_ASSERT(stripe::redacted_names().size() > 30);
  for (const auto view : stripe::redacted_names()) {
    const std::string name{view};
    const auto json = R"({"a":{"b":[{")" + name + R"(":"Kim","k":1},{")" + name +
                      R"(" : {"x":["Kim",7,{"y":"Kim"}],"z":null}}]},"c":"stays"})";
    CPPUNIT_ASSERT_EQUAL(R"({"a":{"b":[{")" + name + R"(":"redacted","k":1},{")" + name +
                             R"(" : {"x":["redacted","redacted",{"y":"redacted"}],"z":null}}]},)" +
                             R"("c":"stays"})",
                         redacted_json(json));
    CPPUNIT_ASSERT_EQUAL("a[0][" + name + "]=redacted&" + name + "[x]=redacted&q=2",
                         redacted_form("a[0][" + name + "]=Kim&" + name + "[x]=Kim&q=2"));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, A5_secrets_and_payable_links_are_on_the_list) {
  const auto names = stripe::redacted_names();
  for (const auto* name : {"client_secret", "url", "receipt_url", "hosted_invoice_url", "cvc",
                           "email", "customer_details", "billing_details", "evidence"})
    CPPUNIT_ASSERT_MESSAGE(name, std::find(names.begin(), names.end(), name) != names.end());
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_not_listed_stays_as_it_was_written) {
  const auto json = R"( {"id": "cs_1", "amount":12999,"more":[true, null,-1.5e3],"t":"a\"b\\"} )"s;
  CPPUNIT_ASSERT_EQUAL(json, redacted_json(json));
  const auto form =
      "line_items[0][price_data][product_data][name]=2%20x%20R%26D&payment_intent=pi_1&empty="s;
  CPPUNIT_ASSERT_EQUAL(form, redacted_form(form));
  CPPUNIT_ASSERT_EQUAL(""s, redacted_form(""));
  CPPUNIT_ASSERT_EQUAL("email="s, redacted_form("email="));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_secret_ends_where_its_text_ends) {
  CPPUNIT_ASSERT_EQUAL(
      R"({"client_secret": "redacted","url":"redacted","x":null,"url":null})"s,
      redacted_json(
          R"({"client_secret": "cs_\"quoted\"_1","url":"https://pay/x","x":null,"url":null})"));
  // A name in escapes may be any.
  CPPUNIT_ASSERT_EQUAL(R"({"client\u005fsecret":"redacted"})"s,
                       redacted_json(R"({"client\u005fsecret":"x"})"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, A5_a_cards_number_and_a_mail_address_go_whatever_their_name) {
  for (const auto* number : {"4242424242424242", "4242 4242 4242 4242", "378282246310005"}) {
    CPPUNIT_ASSERT_EQUAL(R"({"note":"redacted"})"s,
                         redacted_json(R"({"note":")" + std::string{number} + R"("})"));
  }
  CPPUNIT_ASSERT_EQUAL(R"({"note":"redacted"})"s, redacted_json(R"({"note":4242424242424242})"));
  CPPUNIT_ASSERT_EQUAL("metadata[x]=redacted"s,
                       redacted_form("metadata[x]=4242%204242%204242+4242"));
  CPPUNIT_ASSERT_EQUAL(R"({"message":"redacted"})"s,
                       redacted_json(R"({"message":"Invalid email address: kim@example.com"})"));
  CPPUNIT_ASSERT_EQUAL("x=redacted"s, redacted_form("x=kim%2Blab%40example.com"));
  // Neither: a wrong check digit, too few digits, a price by weight.
  for (const auto* plain : {"4242424242424241", "424242424242", "24 ports @ 1.25 Gbit/s"}) {
    const auto json = R"({"note":")" + std::string{plain} + R"("})";
    CPPUNIT_ASSERT_EQUAL(json, redacted_json(json));
  }
}

// The golden files hold every kind of call that the shop makes.
CPPUNIT_TEST_FIXTURE(t::Plain, A5_of_no_call_that_the_shop_makes_a_person_or_key_is_left) {
  int calls = 0;
  for (const auto& entry : std::filesystem::directory_iterator{"t/golden/stripe"}) {
    std::ifstream file{entry.path()};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto body = text.substr(text.find("\n\n") + 2);
    const auto kept = redacted_form(body.substr(0, body.find('\n')));
    for (const auto* part :
         {"kim", "Kim", "500%20W", "1%20Rack", "Apt", "78701", "1Z999", "signed", "sk_test"})
      CPPUNIT_ASSERT_MESSAGE(entry.path().string() + ": " + kept, !has(kept, part));
    ++calls;
  }
  CPPUNIT_ASSERT(calls >= 19);
}

CPPUNIT_TEST_FIXTURE(t::Plain, broken_json_ends_where_it_ends) {
  for (const auto* json :
       {"{\"url\":\"x", "{\"url\"", "\"", "{\"a\":\"\\", "[[[", "]]]", "{\"url\":"})
    CPPUNIT_ASSERT_MESSAGE(json, !redacted_json(json).empty());
}

}  // namespace
