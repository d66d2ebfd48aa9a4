#include "cart/cart.h"
#include "cart/sale.h"
#include "catalog/shelf.h"
#include "inventory/inventory.h"
#include "pricing/pricing.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;
using base::VariantId;
using t::kNoon;

// A rail that a supplier sends, and a switch of ours.
struct Dropshipping : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    rail = t::make_variant(db(), "RAIL", Money::cents(5000));
    own = t::make_variant(db(), "SWITCH", Money::cents(10000));
    t::make_stock(db(), own, 7);
  }
  void supplied(std::optional<int> stock, const std::string& sku = "RAIL-U") {
    auto admin = rival("gds_admin");
    CPPUNIT_ASSERT(admin.transact("test", [&](store::Tx& tx) {
      return pricing::set_dropship(
          tx, sku, {.price = {}, .stock = stock, .lead_days_min = 2, .lead_days_max = 4}, "ann",
          kNoon);
    }));
  }
  auto add(VariantId variant, int units, Money price, const std::string& token = "") {
    auto shop = rival("gds_shop");
    return shop.transact("add", [&](store::Tx& tx) {
      return cart::add(tx, {token, {}}, {variant, units, price}, {}, kNoon);
    });
  }
  int available(VariantId variant) {
    return db().transact("test",
                         [&](store::Tx& tx) { return inventory::available(tx, variant, kNoon); });
  }
  VariantId rail{0};
  VariantId own{0};
};

CPPUNIT_TEST_FIXTURE(Dropshipping, what_a_supplier_sends_sells_without_stock_of_ours) {
  CPPUNIT_ASSERT(add(rail, 1, Money::cents(5000)).why().why == cart::Why::Short);
  supplied(std::nullopt);

  const auto added = add(rail, 50, Money::cents(5000));

  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT_EQUAL(999, available(rail));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM holds"));
  const auto view = db().transact(
      "test", [&](store::Tx& tx) { return cart::view(tx, *added->new_token, kNoon); });
  CPPUNIT_ASSERT(view.lines.at(0).held);
  CPPUNIT_ASSERT(!view.lines.at(0).short_of_stock());
  CPPUNIT_ASSERT(view.lines.at(0).lead_days_min == 2);
  CPPUNIT_ASSERT(view.lines.at(0).lead_days_max == 4);
  CPPUNIT_ASSERT(db().transact(
      "test", [&](store::Tx& tx) { return cart::stock_demand(tx, added->cart).empty(); }));
}

CPPUNIT_TEST_FIXTURE(Dropshipping, a_suppliers_stock_ends) {
  supplied(3);
  const auto added = add(rail, 2, Money::cents(5000));
  CPPUNIT_ASSERT(added);

  const auto more = add(rail, 2, Money::cents(5000), *added->new_token);

  CPPUNIT_ASSERT(more.why().why == cart::Why::Short);
  CPPUNIT_ASSERT_EQUAL(3, more.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT sum(units) FROM cart_lines"));
}

CPPUNIT_TEST_FIXTURE(Dropshipping, stock_of_ours_does_not_count_while_a_supplier_sends) {
  supplied(2, "SWITCH-U");
  CPPUNIT_ASSERT_EQUAL(2, available(own));

  auto admin = rival("gds_admin");
  CPPUNIT_ASSERT(admin.transact("test", [](store::Tx& tx) {
    return pricing::clear_override(tx, "SWITCH-U", pricing::Channel::Dropship, "ann", kNoon);
  }));

  CPPUNIT_ASSERT_EQUAL(7, available(own));
}

CPPUNIT_TEST_FIXTURE(Dropshipping, a_bundle_is_as_available_as_its_scarcest_part_of_either_kind) {
  const auto kit = t::make_bundle(db(), "KIT", {{own, 1}, {rail, 2}});
  CPPUNIT_ASSERT(add(kit, 1, Money::cents(20000)).why().why == cart::Why::Short);
  supplied(9);
  CPPUNIT_ASSERT_EQUAL(4, available(kit));

  const auto added = add(kit, 4, Money::cents(20000));

  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT_EQUAL(std::string{"4"}, sql("SELECT sum(units) FROM holds"));
  const auto more = add(kit, 1, Money::cents(20000), *added->new_token);
  CPPUNIT_ASSERT(more.why().why == cart::Why::Short);
  CPPUNIT_ASSERT_EQUAL(4, more.why().available);
}

CPPUNIT_TEST_FIXTURE(Dropshipping, two_lines_of_one_supplied_part_are_counted_together) {
  const auto kit = t::make_bundle(db(), "KIT", {{own, 1}, {rail, 2}});
  supplied(5);
  const auto added = add(rail, 2, Money::cents(5000));
  CPPUNIT_ASSERT(added);

  const auto more = add(kit, 2, Money::cents(20000), *added->new_token);

  CPPUNIT_ASSERT(more.why().why == cart::Why::Short);
  CPPUNIT_ASSERT_EQUAL(1, more.why().available);
}

CPPUNIT_TEST_FIXTURE(Dropshipping, a_bundle_itself_has_no_supplier) {
  t::make_bundle(db(), "KIT", {{own, 1}});
  auto admin = rival("gds_admin");

  const auto set = admin.transact(
      "test", [](store::Tx& tx) { return pricing::set_dropship(tx, "KIT-U", {}, "ann", kNoon); });

  CPPUNIT_ASSERT(set.why() == pricing::Refused::ABundle);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM channel_overrides"));
}

CPPUNIT_TEST_FIXTURE(Dropshipping, g1_shelf_and_function_say_the_same_and_pages_follow) {
  t::make_bundle(db(), "KIT", {{own, 1}, {rail, 2}});
  sql("DELETE FROM page_changes");

  supplied(3);

  CPPUNIT_ASSERT_EQUAL(std::string{"1,3"},
                       sql("SELECT string_agg(DISTINCT ref_id::text, ',') FROM page_changes"));
  auto site = rival("gds_site");
  const auto offers = site.snapshot("test", [](store::Tx& tx) {
    const catalog::Shelf shelf{tx};
    std::string all;
    for (std::size_t i = 0; i < shelf.products(); ++i) {
      const auto offer = shelf.product_page(i).offers.at(0);
      all += offer.sku + ' ' + std::to_string(offer.units) + ' ' +
             std::to_string(offer.lead_days_max.value_or(0)) + ';';
    }
    return all;
  });
  CPPUNIT_ASSERT_EQUAL(std::string{"RAIL-U 3 4;SWITCH-U 0 0;KIT-U 1 4;"}, offers);
}

}  // namespace
