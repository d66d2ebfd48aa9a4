#include "web/request.h"

#include "base/error.h"
#include "t/test.h"
#include "web/cookies.h"
#include "web/raw_request.h"

namespace {

void check(std::string_view wanted, std::string_view got) {
  CPPUNIT_ASSERT_EQUAL(std::string{wanted}, std::string{got});
}

// A body that comes in pieces, as from a server.
class Pieces : public web::BodySource {
 public:
  explicit Pieces(std::string all) : all_{std::move(all)} {}
  bool read(std::string& out, std::size_t limit) override {
    out.append(all_, 0, limit);
    return all_.size() <= limit;
  }

 private:
  std::string all_;
};

web::Request with_cookies(const char* header) {
  web::Request req{"GET", "/"};
  req.set_header("Cookie", header);
  return req;
}

CPPUNIT_TEST_FIXTURE(t::Plain, fields_are_decoded_in_order_and_may_repeat) {
  const web::Request req{"GET", "/search?q=a+b%26c&&empty=&bare&q=2&%71=3&=x"};
  const auto& fields = req.query_fields();

  check("/search", req.path);
  check("a b&c", fields.value("q"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, fields.count("q"));
  CPPUNIT_ASSERT(fields.find("empty") != nullptr && fields.find("bare") != nullptr);
  check("x", fields.value(""));
  CPPUNIT_ASSERT(fields.find("absent") == nullptr);
  CPPUNIT_ASSERT(!req.query_is_malformed());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_broken_percent_sign_makes_the_whole_malformed) {
  CPPUNIT_ASSERT((web::Request{"GET", "/?a=1&b=%zz"}.query_is_malformed()));
  CPPUNIT_ASSERT((web::Request{"GET", "/?%=1"}.query_is_malformed()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_no_text_is_in_no_field_of_a_query) {
  for (const auto* bad : {"%00", "x%00y", "%ff", "%c0%af", "%ed%a0%80"}) {
    const web::Request req{"GET", std::string{"/quotes/7?t="} + bad + "&page=2"};
    CPPUNIT_ASSERT(req.query_fields().find("t") == nullptr);
    check("2", req.query_fields().value("page"));
    CPPUNIT_ASSERT(req.query_is_malformed());
  }
  CPPUNIT_ASSERT((web::Request{"GET", "/?a%ff=1"}.query_fields().size() == 0));
}

CPPUNIT_TEST_FIXTURE(t::Plain, more_fields_than_any_form_has_are_malformed) {
  std::string many;
  for (std::size_t i = 0; i < web::kMostFields; ++i) many += "a=1&";
  CPPUNIT_ASSERT((!web::Request{"GET", "/?" + many}.query_is_malformed()));
  CPPUNIT_ASSERT((web::Request{"GET", "/?" + many + "b=1"}.query_is_malformed()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_form_built_by_hand_reads_back_byte_for_byte) {
  const std::string odd{"a\0b&=+% \xff\n", 10};
  const web::Request req{"POST", "/x", {{odd, odd}, {"n", ""}}};

  CPPUNIT_ASSERT_EQUAL(odd, *req.body_fields().find(odd));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, req.body_fields().size());
  CPPUNIT_ASSERT(req.has_content_type("application/x-www-form-urlencoded"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_body_of_another_type_has_no_fields) {
  web::Request req{"POST", "/x", {{"a", "1"}}};
  req.set_header("content-type", "text/plain");
  CPPUNIT_ASSERT(req.body_fields().empty());

  web::Request form{"POST", "/x", {{"a", "1"}}};
  form.set_header("CONTENT_TYPE", "Application/X-WWW-Form-Urlencoded ; charset=utf-8");
  check("1", form.body_fields().value("a"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, header_names_ignore_case_and_take_both_dashes) {
  web::Request req{"GET", "/"};
  req.add_header("SEC_FETCH_SITE", "same-origin");
  req.add_header("Sec-Fetch-Site", "second");

  check("same-origin", req.header("Sec-Fetch-Site"));
  check("", req.header("Sec-Fetch"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, cookies_are_found_by_their_full_name_the_first_one_wins) {
  const auto req = with_cookies("a=1;b=2 ; __Host-cart=x=y; a=3; bad; =z; q=\"in quotes\";c=");
  const auto value = [&](const char* name) {
    return req.cookie(name) == nullptr ? "absent" : *req.cookie(name);
  };

  check("1", value("a"));
  check("2", value("b"));
  check("x=y", value("__Host-cart"));
  check("in quotes", value("q"));
  check("", value("c"));
  check("absent", value("bad"));
  check("absent", value("cart"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, over_https_only_the_host_cookie_counts) {
  const web::Cookies https{"https://shop.example"};
  const web::Cookies http{"http://127.0.0.1:8080"};
  const auto req = with_cookies("cart=planted; __Host-cart=mine");

  check("mine", https.value(req, "cart"));
  check("planted", http.value(req, "cart"));
  check("", https.value(with_cookies("cart=planted"), "cart"));

  web::Response response;
  https.set(response, "cart", "t0k-en", std::chrono::hours{1});
  http.forget(response, "cart");
  check("__Host-cart=t0k-en; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax",
        response.headers[0].second);
  check("cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax", response.headers[1].second);
  CPPUNIT_ASSERT_THROW(https.set(response, "cart", "a; Domain=x", std::chrono::hours{1}),
                       base::BugError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_body_over_the_limit_is_not_kept) {
  for (const auto* announced : {"", "3", "nonsense"}) {
    web::Request req{"POST", "/x"};
    Pieces body{"12345"};
    req.set_header("Content-Length", announced);
    req.set_body_source(&body);
    CPPUNIT_ASSERT(req.read_body(4) == web::BodyRead::TooLarge);
    check("", req.body);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_body_up_to_the_limit_is_read_whole_and_once) {
  web::Request req{"POST", "/x"};
  Pieces body{"12345"};
  req.set_body_source(&body);

  CPPUNIT_ASSERT(req.read_body(5) == web::BodyRead::Whole);
  CPPUNIT_ASSERT(req.read_body(5) == web::BodyRead::Whole);
  check("12345", req.body);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_body_announced_too_large_is_not_even_read) {
  web::Request req{"POST", "/x"};
  Pieces body{""};
  req.set_header("Content-Length", "99999999999");
  req.set_body_source(&body);
  CPPUNIT_ASSERT(req.read_body(1000) == web::BodyRead::TooLarge);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_recorded_request_reads_like_a_live_one) {
  const auto req = web::parse_raw_request(
      "POST /cart/add?x=1 HTTP/1.1\r\nHost: shop\r\nContent-Type: "
      "application/x-www-form-urlencoded\r\n\r\nvariant=7&units=2");

  check("POST", req.method);
  check("/cart/add", req.path);
  check("1", req.query_fields().value("x"));
  check("2", req.body_fields().value("units"));
  CPPUNIT_ASSERT_THROW(web::parse_raw_request("nonsense"), base::Error);
  CPPUNIT_ASSERT_THROW(web::parse_raw_request("GET / HTTP/1.1\nno colon\n\n"), base::Error);
}

}  // namespace
