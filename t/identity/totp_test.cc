#include "identity/totp.h"

#include <array>

#include "t/rows.h"
#include "t/test.h"

namespace {

using t::kNoon;

CPPUNIT_TEST_FIXTURE(t::Plain, one_time_codes_are_those_of_the_rfcs) {
  const std::string seed = "12345678901234567890";
  const std::array<const char*, 10> codes{"755224", "287082", "359152", "969429", "338314",
                                          "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < codes.size(); ++i)
    CPPUNIT_ASSERT_EQUAL(std::string{codes.at(i)},
                         identity::totp_code(seed, static_cast<std::int64_t>(i)));
  const auto at = [&](std::int64_t unix_time) {
    return identity::totp_code(seed, identity::totp_step(base::from_unix_seconds(unix_time)));
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"287082"}, at(59));
  CPPUNIT_ASSERT_EQUAL(std::string{"081804"}, at(1111111109));
  CPPUNIT_ASSERT_EQUAL(std::string{"050471"}, at(1111111111));
  CPPUNIT_ASSERT_EQUAL(std::string{"005924"}, at(1234567890));
  CPPUNIT_ASSERT_EQUAL(std::string{"279037"}, at(2000000000));
  CPPUNIT_ASSERT_EQUAL(std::string{"353130"}, at(20000000000));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_authenticator_reads_seed_and_issuer) {
  CPPUNIT_ASSERT_EQUAL(std::string{"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"},
                       identity::base32("12345678901234567890"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"otpauth://totp/Rack%20%26%20Port:admin%40shop.example?secret="
                  "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Rack%20%26%20Port&algorithm=SHA1"
                  "&digits=6&period=30"},
      identity::totp_uri("Rack & Port", "admin@shop.example", "12345678901234567890"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_step_before_and_the_one_after_fit_and_no_other) {
  const std::string seed = "12345678901234567890";
  const auto now = kNoon;
  const auto step = identity::totp_step(now);
  for (std::int64_t off = -1; off <= 1; ++off)
    CPPUNIT_ASSERT(identity::totp_step_of(seed, identity::totp_code(seed, step + off), now) ==
                   step + off);
  for (const std::int64_t off : {-2, 2})
    CPPUNIT_ASSERT(!identity::totp_step_of(seed, identity::totp_code(seed, step + off), now));
  const auto code = identity::totp_code(seed, step);
  CPPUNIT_ASSERT(identity::totp_step_of(seed, code.substr(0, 3) + " " + code.substr(3), now));
  for (const auto* odd : {"", "12345", "1234567", "abcdef", "+12345", "12 345"})
    CPPUNIT_ASSERT(!identity::totp_step_of(seed, odd, now));
}

}  // namespace
