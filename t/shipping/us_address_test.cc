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

CPPUNIT_TEST_FIXTURE(UsAddresses, shipping_tax_9_6_where_the_shop_does_not_sell_is_no_state) {
  for (const char* elsewhere : {"PR", "Puerto Rico", "GU", "AE", "AP", "ON", "", "T X S"})
    CPPUNIT_ASSERT_MESSAGE(elsewhere, !shipping::parse_state(elsewhere));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, a_zip_has_five_or_nine_digits) {
  CPPUNIT_ASSERT_EQUAL(std::string{"03801"}, shipping::parse_zip(" 03801 ").value_or(""));
  CPPUNIT_ASSERT_EQUAL(std::string{"78701-1234"}, shipping::parse_zip("78701 1234").value_or(""));
  for (const char* bad : {"", "7870", "787011", "78701-12", "7-8701", "ABCDE", "78701-12345"})
    CPPUNIT_ASSERT_MESSAGE(bad, !shipping::parse_zip(bad));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, shipping_tax_9_6_a_zip_of_another_state_is_noticed) {
  CPPUNIT_ASSERT(!shipping::zip_fits_state("03801", "CA"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("03801", "NH"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("06390", "NY"));  // Fishers Island
  CPPUNIT_ASSERT(shipping::zip_fits_state("88510", "TX"));  // El Paso
  CPPUNIT_ASSERT(shipping::zip_fits_state("20500", "DC"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("39901", "GA"));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, only_fishers_island_of_063_is_new_york) {
  for (const char* zip :
       {"06320", "06360", "06355", "06389", "06391"}) {  // New London, Norwich, Mystic
    CPPUNIT_ASSERT_MESSAGE(zip, shipping::zip_fits_state(zip, "CT"));
    CPPUNIT_ASSERT_MESSAGE(zip, !shipping::zip_fits_state(zip, "NY"));
  }
  CPPUNIT_ASSERT(!shipping::zip_fits_state("06390", "CT"));
  CPPUNIT_ASSERT(shipping::zip_fits_state("06390-0001", "NY"));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, known_exceptions_lie_where_they_lie) {
  struct Known {
    const char* zip;
    const char* states;      // all of these
    const char* not_states;  // and none of these
  };
  for (const auto& known : std::vector<Known>{{"00501", "NY", "CT MA"},
                                              {"20500", "DC", "NY"},
                                              {"20598", "DC", "NY"},
                                              {"56901", "DC", "MN IA"},
                                              {"39813", "GA", "MS"},
                                              {"39901", "GA", "MS"},
                                              {"39201", "MS", "NY"},
                                              {"88510", "TX", "NM"},
                                              {"88063", "NM TX", "AZ"},
                                              {"83414", "ID WY", "TX"},
                                              {"83843", "ID", "WA"},
                                              {"42223", "KY TN", "OH"},
                                              {"89439", "CA NV", "OR"},
                                              {"96701", "HI", "NV"},
                                              {"99501", "AK", "MT"}}) {
    const std::string states = known.states;
    const std::string not_states = known.not_states;
    for (std::size_t at = 0; at < states.size(); at += 3)
      CPPUNIT_ASSERT_MESSAGE(known.zip, shipping::zip_fits_state(known.zip, states.substr(at, 2)));
    for (std::size_t at = 0; at < not_states.size(); at += 3)
      CPPUNIT_ASSERT_MESSAGE(known.zip,
                             !shipping::zip_fits_state(known.zip, not_states.substr(at, 2)));
  }
}

CPPUNIT_TEST_FIXTURE(UsAddresses, a_zip_of_a_territory_or_of_military_post_is_in_no_state) {
  for (const char* zip :
       {"00601", "00725", "00801", "00901", "09012", "34002", "96201", "96601", "96799", "96910"})
    for (const auto& state : shipping::us_states())
      CPPUNIT_ASSERT_MESSAGE(zip, !shipping::zip_fits_state(zip, state.code));
}

CPPUNIT_TEST_FIXTURE(UsAddresses, every_state_has_a_first_digit) {
  for (const auto& state : shipping::us_states()) {
    int fits = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
      fits += shipping::zip_fits_state(std::string{digit} + "1000", state.code) ? 1 : 0;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string{state.code}, 1, fits);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_zip_code_lies_in_a_state_that_it_fits_or_nowhere_we_sell) {
  for (const auto* zip : {"78701", "10001", "99501", "96813", "06390", "20001"}) {
    const auto state = shipping::likely_state(zip);
    CPPUNIT_ASSERT_MESSAGE(zip, state && shipping::zip_fits_state(zip, *state));
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"AK"}, *shipping::likely_state("99501"));
  CPPUNIT_ASSERT_EQUAL(std::string{"HI"}, *shipping::likely_state("96813"));
  for (const auto* zip : {"00901", "96910", "09012", "96799"})
    CPPUNIT_ASSERT_MESSAGE(zip, !shipping::likely_state(zip));
}

}  // namespace
