#include "inventory/why.h"

#include "inventory/count.h"
#include "inventory/locations.h"
#include "t/inventory/staff.h"

namespace {

using inventory::Why;
using store::Tx;
using t::kNoon;

struct Asking : t::Staff {
  void setUp() override {
    Staff::setUp();
    a = t::make_variant(db(), "A");
    item = t::make_stock(db(), a, 10);
  }
  Why why(base::VariantId variant, int limit = 50) {
    return run([&](Tx& tx) { return inventory::why(tx, variant, limit, kNoon); });
  }
  base::VariantId a{0};
  base::StockItemId item{0};
};

CPPUNIT_TEST_FIXTURE(Asking, s1_the_parts_of_a_number_add_up_to_it) {
  const auto order = t::make_order(db(), t::make_cart(db(), "one"), {{a, item, 3}});
  const inventory::Cause parcel{order, "fulfilment 1", "gdsctl kim"};
  run([&](Tx& tx) {
    CPPUNIT_ASSERT(inventory::allocate_free(tx, order, {{item, 3}}, "web", kNoon));
    CPPUNIT_ASSERT(inventory::ship(tx, {{item, 1}}, parcel, kNoon));
    CPPUNIT_ASSERT(inventory::adjust(
        tx, {item, -1, "bent ear", "gdsctl kim", inventory::Force::No, std::nullopt}, kNoon));
    inventory::set_buffer(tx, item, 1);
    return true;
  });
  t::make_hold(db(), t::make_cart(db(), "two"), item, 2, t::minutes_later(5));
  t::make_hold(db(), t::make_cart(db(), "three"), item, 4, t::minutes_later(-5));  // has ended

  const auto why = this->why(a);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, why.shelves.size());
  const auto& shelf = why.shelves[0];
  CPPUNIT_ASSERT_EQUAL(8, shelf.on_hand);
  CPPUNIT_ASSERT_EQUAL(2, shelf.allocated);
  CPPUNIT_ASSERT_EQUAL(2, shelf.on_hold);
  CPPUNIT_ASSERT_EQUAL(3, why.available);
  CPPUNIT_ASSERT_EQUAL(why.available,
                       shelf.on_hand - shelf.allocated - shelf.buffer - shelf.on_hold);
  int on_hand = 0;
  int allocated = 0;
  std::string kinds;
  for (const auto& sum : why.sums) {
    on_hand += sum.on_hand;
    allocated += sum.allocated;
    kinds += sum.kind + " ";
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"adjusted allocated received shipped "}, kinds);
  CPPUNIT_ASSERT_EQUAL(shelf.on_hand, on_hand);
  CPPUNIT_ASSERT_EQUAL(shelf.allocated, allocated);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, why.holds.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"cart 2"}, why.holds[0].holder);
}

CPPUNIT_TEST_FIXTURE(Asking, each_step_says_what_it_came_to_and_who_took_it) {
  run([&](Tx& tx) {
    for (const int delta : {-4, 2})
      CPPUNIT_ASSERT(inventory::adjust(
          tx, {item, delta, "bent ear", "gdsctl kim", inventory::Force::No, std::nullopt}, kNoon));
    return true;
  });

  const auto steps = why(a, 2).steps;

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, steps.size());
  CPPUNIT_ASSERT_EQUAL(6, steps[0].on_hand_after);
  CPPUNIT_ASSERT_EQUAL(8, steps[1].on_hand_after);
  CPPUNIT_ASSERT_EQUAL(std::string{"adjusted bent ear gdsctl kim"},
                       steps[1].kind + " " + steps[1].reason + " " + steps[1].actor);
}

