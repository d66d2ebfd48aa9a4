#include <filesystem>
#include <set>

#include "sitegen/snapshot.h"
#include "t/sitegen/building.h"

namespace {

namespace fs = std::filesystem;
using sitegen::SiteFolder;
using t::Building;
using t::has;

CPPUNIT_TEST_FIXTURE(Building, every_page_has_its_file_and_compressed_siblings) {
  build();

  for (const auto* file :
       {"index.html", "404.html", "c/networking.html", "c/networking/switches.html",
        "brand/cisco.html", "p/cisco-ws-c3850-24t-l.html", "p/cisco-kit.html", "pages/about.html",
        "sitemap.xml", "robots.txt"})
    for (const auto* sibling : {"", ".gz", ".br"})
      CPPUNIT_ASSERT_MESSAGE(std::string{file} + sibling,
                             served(std::string{file} + sibling) != "(no file)");
  CPPUNIT_ASSERT(has(served("generation.json"), "\"number\":1"));
  CPPUNIT_ASSERT(has(served("menu.json"), R"({"name":"Networking","path":"/c/networking"})"));
}

CPPUNIT_TEST_FIXTURE(Building, the_same_rows_give_the_same_bytes_as_hard_links) {
  build();
  const auto before = site();
  const auto page = inode("p/cisco-kit.html");

  const auto again = build();

  CPPUNIT_ASSERT(before == site());
  CPPUNIT_ASSERT_EQUAL(0, again.written);
  CPPUNIT_ASSERT_EQUAL(page, inode("p/cisco-kit.html"));
  fs::remove_all(config.site.root);
  build();
  CPPUNIT_ASSERT(before == site());
}

CPPUNIT_TEST_FIXTURE(Building, a_price_change_writes_the_pages_that_show_it_and_links_the_rest) {
  build();
  const auto other = inode("p/hpe-dl380-g10.html");
  set_price("C24-R", 27900);

  build();

  CPPUNIT_ASSERT_EQUAL(other, inode("p/hpe-dl380-g10.html"));
  const auto page = served("p/cisco-ws-c3850-24t-l.html");
  CPPUNIT_ASSERT(has(page, "$279.00"));
  CPPUNIT_ASSERT(!has(page, "$289.00"));
  CPPUNIT_ASSERT(has(page, "\"price\":\"279.00\""));
  CPPUNIT_ASSERT(has(page, "\"27900\""));
  // The bundle's price follows its part's.
  CPPUNIT_ASSERT(has(served("p/cisco-kit.html"), "\"price\":\"285.30\""));
}

CPPUNIT_TEST_FIXTURE(Building, page_and_json_ld_say_the_price_of_the_table) {
  build();
  const auto rows = db().run("test",
                             "SELECT p.slug, to_char(v.price_cents / 100.0, 'FM999990.00')"
                             " FROM variants v JOIN products p ON p.id = v.product_id");
  CPPUNIT_ASSERT_EQUAL(6, PQntuples(rows.get()));
  for (int i = 0; i < PQntuples(rows.get()); ++i) {
    const auto page = served("p/" + std::string{PQgetvalue(rows.get(), i, 0)} + ".html");
    const std::string price = PQgetvalue(rows.get(), i, 1);
    CPPUNIT_ASSERT_MESSAGE(price, has(page, "\"price\":\"" + price + "\""));
    CPPUNIT_ASSERT_MESSAGE(price, has(page, "$" + price));
  }
}

CPPUNIT_TEST_FIXTURE(Building, the_sitemap_lists_every_product_and_no_page_twice) {
  build();
  const auto map = served("sitemap.xml");
  const auto slugs = db().run("test", "SELECT slug FROM products");
  for (int i = 0; i < PQntuples(slugs.get()); ++i) {
    const auto loc =
        "<loc>https://shop.test/p/" + std::string{PQgetvalue(slugs.get(), i, 0)} + "</loc>";
    const auto at = map.find(loc);
    CPPUNIT_ASSERT_MESSAGE(loc, at != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string::npos, map.find(loc, at + 1));
  }
  CPPUNIT_ASSERT(has(map, "<loc>https://shop.test/</loc>"));
  CPPUNIT_ASSERT(!has(map, "404"));
  CPPUNIT_ASSERT(has(served("robots.txt"), "Sitemap: https://shop.test/sitemap.xml\n"));
}

CPPUNIT_TEST_FIXTURE(Building, changes_that_the_snapshot_saw_are_done_with_and_no_others) {
  CPPUNIT_ASSERT(sql("SELECT count(*) FROM page_changes") != "0");
  build();
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM page_changes"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM generations WHERE published_at IS NOT NULL"));

  set_price("OPT", 1800);
  auto site = rival("gds_site");
  CPPUNIT_ASSERT(sitegen::changes_waiting(site));
}

