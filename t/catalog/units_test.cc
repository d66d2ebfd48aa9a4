#include "catalog/units.h"

#include "t/test.h"

namespace {

using catalog::parse_decimal;
using catalog::parse_weight;
using catalog::weight_text;

CPPUNIT_TEST_FIXTURE(t::Plain, weights_become_whole_grams_rounded_once) {
  CPPUNIT_ASSERT_EQUAL(9300, *parse_weight("9.3", "kg"));
  CPPUNIT_ASSERT_EQUAL(4500, *parse_weight("9.92", "lb"));  // 4,499.64
  CPPUNIT_ASSERT_EQUAL(28, *parse_weight("1", "oz"));
  CPPUNIT_ASSERT_EQUAL(454, *parse_weight("16", "OZ"));
  CPPUNIT_ASSERT_EQUAL(38, *parse_weight("37.5", "g"));
  CPPUNIT_ASSERT_EQUAL(10'000'000, *parse_weight("10000", "kg"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_no_weight_is_refused) {
  for (const auto* text : {"", ".", "-1", "1e3", "1,5", "0", "0.0001", "10001", "9999999999", " 1"})
    CPPUNIT_ASSERT_MESSAGE(text, !parse_weight(text, "kg"));
  CPPUNIT_ASSERT(!parse_weight("1", "stone"));
  CPPUNIT_ASSERT(!parse_weight("1", ""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, decimals_are_exact_to_their_scale) {
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1500}, *parse_decimal("1.5", 3));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, *parse_decimal("0.0", 3));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, *parse_decimal(".5", 3));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1235}, *parse_decimal("1.2345", 3));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1234}, *parse_decimal("1.23449", 3));
}

CPPUNIT_TEST_FIXTURE(t::Plain, measures_are_told_with_their_units) {
  CPPUNIT_ASSERT_EQUAL(std::string{"4.5 kg (9.9 lb)"}, weight_text(4500));
  CPPUNIT_ASSERT_EQUAL(std::string{"38 g (1.3 oz)"}, weight_text(38));
  CPPUNIT_ASSERT_EQUAL(std::string{"1U"}, catalog::height_text(1000));
  CPPUNIT_ASSERT_EQUAL(std::string{"1.5U"}, catalog::height_text(1500));
  CPPUNIT_ASSERT_EQUAL(std::string{"Not rack-mounted"}, catalog::height_text(0));
}

}  // namespace