CPPUNIT_TEST_FIXTURE(Asking, s11_back_stock_and_what_is_on_its_way_are_shown_beside_the_number) {
  run([&](Tx& tx) {
    const auto loft = *inventory::add_location(tx, "loft", "Loft", inventory::Purpose::BackStock);
    CPPUNIT_ASSERT(inventory::transfer(
        tx, {a, base::LocationId{1}, loft, 4, {}, "room", "gdsctl kim"}, kNoon));
    const auto order = inventory::draft_purchase(tx,
                                                 {inventory::supplier_named(tx, "X"),
                                                  loft,
                                                  "",
                                                  {{a, 9, base::Money::cents(1)}},
                                                  "gdsctl kim"},
                                                 kNoon);
    CPPUNIT_ASSERT(inventory::place_purchase(tx, *order, kNoon));
    return true;
  });

  const auto why = this->why(a);

  CPPUNIT_ASSERT_EQUAL(6, why.available);
  CPPUNIT_ASSERT_EQUAL(9, why.incoming);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, why.shelves.size());
  CPPUNIT_ASSERT_EQUAL(4, why.shelves[1].on_hand);
  CPPUNIT_ASSERT_EQUAL(0, why.shelves[1].available);
}

CPPUNIT_TEST_FIXTURE(Asking, a_bundle_is_explained_by_its_parts) {
  const auto b = t::make_variant(db(), "B");
  t::make_stock(db(), b, 4);
  const auto set = t::make_bundle(db(), "SET", {{a, 3}, {b, 1}});

  const auto why = this->why(set);

  CPPUNIT_ASSERT_EQUAL(3, why.available);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, why.shelves.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"B-U"}, why.shelves[1].sku);
}

// What breaks a rule behind the back of everything that keeps it.
struct Faults : t::OwnDatabase {
  std::string found() {
    std::string all;
    for (const auto& fault : db().transact("faults", [](Tx& tx) { return inventory::faults(tx); }))
      all += fault + "\n";
    return all;
  }
  void behind(const std::string& change) {
    sql("ALTER TABLE stock_movements DISABLE TRIGGER USER; ALTER TABLE stock_transfers DISABLE "
        "TRIGGER USER; " +
        change);
  }
};

CPPUNIT_TEST_FIXTURE(Faults, every_broken_rule_is_found_and_named) {
  const auto a = t::make_variant(db(), "A");
  const auto item = t::make_stock(db(), a, 6);
  db().transact("rows", [&](Tx& tx) {
    const auto loft = *inventory::add_location(tx, "loft", "Loft", inventory::Purpose::BackStock);
    CPPUNIT_ASSERT(
        inventory::transfer(tx, {a, base::LocationId{1}, loft, 1, {}, "", "test"}, kNoon));
    const auto order = *inventory::draft_purchase(
        tx, {inventory::supplier_named(tx, "X"), loft, "", {{a, 2, {}}}, "test"}, kNoon);
    CPPUNIT_ASSERT(inventory::place_purchase(tx, order, kNoon));
    CPPUNIT_ASSERT(inventory::receive(tx, order, {"N", {{a, 1}}, "", "test"}, kNoon));
    CPPUNIT_ASSERT(inventory::register_serials(tx, item, std::nullopt, {"S1"}, "x", "test", kNoon));
    return true;
  });
  CPPUNIT_ASSERT_EQUAL(std::string{}, found());

  behind("UPDATE stock_items SET on_hand = 7, held = 2, serials_required = true WHERE id = 1");
  CPPUNIT_ASSERT_EQUAL(
      std::string{"S3: stock item 1 has 7 on hand and 0 allocated, its movements say 5 and 0\n"
                  "S7: stock item 1 has 2 held, its holds say 0\n"
                  "stock item 1 has 7 on hand, and 1 serials in stock\n"},
      found());

  behind(
      "UPDATE stock_items SET on_hand = 5, held = 0, serials_required = false WHERE id = 1; "
      "UPDATE purchase_order_lines SET received_units = 2; "
      "UPDATE stock_movements SET on_hand_delta = 2 WHERE cause = 'receipt 1'; "
      "UPDATE stock_transfers SET units = 3; UPDATE serials SET state = 'returned'");
  CPPUNIT_ASSERT_EQUAL(
      std::string{"S3: stock item 2 has 2 on hand and 0 allocated, its movements say 3 and 0\n"
                  "S3: transfer 1 of 3 units has 2 movements, of -1 from and 1 to\n"
                  "S11: line 1 of purchase order 1 has 2 received, its receipts say 1\n"
                  "S3: receipt 1 brought 1 units, its movements say 2\n"
                  "S11: purchase order 1 is partly_received, with 2 of 2 units received\n"
                  "serial 1 is returned, its history says in_stock\n"},
      found());
}

}  // namespace
