#include "ctl/shipping_import.h"

#include <sstream>

#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;

struct ShippingImport : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = t::make_variant(db(), "WS-1");
    sql("UPDATE products SET weight_g = 4000");
  }
  // What was refused; "" when it was kept.
  template <class Work>
  std::string refused(const std::string& text, const Work& work) {
    auto admin = rival("gds_admin");
    const auto done = admin.transact("import", [&](store::Tx& tx) {
      std::istringstream file{text};
      return work(tx, file);
    });
    return done ? "" : done.why().why;
  }
  std::string rates(const std::string& text, const shipping::NewTariff& tariff) {
    return refused(text, [&](store::Tx& tx, std::istream& file) {
      return ctl::import_rates(tx, file, tariff, "gdsctl kim", t::kNoon);
    });
  }
  std::string rates(const std::string& text) { return rates(text, ground()); }
  std::string chart(const std::string& text, const std::string& code = "ups") {
    return refused(text, [&](store::Tx& tx, std::istream& file) {
      return ctl::import_chart(tx, file, {code, "787", "ups.com"}, "gdsctl kim", t::kNoon);
    });
  }
  std::string goods(const std::string& text) {
    return refused(text,
                   [](store::Tx& tx, std::istream& file) { return ctl::import_facts(tx, file); });
  }
  static shipping::NewTariff ground() {
    shipping::NewTariff out;
    out.method = "ground";
    out.valid_from = t::kNoon;
    out.source = "contract of November";
    return out;
  }
  shipping::Offers offers(const std::string& zip) {
    return db().snapshot("offers", [&](store::Tx& tx) {
      return shipping::offers(tx,
                              {.line1 = "",
                               .line2 = "",
                               .state = "TX",
                               .zip = zip,
                               .lines = {{variant, 1, Money::cents(10000)}}},
                              t::kNoon);
    });
  }
  std::string count(const std::string& table) { return sql("SELECT count(*) FROM " + table); }
  base::VariantId variant{0};
};

CPPUNIT_TEST_FIXTURE(ShippingImport, a_price_table_is_a_new_version_with_the_old_terms) {
  sql("INSERT INTO shipping_fees (tariff_id, kind, over_lb, cents) "
      "SELECT id, 'additional_handling', 5, 700 FROM shipping_tariffs WHERE method_id = 1");
  auto tariff = ground();
  tariff.fuel_bp = 1000;

  CPPUNIT_ASSERT_EQUAL(std::string{},
                       rates("zone,up_to,cents\nnear,3000,900\nnear,5000,1000\n", tariff));

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1100 + 700}, offers("78701").find("ground")->price.in_cents());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"grams 68039 1000 contract of November gdsctl kim"},
      sql("SELECT concat_ws(' ', basis, max_package_g, fuel_bp, source, entered_by) "
          "FROM shipping_tariffs ORDER BY id DESC LIMIT 1"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"it stands there already, or twice in the file: 2026-11-22T12:00:00Z"},
      rates("zone,up_to,cents\nnear,3000,900\n"));
}

CPPUNIT_TEST_FIXTURE(ShippingImport, a_bad_price_table_is_refused_and_nothing_kept) {
  const auto before = count("shipping_tariffs") + " " + count("shipping_rates");
  for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
           {"zone,up_to,cents\n", "there are no rows"},
           {"", "the file is empty"},
           {"zone,weight\n", "line 1: no such column, or twice: weight"},
           {"zone,up_to,cents\nmoon,1,1\n", "no such zone: moon"},
           {"zone,up_to,cents\nnear,1,9.5\n", "line 2: cents is not a whole number: 9.5"},
           {"zone,up_to,cents\nnear,0,9\n",
            "line 2: up_to is 0; leave it empty when it is unknown"},
           {"zone,up_to,cents\nnear,2,9\nnear,1\n", "line 3: it has another number of fields"},
           {"zone,up_to,cents\nnear,1,9\nnear,1,9\n",
            "it stands there already, or twice in the file: zone near up to 1"},
           {"zone,up_to,cents\nnear,2,8\nnear,1,9\n", "more costs less: zone near up to 2"}})
    CPPUNIT_ASSERT_EQUAL(why, rates(text));
  auto unknown = ground();
  unknown.method = "balloon";
  CPPUNIT_ASSERT_EQUAL(std::string{"no such method: balloon"},
                       rates("zone,up_to,cents\nnear,1,1\n", unknown));
  unknown = ground();
  unknown.chart = "ups";
  CPPUNIT_ASSERT_EQUAL(std::string{"no such chart: ups"},
                       rates("zone,up_to,cents\nnear,1,1\n", unknown));
  CPPUNIT_ASSERT_EQUAL(before, count("shipping_tariffs") + " " + count("shipping_rates"));
}

