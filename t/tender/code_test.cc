#include "tender/code.h"

#include <set>

#include "base/text.h"
#include "t/test.h"

namespace {

using tender::Code;

struct GiftCodes : CppUnit::TestFixture {};

CPPUNIT_TEST_FIXTURE(GiftCodes, l5_a_code_has_100_random_bits_and_never_comes_twice) {
  std::set<std::string> seen;
  std::set<char> letters;
  for (int i = 0; i < 2000; ++i) {
    const auto text = Code::draw().text().reveal();
    CPPUNIT_ASSERT_EQUAL(std::size_t{24}, text.size());  // 20 letters of 32, and four dashes
    letters.insert(text.begin(), text.end());
    CPPUNIT_ASSERT(seen.insert(text).second);
  }
  CPPUNIT_ASSERT_EQUAL(std::size_t{33}, letters.size());
}

CPPUNIT_TEST_FIXTURE(GiftCodes, a_code_is_read_however_it_is_typed) {
  const auto code = Code::parse("01AB-CDEF-GHJK-MNPQ-RSTV");
  CPPUNIT_ASSERT(code);

  for (const auto* typed : {"01ABCDEFGHJKMNPQRSTV", "oi ab cd ef gh jk mn pq rs tv",
                            "OlAB-CDEF-ghjk-MNPQ-RSTV ", "-0LAB CDEF-GHJKMNPQ-RSTV"}) {
    const auto again = Code::parse(typed);
    CPPUNIT_ASSERT_MESSAGE(typed, again);
    CPPUNIT_ASSERT_EQUAL(code->hash(), again->hash());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"01AB-CDEF-GHJK-MNPQ-RSTV"}, code->text().reveal());
  CPPUNIT_ASSERT_EQUAL(std::string{"RSTV"}, code->last4());
  CPPUNIT_ASSERT_EQUAL(std::size_t{64}, code->hash().size());
}

CPPUNIT_TEST_FIXTURE(GiftCodes, what_cannot_be_a_code_is_none) {
  for (const auto* typed :
       {"", "01AB-CDEF-GHJK-MNPQ-RST", "01AB-CDEF-GHJK-MNPQ-RSTVW", "01AB-CDEF-GHJK-MNPQ-RSTU",
        "01AB_CDEF_GHJK_MNPQ_RSTV", "01AB-CDEF-GHJK-MNPQ-RST\xc3\x84"})
    CPPUNIT_ASSERT_MESSAGE(typed, !Code::parse(typed));
}

}  // namespace
