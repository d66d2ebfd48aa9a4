#include "inventory/serials.h"
#include "inventory/count.h"
#include "order/fulfil.h"
#include "t/placed.h"

namespace {

using inventory::SerialWhy;
using order::Named;
using order::ShipWhy;
using store::Tx;
using t::kNoon;

// The switch has serials: S1 to S7 lie on the shelf, and no switch leaves without one.
struct ByName : t::PlacedOrder {
  void setUp() override {
    PlacedOrder::setUp();
    CPPUNIT_ASSERT(db().transact("serials", [&](Tx& tx) {
      inventory::set_serials(tx, kSwitch, inventory::Serials::Required);
      return inventory::register_serials(tx, base::StockItemId{1}, std::nullopt,
                                         {"S1", "S2", "S3", "S4", "S5", "S6", "S7"}, "found",
                                         "test", kNoon);
    }));
    parcel = *db().transact("pack", [&](Tx& tx) {
      return order::pack(tx, kOrder, {{line(1), 1}, {line(2), 1}}, kWhy, kNoon);
    });
  }
  auto ship(const std::vector<Named>& named) {
    return db().transact("ship", [&](Tx& tx) {
      return order::ship(tx, parcel, {"UPS", "1Z", named}, kWhy, kNoon);
    });
  }
  auto why_not(const std::vector<Named>& named) {
    const auto before = everything() + serials();
    const auto left = ship(named);
    CPPUNIT_ASSERT(!left);
    CPPUNIT_ASSERT_EQUAL(before, everything() + serials());
    return left.why();
  }
  std::string serials() {
    return sql(
        "SELECT string_agg(serial || ' ' || state || coalesce(' in ' || fulfilment_line_id, "
        "''), ', ' ORDER BY id) FROM serials");
  }

  static constexpr base::VariantId kSwitch{1};
  static constexpr base::VariantId kCable{2};
  base::FulfilmentId parcel{0};
};

CPPUNIT_TEST_FIXTURE(ByName, each_unit_of_a_parcel_is_named_bundles_by_their_parts) {
  CPPUNIT_ASSERT(ship({{kSwitch, {"s2", "S1", "S5"}}}));

  // One for the switch, two for the bundle's.
  CPPUNIT_ASSERT_EQUAL(std::string{"S1 shipped in 2, S2 shipped in 1, S3 in_stock, S4 in_stock, "
                                   "S5 shipped in 2, S6 in_stock, S7 in_stock"},
                       serials());
  CPPUNIT_ASSERT_EQUAL(std::string{"17 4, 19 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"fulfilment 1 test"},
                       sql("SELECT DISTINCT cause || ' ' || actor FROM serial_events "
                           "WHERE to_state = 'shipped'"));
}

CPPUNIT_TEST_FIXTURE(ByName, a_parcel_whose_units_are_not_all_named_stays) {
  CPPUNIT_ASSERT(why_not({}).why == ShipWhy::SerialsMissing);
  CPPUNIT_ASSERT(why_not({{kSwitch, {"S1", "S2"}}}).why == ShipWhy::SerialsMissing);
  CPPUNIT_ASSERT(*why_not({{kSwitch, {"S1", "S2", "S3", "S4"}}}).variant == kSwitch);
  CPPUNIT_ASSERT(why_not({{kSwitch, {"S1", "S2", "S3"}}, {kCable, {"C1"}}}).serial->why ==
                 SerialWhy::Unknown);
  CPPUNIT_ASSERT(why_not({{kSwitch, {"S1", "S2", "S1"}}}).why == ShipWhy::Serial);
}

CPPUNIT_TEST_FIXTURE(ByName, a_unit_leaves_in_one_parcel) {
  const auto other = *db().transact("pack", [&](Tx& tx) {
    return order::pack(tx, kOrder, {{line(1), 1}}, kWhy, kNoon);
  });
  CPPUNIT_ASSERT(ship({{kSwitch, {"S1", "S2", "S3"}}}));

  parcel = other;

  CPPUNIT_ASSERT(why_not({{kSwitch, {"S2"}}}).serial->why == SerialWhy::NotInStock);
  CPPUNIT_ASSERT(ship({{kSwitch, {"S4"}}}));
}

CPPUNIT_TEST_FIXTURE(ByName, a_parcel_of_named_units_fails_at_any_statement_without_a_trace) {
  const auto before = everything() + serials();
  int failures = 0;
  for (bool left = false; !left;) {
    t::FailAt fail{failures + 1};
    db().watch(&fail);
    try {
      left = static_cast<bool>(ship({{kSwitch, {"S1", "S2", "S3"}}}));
    } catch (const store::DbError& e) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(e.what(), std::string{"58000"}, e.sqlstate());
      CPPUNIT_ASSERT_EQUAL(before, everything() + serials());
      ++failures;
    }
    db().watch(nullptr);
  }
  CPPUNIT_ASSERT(failures > 10);
}

}  // namespace
