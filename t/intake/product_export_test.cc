#include "intake/intake.h"

#include "catalog/import_row.h"
#include "t/intake/importing.h"

namespace {

using t::Importing;

struct Exporting : Importing {
  std::string exported() {
    auto admin = rival("gds_admin");
    std::ostringstream out;
    intake::export_products(admin, out);
    return out.str();
  }
};

CPPUNIT_TEST_FIXTURE(Exporting, an_export_has_the_columns_and_rows_of_the_import) {
  import(t::kSwitch);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"sku,brand,mpn,title,category,condition,price_cents,quantity,reorder_threshold,"
                  "u_height,weight,weight_unit,full_depth,airflow,ports,poe_ports,power_supplies,"
                  "max_draw_watts,image_front,image_rear\r\n"
                  "CIS-1,Cisco,WS-1,Cisco WS-1 switch,Networking/Switches,Used,10000,7,2,1,9300,g,"
                  "True,front-to-rear,\"24x 1G RJ45, 2x 1G SFP\",24,1,370,,\r\n"},
      exported());
}

CPPUNIT_TEST_FIXTURE(Exporting, an_export_imported_again_changes_nothing) {
  // Facts that rows of one product tell apart, a height of a half, an unknown count, quotes.
  import(std::string{t::kSwitch} +
         "CIS-1-B,CISCO,ws-1,Another title,Networking/Other,For parts,20000,,1,2,1,lb,False,,8x "
         "1G RJ45,,,99,,\n"
         "H,HPE,\"5\"\" bay, \"\"wide\"\"\",\"A \"\"good\"\" bay, grey\",Storage/Bays,Open "
         "box,1,0,,1.5,13.01,lb,False,passive,,,,,,\n");
  const auto before = state();
  const auto file = exported();

  auto admin = rival("gds_admin");
  t::assert_counts(import_as(admin, file, {.now = t::kLater}), 0, 0, 3, 0);

  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT_EQUAL(file, exported());
}

CPPUNIT_TEST_FIXTURE(Exporting,
                     nothing_in_an_export_is_computed_and_it_is_the_same_imported_again) {
  import(
      "=1+1,Cisco,+WS-1,@SUM(A1),Networking/Switches,Used,10000,,,,,,,\"=cmd|'/C calc'!A0\",,,,,,\n"
      "''-2,Cisco,'WS-2,-,Networking/Switches,Used,10000,,,,,,,,,,,,,\n");
  const auto before = state();
  const auto file = exported();
  auto admin = rival("gds_admin");
  t::assert_counts(import_as(admin, file, {.now = t::kLater}), 0, 0, 2, 0);

  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT(file.find("\r\n'=1+1,Cisco,'+WS-1,'@SUM(A1),") != std::string::npos);
  CPPUNIT_ASSERT(file.find(",'=cmd|") != std::string::npos);
  CPPUNIT_ASSERT(file.find("\r\n''-2,Cisco,'WS-2,'-,") != std::string::npos);
  CPPUNIT_ASSERT_EQUAL(
      std::string{"'-2, =1+1"},
      sql("SELECT string_agg(sku, ', ' ORDER BY sku COLLATE \"C\") FROM variants"));
}

CPPUNIT_TEST_FIXTURE(Exporting, only_what_is_for_sale_is_exported) {
  import(std::string{t::kSwitch} + "A,Cisco,WS-2,T,C,Used,1,,,,,,,,,,,,,\n");
  sql("UPDATE variants SET state = 'archived' WHERE sku = 'A'");

  const auto file = exported();

  CPPUNIT_ASSERT(file.find("\r\nCIS-1,") != std::string::npos);
  CPPUNIT_ASSERT(file.find("\r\nA,") == std::string::npos);
}

}  // namespace
