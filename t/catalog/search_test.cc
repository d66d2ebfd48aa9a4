#include "catalog/search.h"

#include <map>

#include "t/catalog/shop.h"

namespace {

struct Searching : t::SmallShop {
  std::string found(const std::string& query, int page = 1) {
    auto shop = rival("gds_shop");
    const auto results = shop.snapshot("test", [&](store::Tx& tx) {
      return catalog::search(tx, {query, page});
    });
    CPPUNIT_ASSERT(results.products >= static_cast<int>(results.cards.size()));
    return mpns(results.cards);
  }
  catalog::SearchResults results(const std::string& query, std::vector<std::string> facets) {
    auto shop = rival("gds_shop");
    return shop.snapshot("test", [&](store::Tx& tx) {
      return catalog::search(tx, {query, 1, std::move(facets)});
    });
  }
  std::string narrowed(const std::string& query, std::vector<std::string> facets) {
    return mpns(results(query, std::move(facets)).cards);
  }
  std::string meant(const std::string& query) { return results(query, {}).meant; }
  std::map<std::string, int> counted(const std::string& query, std::vector<std::string> facets) {
    std::map<std::string, int> counts;
    for (const auto& count : results(query, std::move(facets)).facets)
      counts[count.facet] = count.products;
    return counts;
  }
  std::string nearest(const std::string& text) {
    auto shop = rival("gds_shop");
    return mpns(shop.snapshot(
        "test", [&](store::Tx& tx) { return catalog::nearest_part_numbers(tx, text, 2); }));
  }
  static std::string mpns(const std::vector<catalog::ProductCard>& cards) {
    std::string out;
    for (const auto& card : cards) out += (out.empty() ? "" : ",") + card.mpn;
    return out;
  }
};

CPPUNIT_TEST_FIXTURE(Searching, a_part_number_is_found_in_any_spelling_and_by_its_pieces) {
  for (const auto* query :
       {"WS-C3850-24T-L", "ws-c3850-24t-l", "wsc385024tl", "WS C3850 24T L", "  WS/C3850.24T_L ",
        "c3850-24t", "3850-24", "cisco ws-c3850-24t-l", "c24-u", "WSC385024"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{"WS-C3850-24T-L"}, found(query));
}

CPPUNIT_TEST_FIXTURE(Searching, an_exact_number_comes_before_longer_ones) {
  import("X1,Cisco,WS-C3850,Cisco WS-C3850 chassis,Networking/Switches,Used,100,1,,,,,,,,,,,,\n");
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850,WS-C3850-24T-L,WS-C3850-48P-S"}, found("ws-c3850"));
}

CPPUNIT_TEST_FIXTURE(Searching, words_are_found_all_together_the_last_as_a_beginning) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L,WS-C3850-48P-S"}, found("catalyst swi"));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"}, found("poe switch"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("catalyst server"));
}

