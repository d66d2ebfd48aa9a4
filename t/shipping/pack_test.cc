#include "shipping/pack.h"

#include <algorithm>
#include <random>

#include "t/test.h"

namespace {

using base::VariantId;
using shipping::Package;
using shipping::Size;
using shipping::Unit;

const shipping::PackRules kRules{
    .boxes = {{"large", {600, 500, 400}, 1000, 25000}, {"small", {300, 200, 150}, 200, 9000}},
    .void_percent = 10,
    .loose_max_g = 22680,
    .parcel_max_g = 68039};

Unit unit(std::int64_t variant, int weight_g, std::optional<Size> size = std::nullopt) {
  return {.variant = VariantId{variant}, .weight_g = weight_g, .size = size};
}

std::vector<Package> pack(std::vector<Unit> units) {
  return shipping::pack(std::move(units), kRules);
}

CPPUNIT_TEST_FIXTURE(t::Plain, small_things_share_the_smallest_box_that_takes_them) {
  const auto packages = pack({unit(1, 500, Size{100, 100, 50}), unit(2, 700, Size{150, 100, 40})});

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, packages.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"small"}, packages[0].box);
  CPPUNIT_ASSERT_EQUAL(1400, packages[0].weight_g);
  CPPUNIT_ASSERT(packages[0].size == (Size{300, 200, 150}));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, packages[0].contents.size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_tenth_of_a_box_stays_empty) {
  // 9,000,000 mm3 inside; 8,100,000 may be filled.
  CPPUNIT_ASSERT_EQUAL(std::string{"small"}, pack({unit(1, 100, Size{300, 180, 150})})[0].box);
  CPPUNIT_ASSERT_EQUAL(std::string{"large"}, pack({unit(1, 100, Size{300, 181, 150})})[0].box);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_box_takes_no_more_than_its_weight) {
  const auto packages =
      pack({unit(1, 15000, Size{200, 200, 100}), unit(1, 15000, Size{200, 200, 100})});

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, packages.size());
  CPPUNIT_ASSERT_EQUAL(16000, packages[0].weight_g);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_fits_no_box_goes_in_its_own_size) {
  const auto packages = pack({unit(1, 20000, Size{900, 500, 100})});

  CPPUNIT_ASSERT_EQUAL(std::string{}, packages[0].box);
  CPPUNIT_ASSERT_EQUAL(20000, packages[0].weight_g);
  CPPUNIT_ASSERT(packages[0].size == (Size{900, 500, 100}));
  CPPUNIT_ASSERT(!packages[0].freight);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_ships_alone_shares_no_box) {
  auto alone = unit(1, 500, Size{100, 100, 50});
  alone.ships_alone = true;

  CPPUNIT_ASSERT_EQUAL(std::size_t{3},
                       pack({alone, alone, unit(2, 500, Size{100, 100, 50})}).size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, units_of_unknown_size_go_together_by_weight) {
  const auto packages = pack({unit(1, 12000), unit(1, 12000), unit(2, 10000), unit(3, 30000)});

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, packages.size());
  CPPUNIT_ASSERT_EQUAL(30000, packages[0].weight_g);
  CPPUNIT_ASSERT_EQUAL(22000, packages[1].weight_g);
  CPPUNIT_ASSERT_EQUAL(12000, packages[2].weight_g);
  for (const auto& package : packages) CPPUNIT_ASSERT(!package.size);
}

CPPUNIT_TEST_FIXTURE(t::Plain, more_than_a_parcel_may_weigh_is_freight) {
  auto rack = unit(2, 20000, Size{600, 1000, 2000});
  rack.freight = true;
  const auto packages = pack({unit(1, 68039), unit(1, 68040), rack});

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{2}, std::ranges::count(packages, true, &Package::freight));
  CPPUNIT_ASSERT_EQUAL(68039, packages.back().weight_g);
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_3_a_cart_permuted_makes_the_same_packages) {
  constexpr unsigned kSeed = 20261127;
  std::mt19937 random{kSeed};
  std::uniform_int_distribution<int> side{20, 700};
  std::uniform_int_distribution<int> weight{50, 30000};
  std::uniform_int_distribution<int> of_five{0, 4};
  for (int round = 0; round < 200; ++round) {
    std::vector<Unit> units;
    for (int v = 1; v <= 6; ++v) {
      auto one = unit(v, weight(random), Size{side(random), side(random), side(random)});
      if (of_five(random) == 0) one.size.reset();
      one.ships_alone = of_five(random) == 0;
      units.insert(units.end(), static_cast<std::size_t>(1 + of_five(random)), one);
    }
    const auto packages = pack(units);
    int packed = 0;
    for (const auto& package : packages)
      for (const auto& content : package.contents) packed += content.units;
    CPPUNIT_ASSERT_EQUAL(static_cast<int>(units.size()), packed);
    for (int turn = 0; turn < 5; ++turn) {
      std::ranges::shuffle(units, random);
      CPPUNIT_ASSERT(packages == pack(units));
    }
  }
}

}  // namespace
