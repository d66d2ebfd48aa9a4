#include "web/csrf.h"

#include "t/test.h"

namespace {

constexpr std::string_view kKey = "csrf-test-key-32-bytes-long-00001";
constexpr std::string_view kSession = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
constexpr std::string_view kToken =
    "0ad925c95db4b0e2642b805b826d6d2d312f8a74f87c27979e0242dcc0a1b79c."
    "00112233445566778899aabbccddeeff";

CPPUNIT_TEST_FIXTURE(t::Plain, a_forms_token_is_that_of_the_contract) {
  CPPUNIT_ASSERT_EQUAL(std::string{kToken},
                       web::csrf_token(kKey, kSession, "00112233445566778899aabbccddeeff"));
  CPPUNIT_ASSERT(web::csrf_fits(kKey, kSession, kToken));
}

CPPUNIT_TEST_FIXTURE(t::Plain, another_sessions_token_does_not_fit) {
  CPPUNIT_ASSERT(!web::csrf_fits(kKey, "another", kToken));
  CPPUNIT_ASSERT(!web::csrf_fits("another key", kSession, kToken));
  for (const auto* wrong : {"", ".", "x", "0ad925.00112233445566778899aabbccddeeff"})
    CPPUNIT_ASSERT(!web::csrf_fits(kKey, kSession, wrong));
  CPPUNIT_ASSERT(!web::csrf_fits(kKey, kSession, std::string{kToken} + "0"));
}

}  // namespace
