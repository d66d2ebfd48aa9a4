#include "shipping/shipping.h"
#include "t/db_test.h"

namespace {

struct Offers : t::OwnDatabase {
  std::vector<shipping::Offer> offers(const std::string& state, int grams) {
    return db().snapshot("test", [&](store::Tx& tx) { return shipping::offers(tx, state, grams); });
  }
};

CPPUNIT_TEST_FIXTURE(Offers, the_smallest_row_that_fits_is_the_price) {
  const auto texas = offers("TX", 10000);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, texas.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"ground"}, texas[0].code);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2995}, texas[0].price.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{4495}, offers("TX", 10001)[0].price.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3894}, offers("CA", 10000)[0].price.in_cents());
}

CPPUNIT_TEST_FIXTURE(Offers, heavy_goods_go_by_ground_only) {
  const auto heavy = offers("TX", 70001);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heavy.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"ground"}, heavy[0].code);
}

CPPUNIT_TEST_FIXTURE(Offers, no_row_is_no_offer) {
  CPPUNIT_ASSERT(offers("TX", 2000001).empty());
  CPPUNIT_ASSERT(offers("PR", 1000).empty());
}

}  // namespace
