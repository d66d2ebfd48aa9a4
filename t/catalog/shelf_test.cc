#include "catalog/shelf.h"

#include "t/catalog/shop.h"

namespace {

struct OnShelf : t::SmallShop {
  catalog::Shelf shelf() {
    auto site = rival("gds_site");
    return site.snapshot("test", [](store::Tx& tx) { return catalog::Shelf{tx}; });
  }
  static catalog::ProductPage page_of(const catalog::Shelf& shelf, const std::string& mpn) {
    for (std::size_t i = 0; i < shelf.products(); ++i)
      if (shelf.product(i).mpn == mpn) return shelf.product_page(i);
    throw base::Error{"not on the shelf: " + mpn};
  }
};

CPPUNIT_TEST_FIXTURE(OnShelf, a_product_page_has_its_offers_best_first) {
  const auto page = page_of(shelf(), "WS-C3850-24T-L");

  CPPUNIT_ASSERT_EQUAL(std::string{"/p/cisco-ws-c3850-24t-l"}, page.path);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, page.offers.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"C24-U"}, page.offers[0].sku);
  CPPUNIT_ASSERT(page.offers[0].price == base::Money::cents(21900));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{21900}, page.offers[0].price_version);
  CPPUNIT_ASSERT(page.offers[0].band == catalog::StockBand::InStock);
  CPPUNIT_ASSERT_EQUAL(0, page.offers[0].units);
  CPPUNIT_ASSERT(page.offers[1].band == catalog::StockBand::Last);
  CPPUNIT_ASSERT_EQUAL(3, page.offers[1].units);
}

CPPUNIT_TEST_FIXTURE(OnShelf, a_product_page_has_its_trail_and_known_facts) {
  const auto page = page_of(shelf(), "WS-C3850-24T-L");

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, page.trail.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"/c/networking"}, page.trail[0].path);
  CPPUNIT_ASSERT_EQUAL(std::string{"/c/networking/switches"}, page.trail[1].path);
  std::string specs;
  for (const auto& row : page.specs) specs += row.label + "=" + row.value + ";";
  CPPUNIT_ASSERT_EQUAL(
      std::string{"Brand=Cisco;Part number=WS-C3850-24T-L;Ports=24x 1G RJ45;Rack height=1U;"
                  "Rack depth=Less than full;Weight=9.3 kg (20.5 lb);Airflow=Front to rear;"
                  "Power supplies=2;Maximum draw=350 W;"},
      specs);
}

CPPUNIT_TEST_FIXTURE(OnShelf, a_bundle_shows_its_parts_and_what_they_cost) {
  const auto page = page_of(shelf(), "KIT");

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, page.parts.size());
  CPPUNIT_ASSERT_EQUAL(2, page.parts[1].units);
  CPPUNIT_ASSERT(page.bundle_parts_price == base::Money::cents(28900 + 2 * 1900));
  CPPUNIT_ASSERT(page.offers[0].price == base::Money::cents(29430));
  CPPUNIT_ASSERT(page.offers[0].band == catalog::StockBand::Last);
  CPPUNIT_ASSERT_EQUAL(3, page.offers[0].units);
}

// The shelf computes all at once what the function says one by one (invariant S1).
CPPUNIT_TEST_FIXTURE(OnShelf, units_are_those_of_variant_available) {
  sql("UPDATE stock_items SET buffer = 1 WHERE variant_id = (SELECT id FROM variants WHERE sku = "
      "'C24-R')");
  const auto on = shelf();
  std::string differ;
  for (std::size_t i = 0; i < on.products(); ++i)
    for (const auto& offer : on.product_page(i).offers) {
      const auto units = std::stoi(
          sql("SELECT variant_available(" + std::to_string(offer.variant.raw()) + ", 'infinity')"));
      if (offer.band != catalog::band_of(units) ||
          (offer.band == catalog::StockBand::Last && offer.units != units))
        differ += offer.sku + " ";
    }
  CPPUNIT_ASSERT_EQUAL(std::string{}, differ);
}

CPPUNIT_TEST_FIXTURE(OnShelf, lists_hold_what_is_below_them_and_sold_out_comes_last) {
  const auto on = shelf();
  for (std::size_t c = 0; c < on.categories(); ++c) {
    if (on.category_path(c) != "/c/networking") continue;
    const auto page = on.category_page(c, 1);
    CPPUNIT_ASSERT_EQUAL(4, page.paging.products);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, page.children.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"}, page.cards.back().mpn);
    return;
  }
  CPPUNIT_FAIL("no networking");
}

CPPUNIT_TEST_FIXTURE(OnShelf, an_archived_variant_takes_its_product_off_the_shelf) {
  sql("UPDATE variants SET state = 'archived' WHERE sku = 'DL380'");
  const auto on = shelf();
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, on.products());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, on.menu().departments.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, on.home_page().brands.size());
}

}  // namespace