CPPUNIT_TEST_FIXTURE(Searching, a_brand_narrows_and_alone_lists_its_products) {
  CPPUNIT_ASSERT_EQUAL(std::string{"DL380-G10"}, found("hpe"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("hpe catalyst"));
}

CPPUNIT_TEST_FIXTURE(Searching, r2_14_a_part_number_with_one_slip_is_found) {
  for (const auto* query : {"WS-C3850-24T-K", "WS-C3850-2T-L", "WSC3850244TL", "ws-c3850-42t-l",
                            "cisco ws-c385-24t-l", "C24-V"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{"WS-C3850-24T-L"}, found(query).substr(0, 14));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("WS-C9950-99X-L"));
}

CPPUNIT_TEST_FIXTURE(Searching, r2_14_of_numbers_with_a_slip_those_of_as_many_letters_come_first) {
  import(
      "S1,Cisco,WS-C3560-48PS-S,A switch,Networking/Switches,Used,100,1,,,,,,,,,,,,\n"
      "S2,Cisco,WS-C3560X-48P-S,B switch,Networking/Switches,Used,100,1,,,,,,,,,,,,\n"
      "S3,Cisco,WS-C3560X-48PF-S,C switch,Networking/Switches,Used,100,1,,,,,,,,,,,,\n"
      "S4,Cisco,WS-C3560G-48PS-S,D switch,Networking/Switches,Used,100,1,,,,,,,,,,,,\n");
  CPPUNIT_ASSERT_EQUAL(
      std::string{"WS-C3560X-48PF-S,WS-C3560G-48PS-S,WS-C3560-48PS-S,WS-C3560X-48P-S"},
      found("WS-C3560X-48PS-S"));
}

CPPUNIT_TEST_FIXTURE(Searching, r2_14_a_number_of_two_or_three_letters_with_a_slip_is_found) {
  import(
      "N1,Ubiquiti,ER-4,EdgeRouter 4,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "N2,Ubiquiti,ER-X,EdgeRouter X,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "N3,Ubiquiti,U6+,Access point,Networking/Wireless,Used,100,1,,,,,,,,,,,,\n"
      "N4,Ubiquiti,UDM,Dream machine,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "N5,Dell,PowerEdge R710,PowerEdge R710,Servers/Rack Servers,Used,100,1,,,,,,,,,,,,\n"
      "N6,Dell,PowerEdge R720,PowerEdge R720,Servers/Rack Servers,Used,100,1,,,,,,,,,,,,\n"
      "N7,Dell,PowerEdge R730,PowerEdge R730,Servers/Rack Servers,Used,100,1,,,,,,,,,,,,\n"
      "N8,Cisco,C9300-48UXM,Catalyst 9300,Networking/Switches,Used,100,1,,,,,,,,,,,,\n");
  // It is a piece of three numbers besides.
  CPPUNIT_ASSERT_EQUAL(std::string{"ER-4,ER-X,PowerEdge R710,PowerEdge R720,PowerEdge R730"},
                       found("ER-7"));
  CPPUNIT_ASSERT_EQUAL(std::string{"U6+"}, found("UX+"));
  CPPUNIT_ASSERT_EQUAL(std::string{"C9300-48UXM,UDM"}, found("UXM"));
  CPPUNIT_ASSERT_EQUAL(std::string{"ER-4,ER-X"}, found("ER-4"));
  // It could have meant anything.
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("7R-4"));
}

CPPUNIT_TEST_FIXTURE(Searching, r2_14_a_number_with_a_slip_comes_before_words_that_were_mended) {
  import(
      "M1,Juniper,MX80,Router A,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "M2,Juniper,MX10,Router B,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "M3,Cisco,MX100,Router C,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "M4,Cisco,MX105,Router D,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "U1,Ubiquiti,USG,Gateway,Networking/Routers,Used,100,1,,,,,,,,,,,,\n"
      "U2,Ubiquiti,US-8,Switch,Networking/Switches,Used,100,1,,,,,,,,,,,,\n");
  CPPUNIT_ASSERT_EQUAL(std::string{"MX80,MX10"}, found("MXX0").substr(0, 9));
  CPPUNIT_ASSERT_EQUAL(std::string{"US-8,USG"}, found("US-X"));
}

CPPUNIT_TEST_FIXTURE(Searching, words_with_a_slip_joined_or_parted_are_mended) {
  for (const auto* query : {"catalist switch", "catalyst swich", "catalystswitch", "cata lyst"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{"WS-C3850-24T-L,WS-C3850-48P-S"}, found(query));
  CPPUNIT_ASSERT_EQUAL(std::string{"catalyst switch"}, meant("catalist switch"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, meant("catalyst switch"));
}

CPPUNIT_TEST_FIXTURE(Searching, a_word_is_never_cut_within_a_letter) {
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("probe\xc3\xbf\xc3\xbe"));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L,WS-C3850-48P-S"},
                       found("\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac switch"));
}

CPPUNIT_TEST_FIXTURE(Searching, people_ask_by_ports_category_and_their_own_words) {
  for (const auto* query : {"48 port poe", "48 ports", "switches 48", "poe sw"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{"WS-C3850-48P-S"}, found(query));
  CPPUNIT_ASSERT_EQUAL(std::string{"DL380-G10"}, found("hp rack server"));
  CPPUNIT_ASSERT_EQUAL(std::string{"DL380-G10"}, found("proliant 380"));
}

CPPUNIT_TEST_FIXTURE(Searching, facets_narrow_or_within_a_kind_and_across_kinds) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L"}, narrowed("switch", {"ports:9-24"}));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L,WS-C3850-48P-S"},
                       narrowed("switch", {"ports:9-24", "ports:25-48"}));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, narrowed("switch", {"ports:9-24", "poe:yes"}));
}

