#include "order/hold.h"

#include "order/fulfil.h"
#include "t/placed.h"

namespace {

using t::kNoon;

struct Holds : t::PlacedOrder {
  bool hold(const std::string& cause) {
    return db().transact("hold", [&](store::Tx& tx) {
      CPPUNIT_ASSERT(order::lock_order(tx, kOrder));
      return order::hold_shipment(tx, kOrder, cause, kWhy, kNoon);
    });
  }
  bool lift(const std::string& cause) {
    return db().transact("lift", [&](store::Tx& tx) {
      CPPUNIT_ASSERT(order::lock_order(tx, kOrder));
      return order::lift_hold(tx, kOrder, cause, kWhy, kNoon);
    });
  }
  auto pack() {
    return db().transact("pack", [&](store::Tx& tx) {
      return order::pack(tx, kOrder, {{line(1), 1}}, kWhy, kNoon);
    });
  }
  auto ship(base::FulfilmentId parcel) {
    return db().transact("ship", [&](store::Tx& tx) {
      return order::ship(tx, parcel, {"UPS", "1Z"}, kWhy, kNoon);
    });
  }
};

CPPUNIT_TEST_FIXTURE(Holds, nothing_of_a_held_order_is_packed_or_leaves_until_all_are_lifted) {
  const auto packed = pack();
  CPPUNIT_ASSERT(packed);
  const auto parcel = *packed;
  CPPUNIT_ASSERT(hold("review prv_1"));
  CPPUNIT_ASSERT(hold("warning issfr_1"));
  CPPUNIT_ASSERT(!hold("review prv_1"));
  const auto before = everything();

  CPPUNIT_ASSERT(pack().why() == order::PackRefusal::OnHold);
  CPPUNIT_ASSERT(ship(parcel).why().why == order::ShipWhy::OnHold);
  CPPUNIT_ASSERT_EQUAL(before, everything());

  CPPUNIT_ASSERT(lift("review prv_1"));
  CPPUNIT_ASSERT(!lift("review prv_1"));
  CPPUNIT_ASSERT(ship(parcel).why().why == order::ShipWhy::OnHold);
  CPPUNIT_ASSERT(lift("warning issfr_1"));
  CPPUNIT_ASSERT(ship(parcel));
}

CPPUNIT_TEST_FIXTURE(Holds, a_hold_that_was_lifted_before_it_was_placed_never_stands) {
  CPPUNIT_ASSERT(!lift("review prv_1"));
  CPPUNIT_ASSERT(!hold("review prv_1"));
  CPPUNIT_ASSERT(pack());
}

}  // namespace