CPPUNIT_TEST_FIXTURE(ShippingImport, shipping_tax_9_2_a_chart_with_a_gap_or_an_overlap_is_refused) {
  for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
           {"6,999,5\n", "no range says anything of ZIP3 005"},
           {"5,998,5\n", "no range says anything of ZIP3 999"},
           {"5,99,5\n101,999,6\n", "no range says anything of ZIP3 100"},
           {"5,100,5\n100,999,6\n", "a range overlaps another, or is none, at ZIP3 100"},
           {"5,999,5\n5,999,5\n", "a range overlaps another, or is none, at ZIP3 005"},
           {"5,1000,5\n", "a range overlaps another, or is none, at ZIP3 005"}})
    CPPUNIT_ASSERT_EQUAL(why, chart("zip3_from,zip3_to,zone\n" + text));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"},
                       count("shipping_charts") + " " + count("shipping_chart_ranges"));
}

CPPUNIT_TEST_FIXTURE(ShippingImport, shipping_tax_9_2_a_zip_that_is_not_served_has_no_quote) {
  CPPUNIT_ASSERT_EQUAL(std::string{},
                       chart("zip3_from,zip3_to,zone\n787,787,2\n5,786,8\n788,799,\n800,999,8\n"));
  CPPUNIT_ASSERT(!chart("zip3_from,zip3_to,zone\n5,999,8\n").empty());
  auto tariff = ground();
  tariff.chart = "ups";
  tariff.basis = "billable_lb";
  tariff.dim_divisor = 139;
  CPPUNIT_ASSERT_EQUAL(
      std::string{}, rates("zone,up_to,cents,per_extra_cents\n2,9,950,80\n8,9,1800,150\n", tariff));

  CPPUNIT_ASSERT_EQUAL(std::int64_t{950}, offers("78701").find("ground")->price.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1800}, offers("77001").find("ground")->price.in_cents());
  CPPUNIT_ASSERT(offers("78801").find("ground") == nullptr);
  CPPUNIT_ASSERT(offers("00401").find("ground") == nullptr);
  CPPUNIT_ASSERT(offers("78801").find("express") != nullptr);
}

CPPUNIT_TEST_FIXTURE(ShippingImport, the_database_itself_refuses_ranges_that_overlap) {
  chart("zip3_from,zip3_to,zone\n5,999,8\n");
  CPPUNIT_ASSERT_THROW(
      sql("INSERT INTO shipping_chart_ranges SELECT id, 700, 710, NULL FROM shipping_charts"),
      store::DbError);
}

CPPUNIT_TEST_FIXTURE(ShippingImport, sizes_come_by_sku_and_unknown_ones_stop_the_file) {
  const auto sku = sql("SELECT sku FROM variants");
  const auto head = std::string{"sku,packed_g,l_mm,w_mm,h_mm,ships_alone,hazmat\n"};
  CPPUNIT_ASSERT_EQUAL(std::string{}, goods(head + sku + ",5200,520,480,120,yes,UN3481\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"5200 520 480 120 t UN3481 parcel"},
                       sql("SELECT concat_ws(' ', packed_g, l_mm, w_mm, h_mm, ships_alone, hazmat, "
                           "ship_class) FROM shipping_facts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"no such SKU: X"}, goods(head + sku + ",1,,,,,\nX,1,,,,,\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"line 2: one side of three is not known"},
                       goods(head + sku + ",1,5,,,,\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"line 2: packed_g is 0; leave it empty when it is unknown"},
                       goods(head + sku + ",0,,,,,\n"));
  CPPUNIT_ASSERT_EQUAL(std::string{"5200"}, sql("SELECT packed_g FROM shipping_facts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"5200"}, sql("SELECT variant_weight_g(1)"));
}

}  // namespace
