#include "shipping/us_address.h"

#include "t/test.h"

namespace {

struct UsAddresses : t::Plain {};

CPPUNIT_TEST_FIXTURE(UsAddresses, a_state_is_known_by_code_and_name) {
  CPPUNIT_ASSERT_EQUAL(std::size_t{51}, shipping::us_states().size());
  CPPUNIT_ASSERT_EQUAL(std::string{"TX"}, shipping::parse_state(" texas ").value_or(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"NY"}, shipping::parse_state("ny").value_or(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"NC"}, shipping::parse_state("North Carolina").value_or(""));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, where_the_shop_does_not_sell_is_no_state) {
  for (const char* elsewhere : {"PR", "Puerto Rico", "GU", "AE", "AP", "ON", "", "T X S"})
    CPPUNIT_ASSERT_MESSAGE(elsewhere, !shipping::parse_state(elsewhere));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, a_zip_has_five_or_nine_digits) {
  CPPUNIT_ASSERT_EQUAL(std::string{"03801"}, shipping::parse_zip(" 03801 ").value_or(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"78701-1234"}, shipping::parse_zip("78701 1234").value_or(""));
  for (const char* bad : {"", "7870", "787011", "78701-12", "7-8701", "ABCDE", "78701-12345"})
    CPPUNIT_ASSERT_MESSAGE(bad, !shipping::parse_zip(bad));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, a_zip_of_another_state_is_noticed) {
  CPPUNIT_ASSERT(!shipping::zip_fits_state("03801", "CA"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("03801", "NH"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("06390", "NY"));  // Fishers Island
  CPPUNIT_ASSERT(shipping::zip_fits_state("88510", "TX"));  // El Paso
  CPPUNIT_ASSERT(shipping::zip_fits_state("20500", "DC"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("39901", "GA"));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, every_state_has_a_first_digit) {
  for (const auto& state : shipping::us_states()) {
    int fits = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
      fits += shipping::zip_fits_state(std::string{digit} + "1000", state.code) ? 1 : 0;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string{state.code}, 1, fits);
  }
}

}  // namespace
