#include "store/codec.h"

#include "t/test.h"

namespace {

using store::Codec;

struct Codecs : t::Plain {};

CPPUNIT_TEST_FIXTURE(Codecs, arrays_keep_quotes_commas_and_nulls) {
  const std::vector<std::optional<std::string>> values = {"a,b", "q\"\\", std::nullopt, "", "NULL"};
  using Texts = Codec<std::vector<std::optional<std::string>>>;
  CPPUNIT_ASSERT_EQUAL(std::string{R"({"a,b","q\"\\",NULL,"","NULL"})"}, Texts::format(values));
  CPPUNIT_ASSERT(values == Texts::parse(Texts::format(values)));
  CPPUNIT_ASSERT(Texts::parse("{}").empty());
  CPPUNIT_ASSERT((std::vector<std::int64_t>{1, -2}) ==
                 Codec<std::vector<std::int64_t>>::parse("{1,-2}"));
}

CPPUNIT_TEST_FIXTURE(Codecs, bytes_survive) {
  const std::string raw{"\x00\xff\n\\x", 5};
  CPPUNIT_ASSERT_EQUAL(std::string{"\\x00ff0a5c78"}, Codec<store::Bytes>::format({raw}));
  CPPUNIT_ASSERT_EQUAL(raw, Codec<store::Bytes>::parse("\\x00ff0a5c78").raw);
}

CPPUNIT_TEST_FIXTURE(Codecs, a_time_that_is_not_utc_is_refused) {
  CPPUNIT_ASSERT_THROW(Codec<base::Instant>::parse("2026-11-22 12:00:00+01"), base::BugError);
  CPPUNIT_ASSERT(Codec<base::Instant>::parse("2026-11-22 12:00:00.5+00") ==
                 *base::parse_iso8601("2026-11-22T12:00:00.5Z"));
}

}  // namespace
