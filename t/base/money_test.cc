#include "base/money.h"

#include <limits>

#include "t/test.h"

namespace {

using base::Money;
using base::Rounding;

__extension__ typedef __int128 Wide;

struct Moneys : t::Plain {};

std::vector<std::int64_t> cents(const std::vector<Money>& parts) {
  std::vector<std::int64_t> out;
  for (const auto part : parts) out.push_back(part.in_cents());
  return out;
}

CPPUNIT_TEST_FIXTURE(Moneys, M2_halves_are_rounded_away_from_zero) {
  const auto tax = [](std::int64_t whole) {
    return base::percent_of(Money::cents(whole), {825}, Rounding::HalfUp).in_cents();
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{17}, tax(200));  // 16.5
  CPPUNIT_ASSERT_EQUAL(std::int64_t{-17}, tax(-200));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, tax(99));  // 8.1675
}

CPPUNIT_TEST_FIXTURE(Moneys, M5_shares_add_up_and_ties_go_to_the_earlier_part) {
  CPPUNIT_ASSERT((std::vector<std::int64_t>{34, 33, 33}) ==
                 cents(base::split(Money::cents(100), {1, 1, 1})));
  CPPUNIT_ASSERT((std::vector<std::int64_t>{-34, -33, -33}) ==
                 cents(base::split(Money::cents(-100), {1, 1, 1})));
  CPPUNIT_ASSERT((std::vector<std::int64_t>{0, 0}) == cents(base::split(Money{}, {3, 5})));
  CPPUNIT_ASSERT((std::vector<std::int64_t>{1, 1, 0}) ==
                 cents(base::split(Money::cents(2), {0, 0, 0})));
  CPPUNIT_ASSERT((std::vector<std::int64_t>{0, 10}) ==
                 cents(base::split(Money::cents(10), {0, 5})));
}

CPPUNIT_TEST_FIXTURE(Moneys, M5_holds_for_a_million_random_splits) {
  std::uint64_t state = 20261122;  // a fixed seed: the same million each time
  const auto next = [&state](std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>((state >> 33U) % below);
  };
  for (int i = 0; i < 1000000; ++i) {
    const auto whole = Money::cents(next(100000000));
    std::vector<std::int64_t> weights(static_cast<std::size_t>(1 + next(6)));
    Wide total = 0;
    for (auto& weight : weights) total += weight = next(1000000);
    const auto parts = base::split(whole, weights);
    Money sum;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      sum += parts[k];
      if (total == 0) continue;
      const auto off =
          parts[k].in_cents() * total - static_cast<Wide>(whole.in_cents()) * weights[k];
      CPPUNIT_ASSERT(off < total && -off < total);
    }
    CPPUNIT_ASSERT(sum == whole);
  }
}

CPPUNIT_TEST_FIXTURE(Moneys, overflow_throws_instead_of_wrapping) {
  const auto most = Money::cents(std::numeric_limits<std::int64_t>::max());
  CPPUNIT_ASSERT_THROW(most + Money::cents(1), std::overflow_error);
  CPPUNIT_ASSERT_THROW(most * 2, std::overflow_error);
  CPPUNIT_ASSERT_EQUAL(most.in_cents(), base::percent_of(most, {10000}, Rounding::Down).in_cents());
}

CPPUNIT_TEST_FIXTURE(Moneys, text_reads_as_people_and_machines_expect) {
  CPPUNIT_ASSERT_EQUAL(std::string{"$1,234,567.05"}, base::to_text(Money::cents(123456705)));
  CPPUNIT_ASSERT_EQUAL(std::string{"-$0.05"}, base::to_text(Money::cents(-5)));
  CPPUNIT_ASSERT_EQUAL(std::string{"$999.99"}, base::to_text(Money::cents(99999)));
  CPPUNIT_ASSERT_EQUAL(std::string{"1234.50"}, base::to_decimal(Money::cents(123450)));
}

}  // namespace
