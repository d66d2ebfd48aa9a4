#pragma once
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "intake/intake.h"
#include "t/db_test.h"

// What the tests of the product file share: a header, a switch, and a shop to import into.
namespace t {

inline const base::Instant kNoon = *base::parse_iso8601("2026-11-22T12:00:00Z");
inline const base::Instant kLater = *base::parse_iso8601("2026-11-22T13:00:00Z");

inline constexpr const char* kHeader =
    "sku,brand,mpn,title,category,condition,price_cents,quantity,reorder_threshold,u_height,weight,"
    "weight_unit,full_depth,airflow,ports,poe_ports,power_supplies,max_draw_watts,image_front,"
    "image_rear\n";
inline constexpr const char* kSwitch =
    "CIS-1,Cisco,WS-1,Cisco WS-1 switch,Networking/Switches,Used,10000,7,2,1,9.3,kg,True,"
    "front-to-rear,\"24x 1G RJ45, 2x 1G SFP\",24,1,370,,\n";

struct Importing : OwnDatabase {
  intake::ImportCounts import(const std::string& rows, intake::ImportOptions options = {}) {
    auto admin = rival("gds_admin");
    return import_as(admin, kHeader + rows, std::move(options));
  }
  intake::ImportCounts import_as(store::Db& admin, const std::string& text,
                                 intake::ImportOptions options) {
    std::istringstream file{text};
    reports.clear();
    intake::ImportWatch watch;
    watch.row = [&](const intake::RowReport& report) { reports.push_back(report); };
    if (options.now == base::Instant{}) options.now = kNoon;
    return intake::import_products(admin, file, options, watch);
  }
  // Everything that an import writes, as one text.
  std::string state() {
    std::string all;
    for (const auto* table :
         {"brands", "categories", "products", "slugs", "variants", "part_numbers", "media",
          "stock_items", "stock_movements", "page_changes", "bundles", "bundle_items"})
      all += sql(std::string{
                     "SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM "} +
                 table + " t") +
             "\n";
    return all;
  }
  std::vector<intake::RowReport> reports;
};

// The folder of real files beside the tree, where there is one.
inline std::string shared_files() {
  for (const auto* folder : {"../shared/data", "../../shared/data"})
    if (std::filesystem::exists(std::string{folder} + "/catalog.csv")) return folder;
  return {};
}

inline void assert_counts(const intake::ImportCounts& counts, std::size_t created,
                          std::size_t updated, std::size_t unchanged, std::size_t errors) {
  CPPUNIT_ASSERT_EQUAL(created, counts.created);
  CPPUNIT_ASSERT_EQUAL(updated, counts.updated);
  CPPUNIT_ASSERT_EQUAL(unchanged, counts.unchanged);
  CPPUNIT_ASSERT_EQUAL(errors, counts.errors);
}

}  // namespace t
