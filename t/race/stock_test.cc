#include <algorithm>

#include "inventory/count.h"
#include "inventory/locations.h"
#include "inventory/purchase.h"
#include "inventory/serials.h"
#include "inventory/why.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::StockItemId;
using inventory::Cause;
using inventory::Demand;
using inventory::Force;
using inventory::Moved;
using store::Db;
using store::Tx;
using t::kNoon;

// Two items of 200 units each; an order that has 100 of each allocated.
struct StockRaces : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = t::make_variant(db(), "A");
    const auto other = t::make_variant(db(), "B");
    a = t::make_stock(db(), variant, 200);
    b = t::make_stock(db(), other, 200);
    order = t::make_order(db(), t::make_cart(db(), "one"), {{variant, a, 100}, {other, b, 100}});
    CPPUNIT_ASSERT(db().transact("test", [&](Tx& tx) {
      return inventory::allocate_free(tx, order, {{a, 100}, {b, 100}}, "test", kNoon);
    }));
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                         sql("SELECT deadlocks FROM pg_stat_database WHERE datname = "
                             "current_database()"));
    for (const auto& fault : db().snapshot("faults", [](Tx& tx) { return inventory::faults(tx); }))
      CPPUNIT_FAIL(fault);
    OwnDatabase::tearDown();
  }
  // How many of 100 at once are not refused.
  template <class Work>
  std::ptrdiff_t of_100(Work&& work) {
    const auto done = t::crowd<int>(*this, 100, "gds_jobs", [&](Db& on, int i) {
      return on.transact("race", [&](Tx& tx) { return work(tx, i); }) ? 1 : 0;
    });
    return std::count(done.begin(), done.end(), 1);
  }
  Cause cause(const char* what, int i) const {
    return {order, what + (" " + std::to_string(i)), "test"};
  }
  inventory::Adjustment by(StockItemId item, int delta, Force force = Force::No) const {
    return {item, delta, "race", "test", force, std::nullopt};
  }
  void adjusted(const inventory::Adjustment& adjustment) {
    CPPUNIT_ASSERT(
        db().transact("test", [&](Tx& tx) { return inventory::adjust(tx, adjustment, kNoon); }));
  }
  std::string counts() {
    return sql("SELECT string_agg(on_hand || ' ' || allocated, ', ' ORDER BY id) FROM stock_items");
  }

  base::VariantId variant{0};
  StockItemId a{0};
  StockItemId b{0};
  base::OrderId order{0};
};

// Adjusting takes one item in a transaction; the others take both, in either order.
CPPUNIT_TEST_FIXTURE(StockRaces, s5_100_of_all_kinds_at_once_keep_the_sums_without_a_deadlock) {
  const auto done = of_100([&](Tx& tx, int i) {
    const std::vector<Demand> both =
        i % 2 == 0 ? std::vector<Demand>{{a, 1}, {b, 1}} : std::vector<Demand>{{b, 1}, {a, 1}};
    switch (i % 5) {
      case 0:
        return static_cast<bool>(inventory::adjust(tx, by(i % 2 == 0 ? a : b, -2), kNoon));
      case 1:
        return static_cast<bool>(inventory::allocate_more(tx, both, cause("edit", i), kNoon));
      case 2:
        inventory::release_allocated(tx, both, cause("refund", i), kNoon);
        return true;
      case 3:
        return static_cast<bool>(inventory::ship(tx, both, cause("fulfilment", i), kNoon));
      default:
        inventory::take_back(tx, both, cause("return", i), kNoon);
        return true;
    }
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{100}, done);
  // On hand: 10 times two adjusted away, 20 shipped, 20 came back; allocated: 20 more, 20 released,
  // 20 shipped.
  CPPUNIT_ASSERT_EQUAL(std::string{"180 80, 180 80"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, s8_of_100_adjustments_those_above_what_is_allocated_pass) {
  adjusted(by(a, -93));

  const auto done = of_100([&](Tx& tx, int) { return inventory::adjust(tx, by(a, -1), kNoon); });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{7}, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"100 100, 200 100"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, s4_of_100_parcels_as_many_leave_as_are_on_hand) {
  adjusted(by(b, -195, Force::Yes));

  const auto done = of_100([&](Tx& tx, int i) {
    return inventory::ship(tx, {{b, 1}, {a, 1}}, cause("fulfilment", i), kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{5}, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"195 95, 0 95"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, s1_of_100_edits_those_get_units_that_are_free) {
  adjusted(by(a, -90));

  const auto done = of_100([&](Tx& tx, int i) {
    return inventory::allocate_more(tx, {{a, 1}}, cause("edit", i), kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{10}, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"110 110, 200 100"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, s3_100_transfers_there_and_back_lose_no_unit) {
  const auto loft = *db().transact("test", [&](Tx& tx) {
    return inventory::add_location(tx, "loft", "Loft", inventory::Purpose::BackStock);
  });
  const base::LocationId main{1};
  CPPUNIT_ASSERT(db().transact("test", [&](Tx& tx) {
    return inventory::transfer(tx, {variant, main, loft, 50, {}, "", "test"}, kNoon);
  }));

  const auto done = of_100([&](Tx& tx, int i) {
    return inventory::transfer(
        tx, {variant, i % 2 == 0 ? main : loft, i % 2 == 0 ? loft : main, 1, {}, "", "test"},
        kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{100}, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"150 100, 200 100, 50 0"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, s9_of_100_times_the_same_delivery_one_counts) {
  const auto id = *db().transact("test", [&](Tx& tx) {
    const auto draft = inventory::draft_purchase(
        tx,
        {inventory::supplier_named(tx, "X"), base::LocationId{1}, "", {{variant, 5, {}}}, "test"},
        kNoon);
    CPPUNIT_ASSERT(inventory::place_purchase(tx, *draft, kNoon));
    return draft;
  });

  const auto moved = t::crowd<Moved>(*this, 100, "gds_jobs", [&](Db& on, int) {
    return *on.transact("receive", [&](Tx& tx) {
      return inventory::receive(tx, id, {"N1", {{variant, 5}}, "", "test"}, kNoon);
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(moved.begin(), moved.end(), Moved::Now));
  CPPUNIT_ASSERT_EQUAL(std::string{"205 100, 200 100"}, counts());
}

CPPUNIT_TEST_FIXTURE(StockRaces, of_100_parcels_one_takes_the_serial) {
  CPPUNIT_ASSERT(db().transact("test", [&](Tx& tx) {
    return inventory::register_serials(tx, a, std::nullopt, {"FOC1"}, "found", "test", kNoon);
  }));

  const auto done = of_100([&](Tx& tx, int i) {
    return inventory::assign_serials(tx, variant, base::FulfilmentLineId{i + 1}, {"foc1"},
                                     cause("fulfilment", i), kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM serial_events WHERE to_state = 'shipped'"));
}

CPPUNIT_TEST_FIXTURE(StockRaces, of_100_registrations_of_a_serial_one_is_kept) {
  const auto done = of_100([&](Tx& tx, int i) {
    return inventory::register_serials(tx, a, std::nullopt, {i % 2 == 0 ? "FOC1" : "foc1"},
                                       "found " + std::to_string(i), "test", kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, done);
}

}  // namespace
