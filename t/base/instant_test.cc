#include "base/instant.h"

#include "t/test.h"

namespace {

struct Instants : t::Plain {};

CPPUNIT_TEST_FIXTURE(Instants, strict_iso_goes_there_and_back) {
  for (const char* text :
       {"2026-11-22T18:00:00Z", "2024-02-29T23:59:59.123456Z", "1970-01-01T00:00:00Z"})
    CPPUNIT_ASSERT_EQUAL(std::string{text}, base::to_iso8601(*base::parse_iso8601(text)));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-22T12:30:00Z"},
                       base::to_iso8601(*base::parse_iso8601("2026-11-22 18:00:00+05:30")));
}

CPPUNIT_TEST_FIXTURE(Instants, what_is_no_time_is_nothing) {
  for (const char* text : {"", "2026-11-22", "2026-11-22T18:00:00", "2026-02-30T00:00:00Z",
                           "2026-11-22T24:00:00Z", "2026-11-22T18:00:60Z", "2026-11-22T18:00:00Zx",
                           "2026-11-22T18:00:00.Z", "2026-11-22T18:00:00.1234567Z", "garbage"})
    CPPUNIT_ASSERT_MESSAGE(text, !base::parse_iso8601(text));
}

CPPUNIT_TEST_FIXTURE(Instants, other_forms_name_the_same_moment) {
  const auto at = *base::parse_iso8601("2026-11-22T08:05:09Z");
  CPPUNIT_ASSERT_EQUAL(std::string{"Sun, 22 Nov 2026 08:05:09 GMT"}, base::to_http_date(at));
  CPPUNIT_ASSERT_EQUAL(std::string{"Sun, 22 Nov 2026 08:05:09 +0000"}, base::to_mail_date(at));
  CPPUNIT_ASSERT_EQUAL(std::string{"Nov 22, 2026"}, base::to_date_text(at));
  CPPUNIT_ASSERT(base::from_unix_seconds(base::to_unix_seconds(at)) == at);
}

}  // namespace
