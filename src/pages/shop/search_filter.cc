#include "pages/shop/search_filter.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "catalog/condition.h"

namespace pages::shop {
namespace {

using catalog::SearchSort;

struct Kind {
  std::string_view word;  // in addresses and facets
  std::string_view title;
};
// Condition and brand first: they decide most about used goods.
constexpr std::array<Kind, 9> kKinds{{{"condition", "Condition"},
                                      {"brand", "Brand"},
                                      {"stock", "Availability"},
                                      {"price", "Price"},
                                      {"category", "Category"},
                                      {"ports", "Ports"},
                                      {"speed", "Port speed"},
                                      {"poe", "Power over Ethernet"},
                                      {"form", "Height"}}};
struct Sort {
  SearchSort sort;
  std::string_view word;
  std::string_view name;
};
constexpr std::array<Sort, 4> kSorts{{{SearchSort::Relevance, "", "Best match"},
                                      {SearchSort::CheapestFirst, "cheapest", "Lowest price"},
                                      {SearchSort::DearestFirst, "dearest", "Highest price"},
                                      {SearchSort::NewestFirst, "newest", "Newest"}}};
constexpr std::size_t kMostChosen = 40;
constexpr std::size_t kMostShown = 10;

bool is_value(std::string_view value) {
  return !value.empty() && value.size() <= 120 &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                  c == '/' || c == '+' || c == '.';
         });
}

std::string name_of(std::string_view kind, const catalog::FacetCount& count) {
  const auto value = count.facet.substr(kind.size() + 1);
  if (kind == "condition") {
    const auto condition = catalog::parse_condition(value);
    return condition ? std::string{catalog::name_of(*condition)} : value;
  }
  if (kind == "stock") return value == "in" ? "In stock" : "Sold out";
  if (kind == "poe") return "With PoE";
  if (kind == "price") {
    if (value.ends_with('+')) return "$" + value.substr(0, value.size() - 1) + " and up";
    const auto dash = value.find('-');
    return "$" + value.substr(0, dash) + " to $" + value.substr(dash + 1);
  }
  if (kind == "ports") return value + " ports";
  if (kind == "speed" || kind == "form") {
    if (value == "desktop") return "Not rack-mounted";
    std::string text = value;
    for (auto& c : text)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return kind == "form" && text == "3U+" ? "3U and more" : text;
  }
  return count.name;
}

// "10g" before "100g", "100-250" before "1000-2500".
std::int64_t number_in(std::string_view value) {
  const auto end = std::min(value.find_first_not_of("0123456789"), value.size());
  return base::parse_integer<std::int64_t>(value.substr(0, end)).value_or(0);
}

SearchFilter toggled(SearchFilter filter, const std::string& facet) {
  const auto at = std::find(filter.facets.begin(), filter.facets.end(), facet);
  if (at == filter.facets.end()) {
    filter.facets.push_back(facet);
  } else {
    filter.facets.erase(at);
  }
  return filter;
}

// Sold out is no choice of anybody's.
bool is_offered(const std::string& facet) {
  return facet != "stock:out";
}

}  // namespace

std::string SearchFilter::path(int page) const {
  auto text = "/search?q=" + base::percent_encoded(query);
  for (const auto& kind : kKinds) {
    std::string values;
    for (const auto& facet : facets) {
      if (!facet.starts_with(std::string{kind.word} + ':')) continue;
      values +=
          (values.empty() ? "" : ",") + base::percent_encoded(facet.substr(kind.word.size() + 1));
    }
    if (!values.empty()) text += '&' + std::string{kind.word} + '=' + values;
  }
  for (const auto& known : kSorts)
    if (known.sort == sort && !known.word.empty()) text += "&sort=" + std::string{known.word};
  if (page > 1) text += "&page=" + std::to_string(page);
  return text;
}

SearchFilter read_filter(const web::Request& request, const std::string& query) {
  SearchFilter filter{.query = query, .facets = {}};
  const auto& fields = request.query_fields();
  for (const auto& kind : kKinds) {
    auto list = base::lower_ascii(fields.value(std::string{kind.word}));
    while (!list.empty() && filter.facets.size() < kMostChosen) {
      const auto comma = std::min(list.find(','), list.size());
      const auto value = list.substr(0, comma);
      list.erase(0, comma + 1);
      const auto facet = std::string{kind.word} + ':' + value;
      if (is_value(value) &&
          std::find(filter.facets.begin(), filter.facets.end(), facet) == filter.facets.end())
        filter.facets.push_back(facet);
    }
  }
  for (const auto& known : kSorts)
    if (fields.value("sort") == known.word) filter.sort = known.sort;
  return filter;
}

std::vector<views::FacetGroup> facet_groups(const SearchFilter& filter,
                                            const std::vector<catalog::FacetCount>& counts) {
  std::vector<views::FacetGroup> groups;
  for (const auto& kind : kKinds) {
    views::FacetGroup group{std::string{kind.title}, {}};
    std::vector<catalog::FacetCount> offered;
    bool chosen_one = false;
    for (const auto& count : counts) {
      if (!count.facet.starts_with(std::string{kind.word} + ':') || !is_offered(count.facet))
        continue;
      offered.push_back(count);
      chosen_one |=
          std::find(filter.facets.begin(), filter.facets.end(), count.facet) != filter.facets.end();
    }
    const auto start = kind.word.size() + 1;
    const bool by_number = kind.word == "price" || kind.word == "ports" || kind.word == "speed";
    std::stable_sort(offered.begin(), offered.end(), [&](const auto& a, const auto& b) {
      if (by_number) return number_in(a.facet.substr(start)) < number_in(b.facet.substr(start));
      return a.products > b.products;
    });
    if (offered.size() > kMostShown && !by_number) offered.resize(kMostShown);
    if (offered.size() < 2 && !chosen_one && kind.word != "poe" && kind.word != "stock") continue;
    for (const auto& count : offered) {
      const bool chosen =
          std::find(filter.facets.begin(), filter.facets.end(), count.facet) != filter.facets.end();
      group.choices.push_back(
          {name_of(kind.word, count), toggled(filter, count.facet).path(), count.products, chosen});
    }
    if (!group.choices.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<views::SortChoice> sort_choices(const SearchFilter& filter) {
  std::vector<views::SortChoice> choices;
  for (const auto& known : kSorts) {
    auto other = filter;
    other.sort = known.sort;
    choices.push_back(
        {std::string{known.name}, known.sort == filter.sort ? std::string{} : other.path()});
  }
  return choices;
}

}  // namespace pages::shop
