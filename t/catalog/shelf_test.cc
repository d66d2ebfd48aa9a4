#include "catalog/shelf.h"

#include "catalog/relations.h"
#include "catalog/search.h"
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
  static std::size_t category(const catalog::Shelf& shelf, const std::string& path) {
    for (std::size_t c = 0; c < shelf.categories(); ++c)
      if (shelf.category_path(c) == path) return c;
    throw base::Error{"no such category: " + path};
  }
  void relate(const catalog::Relation& relation) {
    auto admin = rival("gds_admin");
    const auto made =
        admin.transact("test", [&](store::Tx& tx) { return catalog::relate(tx, relation); });
    CPPUNIT_ASSERT(made && *made == catalog::RelationFate::Created);
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

CPPUNIT_TEST_FIXTURE(OnShelf, a_list_counts_what_the_search_would_find) {
  const auto at = shelf();
  const auto page = at.category_page(category(at, "/c/networking/switches"), 1);
  auto shop = rival("gds_shop");
  const auto found = shop.snapshot("test", [&](store::Tx& tx) {
    catalog::SearchAsk ask;
    ask.within = "category:networking/switches";
    return catalog::search(tx, ask);
  });

  CPPUNIT_ASSERT_EQUAL(found.facets.size(), page.facets.size());
  for (std::size_t i = 0; i < page.facets.size(); ++i) {
    CPPUNIT_ASSERT_EQUAL(found.facets[i].facet, page.facets[i].facet);
    CPPUNIT_ASSERT_EQUAL(found.facets[i].name, page.facets[i].name);
    CPPUNIT_ASSERT_EQUAL(found.facets[i].products, page.facets[i].products);
  }
}

CPPUNIT_TEST_FIXTURE(OnShelf, what_fits_and_what_replaces_shows_on_both_sides) {
  relate({catalog::RelationKind::Fits, "Cisco", "sfp-10g-sr", "cisco", "WS-C3850-24T-L"});
  relate({catalog::RelationKind::Replaces, "Cisco", "WS-C3850-24T-L", "Cisco", "WS-C3850-48P-S"});
  const auto at = shelf();

  const auto device = page_of(at, "WS-C3850-24T-L");
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, device.fitting.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"SFP-10G-SR"}, device.fitting.front().mpn);
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"}, device.replaces.front().mpn);
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L"}, page_of(at, "SFP-10G-SR").fits.front().mpn);
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L"}, page_of(at, "WS-C3850-48P-S").successor->mpn);
}

CPPUNIT_TEST_FIXTURE(OnShelf, a_relation_is_refused_that_makes_no_sense) {
  using catalog::RelationKind;
  using catalog::RelationRefusal;
  relate({RelationKind::Replaces, "Cisco", "WS-C3850-24T-L", "Cisco", "WS-C3850-48P-S"});
  const auto why = [&](const catalog::Relation& relation) {
    auto admin = rival("gds_admin");
    return admin.transact("test", [&](store::Tx& tx) { return catalog::relate(tx, relation); })
        .why();
  };

  CPPUNIT_ASSERT(why({RelationKind::Fits, "Cisco", "X", "Cisco", "SFP-10G-SR"}) ==
                 RelationRefusal::UnknownProduct);
  CPPUNIT_ASSERT(why({RelationKind::Fits, "Cisco", "SFP-10G-SR", "Dell", "SFP-10G-SR"}) ==
                 RelationRefusal::UnknownOther);
  CPPUNIT_ASSERT(why({RelationKind::Fits, "Cisco", "SFP-10G-SR", "Cisco", "SFP-10G-SR"}) ==
                 RelationRefusal::WithItself);
  CPPUNIT_ASSERT(why({RelationKind::Replaces, "Cisco", "WS-C3850-48P-S", "Cisco",
                      "WS-C3850-24T-L"}) == RelationRefusal::GoesInACircle);
  CPPUNIT_ASSERT_EQUAL(std::string{"0|1"},
                       sql("SELECT (SELECT count(*) FROM compatibilities) || '|' ||"
                           " (SELECT count(*) FROM successors)"));
}

CPPUNIT_TEST_FIXTURE(OnShelf, a_page_knows_what_its_first_offer_cost_before) {
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, page_of(shelf(), "DL380-G10").history.size());

  sql("UPDATE variants SET price_cents = 89900 WHERE sku = 'DL380'");

  const auto history = page_of(shelf(), "DL380-G10").history;
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, history.size());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{99900}, history.front().price.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{89900}, history.back().price.in_cents());
}

CPPUNIT_TEST_FIXTURE(OnShelf, home_shows_what_was_sold_and_came_last_only_while_there_is_some) {
  const auto at = shelf();
  std::vector<base::ProductId> sold;
  for (const auto* mpn : {"WS-C3850-48P-S", "DL380-G10"}) sold.push_back(page_of(at, mpn).id);

  const auto home = at.home_page(sold);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, home.sold.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"DL380-G10"}, home.sold.front().mpn);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, home.arrivals.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, home.rack.size());  // of each maker one
}

}  // namespace
