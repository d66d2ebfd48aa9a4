#include "catalog/condition.h"
#include "t/db_test.h"

namespace {

struct Bands : t::OwnDatabase {
  std::string shown(int units) { return sql("SELECT shown_units(" + std::to_string(units) + ")"); }
};

CPPUNIT_TEST_FIXTURE(Bands, pages_and_database_count_up_to_the_same_number) {
  CPPUNIT_ASSERT_EQUAL(std::to_string(catalog::kCountedUnits), sql("SELECT counted_units()"));
  for (int units = -1; units <= catalog::kCountedUnits + 3; ++units)
    CPPUNIT_ASSERT_EQUAL(std::string{catalog::word_of(catalog::band_of(units))},
                         sql("SELECT stock_band(" + std::to_string(units) + ")"));
}

CPPUNIT_TEST_FIXTURE(Bands, every_counted_number_looks_different_and_the_rest_look_the_same) {
  for (int units = 0; units <= catalog::kCountedUnits; ++units)
    CPPUNIT_ASSERT_EQUAL(std::to_string(units), shown(units));
  const auto many = std::to_string(catalog::kCountedUnits + 1);
  CPPUNIT_ASSERT_EQUAL(many, shown(catalog::kCountedUnits + 1));
  CPPUNIT_ASSERT_EQUAL(many, shown(1000));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, shown(-1));
}

// The functions behind the triggers ask shown_units() and have no number of their own.
CPPUNIT_TEST_FIXTURE(Bands, no_trigger_has_a_number_of_its_own) {
  CPPUNIT_ASSERT_EQUAL(std::string{"movements_shown note_stock_shown stock_band"},
                       sql("SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc "
                           "WHERE prosrc LIKE '%shown_units(%' AND prosrc !~ '[1-9]'"));
}

}  // namespace
