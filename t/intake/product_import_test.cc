#include "intake/intake.h"

#include <fstream>

#include "ctl/bundle_import.h"
#include "t/intake/importing.h"
#include "t/tap.h"

namespace {

using t::assert_counts;
using t::Importing;
using t::kHeader;
using t::kLater;
using t::kNoon;
using t::kSwitch;

CPPUNIT_TEST_FIXTURE(Importing, a_row_becomes_product_variant_stock_and_part_numbers) {
  assert_counts(import(kSwitch), 1, 0, 0, 0);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"cisco-ws-1|networking/switches|1000|9300|t|24|1|370|used|10000|7|2"},
      sql("SELECT concat_ws('|', p.slug, c.path, p.u_height_milli, p.weight_g, p.full_depth,"
          " p.poe_ports, p.power_supplies, p.max_draw_watts, v.condition, v.price_cents,"
          " s.on_hand, s.reorder_threshold)"
          " FROM products p JOIN categories c ON c.id = p.category_id"
          " JOIN variants v ON v.product_id = p.id JOIN stock_items s ON s.variant_id = v.id"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"counted|7|import"},
      sql("SELECT concat_ws('|', kind, on_hand_delta, actor) FROM stock_movements"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"mpn WS1,sku CIS1"},
      sql("SELECT string_agg(kind || ' ' || normalised, ',' ORDER BY kind) FROM part_numbers"));
  CPPUNIT_ASSERT_EQUAL(std::string{"cisco-ws-1"}, sql("SELECT slug FROM slugs"));
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT count(*) > 0 FROM page_changes"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_second_import_of_the_same_file_changes_nothing) {
  // Two rows of one device that tell different things of it, as real files have.
  const std::string rows = std::string{kSwitch} +
                           "CIS-1-B,CISCO,ws-1,Another title,Networking/Other,New,20000,3,1,2,1,lb,"
                           "False,,8x 1G RJ45,,,99,,\n";
  assert_counts(import(rows), 2, 0, 0, 0);
  const auto before = state();

  assert_counts(import(rows, {.now = kLater}), 0, 0, 2, 0);
  assert_counts(import(rows, {.batch = 1, .now = kLater}), 0, 0, 2, 0);

  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT_EQUAL(std::string{"Cisco WS-1 switch"}, sql("SELECT title FROM products"));
}

CPPUNIT_TEST_FIXTURE(Importing, later_rows_of_a_device_add_what_is_not_known) {
  import(
      "A,Cisco,WS-1,First,Networking,Used,100,,,,,,,,,,,,,\n"
      "B,Cisco,WS-1,Second,Networking,New,100,,,1,1.15,kg,,,,,,,,\n");

  CPPUNIT_ASSERT_EQUAL(std::string{"First|1150|1000"},
                       sql("SELECT concat_ws('|', title, weight_g, u_height_milli) FROM products"));
}

