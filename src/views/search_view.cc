#include "views/search_view.h"

#include "views/product_row.h"
#include "views/product_view.h"

namespace views {
namespace {

void fill_nearest(render::Model& model, const std::vector<catalog::ProductCard>& nearest) {
  model.show_if("HAS_NEAREST", !nearest.empty()).rows("NEAREST");
  for (const auto& card : nearest) fill_product_row(model.row("NEAREST"), card);
}

}  // namespace

void fill_filters(render::Model& model, const Filters& filters) {
  model.show_if("HAS_FILTERS", !filters.groups.empty()).rows("GROUP");
  for (const auto& group : filters.groups) {
    auto& row = model.row("GROUP");
    row.set("GROUP_TITLE", group.title).rows("CHOICE");
    for (const auto& choice : group.choices)
      row.row("CHOICE")
          .set("CHOICE_PATH", choice.path)
          .set("CHOICE_NAME", choice.name)
          .set("CHOICE_COUNT", std::to_string(choice.products))
          .show_if("CHOSEN", choice.chosen)
          .show_if("FREE", !choice.chosen);
  }
  model.show_if("FILTERED", !filters.plain_path.empty()).set("PLAIN_PATH", filters.plain_path);
  const bool elsewhere = !filters.elsewhere.empty();
  model.show_if("FILTERS_BELOW", !filters.groups.empty())
      .show_if("FILTERS_ELSEWHERE", elsewhere)
      .set("FILTERS_PATH", elsewhere ? filters.elsewhere + "#filters" : "");
  model.show_if("HAS_SORTS", filters.products > 1).rows("SORT");
  for (const auto& sort : filters.sorts)
    model.row("SORT")
        .set("SORT_NAME", sort.name)
        .set("SORT_PATH", sort.path)
        .show_if("SORTED", sort.path.empty())
        .show_if("SORTABLE", !sort.path.empty());
}

std::string search_page(const render::Templates& templates, const Layout& layout,
                        const SearchView& view) {
  render::Model model;
  const bool refused = !view.error.empty();
  const bool placed = !refused && !view.place.path.empty();
  const bool asked = !refused && !placed && !view.query.empty();
  Head head;
  head.title = refused  ? "Error: Search"
               : placed ? view.place.name + ", filtered"
               : asked  ? "Search: " + view.query
                        : "Search";
  head.query = view.query;
  fill_layout(model, layout, head);
  model.set("QUERY", view.query)
      .show_if("ASKED", asked)
      .show_if("PLACED", placed)
      .set("PLACE_NAME", view.place.name)
      .set("PLACE_PATH", view.place.path)
      .show_if("NOT_ASKED", !asked && !placed)
      .set("ERROR", view.error);
  model.show_if("HAS_LIST", !view.cards.empty())
      .show_if("NOTHING", (asked || placed) && view.cards.empty())
      .rows("LIST");
  for (const auto& card : view.cards) fill_product_row(model.row("LIST"), card, Pick::Offered);
  model.show_if("HAS_MEANT", !view.meant.empty()).set("MEANT", view.meant);
  fill_filters(model, {view.groups, view.sorts, view.plain_path, view.cards.size()});
  fill_nearest(model, view.nearest);
  fill_paging(model, view.paging);
  return templates.render("shop/search", model);
}

std::string discontinued_page(const render::Templates& templates, const Layout& layout,
                              const DiscontinuedView& view) {
  const auto& product = view.product;
  render::Model model;
  Head head;
  head.title = product.title + ", discontinued";
  head.description = product.title + " (" + product.mpn + ") is no longer sold" +
                     (view.successor.empty() ? "." : "; this is what replaced it.");
  head.path = product.path;
  fill_layout(model, layout, head);
  model.set("TITLE", product.title)
      .set("BRAND", product.brand)
      .set("MPN", product.mpn)
      .set("SINCE", day_text(product.since));
  model.show_if("HAS_SUCCESSOR", !view.successor.empty()).rows("SUCCESSOR");
  for (const auto& card : view.successor) fill_product_row(model.row("SUCCESSOR"), card);
  fill_nearest(model, view.nearest);
  fill_specs(model, view.specs);
  return templates.render("shop/discontinued", model);
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
