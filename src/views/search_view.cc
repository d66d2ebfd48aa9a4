#include "views/search_view.h"

#include "views/product_row.h"

namespace views {
namespace {

void fill_nearest(render::Model& model, const std::vector<catalog::ProductCard>& nearest) {
  model.show_if("HAS_NEAREST", !nearest.empty()).rows("NEAREST");
  for (const auto& card : nearest) fill_product_row(model.row("NEAREST"), card);
}

}  // namespace

std::string search_page(const render::Templates& templates, const Layout& layout,
                        const SearchView& view) {
  render::Model model;
  const bool refused = !view.error.empty();
  const bool asked = !refused && !view.query.empty();
  Head head;
  head.title = refused ? "Error: Search" : asked ? "Search: " + view.query : "Search";
  head.query = view.query;
  fill_layout(model, layout, head);
  model.set("QUERY", view.query)
      .show_if("ASKED", asked)
      .show_if("NOT_ASKED", !asked)
      .set("ERROR", view.error);
  model.show_if("HAS_LIST", !view.cards.empty())
      .show_if("NOTHING", asked && view.cards.empty())
      .rows("LIST");
  for (const auto& card : view.cards) fill_product_row(model.row("LIST"), card);
  fill_nearest(model, view.nearest);
  fill_paging(model, view.paging);
  return templates.render("shop/search", model);
}

std::string not_found_page(const render::Templates& templates, const Layout& layout,
                           const NotFoundView& view) {
  render::Model model;
  Head head;
  head.title = "No such page";
  fill_layout(model, layout, head);
  fill_nearest(model, view.nearest);
  model.set("REFERENCE", view.request_id);
  return templates.render("shop/not_found", model);
}

}  // namespace views