CPPUNIT_TEST_FIXTURE(Importing,
                     a_count_becomes_a_movement_of_the_difference_and_empty_leaves_stock) {
  import(kSwitch);

  auto row = std::string{kSwitch};
  assert_counts(import(row.replace(row.find(",7,"), 3, ",5,"), {.now = kLater}), 0, 1, 0, 0);
  CPPUNIT_ASSERT_EQUAL(std::string{"quantity"}, reports.at(0).detail);
  assert_counts(import(row.replace(row.find(",5,"), 3, ",,"), {.now = kLater}), 0, 0, 1, 0);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"7,-2"},
      sql("SELECT string_agg(on_hand_delta::text, ',' ORDER BY id) FROM stock_movements"));
  CPPUNIT_ASSERT_EQUAL(std::string{"5"}, sql("SELECT on_hand FROM stock_items"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_price_change_is_one_update_and_one_page_change) {
  import(kSwitch);
  sql("DELETE FROM page_changes");

  auto row = std::string{kSwitch};
  assert_counts(import(row.replace(row.find("10000"), 5, "9900"), {.now = kLater}), 0, 1, 0, 0);

  CPPUNIT_ASSERT_EQUAL(std::string{"price_cents"}, reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(std::string{"9900|2026-11-22 13:00:00+00"},
                       sql("SELECT concat_ws('|', price_cents, updated_at) FROM variants"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-22 12:00:00+00"},
                       sql("SELECT updated_at FROM products"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM page_changes"));
}

// Each bad row stands alone between two good ones.
CPPUNIT_TEST_FIXTURE(Importing, bad_rows_are_reported_with_line_and_reason_and_good_ones_kept) {
  struct Case {
    const char* row;
    const char* says;
  };
  const std::vector<Case> cases = {
      {",Cisco,M,T,C,Used,1,,,,,,,,,,,,,\n", "sku is missing"},
      {"S,,M,T,C,Used,1,,,,,,,,,,,,,\n", "brand is missing"},
      {"S,B,,T,C,Used,1,,,,,,,,,,,,,\n", "mpn is missing"},
      {"S,B,M,,C,Used,1,,,,,,,,,,,,,\n", "title is missing"},
      {"S,B,M,T,,Used,1,,,,,,,,,,,,,\n", "category is missing"},
      {"S,B,M,T,C,,1,,,,,,,,,,,,,\n", "condition is missing"},
      {"S,B,M,T,C,Used,,,,,,,,,,,,,,\n", "price_cents is missing"},
      {"S,B,M,T,C,Mint,1,,,,,,,,,,,,,\n", "condition \"Mint\" is none of"},
      {"S,B,M,T,C//D,Used,1,,,,,,,,,,,,,\n", "has a level without a name"},
      {"S,B,M,T,C,Used,0,,,,,,,,,,,,,\n", "price_cents \"0\" is not a whole number"},
      {"S,B,M,T,C,Used,12.50,,,,,,,,,,,,,\n", "price_cents \"12.50\" is not"},
      {"S,B,M,T,C,Used,100000000,,,,,,,,,,,,,\n", "price_cents \"100000000\" is not"},
      {"S,B,M,T,C,Used,1,-1,,,,,,,,,,,,\n", "quantity \"-1\" is not"},
      {"S,B,M,T,C,Used,1,many,,,,,,,,,,,,\n", "quantity \"many\" is not"},
      {"S,B,M,T,C,Used,1,,x,,,,,,,,,,,\n", "reorder_threshold \"x\" is not"},
      {"S,B,M,T,C,Used,1,,,tall,,,,,,,,,,\n", "u_height \"tall\" is not"},
      {"S,B,M,T,C,Used,1,,,,5,stone,,,,,,,,\n", "weight_unit \"stone\" is none of"},
      {"S,B,M,T,C,Used,1,,,,5,,,,,,,,,\n", "weight_unit is missing"},
      {"S,B,M,T,C,Used,1,,,,0,kg,,,,,,,,\n", "weight \"0\" is not a weight"},
      {"S,B,M,T,C,Used,1,,,,,,maybe,,,,,,,\n", "full_depth \"maybe\" is neither"},
      {"S,B,M,T,C,Used,1,,,,,,,,,a,,,,\n", "poe_ports \"a\" is not"},
      {"S,B,M,T,C,Used,1,,,,,,,,,,,,../x.png,\n", "image_front \"../x.png\" is not a path below"},
      {"+,B,M,T,C,Used,1,,,,,,,,,,,,,\n", "sku \"+\" has neither"},
      {"S,B,M,T,C,Used,1\n", "7 fields where the first line has 20"},
      {"S,B,M,\"T\"x,C,Used,1,,,,,,,,,,,,,\n", "text after a closing quote"},
      {"S,B,M,T\t\x01,C,Used,1,,,,,,,,,,,,,\n", "title holds a control character"},
      {"g1,B,M,T,C,Used,1,,,,,,,,,,,,,\n", "sku \"g1\" stands on line 2 already"},
  };
  std::string rows = "G1,Good,One,T,C,Used,1,,,,,,,,,,,,,\n";
  for (const auto& one : cases) rows += one.row;
  rows += "G2,Good,Two,T,C,Used,1,,,,,,,,,,,,,\n";

  assert_counts(import(rows), 2, 0, 0, cases.size());

  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& report = reports.at(i + 1);
    CPPUNIT_ASSERT_EQUAL(i + 3, report.line);
    CPPUNIT_ASSERT_MESSAGE(report.detail + " / " + cases[i].says,
                           report.detail.find(cases[i].says) != std::string::npos);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"G1,G2"},
                       sql("SELECT string_agg(sku, ',' ORDER BY sku) FROM variants"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_sku_of_another_product_is_refused) {
  import(kSwitch);
  const auto before = state();

  assert_counts(import("cis-1,Cisco,WS-2,T,C,Used,1,,,,,,,,,,,,,\n"), 0, 0, 0, 1);

  CPPUNIT_ASSERT_EQUAL(std::string{"sku \"cis-1\" belongs to another product, Cisco WS-1"},
                       reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Importing, a_count_below_what_is_allocated_is_refused_with_all_of_its_row) {
  import(kSwitch);
  sql("UPDATE stock_items SET allocated = 4");
  const auto before = state();

  auto row = std::string{kSwitch};
  row.replace(row.find(",7,"), 3, ",3,").replace(row.find("10000"), 5, "1");
  assert_counts(import(row), 0, 0, 0, 1);

  CPPUNIT_ASSERT_EQUAL(std::string{"quantity 3 is below the 4 allocated to orders"},
                       reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

const std::string kBadRow = "S,B,M,T,C,Used,x,,,,,,,,,,,,,\n";

CPPUNIT_TEST_FIXTURE(Importing, strict_keeps_nothing_when_one_row_is_bad) {
  const auto before = state();

  assert_counts(import(kSwitch + kBadRow, {.bad_rows = intake::BadRows::StopAll}), 1, 0, 0, 1);
  CPPUNIT_ASSERT_EQUAL(before, state());

  assert_counts(import(kSwitch, {.bad_rows = intake::BadRows::StopAll}), 1, 0, 0, 0);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM variants"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_strict_dry_run_keeps_nothing_whether_rows_are_bad_or_not) {
  const auto before = state();
  const intake::ImportOptions strict_trial{.mode = intake::ImportMode::DryRun,
                                           .bad_rows = intake::BadRows::StopAll};

  assert_counts(import(kSwitch, strict_trial), 1, 0, 0, 0);
  CPPUNIT_ASSERT_EQUAL(before, state());
  assert_counts(import(kSwitch + kBadRow, strict_trial), 1, 0, 0, 1);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Importing, a_stray_quote_costs_its_own_row_alone) {
  assert_counts(import("G1,Good,One,T,C,Used,1,,,,,,,,,,,,,\n"
                       "S,B,M,\"T,C,Used,1,,,,,,,,,,,,,\n"
                       "G2,Good,Two,T,C,Used,1,,,,,,,,,,,,,\n"
                       "G3,Good,Three,\"T, quoted\",C,Used,1,,,,,,,,,,,,,\n"),
                3, 0, 0, 1);

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, reports.at(1).line);
  CPPUNIT_ASSERT_EQUAL(std::string{"a quote that is never closed"}, reports.at(1).detail);
  CPPUNIT_ASSERT_EQUAL(std::string{"G1,G2,G3"},
                       sql("SELECT string_agg(sku, ',' ORDER BY sku) FROM variants"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_new_sku_of_a_bundle_s_brand_and_mpn_is_refused) {
  import(kSwitch);
  auto admin = rival("gds_admin");
  std::istringstream bundles{
      "sku,brand,title,category,condition,percent_off,components\n"
      "KIT-1,Cisco,A kit,Kits,Used,10,CIS-1*2\n"};
  const auto made = ctl::import_bundles(admin, bundles, {.now = kNoon}, {});
  assert_counts(made, 1, 0, 0, 0);
  const auto mpn = sql("SELECT mpn FROM products WHERE kind = 'bundle'");
  const auto before = state();

  assert_counts(import("NEW-1,cisco," + mpn + ",Overwritten,Other,New,5,1,,,,,,,,,,,,\n" +
                           "G2,Good,Two,T,C,Used,1,,,,,,,,,,,,,\n",
                       {.mode = intake::ImportMode::DryRun}),
                1, 0, 0, 1);
  assert_counts(
      import("NEW-1,cisco," + mpn + ",Overwritten,Other,New,5,1,,,,,,,,,,,,\n", {.now = kLater}), 0,
      0, 0, 1);

  CPPUNIT_ASSERT_EQUAL("brand and mpn are a bundle's, cisco " + mpn, reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Importing, a_dry_run_reports_and_keeps_nothing) {
  const auto before = state();

  assert_counts(import(kSwitch, {.mode = intake::ImportMode::DryRun}), 1, 0, 0, 0);

  CPPUNIT_ASSERT_EQUAL(std::string{"CIS-1"}, reports.at(0).sku);
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Importing, punctuation_tells_devices_apart_and_slugs_stay_once_given) {
  const std::string plus = "P,Cisco,WS-C2960+24PC-L,T,C,Used,1,,,,,,,,2x 1G SFP,,,,,\n";
  const std::string minus = "M,Cisco,WS-C2960-24PC-L,T,C,Used,1,,,,,,,,2x 1G RJ45,,,,,\n";
  const std::string dot = "D,Cisco,WS-C2960.24PC-L,T,C,Used,1,,,,,,,,,,,,,\n";
  import(plus + minus + dot);
  const std::string slugs =
      "cisco-ws-c2960-24pc-l,cisco-ws-c2960-24pc-l-2x-1g-rj45,cisco-ws-c2960-24pc-l-2";
  const auto now_are = [&] {
    return sql("SELECT string_agg(slug, ',' ORDER BY id) FROM products");
  };
  CPPUNIT_ASSERT_EQUAL(slugs, now_are());

  import(dot + minus + plus);
  CPPUNIT_ASSERT_EQUAL(slugs, now_are());
}

CPPUNIT_TEST_FIXTURE(Importing, one_statement_that_fails_leaves_nothing_of_its_batch) {
  const auto before = state();
  int tried = 0;
  for (int nth = 1;; ++nth) {
    auto admin = rival("gds_admin");
    t::FailAt failing{nth};
    admin.watch(&failing);
    bool failed = false;
    try {
      import_as(admin, std::string{kHeader} + kSwitch, {});
    } catch (const store::DbError&) {
      failed = true;
    }
    if (!failed) break;
    ++tried;
    CPPUNIT_ASSERT_EQUAL(before, state());
  }
  CPPUNIT_ASSERT(tried >= 10);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM variants"));
}

CPPUNIT_TEST_FIXTURE(Importing, a_file_without_its_columns_is_refused_as_a_whole) {
  auto admin = rival("gds_admin");
  std::istringstream file{"sku,brand\nA,B\n"};
  CPPUNIT_ASSERT_THROW(intake::import_products(admin, file, {}, {}), base::Error);
}

CPPUNIT_TEST_FIXTURE(Importing, the_real_catalog_is_all_good_rows_and_imports_once) {
  const auto folder = t::shared_files();
  if (folder.empty()) return t::skip("../shared/data is not here");
  for (const auto& [created, unchanged] : {std::pair{1690U, 0U}, std::pair{0U, 1690U}}) {
    auto admin = rival("gds_admin");
    std::ifstream file{folder + "/catalog.csv"};
    const auto counts = intake::import_products(admin, file, {.now = kNoon}, {});
    assert_counts(counts, created, 0, unchanged, 0);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1689"}, sql("SELECT count(*) FROM products"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM products WHERE mpn ~ '^WS-C2960[+-]24PC-L$'"));
}

CPPUNIT_TEST_FIXTURE(Importing, the_demo_shop_s_products_load_without_a_bad_row) {
  auto admin = rival("gds_admin");
  std::ifstream file{"sql/seed/demo/products.csv"};
  CPPUNIT_ASSERT(file);
  intake::ImportOptions options;
  options.now = kNoon;
  const auto counts = intake::import_products(admin, file, options, {});
  assert_counts(counts, counts.rows, 0, 0, 0);
  CPPUNIT_ASSERT(counts.rows >= 150);
}

}  // namespace
