#include "ctl/bundle_import.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "t/db_test.h"

namespace {

const base::Instant kNoon = *base::parse_iso8601("2026-11-22T12:00:00Z");
const base::Instant kLater = *base::parse_iso8601("2026-11-22T13:00:00Z");

constexpr const char* kProducts =
    "sku,brand,mpn,title,category,condition,price_cents,quantity\n"
    "SERVER,Dell,R740,Server,Servers/Rack,Used,100001,5\n"
    "RAILS,Dell,RAIL,Rails,Servers/Parts,New,5000,7\n";
constexpr const char* kHeader = "sku,brand,title,category,condition,percent_off,components\n";
constexpr const char* kKit = "R740-KIT,Dell,Starter kit,Servers/Kits,Used,10,SERVER*1;RAILS*2\n";

struct Bundling : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    auto admin = rival("gds_admin");
    std::istringstream file{kProducts};
    intake::ImportOptions options;
    options.now = kNoon;
    intake::import_products(admin, file, options, {});
  }
  intake::ImportCounts import(const std::string& rows,
                              intake::ImportMode mode = intake::ImportMode::Keep,
                              base::Instant now = kNoon) {
    auto admin = rival("gds_admin");
    std::istringstream file{kHeader + rows};
    reports.clear();
    intake::ImportOptions options;
    options.mode = mode;
    options.now = now;
    return ctl::import_bundles(admin, file, options,
                               {[&](const auto& report) { reports.push_back(report); }, {}, {}});
  }
  // Everything that an import writes, as one text.
  std::string state() {
    std::string all;
    for (const auto* table : {"brands", "categories", "products", "slugs", "variants",
                              "part_numbers", "bundles", "bundle_items", "page_changes"})
      all += sql(std::string{
                     "SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM "} +
                 table + " t") +
             "\n";
    return all;
  }
  std::string price() { return sql("SELECT price_cents FROM variants WHERE sku = 'R740-KIT'"); }
  std::vector<intake::RowReport> reports;
};

CPPUNIT_TEST_FIXTURE(Bundling, a_row_becomes_a_bundle_at_its_parts_price_less_the_percentage) {
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, import(kKit).created);

  // 110001 less 10 % is 99000.9, rounded half up once.
  CPPUNIT_ASSERT_EQUAL(std::string{"99001"}, price());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"bundle|dell-r740-kit|servers/kits|used|1000|SERVER*1,RAILS*2"},
      sql("SELECT concat_ws('|', p.kind, p.slug, c.path, v.condition, b.off_basis_points,"
          " (SELECT string_agg(w.sku || '*' || i.units, ',' ORDER BY i.position)"
          "  FROM bundle_items i JOIN variants w ON w.id = i.component_variant_id"
          "  WHERE i.bundle_variant_id = v.id))"
          " FROM bundles b JOIN variants v ON v.id = b.variant_id"
          " JOIN products p ON p.id = v.product_id JOIN categories c ON c.id = p.category_id"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3"},
                       sql("SELECT variant_available(variant_id, '2026-11-22Z') FROM bundles"));
  CPPUNIT_ASSERT_EQUAL(std::string{"dell-r740-kit"},
                       sql("SELECT slug FROM slugs WHERE slug LIKE '%kit'"));
}

CPPUNIT_TEST_FIXTURE(Bundling, a_second_import_changes_nothing) {
  import(kKit);
  const auto before = state();

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, import(kKit, intake::ImportMode::Keep, kLater).unchanged);

  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Bundling, a_changed_row_changes_the_bundle_and_its_price) {
  import(kKit);

  const auto counts = import("r740-kit,DELL,Larger kit,Servers/Kits,New,0,RAILS*1;SERVER*2\n",
                             intake::ImportMode::Keep, kLater);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, counts.updated);
  CPPUNIT_ASSERT_EQUAL(std::string{"205002"}, price());
  CPPUNIT_ASSERT_EQUAL(std::string{"Larger kit|new"},
                       sql("SELECT concat_ws('|', p.title, v.condition) FROM products p"
                           " JOIN variants v ON v.product_id = p.id WHERE p.kind = 'bundle'"));
}

CPPUNIT_TEST_FIXTURE(Bundling, a_part_that_changes_its_price_changes_the_bundles) {
  import(kKit);

  sql("UPDATE variants SET price_cents = 6000 WHERE sku = 'RAILS'");

  CPPUNIT_ASSERT_EQUAL(std::string{"100801"}, price());
}

