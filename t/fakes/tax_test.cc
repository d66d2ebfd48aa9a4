#include "stripe_error.h"
#include "stripe_tax_ruling.h"
#include "t/test.h"
#include "tax_table.h"

namespace fakes {
namespace {

TaxPlace place(const std::string& state, const std::string& zip) {
  return tax_place(parse_form("country=US&state=" + state + "&postal_code=" + zip), "address");
}

std::string reason(const std::string& state, const std::string& zip, TaxSubject subject,
                   const std::string& override_by_customer = "none") {
  return tax_ruling(place(state, zip), subject, "txcd_99999999", override_by_customer).reason;
}

std::string refusal(const std::string& state, const std::string& zip) {
  try {
    place(state, zip);
  } catch (const StripeError& error) {
    return error.code() + " " + error.param();
  }
  return "placed";
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_rates_differ_by_state) {
  CPPUNIT_ASSERT_EQUAL(std::int64_t{82500}, state_tax("TX")->rate_ppm);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{72500}, state_tax("CA")->rate_ppm);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{88750}, state_tax("NY")->rate_ppm);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{101000}, state_tax("WA")->rate_ppm);
  CPPUNIT_ASSERT(state_tax("PR") == nullptr);
  CPPUNIT_ASSERT(state_tax("tx") == nullptr);
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_reasons_follow_state_subject_and_customer) {
  CPPUNIT_ASSERT_EQUAL(std::string{"standard_rated"}, reason("TX", "78701", TaxSubject::Goods));
  CPPUNIT_ASSERT_EQUAL(std::string{"standard_rated"}, reason("TX", "78701", TaxSubject::Shipping));
  CPPUNIT_ASSERT_EQUAL(std::string{"product_exempt"}, reason("CA", "94103", TaxSubject::Shipping));
  CPPUNIT_ASSERT_EQUAL(std::string{"not_collecting"}, reason("FL", "33101", TaxSubject::Goods));
  CPPUNIT_ASSERT_EQUAL(std::string{"not_subject_to_tax"}, reason("OR", "97201", TaxSubject::Goods));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_exempt"},
                       reason("TX", "78701", TaxSubject::Goods, "customer_exempt"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_an_address_that_cannot_be_placed_is_refused) {
  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, refusal("TX", "78701-1234"));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_tax_location_invalid address"},
                       refusal("CA", "03801"));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_tax_location_invalid address"}, refusal("TX", "7870"));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_tax_location_invalid address"}, refusal("TX", ""));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_tax_location_invalid address"},
                       refusal("TX", "00000"));
  CPPUNIT_ASSERT_EQUAL(std::string{"customer_tax_location_invalid address"},
                       refusal("PR", "00901"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_zips_on_a_border_fit_both_states) {
  CPPUNIT_ASSERT(zip_fits_state("06390", "NY"));
  CPPUNIT_ASSERT(zip_fits_state("06390", "CT"));
  CPPUNIT_ASSERT(zip_fits_state("73301", "TX"));
  CPPUNIT_ASSERT(zip_fits_state("88510", "TX"));
  CPPUNIT_ASSERT(zip_fits_state("20500", "DC"));
  CPPUNIT_ASSERT(!zip_fits_state("20500", "VA"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_is_rounded_half_up_to_the_cent) {
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1072}, tax_on(12999, 82500));  // 1072.4175
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, tax_on(10, 50000));        // 0.5
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, tax_on(0, 82500));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{825}, tax_within(10825, 82500));
}

CPPUNIT_TEST_FIXTURE(t::Plain, tax_percentages_are_written_without_floats) {
  CPPUNIT_ASSERT_EQUAL(std::string{"8.25"}, percentage(82500));
  CPPUNIT_ASSERT_EQUAL(std::string{"8.875"}, percentage(88750));
  CPPUNIT_ASSERT_EQUAL(std::string{"6.0"}, percentage(60000));
  CPPUNIT_ASSERT_EQUAL(std::string{"0.0"}, percentage(0));
}

}  // namespace
}  // namespace fakes
