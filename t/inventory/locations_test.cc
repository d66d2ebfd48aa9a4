#include "inventory/locations.h"
#include "inventory/count.h"
#include "inventory/serials.h"
#include "t/inventory/staff.h"

namespace {

using base::LocationId;
using inventory::LocationRefusal;
using inventory::NoRoom;
using inventory::Purpose;
using inventory::TransferWhy;
using store::Tx;
using t::kNoon;

// A variant with ten units in the main warehouse, and a loft that does not sell.
struct Locations : t::Staff {
  void setUp() override {
    Staff::setUp();
    variant = t::make_variant(db(), "A");
    item = t::make_stock(db(), variant, 10);
    loft = add("loft", Purpose::BackStock);
  }
  LocationId add(const std::string& code, Purpose purpose) {
    return *run([&](Tx& tx) { return inventory::add_location(tx, code, "The " + code, purpose); });
  }
  inventory::Transfer of(int units, LocationId from, LocationId to) const {
    return {variant, from, to, units, {}, "room", "gdsctl kim"};
  }
  auto carry(const inventory::Transfer& transfer) {
    return run([&](Tx& tx) { return inventory::transfer(tx, transfer, kNoon); });
  }
  int available() {
    return run([&](Tx& tx) { return inventory::available(tx, variant, kNoon); });
  }

  LocationId main{1};
  LocationId loft{0};
  base::VariantId variant{0};
  base::StockItemId item{0};
};

CPPUNIT_TEST_FIXTURE(Locations, a_location_has_a_code_of_its_own) {
  const auto refused = [&](const std::string& code) {
    return this->refused(
        [&](Tx& tx) { return inventory::add_location(tx, code, "X", Purpose::Sells); });
  };
  CPPUNIT_ASSERT(refused("loft") == LocationRefusal::Taken);
  for (const auto* code : {"", "Loft", "2nd", "a b", "a234567890123456789012345678901234"})
    CPPUNIT_ASSERT(refused(code) == LocationRefusal::BadCode);

  const auto all = run([](Tx& tx) { return inventory::locations(tx); });

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all.size());
  CPPUNIT_ASSERT(all[0].code == "main" && all[0].sells && all[1].code == "loft" && !all[1].sells);
}

CPPUNIT_TEST_FIXTURE(Locations, s3_a_transfer_is_a_movement_at_each_end) {
  const auto there = carry(of(4, main, loft));

  CPPUNIT_ASSERT(there);
  CPPUNIT_ASSERT_EQUAL(std::string{"main 6, loft 4"}, on_hand(variant));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"transferred -4 transfer 1, transferred 4 transfer 1"},
      sql("SELECT string_agg(concat_ws(' ', kind, on_hand_delta, cause), ', ' ORDER BY id) "
          "FROM stock_movements WHERE kind = 'transferred'"));
  CPPUNIT_ASSERT(carry(of(1, loft, main)));
  CPPUNIT_ASSERT_EQUAL(std::string{"main 7, loft 3"}, on_hand(variant));
}

CPPUNIT_TEST_FIXTURE(Locations, s1_back_stock_is_not_available_until_it_is_where_it_sells) {
  sql("DELETE FROM page_changes");
  CPPUNIT_ASSERT(carry(of(8, main, loft)));
  CPPUNIT_ASSERT_EQUAL(2, available());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM page_changes"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM variant_stock"));

  CPPUNIT_ASSERT(carry(of(8, loft, main)));

  CPPUNIT_ASSERT_EQUAL(10, available());
  CPPUNIT_ASSERT_THROW(sql("UPDATE stock_items SET held = 1 WHERE NOT sells"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Locations, s8_allocated_and_held_units_stay_where_they_are) {
  const auto order = t::make_order(db(), t::make_cart(db(), "one"), {{variant, item, 3}});
  CPPUNIT_ASSERT(run([&](Tx& tx) {
    return inventory::allocate_free(tx, order, {{item, 3}}, "test", kNoon);
  }));
  t::make_hold(db(), t::make_cart(db(), "two"), item, 2, t::minutes_later(5));
  t::make_hold(db(), t::make_cart(db(), "three"), item, 4, t::minutes_later(-5));  // has ended

  const auto refused =
      this->refused([&](Tx& tx) { return inventory::transfer(tx, of(6, main, loft), kNoon); });

  CPPUNIT_ASSERT(refused.why == TransferWhy::TooFew);
  CPPUNIT_ASSERT_EQUAL(5, refused.free);
  CPPUNIT_ASSERT(carry(of(5, main, loft)));
}

CPPUNIT_TEST_FIXTURE(Locations, a_variant_is_sold_from_one_location) {
  const auto shop = add("shop", Purpose::Sells);
  const auto bundle = t::make_bundle(db(), "SET", {{variant, 2}});

  const auto refused =
      this->refused([&](Tx& tx) { return inventory::transfer(tx, of(1, main, shop), kNoon); });

  CPPUNIT_ASSERT(refused.why == TransferWhy::NoRoomThere);
  CPPUNIT_ASSERT(
      this->refused([&](Tx& tx) { return inventory::transfer(tx, of(1, main, main), kNoon); })
          .why == TransferWhy::SamePlace);
  CPPUNIT_ASSERT(this->refused([&](Tx& tx) { return inventory::stock_at(tx, bundle, main); }) ==
                 NoRoom::Bundle);
  CPPUNIT_ASSERT_THROW(sql("INSERT INTO stock_items (variant_id, location_id, sells) VALUES (1, " +
                           std::to_string(shop.raw()) + ", false)"),
                       store::DbError);
}

CPPUNIT_TEST_FIXTURE(Locations, a_count_is_of_the_location_that_sells) {
  const auto shop = add("shop", Purpose::Sells);
  const auto other = t::make_variant(db(), "B");
  run([&](Tx& tx) {
    CPPUNIT_ASSERT(inventory::stock_at(tx, other, shop));
    inventory::open_stock(tx, {{other, 3, 1}});
    inventory::set_counts(tx, {{other, 3, 1}}, "test", kNoon);
    return true;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"shop 3"}, on_hand(other));
  CPPUNIT_ASSERT_EQUAL(3, run([&](Tx& tx) { return inventory::available(tx, other, kNoon); }));
}

CPPUNIT_TEST_FIXTURE(Locations, serials_go_with_their_units) {
  run([&](Tx& tx) {
    inventory::set_serials(tx, variant, inventory::Serials::Required);
    std::vector<std::string> names;
    for (int i = 0; i < 10; ++i) names.push_back("S" + std::to_string(i));
    CPPUNIT_ASSERT(
        inventory::register_serials(tx, item, std::nullopt, names, "found", "test", kNoon));
    return true;
  });
  auto transfer = of(2, main, loft);
  const auto why = [&] {
    return this->refused([&](Tx& tx) { return inventory::transfer(tx, transfer, kNoon); }).why;
  };
  CPPUNIT_ASSERT(why() == TransferWhy::SerialsMissing);
  transfer.serials = {"S1", "S10"};
  CPPUNIT_ASSERT(why() == TransferWhy::SerialsMissing);
  transfer.serials = {"s1", "S2"};

  // Stock rows twice, the loft's is made; lock, sweep, free; transfer, movements, serials; commit.
  CPPUNIT_ASSERT_EQUAL(
      11, fails_everywhere([&](Tx& tx) { return inventory::transfer(tx, transfer, kNoon); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"S1 S2"},
                       sql("SELECT string_agg(serial, ' ' ORDER BY serial) FROM serials s JOIN "
                           "stock_items i ON i.id = s.stock_item_id WHERE NOT i.sells"));
}

}  // namespace