CPPUNIT_TEST_FIXTURE(Bundling, a_dry_run_says_what_would_be_and_keeps_nothing) {
  const auto before = state();

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, import(kKit, intake::ImportMode::DryRun).created);

  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Bundling, bad_rows_are_reported_with_their_reason_and_change_nothing) {
  import(kKit);
  const auto before = state();

  const auto counts = import(
      "A,Dell,T,C,Used,10,SERVER*1;NOWHERE*1\n"
      "B,Dell,T,C,Used,10,R740-KIT*1\n"
      "SERVER,Dell,T,C,Used,10,RAILS*1\n"
      "R740-KIT,Other,Starter kit,Servers/Kits,Used,10,SERVER*1;RAILS*2\n"
      "E,Dell,T,C,Used,100,SERVER*1\n"
      "F,Dell,T,C,Used,10,SERVER\n"
      "G,Dell,T,C,Used,10,SERVER*1;server*1\n"
      "H,Dell,T,C,Broken,10,SERVER*1\n"
      "I,Dell,T,C//D,Used,10,SERVER*1\n"
      "J,Dell,,C,Used,10,SERVER*1\n"
      "K,Dell,T,C,Used,10,SERVER*0\n");

  CPPUNIT_ASSERT_EQUAL(std::size_t{11}, counts.errors);
  const std::vector<std::string> reasons{
      "no variant has the SKU \"NOWHERE\"",
      "component \"R740-KIT\" is not for sale by itself",
      "sku \"SERVER\" is a plain variant's",
      "the bundle is Dell's: a bundle keeps its brand",
      "percent_off \"100\" is not a number from 0 to 99",
      "components \"SERVER\" is not a SKU and a number, as in SKU*2",
      "components \"server\" stands twice",
      "condition \"Broken\" is not known",
      "category has a level without a name",
      "title is missing",
      "components \"SERVER*0\" is not a SKU and a number, as in SKU*2"};
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    CPPUNIT_ASSERT_EQUAL(reasons[i], reports.at(i).detail);
    CPPUNIT_ASSERT_EQUAL(i + 2, reports.at(i).line);
  }
  CPPUNIT_ASSERT_EQUAL(before, state());
}

CPPUNIT_TEST_FIXTURE(Bundling, a_failure_at_any_statement_leaves_no_trace) {
  const auto before = state();

  int points = 0;
  for (bool failed = true; failed; ++points) {
    auto admin = rival("gds_admin");
    t::FailAt fault{points + 1};
    admin.watch(&fault);
    std::istringstream file{std::string{kHeader} + kKit};
    intake::ImportOptions options;
    options.now = kNoon;
    try {
      ctl::import_bundles(admin, file, options, {});
      failed = false;
    } catch (const base::Error&) {
      CPPUNIT_ASSERT_EQUAL(before, state());
    }
  }

  CPPUNIT_ASSERT(points > 8);
  CPPUNIT_ASSERT_EQUAL(std::string{"99001"}, price());
}

CPPUNIT_TEST_FIXTURE(Bundling, a_file_without_a_column_of_bundles_is_none) {
  auto admin = rival("gds_admin");
  std::istringstream file{kProducts};

  CPPUNIT_ASSERT_THROW(ctl::import_bundles(admin, file, {}, {}), base::Error);
}

CPPUNIT_TEST_FIXTURE(Bundling, the_demo_shop_loads_whole_and_again_unchanged) {
  auto admin = rival("gds_admin");
  intake::ImportOptions options;
  options.now = kNoon;
  for (const bool first : {true, false}) {
    std::ifstream products{"sql/seed/demo/products.csv"};
    std::ifstream bundles{"sql/seed/demo/bundles.csv"};
    const auto goods = intake::import_products(admin, products, options, {});
    const auto kits = ctl::import_bundles(admin, bundles, options, {});

    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, goods.errors + kits.errors);
    CPPUNIT_ASSERT_EQUAL(goods.rows, first ? goods.created : goods.unchanged);
    CPPUNIT_ASSERT_EQUAL(kits.rows, first ? kits.created : kits.unchanged);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"cisco-ws-c3850-24t-l"},
                       sql("SELECT slug FROM products WHERE mpn = 'WS-C3850-24T-L'"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM variants WHERE coalesce(variant_weight_g(id), 0) = 0"
          " AND id IN (SELECT variant_id FROM variant_stock)"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM bundles WHERE variant_available(variant_id, '2026-11-22Z') = 0"));
}

}  // namespace
