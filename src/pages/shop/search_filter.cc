#include "pages/shop/search_filter.h"

#include <algorithm>

#include "base/text.h"

namespace pages::shop {
namespace {

constexpr std::size_t kMostChosen = 40;

bool is_value(std::string_view value) {
  return !value.empty() && value.size() <= 120 &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                  c == '/' || c == '+' || c == '.';
         });
}

}  // namespace

views::SearchFilter read_filter(const web::Request& request, const std::string& query) {
  views::SearchFilter filter{.query = query, .facets = {}};
  const auto& fields = request.query_fields();
  for (const auto kind : views::filter_kinds()) {
    auto list = base::lower_ascii(fields.value(std::string{kind}));
    while (!list.empty() && filter.facets.size() < kMostChosen) {
      const auto comma = std::min(list.find(','), list.size());
      const auto value = list.substr(0, comma);
      list.erase(0, comma + 1);
      const auto facet = std::string{kind} + ':' + value;
      if (is_value(value) &&
          std::find(filter.facets.begin(), filter.facets.end(), facet) == filter.facets.end())
        filter.facets.push_back(facet);
    }
  }
  filter.sort = views::sort_of(fields.value("sort"));
  if (query.empty())
    if (const auto place = base::lower_ascii(fields.value("in"));
        is_value(place) && !views::facet_of_place(place).empty())
      filter.within = place;
  return filter;
}

}  // namespace pages::shop
