#include "base/portion.h"

#include "base/error.h"

#include <random>

#include "t/test.h"

namespace {

using base::Money;
using base::portion;
using base::Rounding;

CPPUNIT_TEST_FIXTURE(t::Plain, m2_a_portion_is_rounded_once_and_half_up) {
  CPPUNIT_ASSERT_EQUAL(Money::cents(3), portion(Money::cents(5), 1, 2, Rounding::HalfUp));
  CPPUNIT_ASSERT_EQUAL(Money::cents(2), portion(Money::cents(5), 1, 2, Rounding::Down));
  CPPUNIT_ASSERT_EQUAL(Money::cents(3), portion(Money::cents(10), 1, 3, Rounding::HalfUp));
  CPPUNIT_ASSERT_EQUAL(Money::cents(7), portion(Money::cents(10), 2, 3, Rounding::HalfUp));
  CPPUNIT_ASSERT_EQUAL(Money::cents(-3), portion(Money::cents(-5), 1, 2, Rounding::HalfUp));
  CPPUNIT_ASSERT_EQUAL(Money::cents(INT64_MAX),
                       portion(Money::cents(INT64_MAX), 7, 7, Rounding::HalfUp));
  CPPUNIT_ASSERT_THROW(base::portion(Money::cents(1), 2, 1, Rounding::HalfUp), base::BugError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, m5_portions_of_neighbouring_ranges_add_up_to_the_whole) {
  std::mt19937_64 random{1};
  for (int i = 0; i < 10'000; ++i) {
    const auto whole = Money::cents(static_cast<std::int64_t>(random() % 1'000'000));
    const auto of = static_cast<std::int64_t>(1 + random() % 50);
    Money sum;
    for (std::int64_t n = 0; n < of; ++n) {
      const auto share =
          portion(whole, n + 1, of, Rounding::HalfUp) - portion(whole, n, of, Rounding::HalfUp);
      CPPUNIT_ASSERT(share * of <= whole + Money::cents(of) &&
                     share * of >= whole - Money::cents(of));
      sum += share;
    }
    CPPUNIT_ASSERT_EQUAL(whole, sum);
  }
}

}  // namespace
