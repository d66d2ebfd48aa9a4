#include "shipping/measure.h"

#include <cmath>
#include <random>

#include "t/test.h"

namespace {

using shipping::DimRule;
using shipping::Size;

// As measured with a tape and a scale, to the nearest millimetre and gram.
int mm(double inches) {
  return static_cast<int>(std::lround(inches * 25.4));
}
int grams(double pounds) {
  return static_cast<int>(std::lround(pounds * 453.59237));
}
std::int64_t billable(double l, double w, double h, double lb, const DimRule& rule) {
  return shipping::billable_pounds(grams(lb), Size{mm(l), mm(w), mm(h)}, rule);
}
constexpr DimRule kUps{139, 0};
constexpr DimRule kUsps{166, 1728};

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_1_billable_weight_rows_come_out_exactly) {
  CPPUNIT_ASSERT_EQUAL(std::int64_t{19}, billable(22, 20, 6, 18.5, kUps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{53}, billable(30.1, 19.2, 9, 52.3, kUps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, billable(11.1, 8.5, 6.2, 4.2, kUps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{16}, billable(18, 14, 10, 6.2, kUsps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, billable(14, 10, 8, 6.2, kUsps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2640}, shipping::cubic_inches({mm(22), mm(20), mm(6)}));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5580}, shipping::cubic_inches({mm(30.1), mm(19.2), mm(9)}));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{756}, shipping::cubic_inches({mm(11.1), mm(8.5), mm(6.2)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_1_density_rows_come_out_exactly) {
  CPPUNIT_ASSERT_EQUAL(925, shipping::freight_class_tenths(800, 30LL * 48 * 82));
  CPPUNIT_ASSERT_EQUAL(850, shipping::freight_class_tenths(410, 40LL * 48 * 30));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_density_on_the_boundary_has_the_class_above_it) {
  constexpr std::int64_t kFoot = 1728;
  CPPUNIT_ASSERT_EQUAL(500, shipping::freight_class_tenths(50, kFoot));
  CPPUNIT_ASSERT_EQUAL(550, shipping::freight_class_tenths(50, kFoot + 1));
  CPPUNIT_ASSERT_EQUAL(650, shipping::freight_class_tenths(45, 2 * kFoot));
  CPPUNIT_ASSERT_EQUAL(700, shipping::freight_class_tenths(45, 2 * kFoot + 1));
  CPPUNIT_ASSERT_EQUAL(3000, shipping::freight_class_tenths(1, kFoot));
  CPPUNIT_ASSERT_EQUAL(4000, shipping::freight_class_tenths(1, kFoot + 1));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_was_measured_in_whole_inches_and_pounds_stays_whole) {
  for (int n = 1; n <= 200; ++n) {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{n}, shipping::whole_inches(mm(n)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{n}, shipping::whole_pounds(grams(n)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{n} + 1, shipping::whole_inches(mm(n + 0.1)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{n} + 1, shipping::whole_pounds(grams(n + 0.1)));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_unknown_size_counts_by_weight_alone) {
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, shipping::billable_pounds(grams(4.2), {}, kUps));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{5},
                       shipping::billable_pounds(grams(4.2), Size{900, 900, 900}, {}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_1_10000_packages_are_billed_monotonously) {
  constexpr unsigned kSeed = 20261127;
  std::mt19937 random{kSeed};
  std::uniform_int_distribution<int> side{1, 2500};
  std::uniform_int_distribution<int> weight{1, 70000};
  std::uniform_int_distribution<int> more{1, 400};
  for (int i = 0; i < 10000; ++i) {
    const auto& rule = i % 2 == 0 ? kUps : kUsps;
    const Size size{side(random), side(random), side(random)};
    const int g = weight(random);
    const auto billed = shipping::billable_pounds(g, size, rule);
    CPPUNIT_ASSERT(billed >= shipping::whole_pounds(g));
    const int d = more(random);
    CPPUNIT_ASSERT(shipping::billable_pounds(g + d, size, rule) >= billed);
    CPPUNIT_ASSERT(shipping::billable_pounds(g, Size{size.l_mm + d, size.w_mm, size.h_mm}, rule) >=
                   billed);
    CPPUNIT_ASSERT(shipping::billable_pounds(g, Size{size.l_mm, size.w_mm + d, size.h_mm}, rule) >=
                   billed);
    CPPUNIT_ASSERT(shipping::billable_pounds(g, Size{size.l_mm, size.w_mm, size.h_mm + d}, rule) >=
                   billed);
  }
}

}  // namespace