// Ended at any statement or file: what is served stays whole, and the next run publishes.
CPPUNIT_TEST_FIXTURE(Building, a_run_that_fails_leaves_the_old_site_and_nothing_in_its_way) {
  build();
  const auto before = site();
  set_price("OPT", 1800);
  for (int nth = 1; nth <= 4; ++nth) {
    const auto folder = SiteFolder::lock(config.site.root, SiteFolder::Wait::ForTheOther);
    auto db = rival("gds_site");
    t::FailAt failing{nth};
    db.watch(&failing);
    CPPUNIT_ASSERT_THROW(sitegen::build(*folder, config, db, {}, t::kShopTime), store::DbError);
    CPPUNIT_ASSERT(before == site());
  }
  fs::create_directories(config.site.root + "/gen-99.part/p");

  build();

  CPPUNIT_ASSERT(has(served("p/cisco-sfp-10g-sr.html"), "$18.00"));
  CPPUNIT_ASSERT(!fs::exists(config.site.root + "/gen-99.part"));
}

CPPUNIT_TEST_FIXTURE(Building, three_generations_stay_and_rollback_serves_the_one_before) {
  for (const auto cents : {1001, 1002, 1003, 1004}) {
    set_price("OPT", cents);
    build();
  }
  int kept = 0;
  for (const auto& entry : fs::directory_iterator{config.site.root})
    kept += entry.is_directory() && entry.path().filename().string().starts_with("gen-") ? 1 : 0;
  CPPUNIT_ASSERT_EQUAL(3, kept);
  CPPUNIT_ASSERT(has(served("p/cisco-sfp-10g-sr.html"), "$10.04"));

  const auto folder = SiteFolder::lock(config.site.root, SiteFolder::Wait::ForTheOther);
  CPPUNIT_ASSERT(folder->roll_back() == 3);
  CPPUNIT_ASSERT(has(served("p/cisco-sfp-10g-sr.html"), "$10.03"));
  CPPUNIT_ASSERT(folder->roll_back() == 2);
  CPPUNIT_ASSERT(!folder->roll_back());
}

CPPUNIT_TEST_FIXTURE(Building, only_one_process_builds_at_a_time) {
  const auto mine = SiteFolder::lock(config.site.root, SiteFolder::Wait::Not);
  CPPUNIT_ASSERT(mine);
  CPPUNIT_ASSERT(!SiteFolder::lock(config.site.root, SiteFolder::Wait::Not));
}

CPPUNIT_TEST_FIXTURE(Building, nothing_of_a_hostile_title_becomes_markup) {
  import("BAD,Cisco,X-1,\"</script><b>&\"\"'\",Networking/Switches,Used,100,9,,,,,,,,,,,,\n");
  build();
  const auto page = served("p/cisco-x-1.html");
  CPPUNIT_ASSERT(!has(page, "</script><b>"));
  CPPUNIT_ASSERT(has(page, "&lt;/script&gt;&lt;b&gt;"));
}

CPPUNIT_TEST_FIXTURE(Building, g1_page_json_ld_and_database_are_compared) {
  build();
  auto db = rival("gds_site");
  const auto faults = [&] {
    const auto folder = SiteFolder::lock(config.site.root, SiteFolder::Wait::ForTheOther);
    return sitegen::verify(*folder, db);
  };
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, faults().size());

  // Changed behind the generator's back.
  set_price("OPT", 1800);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, faults().size());  // it is waiting to be written
  sql("DELETE FROM page_changes");
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, faults().size());  // of the optic and of the kit with two
  CPPUNIT_ASSERT_EQUAL(
      std::string{"/p/cisco-sfp-10g-sr, OPT: the database has $18.00, in stock, the page $19.00,"
                  " in stock"},
      faults().front());

  build();
  fs::remove(config.site.root + "/current/p/hpe-dl380-g10.html");
  CPPUNIT_ASSERT_EQUAL(std::string{"/p/hpe-dl380-g10 is not served"}, faults().at(0));
}

CPPUNIT_TEST_FIXTURE(Building, published_texts_have_pages_and_stand_in_the_sitemap) {
  sql("INSERT INTO posts (kind, slug, title, summary, body, author, state, publish_at,"
      " published_at, created_at, edited_at) SELECT 'guide', slug, 'T', 'S',"
      " '::product cisco-kit', 'A', state, at, at, '2026-11-22', '2026-11-22'"
      " FROM (VALUES ('shown', 'published', '2026-11-22'::timestamptz), ('hidden', 'draft', NULL))"
      " AS x (slug, state, at)");
  build();

  CPPUNIT_ASSERT(has(served("guides/shown.html"), "href=\"/p/cisco-kit\""));
  CPPUNIT_ASSERT(has(served("guides.html"), "href=\"/guides/shown\""));
  CPPUNIT_ASSERT_EQUAL(std::string{"(no file)"}, served("guides/hidden.html"));
  CPPUNIT_ASSERT(has(served("sitemap.xml"), "<loc>https://shop.test/guides/shown</loc>"));
  CPPUNIT_ASSERT(!has(served("sitemap.xml"), "<loc>https://shop.test/blog</loc>"));
  CPPUNIT_ASSERT(has(served("blog/atom.xml"), "<entry>"));
}

}  // namespace
