#include "views/home_view.h"

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
  json.field("applicableCountry", "US").field("merchantReturnDays", 30);
  json.field("returnPolicyCategory", "https://schema.org/MerchantReturnFiniteReturnWindow");
  json.field("returnMethod", "https://schema.org/ReturnByMail");
  json.end_object().end_object();
  json.begin_object().field("@type", "WebSite").field("@id", url + "/#site");
  json.field("name", layout.site_name).field("url", url + "/").end_object();
  json.end_array().end_object();
  return json.take();
}

void fill_departments(render::Model& model, const catalog::HomePage& page) {
  model.rows("DEPARTMENTS");
  for (const auto& department : page.departments) {
    auto& row = model.row("DEPARTMENTS");
    row.set("DEPARTMENT_PATH", department.category.path)
        .set("DEPARTMENT_NAME", department.category.name)
        .set("DEPARTMENT_COUNT", department.category.products);
    row.rows("CHILDREN");
    for (const auto& child : department.children)
      row.row("CHILDREN")
          .set("CHILD_PATH", child.path)
          .set("CHILD_NAME", child.name)
          .set("CHILD_COUNT", child.products);
  }
}

}  // namespace

std::string home_page(const render::Templates& templates, const Layout& layout,
                      const catalog::HomePage& page) {
  render::Model model;
  Head head;
  head.title = layout.site_name + ": tested enterprise hardware";
  head.description = std::to_string(page.products) +
                     " products of enterprise IT: switches, routers, servers, storage, wireless, "
                     "firewalls, optics and power. Tested, graded, with price and stock.";
  head.path = std::string(1, '/');
  fill_layout(model, layout, head);
  model.set("PRODUCTS", page.products).json("JSON_LD", site_json(layout));
  fill_departments(model, page);
  model.show_if("HAS_FEATURED", !page.featured.empty()).rows("FEATURED");
  for (const auto& card : page.featured) fill_product_row(model.row("FEATURED"), card);
  model.show_if("HAS_BUNDLES", !page.bundles.empty()).rows("BUNDLES");
  for (const auto& card : page.bundles) fill_product_row(model.row("BUNDLES"), card);
  model.rows("BRANDS");
  for (const auto& brand : page.brands)
    model.row("BRANDS")
        .set("BRAND_PATH", brand.path)
        .set("BRAND_NAME", brand.name)
        .set("BRAND_COUNT", brand.products);
  return templates.render("shop/home", model);
}

}  // namespace views
