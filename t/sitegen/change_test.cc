#include "sitegen/change.h"

#include <filesystem>

#include "sitegen/snapshot.h"
#include "t/sitegen/changing.h"

namespace {

using t::Changing;
using t::Names;

CPPUNIT_TEST_FIXTURE(Changing, g3_what_a_price_change_writes_is_what_explain_names) {
  for (const auto* sku : {"C24-U", "OPT", "DL380"}) {
    const auto named = explained(sku);
    const auto before = site();
    sql(std::string{"UPDATE variants SET price_cents = price_cents - 100 WHERE sku = '"} + sku +
        "'");
    const auto built = shown();

    // The home page is looked at each time: what was sold last stands there. Here it shows them
    // all.
    CPPUNIT_ASSERT_MESSAGE(sku, pages(built.files) == pages(named));
    Names written;
    for (const auto& [file, bytes] : site())
      if (before.at(file) != bytes && file.ends_with(".html")) written.insert(file);
    CPPUNIT_ASSERT_MESSAGE(sku, written == pages(built.changed));
  }
}

CPPUNIT_TEST_FIXTURE(Changing, g3_other_pages_are_not_touched) {
  const auto other = inode("p/hpe-dl380-g10.html");
  const auto about = inode("pages/about.html");
  set_price("C24-U", 20100);

  const auto built = shown();

  CPPUNIT_ASSERT_EQUAL(other, inode("p/hpe-dl380-g10.html"));
  CPPUNIT_ASSERT_EQUAL(about, inode("pages/about.html"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, built.number);
  CPPUNIT_ASSERT(t::has(served("p/cisco-ws-c3850-24t-l.html"), "$201.00"));
}

CPPUNIT_TEST_FIXTURE(Changing, a_part_of_the_shelf_says_what_the_whole_says) {
  std::map<std::string, std::vector<std::string>> named;
  for (const auto* sku : {"C24-U", "C24-R", "C48-U", "OPT", "DL380", "KIT"})
    named[sku] = explained(sku);
  std::filesystem::remove(config.site.root + "/gen-1.order");
  for (const auto& [sku, files] : named) {
    CPPUNIT_ASSERT(!files.empty());
    CPPUNIT_ASSERT_MESSAGE(sku, files == explained(sku));
  }
  auto db = rival("gds_site");
  CPPUNIT_ASSERT(sitegen::explain(lock(), config, db, base::VariantId{999999}).empty());
}

CPPUNIT_TEST_FIXTURE(Changing, prices_parts_tiers_stock_and_relations_are_shown_as_if_made_anew) {
  set_price("OPT", 1850);  // and the kit's with it
  shown();
  set_price("C24-R", 5000);  // another price band: the filters of its lists count anew
  shown();
  set_price("C24-R", 29000);
  shown();
  sql("UPDATE variants SET compare_at_cents = 99000 WHERE sku = 'DL380'");
  shown();
  sql("UPDATE products SET max_draw_watts = 360 WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  sql("INSERT INTO compatibilities SELECT a.id, b.id FROM products a, products b"
      " WHERE a.mpn = 'SFP-10G-SR' AND b.mpn = 'DL380-G10'");
  shown();
  sql("INSERT INTO successors SELECT a.id, b.id FROM products a, products b"
      " WHERE a.mpn = 'WS-C3850-48P-S' AND b.mpn = 'WS-C3850-24T-L'");
  shown();
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
      " SELECT s.id, 'adjusted', -1, 'lost', 'test', now() FROM stock_items s"
      " JOIN variants v ON v.id = s.variant_id WHERE v.sku = 'C24-R'");
  shown();
  sql("DELETE FROM compatibilities");
  shown();
  // Several at once.
  sql("UPDATE variants SET price_cents = price_cents + 7");
  shown();
}

CPPUNIT_TEST_FIXTURE(Changing, a_review_that_is_approved_is_shown_and_no_other) {
  // Whose order it was is no matter here.
  sql("ALTER TABLE reviews ALTER order_line_id DROP NOT NULL");
  sql("INSERT INTO reviews (product_id, stars, title, body, author, written_at)"
      " SELECT id, 4, 'Quiet indeed', 'x', 'Kim', '2026-11-22' FROM products"
      " WHERE mpn = 'WS-C3850-24T-L'");
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM page_changes"));

  sql("UPDATE reviews SET state = 'approved', decided_by = 'x', decided_at = '2026-11-23'");
  const auto built = shown();

  CPPUNIT_ASSERT(pages(built.changed) == Names{"p/cisco-ws-c3850-24t-l.html"});
  const auto page = served("p/cisco-ws-c3850-24t-l.html");
  CPPUNIT_ASSERT(t::has(page, "Quiet indeed"));
  CPPUNIT_ASSERT(t::has(page, "\"ratingValue\":\"4.0\""));
  // Made again for another reason, it is there still; the page of a product beside it too.
  set_price("C48-U", 20100);
  shown();
  CPPUNIT_ASSERT(t::has(served("p/cisco-ws-c3850-24t-l.html"), "Quiet indeed"));

  sql("UPDATE reviews SET state = 'refused', reason = 'a name'");
  shown();
  CPPUNIT_ASSERT(!t::has(served("p/cisco-ws-c3850-24t-l.html"), "Quiet indeed"));
}

CPPUNIT_TEST_FIXTURE(Changing, what_moves_in_lists_is_shown_as_if_made_anew) {
  const auto count_as = [&](const std::string& sku, const std::string& units) {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
        " SELECT s.id, 'adjusted', " +
        units +
        " - s.on_hand, 'lost', 'test', now()"
        "   FROM stock_items s JOIN variants v ON v.id = s.variant_id WHERE v.sku = '" +
        sku + "'");
  };
  count_as("DL380", "0");
  shown();
  CPPUNIT_ASSERT(t::has(served("p/hpe-dl380-g10.html"), "Sold out"));
  count_as("DL380", "3");
  shown();
  // To the front of its lists, and to their end.
  sql("UPDATE products SET title = 'A switch' WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  sql("UPDATE products SET title = 'zz switch' WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  // Several at once, and with another price; the kit runs out with its part.
  sql("UPDATE products SET title = 'm switch' WHERE mpn = 'WS-C3850-24T-L'");
  count_as("OPT", "0");
  count_as("DL380", "0");
  set_price("C48-U", 100);
  shown();
  count_as("OPT", "9");
  shown();
}

// Failed at each statement in turn, it is done with by the next run; what was served meanwhile was
// of before or of after.
CPPUNIT_TEST_FIXTURE(Changing, a_run_that_fails_leaves_whole_files_and_is_done_again) {
  set_price("OPT", 1850);
  const auto before = site();
  const auto after = made_anew();
  // The other site is done with it, this one not.
  sql("INSERT INTO page_changes (kind, ref_id) SELECT 'product', id FROM products"
      " WHERE mpn = 'SFP-10G-SR' OR kind = 'bundle'");
  bool failed = true;
  for (int nth = 1; failed; ++nth) {
    auto db = rival("gds_site");
    t::FailAt failing{nth};
    db.watch(&failing);
    failed = false;
    try {
      sitegen::change(lock(), config, db, {}, t::kShopTime);
    } catch (const store::DbError&) {
      failed = true;
    }
    for (const auto& [file, bytes] : site())
      CPPUNIT_ASSERT_MESSAGE(file, bytes == before.at(file) || bytes == after.at(file));
  }
  // Once more, for the second pass.
  sql("INSERT INTO page_changes (kind, ref_id) SELECT 'product', id FROM products"
      " WHERE mpn = 'SFP-10G-SR' OR kind = 'bundle'");
  shown();
}

CPPUNIT_TEST_FIXTURE(Changing, a_packed_copy_that_an_ended_run_left_is_mended) {
  const auto page = config.site.root + "/current/p/cisco-sfp-10g-sr.html";
  sitegen::replace_file(page + ".gz", "of a price that was taken back");
  sitegen::replace_file(page + ".new", "half");
  sql("INSERT INTO page_changes (kind, ref_id) SELECT 'product', id FROM products"
      " WHERE mpn = 'SFP-10G-SR'");

  shown();
}

CPPUNIT_TEST_FIXTURE(Changing, after_a_rollback_the_whole_site_is_made) {
  set_price("OPT", 1850);
  update();
  build();
  CPPUNIT_ASSERT(lock().roll_back() == 1);
  set_price("DL380", 99800);

  CPPUNIT_ASSERT(!update().in_place);
  same_as_made_anew();
}

CPPUNIT_TEST_FIXTURE(Changing, other_templates_or_settings_make_the_whole_site_anew) {
  config.hold.units_per_line = 7;
  set_price("DL380", 99800);

  CPPUNIT_ASSERT(!update().in_place);
  CPPUNIT_ASSERT(t::has(served("p/hpe-dl380-g10.html"), "max=\"7\""));
}

struct Telling : Changing {
  void setUp() override {
    config.cdn.purge_url = "https://cdn.test/purge";
    config.indexnow.key = "0f3a5b7c";
    Changing::setUp();
    told();
  }
  // What the CDN is to forget, in order of the rows; forgotten here.
  std::string told() {
    auto paths = sql(
        "SELECT coalesce(string_agg(CASE WHEN payload ? 'everything' THEN 'everything' ELSE"
        " (SELECT string_agg(p, ' ' ORDER BY p) FROM jsonb_array_elements_text(payload->'paths') p)"
        " END, ', ' ORDER BY id), '') FROM outbox WHERE kind = 'cdn.purge'");
    sql("DELETE FROM outbox");
    return paths;
  }
  std::string news() {
    auto paths = sql("SELECT coalesce(string_agg(path, ' ' ORDER BY path), '') FROM page_news");
    sql("DELETE FROM page_news");
    return paths;
  }
};

CPPUNIT_TEST_FIXTURE(Telling, the_cdn_and_search_engines_are_told_of_what_changed_and_went) {
  CPPUNIT_ASSERT_EQUAL(std::string{"0f3a5b7c"}, served("0f3a5b7c.txt"));
  news();
  set_price("DL380", 99800);
  CPPUNIT_ASSERT(update().in_place);

  const std::string shown = "/ /brand/hpe /c/servers /c/servers/rack-servers /p/hpe-dl380-g10";
  CPPUNIT_ASSERT_EQUAL(shown, told());
  CPPUNIT_ASSERT_EQUAL(shown, news());
  CPPUNIT_ASSERT(!t::has(shown, "/p/cisco"));

  sql("UPDATE products SET state = 'archived' WHERE mpn = 'DL380-G10'");
  update();
  CPPUNIT_ASSERT(t::has(news(), "/p/hpe-dl380-g10"));
  CPPUNIT_ASSERT(t::has(told(), "/p/hpe-dl380-g10"));
}

CPPUNIT_TEST_FIXTURE(Telling, nothing_changed_is_no_news) {
  news();
  sql("INSERT INTO page_changes (kind, ref_id) SELECT 'product', id FROM products");
  CPPUNIT_ASSERT(update().changed.empty());
  build();

  CPPUNIT_ASSERT_EQUAL(std::string{}, told());
  CPPUNIT_ASSERT_EQUAL(std::string{}, news());
}

// A run that was ended between its files and its commit: nobody knows what it wrote.
CPPUNIT_TEST_FIXTURE(Telling, what_an_ended_run_served_is_told_by_the_next) {
  set_price("DL380", 99800);
  for (int nth = 1; !lock().untold(); ++nth) {
    auto db = rival("gds_site");
    t::FailAt failing{nth};
    db.watch(&failing);
    CPPUNIT_ASSERT_THROW(sitegen::change(lock(), config, db, {}, t::kShopTime), store::DbError);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{}, told());

  CPPUNIT_ASSERT(update().in_place);

  CPPUNIT_ASSERT_EQUAL(std::string{"everything"}, told());
  CPPUNIT_ASSERT(!lock().untold());
}

CPPUNIT_TEST_FIXTURE(Telling, after_a_rollback_everything_is_told) {
  build();
  told();
  CPPUNIT_ASSERT(lock().roll_back() == 1);
  CPPUNIT_ASSERT(lock().untold());
  auto db = rival("gds_site");
  sitegen::tell_all(lock(), config, db, t::kShopTime);

  CPPUNIT_ASSERT_EQUAL(std::string{"everything"}, told());
  CPPUNIT_ASSERT(!lock().untold());
}

}  // namespace
