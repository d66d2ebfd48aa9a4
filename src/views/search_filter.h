#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/search.h"
#include "views/search_view.h"

// The filters of a list, as they stand in an address:
// /search?q=poe&brand=cisco,dell&speed=10g, /search?in=c/networking/switches&condition=used.
// Generated category pages offer them too: each choice leads to the search.
namespace views {

struct SearchFilter {
  std::string query;
  std::vector<std::string> facets;  // "brand:cisco"
  catalog::SearchSort sort = catalog::SearchSort::Relevance;
  std::string within{};  // a category's or brand's path without its first slash, instead of a query

  // The address of these results' page `page`, whole.
  std::string path(int page = 1) const;
};

// The words that filters go by in addresses and facets: "condition", "brand", …
std::vector<std::string_view> filter_kinds();

// "cheapest"; what is no word of ours is the best first.
catalog::SearchSort sort_of(std::string_view word);

// "c/networking" is "category:networking", "brand/cisco" is "brand:cisco"; "" for anything else.
std::string facet_of_place(std::string_view place);

// The groups that a page offers, with how many results each choice leaves, each a link that takes
// it or gives it back. A group that could not change anything is not offered.
std::vector<FacetGroup> facet_groups(const SearchFilter& filter,
                                     const std::vector<catalog::FacetCount>& counts);

// The ways to sort, the present one without a path.
std::vector<SortChoice> sort_choices(const SearchFilter& filter);

}  // namespace views
