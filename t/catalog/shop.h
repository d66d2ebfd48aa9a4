#pragma once
#include <sstream>
#include <string>

#include "catalog/search_index.h"
#include "ctl/bundle_import.h"
#include "intake/intake.h"
#include "t/db_test.h"

namespace t {

inline const base::Instant kShopTime = *base::parse_iso8601("2026-11-22T12:00:00Z");

// A small shop of its own: three Cisco switches, one of them in two conditions and one sold out, an
// HPE server, and a bundle of a switch and two optics.
struct SmallShop : OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    import(
        "C24-U,Cisco,WS-C3850-24T-L,Cisco Catalyst 3850-24T-L switch,Networking/Switches,Used,"
        "21900,6,3,1,9.3,kg,False,front-to-rear,24x 1G RJ45,,2,350,,\n"
        "C24-R,Cisco,WS-C3850-24T-L,Cisco Catalyst 3850-24T-L switch,Networking/Switches,"
        "Refurbished,28900,3,3,1,,,,,,,,,,\n"
        "C48-U,Cisco,WS-C3850-48P-S,Cisco Catalyst 3850-48P-S PoE switch,Networking/Switches,Used,"
        "36500,0,2,1,,,,,48x 1G RJ45,48,,,,\n"
        "OPT,Cisco,SFP-10G-SR,Cisco SFP-10G-SR optic <10G> & short,Networking/Optics,New,1900,"
        "40,2,,38,g,,,,,,,,\n"
        "DL380,HPE,DL380-G10,HPE ProLiant DL380 server,Servers/Rack Servers,Refurbished,99900,8,2,"
        "2,,,True,,,,2,800,,\n");
    std::istringstream bundles{
        "sku,brand,title,category,condition,percent_off,components\n"
        "KIT,Cisco,Access kit,Networking/Kits,Refurbished,10,C24-R*1;OPT*2\n"};
    auto admin = rival("gds_admin");
    intake::ImportOptions options;
    options.now = kShopTime;
    ctl::import_bundles(admin, bundles, options, {});
    index();
  }
  void import(const std::string& rows, base::Instant now = kShopTime) {
    std::istringstream file{
        "sku,brand,mpn,title,category,condition,price_cents,quantity,reorder_threshold,u_height,"
        "weight,weight_unit,full_depth,airflow,ports,poe_ports,power_supplies,max_draw_watts,"
        "image_front,image_rear\n" +
        rows};
    auto admin = rival("gds_admin");
    intake::ImportOptions options;
    options.now = now;
    const auto counts = intake::import_products(admin, file, options, {});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, counts.errors);
    index();
  }
  // Brings what is found up to date, as the job does.
  void index() {
    auto jobs = rival("gds_jobs");
    while (catalog::index_changed(jobs, 100) > 0) {
    }
  }
};

}  // namespace t
