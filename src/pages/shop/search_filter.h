#pragma once
#include <string>
#include <vector>

#include "catalog/search.h"
#include "views/search_view.h"
#include "web/request.h"

// The filters of a search, as they stand in its address: /search?q=poe&brand=cisco,dell&speed=10g.
namespace pages::shop {

struct SearchFilter {
  std::string query;
  std::vector<std::string> facets;  // "brand:cisco"
  catalog::SearchSort sort = catalog::SearchSort::Relevance;

  // The address of these results' page `page`, whole.
  std::string path(int page = 1) const;
};

// What is in the address and means something; a filter that does not exist is left out.
SearchFilter read_filter(const web::Request& request, const std::string& query);

// The groups that a page offers, with how many results each choice leaves, each a link that takes
// it or gives it back. A group that could not change anything is not offered.
std::vector<views::FacetGroup> facet_groups(const SearchFilter& filter,
                                            const std::vector<catalog::FacetCount>& counts);

// The ways to sort, the present one without a path.
std::vector<views::SortChoice> sort_choices(const SearchFilter& filter);

}  // namespace pages::shop
