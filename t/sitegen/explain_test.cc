// What is explained beforehand is what `sitegen changed` then writes, for each kind of event.
#include "sitegen/explain.h"

#include "t/sitegen/changing.h"

namespace {

using t::Names;

struct Explaining : t::Changing {
  // Pages only.
  static Names names_of(const std::map<std::string, std::string>& files) {
    Names names;
    for (const auto& [file, bytes] : files)
      if (file.ends_with(".html")) names.insert(file);
    return names;
  }
  // Runs it, and answers how many pages that wrote; what was explained is what differs afterwards.
  std::size_t event(const std::string& statement) {
    sql(statement);
    const auto before = site();
    auto db = rival("gds_site");
    const auto foreseen = sitegen::explain_waiting(lock(), config, db, {});
    CPPUNIT_ASSERT_MESSAGE(statement, before == site());

    update();

    const auto after = site();
    Names written;
    Names gone;
    for (const auto& file : names_of(after))
      if (!before.contains(file) || before.at(file) != after.at(file)) written.insert(file);
    for (const auto& file : names_of(before))
      if (!after.contains(file)) gone.insert(file);
    CPPUNIT_ASSERT_MESSAGE(statement,
                           written == Names(foreseen.written.begin(), foreseen.written.end()));
    CPPUNIT_ASSERT_MESSAGE(statement, gone == Names(foreseen.gone.begin(), foreseen.gone.end()));
    return written.size() + gone.size();
  }
};

CPPUNIT_TEST_FIXTURE(Explaining, g3_what_waits_is_explained_whatever_it_is) {
  // Its page, five lists, the home page, the kit, and what stands beside it.
  const auto price = event("UPDATE variants SET price_cents = 21800 WHERE sku = 'C24-U'");
  CPPUNIT_ASSERT(price > 5);
  const auto everything = names_of(site()).size();
  CPPUNIT_ASSERT(price < everything);
  const auto sold_out = event(
      "INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
      " SELECT s.id, 'adjusted', -s.on_hand, 'lost', 'test', now() FROM stock_items s"
      " JOIN variants v ON v.id = s.variant_id WHERE v.sku = 'DL380'");
  CPPUNIT_ASSERT(sold_out > 3);
  CPPUNIT_ASSERT(event("UPDATE products SET title = 'zz' WHERE mpn = 'SFP-10G-SR'") > 3);
  CPPUNIT_ASSERT(event("INSERT INTO media (product_id, view, file, width, height, alt)"
                       " SELECT id, 'front', 'aa/front.jpg', 1600, 900, 'front' FROM products"
                       " WHERE mpn = 'DL380-G10'") > 3);
  // A redirect: one page comes, one goes.
  CPPUNIT_ASSERT(event("UPDATE products SET slug = 'dl380' WHERE mpn = 'DL380-G10'") > 4);
  CPPUNIT_ASSERT(event("UPDATE products SET state = 'archived' WHERE mpn = 'WS-C3850-48P-S'") > 4);
  CPPUNIT_ASSERT(event("UPDATE categories SET name = 'LAN switches'"
                       " WHERE path = 'networking/switches'") > 3);
  CPPUNIT_ASSERT(event("UPDATE categories SET name = 'Network' WHERE path = 'networking'") >=
                 everything - 2);
  sql("INSERT INTO posts (kind, slug, title, summary, body, author, state, created_at, edited_at)"
      " VALUES ('guide', 'shown', 'T', 'S', 'B', 'A', 'draft', '2026-11-22', '2026-11-22')");
  // Itself, the list of guides, the home page.
  CPPUNIT_ASSERT_EQUAL(std::size_t{3},
                       event("UPDATE posts SET state = 'published', publish_at = '2026-11-22',"
                             " published_at = '2026-11-22' WHERE slug = 'shown'"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, event("UPDATE posts SET body = 'C' WHERE slug = 'shown'"));
}

// What sending costs stands on no page (decision 0103); what a parcel weighs is in the feed alone.
CPPUNIT_TEST_FIXTURE(Explaining, a_tariff_and_a_weight_write_no_page) {
  CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                       event("UPDATE shipping_settings SET loose_max_g = loose_max_g + 1"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, event("UPDATE weight_estimates SET base_g = base_g + 500"));
}

struct Weighing : t::Changing {
  void setUp() override {
    t::Changing::setUp();
    sql("INSERT INTO media (product_id, view, file, width, height, alt)"
        " SELECT id, 'front', 'aa/front.jpg', 1600, 900, 'front' FROM products");
    shown();
  }
  // Every item weighs what a parcel with it would be rated by.
  void as_rated() {
    const auto feed = served("feeds/google.xml");
    std::size_t items = 0;
    std::istringstream rows{
        sql("SELECT string_agg(sku || ' ' || variant_weight_g(id), E'\\n' ORDER BY id)"
            " FROM variants WHERE state = 'active'")};
    std::string sku;
    int grams = 0;
    while (rows >> sku >> grams) {
      const auto at = feed.find("<g:id>" + sku + "</g:id>");
      CPPUNIT_ASSERT_MESSAGE(sku, at != std::string::npos);
      const auto item = feed.substr(at, feed.find("</item>", at) - at);
      CPPUNIT_ASSERT_MESSAGE(
          sku + item, t::has(item, "<g:shipping_weight>" + sitegen::pounds_text(grams) + '<'));
      ++items;
    }
    CPPUNIT_ASSERT_EQUAL(sitegen::items_in(feed), items);
  }
  std::vector<std::string> faults() {
    auto db = rival("gds_site");
    return sitegen::verify(lock(), db);
  }
};

CPPUNIT_TEST_FIXTURE(Weighing, the_feed_weighs_what_the_checkout_weighs) {
  as_rated();
  const std::string variant = "(SELECT id FROM variants WHERE sku = 'OPT')";
  // Packed, and the kit with two of it; as the catalog has it; by its kind.
  for (const auto& statement :
       {"INSERT INTO shipping_facts (variant_id, packed_g) VALUES (" + variant + ", 900)",
        "UPDATE shipping_facts SET packed_g = 1900 WHERE variant_id = " + variant,
        "DELETE FROM shipping_facts WHERE variant_id = " + variant,
        std::string{"UPDATE products SET weight_g = 77 WHERE mpn = 'SFP-10G-SR'"},
        std::string{"UPDATE products SET weight_g = NULL WHERE mpn = 'SFP-10G-SR'"}}) {
    const auto before = served("feeds/google.xml");
    sql(statement);
    shown();
    CPPUNIT_ASSERT_MESSAGE(statement, before != served("feeds/google.xml"));
    as_rated();
  }
  sql("UPDATE weight_estimates SET base_g = base_g + 500");
  CPPUNIT_ASSERT(!update().in_place);
  as_rated();
}

CPPUNIT_TEST_FIXTURE(Weighing, g1_what_the_feed_weighs_is_compared) {
  CPPUNIT_ASSERT(faults().empty());
  sql("UPDATE products SET weight_g = 4536 WHERE mpn = 'DL380-G10'");
  sql("DELETE FROM page_changes");

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, faults().size());
  CPPUNIT_ASSERT(
      t::has(faults().front(), "/p/hpe-dl380-g10, DL380: it weighs 10.1 lb, the feed has "));
}

}  // namespace
