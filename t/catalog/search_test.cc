#include "catalog/search.h"

#include "t/catalog/shop.h"

namespace {

struct Searching : t::SmallShop {
  std::string found(const std::string& query, int page = 1) {
    auto shop = rival("gds_shop");
    const auto results =
        shop.snapshot("test", [&](store::Tx& tx) { return catalog::search(tx, query, page); });
    CPPUNIT_ASSERT(results.products >= static_cast<int>(results.cards.size()));
    return mpns(results.cards);
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

CPPUNIT_TEST_FIXTURE(Searching, odd_input_finds_nothing_and_breaks_nothing) {
  for (const auto* query : {"", " ", "'", "''; DROP TABLE products; --", "%", "_", "\\", "!&|()",
                            ":*", "<->", "‑‑", "x"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string{""}, found(query));
}

CPPUNIT_TEST_FIXTURE(Searching, the_nearest_part_numbers_answer_a_typo_and_a_slug) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-24T-L"}, nearest("ws-c3850-24t-x").substr(0, 14));
  CPPUNIT_ASSERT_EQUAL(std::string{"WS-C3850-48P-S"},
                       nearest("cisco-ws-c3850-48p-l").substr(0, 14));
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
