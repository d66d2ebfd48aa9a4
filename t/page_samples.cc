#include "t/page_samples.h"

using catalog::Condition;
using catalog::StockBand;

namespace t {
namespace {

base::Money dollars(std::int64_t whole) {
  return base::Money::cents(whole * 100);
}

catalog::ProductCard card(std::int64_t id, const char* title, const char* mpn, const char* path,
                          catalog::Front front, std::vector<std::string> facts, std::int64_t price,
                          int units) {
  catalog::ProductCard made;
  made.id = base::ProductId{id};
  made.title = title;
  made.brand = "Cisco";
  made.mpn = mpn;
  made.path = path;
  made.front = std::move(front);
  made.facts = std::move(facts);
  made.price = dollars(price);
  made.conditions = {Condition::Refurbished};
  made.band = catalog::band_of(units);
  made.units = made.band == StockBand::Last ? units : 0;
  return made;
}

}  // namespace

base::Instant views_noon() {
  return *base::parse_iso8601("2026-11-22T18:00:00Z");
}

views::Layout layout() {
  views::Layout made;
  made.site_name = "GigDataServ";
  made.site_url = "https://shop.example";
  made.css = "/assets/site.1.css";
  made.script = "/assets/site.2.js";
  made.icon = "/assets/icon.3.svg";
  made.icons = "/assets/icons.4.svg";
  for (const auto* name :
       {"Networking", "Servers", "Storage", "Wireless", "Security", "Optics", "Power"}) {
    std::string path = "/c/";
    for (const char* c = name; *c != '\0'; ++c) path += static_cast<char>(std::tolower(*c));
    made.menu.departments.push_back({name, path});
  }
  return made;
}

catalog::ProductCard switch_card() {
  auto made = card(7, "Cisco Catalyst 3850-24T-L stackable 24-port gigabit switch, LAN Base",
                   "WS-C3850-24T-L", "/p/cisco-ws-c3850-24t-l",
                   {"networking/switches/access-switches", "24x 1G RJ45", 1000},
                   {"24x 1G RJ45", "1U", "350 W"}, 219, 14);
  made.more_prices = true;
  made.conditions = {Condition::Refurbished, Condition::Used};
  return made;
}

catalog::ProductCard server_card() {
  return card(9, "Dell PowerEdge R740, two Xeon Scalable sockets, 24 DIMM slots, iDRAC9", "R740",
              "/p/dell-r740", {"servers/rack-servers/2u-rack-servers", "", 2000}, {"2U"}, 1189, 3);
}

catalog::ProductPage switch_page() {
  catalog::ProductPage page;
  page.id = base::ProductId{7};
  page.title = "Cisco Catalyst 3850-24T-L stackable 24-port gigabit switch, LAN Base";
  page.mpn = "WS-C3850-24T-L";
  page.path = "/p/cisco-ws-c3850-24t-l";
  page.brand = {"Cisco", "/brand/cisco"};
  page.trail = {{"Networking", "/c/networking"},
                {"Switches", "/c/networking/switches"},
                {"Access Switches", "/c/networking/switches/access-switches"}};
  page.offers = {{base::VariantId{11}, "CIS-WS-C3850-24T-L-RFB", Condition::Refurbished,
                  dollars(289), 28900, StockBand::InStock, 0},
                 {base::VariantId{12}, "CIS-WS-C3850-24T-L-USED", Condition::Used, dollars(219),
                  21900, StockBand::Last, 3}};
  page.offers[0].was = dollars(349);
  page.offers[0].tiers = {{5, dollars(275)}, {10, dollars(259)}};
  page.offers[1].lead_days_min = 2;
  page.offers[1].lead_days_max = 4;
  page.specs = {{"Ports", "24x 1G RJ45"},
                {"Height", "1U"},
                {"Airflow", "front-to-rear"},
                {"Power supplies", "2"},
                {"Most power drawn", "350 W"}};
  page.front = {"networking/switches/access-switches", "24x 1G RJ45", 1000};
  page.related = {card(8, "Cisco Catalyst 3850-48P-L stackable 48-port gigabit PoE+ switch",
                       "WS-C3850-48P-L", "/p/cisco-ws-c3850-48p-l",
                       {"networking/switches/access-switches", "48x 1G RJ45, 4x 10G SFP+", 1000},
                       {"48x 1G RJ45", "48 PoE ports", "1U"}, 365, 12)};
  page.changed_at = views_noon();
  return page;
}

catalog::ProductPage bundle_page() {
  auto page = switch_page();
  page.title = "PowerEdge R740 starter kit: server, sliding rails and security bezel";
  page.mpn = "KIT-DEL-R740-STARTER";
  page.path = "/p/dell-kit-del-r740-starter";
  page.brand = {"Dell", "/brand/dell"};
  page.trail = {{"Servers", "/c/servers"}};
  page.offers.resize(1);
  page.offers.front().band = StockBand::SoldOut;
  page.front = {"servers/bundles/starter-kits", "", std::nullopt};
  page.specs.clear();
  page.parts = {
      {"Dell PowerEdge R740", "R740", "/p/dell-r740", Condition::Refurbished, 1, dollars(1189)},
      {"Dell ReadyRails sliding rails", "770-BBBQ", "/p/dell-770-bbbq", Condition::New, 2,
       dollars(79)}};
  page.bundle_off_basis_points = 1000;
  page.bundle_parts_price = dollars(1347);
  page.related.clear();
  return page;
}

catalog::CategoryPage category() {
  catalog::CategoryPage page;
  page.id = base::CategoryId{3};
  page.name = "Switches";
  page.path = "/c/networking/switches/page/2";
  page.trail = {{"Networking", "/c/networking"}};
  page.children = {{"Access Switches", "/c/networking/switches/access-switches", 71},
                   {"Compact Switches", "/c/networking/switches/compact-switches", 9},
                   {"Data Center Switches", "/c/networking/switches/data-center-switches", 25}};
  page.cards = {
      switch_card(),
      card(20, "Cisco Nexus 93180YC-EX leaf switch, 48 ports of 1/10/25G and six 100G",
           "N9K-C93180YC-EX", "/p/cisco-n9k-c93180yc-ex",
           {"networking/switches/data-center-switches", "48x 25G SFP28, 6x 100G QSFP28", 1000},
           {"48x 25G SFP28", "6x 100G QSFP28", "1U"}, 3890, 2),
      card(21, "Cisco Catalyst 3560-CX eight-port PoE+ compact switch, fanless, 240 W",
           "WS-C3560CX-8PC-S", "/p/cisco-ws-c3560cx-8pc-s",
           {"networking/switches/compact-switches", "10x 1G RJ45, 2x 1G SFP", 1000},
           {"10x 1G RJ45", "2x 1G SFP", "8 PoE ports"}, 249, 0)};
  page.paging = {2,
                 5,
                 113,
                 "/c/networking/switches",
                 "/c/networking/switches",
                 "/c/networking/switches/page/3"};
  return page;
}

catalog::HomePage home() {
  catalog::HomePage page;
  for (const auto& link : layout().menu.departments) {
    catalog::HomePage::Department department;
    department.category = {link.name, link.path, 53};
    department.children = {{"Switches", link.path + "/switches", 40},
                           {"Modules and parts", link.path + "/modules", 13}};
    page.departments.push_back(department);
  }
  page.brands = {{"APC", "/brand/apc", 12}, {"Cisco", "/brand/cisco", 120}};
  page.featured = {
      switch_card(), server_card(),
      card(30, "Cisco 10GBASE-SR SFP+, 850 nm multimode, LC duplex, 300 m over OM3", "SFP-10G-SR",
           "/p/cisco-sfp-10g-sr", {"optics/transceivers/10g-sfp-modules", "", std::nullopt},
           {"850 nm"}, 19, 60),
      card(31, "Cisco 10G SFP+ passive copper twinax cable, 3 m", "SFP-H10GB-CU3M",
           "/p/cisco-sfp-h10gb-cu3m", {"optics/cables/direct-attach-cables", "", std::nullopt},
           {"passive"}, 24, 30),
      card(32, "Cisco Aironet 2802i Wave 2 access point, internal antennas, B domain",
           "AIR-AP2802I-B-K9", "/p/cisco-air-ap2802i-b-k9",
           {"wireless/access-points/indoor-access-points", "2x 1G RJ45, 1x 802.11ac", std::nullopt},
           {"2x 1G RJ45", "1x 802.11ac"}, 129, 9)};
  page.bundles = {card(40, "PowerEdge R740 starter kit: server, sliding rails and security bezel",
                       "KIT-DEL-R740-STARTER", "/p/dell-kit-del-r740-starter",
                       {"servers/bundles/starter-kits", "", std::nullopt}, {}, 1212, 4)};
  page.bundles.front().bundle = true;
  page.products = 317;
  return page;
}

views::Summary summary() {
  views::Summary made;
  made.lines = {
      {"Cisco Catalyst 3850-24T-L stackable 24-port gigabit switch, LAN Base", "WS-C3850-24T-L",
       "refurbished", "/p/cisco-ws-c3850-24t-l", 2, dollars(289), dollars(578)},
      {"Cisco 10GBASE-SR SFP+, 850 nm multimode", "SFP-10G-SR", "open_box", "/p/cisco-sfp-10g-sr",
       1, dollars(19), dollars(19)}};
  made.subtotal = dollars(597);
  return made;
}

views::CartView cart() {
  views::CartView view;
  views::CartLineView line;
  line.variant = base::VariantId{11};
  line.title = "Cisco Catalyst 3850-24T-L stackable 24-port gigabit switch, LAN Base";
  line.mpn = "WS-C3850-24T-L";
  line.condition = "refurbished";
  line.path = "/p/cisco-ws-c3850-24t-l";
  line.units = 2;
  line.unit_price = dollars(289);
  line.total = dollars(578);
  view.lines = {line};
  view.subtotal = dollars(578);
  view.now = views_noon();
  view.held_until = views_noon() + std::chrono::minutes{14} + std::chrono::seconds{5};
  return view;
}

views::ReviewView review() {
  views::ReviewView view;
  view.email = "kim@example.org";
  view.address = {"Kim Doe", "1100 Congress Ave", "Austin, TX 78701"};
  view.shipping_name = "Ground";
  view.min_days = 3;
  view.max_days = 5;
  view.summary = summary();
  view.summary.shipping = base::Money::cents(2995);
  view.summary.tax = base::Money::cents(5172);
  view.total = base::Money::cents(67867);
  view.due = view.total;
  view.summary.total = view.total;
  return view;
}

views::OrderView order() {
  views::OrderView view;
  view.number = "10001";
  view.placed_at = views_noon();
  view.history = {{views_noon(), "Placed"},
                  {views_noon(), "Parcel shipped", "UPS 1Z999AA10123456784"}};
  view.email = "kim@example.org";
  view.address = {"Kim Doe", "1100 Congress Ave", "Austin, TX 78701"};
  view.shipping_name = "Ground";
  view.min_days = 3;
  view.max_days = 5;
  view.summary = review().summary;
  view.invoice_path = "/orders/10001/invoice?t=token";
  return view;
}

views::QuoteView quote() {
  views::QuoteView view;
  view.number = "1001";
  view.token = "tok-EN_1";
  view.name = "Kim Doe";
  view.company = "Doe Labs";
  view.note = "As on the phone.";
  view.expires_at = views_noon() + std::chrono::days{14};
  view.terms = "Net 30";
  view.po_number = "PO-7";
  view.lines = {
      {{"Cisco Catalyst 3850 24-Port", "WS-C3850-24T-L", "refurbished", "/p/cisco-catalyst-3850", 3,
        base::Money::cents(40000), base::Money::cents(120000)},
       base::Money::cents(45000)}};
  view.goods = base::Money::cents(120000);
  view.shipping = base::Money::cents(25000);
  view.shipping_name = "Freight";
  return view;
}

}  // namespace t
