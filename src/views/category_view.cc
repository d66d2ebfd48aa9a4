#include "views/category_view.h"

#include "views/product_row.h"
#include "views/search_filter.h"
#include "views/trail.h"

namespace views {
namespace {

std::string with_page(const std::string& text, const catalog::Paging& paging) {
  return paging.page == 1 ? text : text + ", page " + std::to_string(paging.page);
}

// What stands in the results of search engines.
template <class Page>
std::string description_of(const Page& page) {
  return page.name + ": " +
         (page.paging.page == 1 ? products_text(page.paging.products) + ", " : std::string{}) +
         "new, refurbished and used, tested, with price and stock of each" +
         with_page("", page.paging) + ".";
}

// The list, and the links that narrow and sort it: they lead to the search. The first page alone
// says how many products there are and has the filters with their counts: one that comes or goes
// would change all the others else.
template <class Page>
void fill_list(render::Model& model, const Page& page) {
  model.show_if("FIRST_PAGE", page.paging.page == 1)
      .show_if("LATER_PAGE", page.paging.page > 1)
      .rows("LIST");
  for (const auto& card : page.cards) fill_product_row(model.row("LIST"), card, Pick::Offered);
  fill_paging(model, page.paging);
  SearchFilter filter{.query = {}, .facets = {}};
  filter.within = page.path.substr(1, page.path.rfind("/page/") - 1);
  const auto groups = facet_groups(filter, page.facets);
  const auto sorts = sort_choices(filter);
  fill_filters(
      model,
      {groups, sorts, {}, page.cards.size(), page.paging.page == 1 ? "" : page.paging.first_path});
}

std::string trail_json(const Layout& layout, const std::vector<catalog::Link>& above,
                       const std::string& here) {
  base::JsonWriter json;
  json.begin_object().field("@context", "https://schema.org").key("@graph").begin_array();
  write_trail(json, layout.site_url, above, here);
  json.end_array().end_object();
  return json.take();
}

}  // namespace

std::string category_page(const render::Templates& templates, const Layout& layout,
                          const catalog::CategoryPage& page) {
  render::Model model;
  Head head;
  head.title = with_page(page.name, page.paging);
  head.description = description_of(page);
  head.path = page.path;
  fill_layout(model, layout, head);
  fill_trail(model, page.trail, page.name);
  model.set("NAME", page.name).json("JSON_LD", trail_json(layout, page.trail, page.name));
  model.show_if("HAS_CHILDREN", !page.children.empty()).rows("CHILDREN");
  for (const auto& child : page.children)
    model.row("CHILDREN")
        .set("CHILD_PATH", child.path)
        .set("CHILD_NAME", child.name)
        .set("CHILD_COUNT", child.products);
  fill_list(model, page);
  return templates.render("shop/category", model);
}

std::string brand_page(const render::Templates& templates, const Layout& layout,
                       const catalog::BrandPage& page) {
  render::Model model;
  Head head;
  head.title = with_page(page.name + " hardware", page.paging);
  head.description = description_of(page);
  head.path = page.path;
  fill_layout(model, layout, head);
  fill_trail(model, {}, page.name);
  model.set("NAME", page.name).json("JSON_LD", trail_json(layout, {}, page.name));
  fill_list(model, page);
  return templates.render("shop/brand", model);
}

}  // namespace views
