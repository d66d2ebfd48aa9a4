#include "web/response.h"

#include "base/error.h"
#include "t/test.h"

using web::Response;

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_states_its_status_type_length_and_that_nobody_keeps_it) {
  auto response = Response::html("<p>", 422);
  response.header("X-A", "1").header("x-a", "2");
  response.header("Set-Cookie", "a=1").header("Set-Cookie", "b=2");

  CPPUNIT_ASSERT_EQUAL(
      std::string{"Status: 422 Unprocessable Content\r\nContent-Type: text/html; charset=utf-8\r\n"
                  "X-A: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
                  "Cache-Control: no-store\r\nContent-Length: 3\r\n\r\n"},
      response.cgi_head());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_handler_may_say_how_long_its_answer_is_kept) {
  auto response = Response::json("{}");
  response.header("Cache-Control", "public, max-age=5");
  CPPUNIT_ASSERT_EQUAL(std::string{"Status: 200 OK\r\nContent-Type: application/json\r\n"
                                   "Cache-Control: public, max-age=5\r\nContent-Length: 2\r\n\r\n"},
                       response.cgi_head());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_redirect_within_the_shop_stays_within_the_shop) {
  CPPUNIT_ASSERT_EQUAL(std::string{"/cart?x=1"},
                       std::string{Response::see_other("/cart?x=1").header("Location")});
  CPPUNIT_ASSERT_EQUAL(303, Response::see_other("/cart").status);
  for (const auto* wrong : {"", "cart", "//evil.example", "/\\evil.example", "https://evil.example",
                            "javascript:alert(1)", "/a b", "/a\r\nX: y"})
    CPPUNIT_ASSERT_THROW_MESSAGE(wrong, Response::see_other(wrong), base::BugError);
  CPPUNIT_ASSERT_THROW(Response::see_other_outside("javascript:alert(1)"), base::BugError);
  CPPUNIT_ASSERT_EQUAL(303, Response::see_other_outside("https://checkout.stripe.com/x").status);
}

CPPUNIT_TEST_FIXTURE(t::Plain, no_header_value_makes_another_header) {
  Response response;
  for (const auto value : {std::string_view{"a\r\nSet-Cookie: x=1"}, std::string_view{"a\nb"},
                           std::string_view{"a\0b", 3}})
    CPPUNIT_ASSERT_THROW(response.header("X-A", value), base::BugError);
  CPPUNIT_ASSERT_THROW(response.header("X A", "1"), base::BugError);
  CPPUNIT_ASSERT(response.headers.empty());
}

}  // namespace