CPPUNIT_TEST_FIXTURE(Searching, a_place_is_looked_through_without_a_question) {
  auto shop = rival("gds_shop");
  const auto browsed = [&](const std::string& within, std::vector<std::string> facets) {
    return shop.snapshot("test", [&](store::Tx& tx) {
      catalog::SearchAsk ask{.query = "", .page = 1, .facets = std::move(facets)};
      ask.within = within;
      return catalog::search(tx, ask);
    });
  };

  const auto switches = browsed("category:networking/switches", {});
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L,WS-C3850-48P-S"}, mpns(switches.cards));
  CPPUNIT_ASSERT_EQUAL(std::string{"Switches"}, switches.place);
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"},
                       mpns(browsed("category:networking/switches", {"poe:yes"}).cards));
  CPPUNIT_ASSERT_EQUAL(std::string{"DL380-G10"}, mpns(browsed("brand:hpe", {}).cards));

  const auto nowhere = browsed("category:nowhere", {});
  CPPUNIT_ASSERT_EQUAL(std::string{}, mpns(nowhere.cards) + nowhere.place);
}

CPPUNIT_TEST_FIXTURE(Searching, a_facet_is_counted_as_if_none_of_its_kind_were_chosen) {
  const auto counts = counted("switch", {"ports:9-24"});
  CPPUNIT_ASSERT_EQUAL(1, counts.at("ports:9-24"));
  CPPUNIT_ASSERT_EQUAL(1, counts.at("ports:25-48"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, counts.count("poe:yes"));
  CPPUNIT_ASSERT_EQUAL(1, counts.at("condition:used"));
}

CPPUNIT_TEST_FIXTURE(Searching, what_is_taken_from_sale_is_found_no_more) {
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'WS-C3850-48P-S'");
  CPPUNIT_ASSERT_EQUAL(std::string{""}, found("WS-C3850-48P-S"));
  index();
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM search_documents d JOIN products p ON p.id = d.product_id "
          "WHERE p.state <> 'active'"));
}

CPPUNIT_TEST_FIXTURE(Searching, the_field_proposes_products_categories_and_brands) {
  auto shop = rival("gds_shop");
  const auto proposed =
      shop.snapshot("test", [](store::Tx& tx) { return catalog::suggest(tx, "sw"); });
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L,WS-C3850-48P-S"}, mpns(proposed.products));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, proposed.places.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"/c/networking/switches"}, proposed.places[0].path);
}

CPPUNIT_TEST_FIXTURE(Searching, odd_input_finds_nothing_and_breaks_nothing) {
  for (const auto* query : {"", " ", "'", "''; DROP TABLE products; --", "%", "_", "\\", "!&|()",
                            ":*", "<->", "‑‑", "x"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{""}, found(query));
}

// Pieces are looked for by the endings of numbers: those of a number that is gone go with it.
CPPUNIT_TEST_FIXTURE(Searching, a_piece_of_a_number_is_found_as_long_as_the_number_is) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"}, found("850-48p"));
  sql("UPDATE products SET mpn = 'WS-C9300-48U' WHERE mpn = 'WS-C3850-48P-S';"
      "UPDATE part_numbers SET part_number = 'WS-C9300-48U', normalised = 'WSC930048U' "
      "WHERE part_number = 'WS-C3850-48P-S'");
  index();
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C9300-48U"}, found("300-48u"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM search_part_endings WHERE ending = '85048PS'"));
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'WS-C9300-48U'");
  index();
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM search_part_endings WHERE ending = '30048U'"));
}

CPPUNIT_TEST_FIXTURE(Searching, the_nearest_part_numbers_answer_a_typo_and_a_slug) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L"}, nearest("ws-c3850-24t-x").substr(0, 14));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"},
                       nearest("cisco-ws-c3850-48p-l").substr(0, 14));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"}, nearest("wsc385x-48p-z").substr(0, 14));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, nearest("qqqqq"));
}

CPPUNIT_TEST_FIXTURE(Searching, a_former_slug_leads_to_the_product) {
  sql("INSERT INTO slugs (slug, product_id) SELECT 'old-name', id FROM products WHERE mpn = 'KIT'");
  auto shop = rival("gds_shop");
  const auto path =
      shop.snapshot("test", [](store::Tx& tx) { return catalog::path_of_slug(tx, "old-name"); });
  CPPUNIT_ASSERT_EQUAL(std::string{"/p/cisco-kit"}, path.value_or(""));
}

}  // namespace
