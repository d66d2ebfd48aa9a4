#include "views/search_view.h"

#include "views/product_row.h"

namespace views {
namespace {

void fill_nearest(render::Model& model, const std::vector<catalog::ProductCard>& nearest) {
  model.show_if("HAS_NEAREST", !nearest.empty()).rows("NEAREST");
  for (const auto& card : nearest) fill_product_row(model.row("NEAREST"), card);
}

void fill_filters(render::Model& model, const SearchView& view) {
  model.show_if("HAS_FILTERS", !view.groups.empty()).rows("GROUP");
  for (const auto& group : view.groups) {
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
  model.show_if("FILTERED", !view.plain_path.empty()).set("PLAIN_PATH", view.plain_path);
  model.show_if("HAS_SORTS", view.cards.size() > 1).rows("SORT");
  for (const auto& sort : view.sorts)
    model.row("SORT")
        .set("SORT_NAME", sort.name)
        .set("SORT_PATH", sort.path)
        .show_if("SORTED", sort.path.empty())
        .show_if("SORTABLE", !sort.path.empty());
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
  model.show_if("HAS_MEANT", !view.meant.empty()).set("MEANT", view.meant);
  fill_filters(model, view);
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
