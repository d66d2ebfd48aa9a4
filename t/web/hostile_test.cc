// What a hostile client may send, by chance: thousands of mangled requests with a fixed seed. The
// sanitizers watch; the test asserts what must hold whatever came.
#include <random>

#include "base/error.h"
#include "base/ids.h"
#include "base/utf8.h"
#include "t/test.h"
#include "web/cookies.h"
#include "web/form.h"
#include "web/guards.h"
#include "web/raw_request.h"
#include "web/router.h"

namespace {

constexpr int kRounds = 20000;

class Mangler {
 public:
  // A seed text with a few bytes changed, taken out, doubled or replaced by nasty pieces.
  std::string mangled(std::string text) {
    static const std::vector<std::string> kPieces{"%",
                                                  "%0",
                                                  "%00",
                                                  "%ff",
                                                  "%c0%af",
                                                  "&",
                                                  "=",
                                                  "+",
                                                  ";",
                                                  "\"",
                                                  "\r\n",
                                                  "\n\n",
                                                  ": ",
                                                  "\xe2\x80",
                                                  "\xff",
                                                  "\xed\xa0\x80",
                                                  std::string(1, '\0'),
                                                  "//",
                                                  "/../",
                                                  "-1",
                                                  "9999999999999999999",
                                                  ",",
                                                  "unix:",
                                                  "::ffff:",
                                                  "__Host-",
                                                  "?"};
    const auto changes = 1 + below(6);
    for (std::size_t i = 0; i < changes; ++i) {
      const auto at = below(text.size() + 1);
      switch (below(4)) {
        case 0:
          text.insert(at, kPieces[below(kPieces.size())]);
          break;
        case 1:
          text.erase(at, below(8));
          break;
        case 2:
          text.insert(at, text.substr(0, below(64)));
          break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
      }
    }
    return text;
  }
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::mt19937_64 random_{20261122};
};

CPPUNIT_TEST_FIXTURE(t::Plain, no_mangled_form_yields_text_the_database_would_refuse) {
  Mangler mangler;
  const std::string seed = "variant=7&units=2&email=kim%40example.com&name=J%C3%BCrgen+%26+Co&n=";
  int fine = 0;
  for (int i = 0; i < kRounds; ++i) {
    web::Request req{"POST", "/cart/add"};
    req.body = mangler.mangled(seed);
    req.set_header("Content-Type", "application/x-www-form-urlencoded");
    web::Form form{req};
    const auto units = form.integer("units", 1, 99);
    const auto variant = form.id<base::VariantId>("variant");
    const auto email = form.email("email");
    const auto name = form.text("name", {1, 40});

    CPPUNIT_ASSERT(base::is_clean_utf8(name) && base::is_clean_utf8(email));
    CPPUNIT_ASSERT(base::character_count(name) <= 40);
    CPPUNIT_ASSERT(email.find_first_of("\r\n,;<> ") == std::string::npos);
    CPPUNIT_ASSERT(units >= 0 && units <= 99 && variant.raw() >= 0);
    for (const auto& field : form.kept()) CPPUNIT_ASSERT(base::is_clean_utf8(field.value));
    if (!form.ok()) continue;
    ++fine;
    CPPUNIT_ASSERT(units >= 1 && variant.raw() >= 1 && !email.empty() && !name.empty());
  }
  CPPUNIT_ASSERT(fine > 0 && fine < kRounds);
}

CPPUNIT_TEST_FIXTURE(t::Plain, no_mangled_request_confuses_the_doors) {
  Mangler mangler;
  const web::Paths paths{{{"GET", "/orders/:number", web::Pool::Shop, web::Who::Anyone,
                           web::Guard::None, web::Pace::None}}};
  const web::Cookies https{"https://shop.example"};
  const std::vector<base::Network> trusted{*base::Network::parse("10.0.0.0/8")};
  const std::string seed =
      "GET /orders/GDS-1042?t=abc HTTP/1.1\r\nCookie: __Host-cart=t0ken; a=b\r\n"
      "Origin: https://shop.example\r\nX-Forwarded-For: 198.51.100.1, 10.0.0.2\r\n\r\n";
  for (int i = 0; i < kRounds; ++i) {
    web::Request req;
    try {
      req = web::parse_raw_request(mangler.mangled(seed));
    } catch (const base::Error&) {
      continue;
    }
    const auto found = paths.find(req.method, req.path);
    if (found.row == 0) CPPUNIT_ASSERT(base::is_clean_utf8(found.params.value("number")));
    for (const auto& field : req.query_fields()) CPPUNIT_ASSERT(field.name.size() < 4096);
    CPPUNIT_ASSERT(https.value(req, "cart").size() < 4096);
    if (web::is_from_our_pages(req, "https://shop.example"))
      CPPUNIT_ASSERT(req.header("Origin").empty() ||
                     req.header("Origin") == "https://shop.example");
    const auto client = web::client_address("10.0.0.1", req.header("X-Forwarded-For"), trusted);
    CPPUNIT_ASSERT(base::IpAddress::parse(client).has_value());
  }
}

}  // namespace
