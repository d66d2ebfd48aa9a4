#include "views/home_view.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/json_writer.h"
#include "views/product_row.h"

namespace views {
namespace {

std::string site_json(const Layout& layout) {
  const auto& url = layout.site_url;
  base::JsonWriter json;
  json.begin_object().field("@context", "https://schema.org").key("@graph").begin_array();
  json.begin_object().field("@type", "OnlineStore").field("@id", url + "/#store");
  json.field("name", layout.site_name).field("url", url + "/").field("logo", url + layout.icon);
  json.key("hasMerchantReturnPolicy").begin_object().field("@type", "MerchantReturnPolicy");
  json.field("@id", url + "/#returns");
  json.field("applicableCountry", "US").field("merchantReturnDays", 30);
  json.field("returnPolicyCategory", "https://schema.org/MerchantReturnFiniteReturnWindow");
  json.field("returnMethod", "https://schema.org/ReturnByMail");
  json.end_object().end_object();
  json.begin_object().field("@type", "WebSite").field("@id", url + "/#site");
  json.field("name", layout.site_name).field("url", url + "/").end_object();
  json.end_array().end_object();
  return json.take();
}

// The icon of a department, by the first part of its path; a box where there is none.
std::string icon_of(const std::string& path) {
  constexpr std::array<std::string_view, 7> kDrawn{"networking", "optics",  "power",   "security",
                                                   "servers",    "storage", "wireless"};
  const auto slug = path.substr(path.rfind('/') + 1);
  return std::find(kDrawn.begin(), kDrawn.end(), slug) != kDrawn.end() ? slug : "box";
}

void fill_departments(render::Model& model, const catalog::HomePage& page) {
  model.rows("DEPARTMENTS");
  for (const auto& department : page.departments) {
    auto& row = model.row("DEPARTMENTS");
    row.set("DEPARTMENT_PATH", department.category.path)
        .set("DEPARTMENT_NAME", department.category.name)
        .set("DEPARTMENT_COUNT", department.category.products)
        .set("DEPARTMENT_ICON", icon_of(department.category.path));
    row.rows("CHILDREN");
    for (const auto& child : department.children)
      row.row("CHILDREN")
          .set("CHILD_PATH", child.path)
          .set("CHILD_NAME", child.name)
          .set("CHILD_COUNT", child.products);
  }
}

void fill_cards(render::Model& model, render::Name section, render::Name rows,
                const std::vector<catalog::ProductCard>& cards) {
  model.show_if(section, !cards.empty()).rows(rows);
  for (const auto& card : cards) fill_product_row(model.row(rows), card);
}

// "1,851"
std::string thousands(int number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

// A rack of what is in stock, its units counted from below as on real ones.
void fill_rack(render::Model& model, const std::vector<catalog::ProductCard>& cards) {
  int unit = 0;
  for (const auto& card : cards) unit += (card.front.u_height_milli.value_or(0) + 999) / 1000;
  model.show_if("HAS_RACK", cards.size() > 2).rows("RACK");
  for (const auto& card : cards) {
    auto& row = model.row("RACK");
    row.set("RACK_UNIT", unit);
    fill_product_row(row, card);
    unit -= (card.front.u_height_milli.value_or(0) + 999) / 1000;
  }
}

}  // namespace

std::string home_page(const render::Templates& templates, const Layout& layout,
                      const catalog::HomePage& page, const std::vector<content::Post>& guides) {
  render::Model model;
  Head head;
  head.title = layout.site_name + ": tested enterprise hardware";
  head.description = std::to_string(page.products) +
                     " products of enterprise IT: switches, routers, servers, storage, wireless, "
                     "firewalls, optics and power. Tested, graded, with price and stock.";
  head.path = std::string(1, '/');
  fill_layout(model, layout, head);
  model.set("PRODUCTS", thousands(page.products)).json("JSON_LD", site_json(layout));
  fill_departments(model, page);
  fill_rack(model, page.rack);
  fill_cards(model, "HAS_FEATURED", "FEATURED", page.featured);
  fill_cards(model, "HAS_BUNDLES", "BUNDLES", page.bundles);
  fill_cards(model, "HAS_ARRIVALS", "ARRIVALS", page.arrivals);
  fill_cards(model, "HAS_SOLD", "SOLD", page.sold);
  model.show_if("HAS_GUIDES", !guides.empty()).rows("GUIDES");
  for (const auto& guide : guides)
    model.row("GUIDES")
        .set("GUIDE_PATH", guide.path())
        .set("GUIDE_TITLE", guide.title)
        .set("GUIDE_SUMMARY", guide.summary);
  model.rows("BRANDS");
  for (const auto& brand : page.brands)
    model.row("BRANDS")
        .set("BRAND_PATH", brand.path)
        .set("BRAND_NAME", brand.name)
        .set("BRAND_COUNT", brand.products);
  return templates.render("shop/home", model);
}

}  // namespace views
