#pragma once
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "catalog/relations.h"
#include "render/model.h"
#include "render/templates.h"
#include "views/layout.h"

namespace views {

// One choice of a filter: a link that takes it, or gives it back when it is chosen.
struct FacetChoice {
  std::string name;
  std::string path;
  int products = 0;  // that it leaves
  bool chosen = false;
};
struct FacetGroup {
  std::string title;
  std::vector<FacetChoice> choices;
};
struct SortChoice {
  std::string name;
  std::string path;  // "" for the order that these results have
};

// What fills shop/list_sorts and shop/list_filters, which stand beside a list that can be narrowed.
struct Filters {
  const std::vector<FacetGroup>& groups;
  const std::vector<SortChoice>& sorts;
  std::string plain_path;    // the same list without filters; "" when there are none
  std::size_t products = 0;  // that are shown
  std::string elsewhere{};   // the page of the list that has the filters, where this one has not
};
void fill_filters(render::Model& model, const Filters& filters);

// GET /search. The first product links inside <main> are the results in order.
struct SearchView {
  std::string query;  // as typed; "" is a visit without a question
  std::string error;  // why this question is not answered; then there is nothing below
  std::vector<catalog::ProductCard> cards;
  catalog::Paging paging;                     // its paths hold the query, escaped
  std::vector<catalog::ProductCard> nearest;  // by part number, where cards are few or none
  std::string meant;  // the words that were looked for instead; "" when they were the query's
  std::vector<FacetGroup> groups{};
  std::vector<SortChoice> sorts{};
  std::string plain_path{};  // the same search without filters; "" when there are none
  catalog::Link place{};     // a category or brand that is looked through without a query
};
std::string search_page(const render::Templates& templates, const Layout& layout,
                        const SearchView& view);

// A product that is no longer sold, for as long as its page says so.
struct DiscontinuedView {
  catalog::Discontinued product;
  std::vector<catalog::ProductCard> successor;  // one, or none
  std::vector<catalog::ProductCard> nearest;    // by part number, where nothing replaced it
  std::vector<catalog::SpecRow> specs{};        // as its page had it
};
std::string discontinued_page(const render::Templates& templates, const Layout& layout,
                              const DiscontinuedView& view);

// 404 for a path of the catalog: names the products whose part numbers come nearest. sitegen
// writes the same without any as 404.html.
struct NotFoundView {
  std::vector<catalog::ProductCard> nearest;
  std::string request_id;  // "" in 404.html
};
std::string not_found_page(const render::Templates& templates, const Layout& layout,
                           const NotFoundView& view);

}  // namespace views
