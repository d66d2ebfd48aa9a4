#include "views/search_filter.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "catalog/condition.h"

namespace views {
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
constexpr std::size_t kMostShown = 10;

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

// Sold out is no choice of anybody's; a place's list offers what stands below it, not itself nor
// what it is part of.
bool is_offered(const std::string& facet, const std::string& place) {
  if (facet == "stock:out" || facet == place) return false;
  return !(place.starts_with("category:") && facet.starts_with("category:") &&
           !facet.starts_with(place + '/'));
}

}  // namespace

std::string SearchFilter::path(int page) const {
  auto text = within.empty() ? "/search?q=" + base::percent_encoded(query) : "/search?in=" + within;
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

catalog::SearchSort sort_of(std::string_view word) {
  for (const auto& known : kSorts)
    if (word == known.word) return known.sort;
  return SearchSort::Relevance;
}

std::vector<std::string_view> filter_kinds() {
  std::vector<std::string_view> words;
  for (const auto& kind : kKinds) words.push_back(kind.word);
  return words;
}

std::string facet_of_place(std::string_view place) {
  if (place.starts_with("c/")) return "category:" + std::string{place.substr(2)};
  if (place.starts_with("brand/")) return "brand:" + std::string{place.substr(6)};
  return {};
}

std::vector<FacetGroup> facet_groups(const SearchFilter& filter,
                                     const std::vector<catalog::FacetCount>& counts) {
  std::vector<FacetGroup> groups;
  const auto place = facet_of_place(filter.within);
  for (const auto& kind : kKinds) {
    FacetGroup group{std::string{kind.title}, {}};
    std::vector<catalog::FacetCount> offered;
    bool chosen_one = false;
    for (const auto& count : counts) {
      if (!count.facet.starts_with(std::string{kind.word} + ':') || !is_offered(count.facet, place))
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

std::vector<SortChoice> sort_choices(const SearchFilter& filter) {
  std::vector<SortChoice> choices;
  for (const auto& known : kSorts) {
    auto other = filter;
    other.sort = known.sort;
    const bool of_a_place = known.sort == SearchSort::Relevance && !filter.within.empty();
    choices.push_back({of_a_place ? "In stock first" : std::string{known.name},
                       known.sort == filter.sort ? std::string{} : other.path()});
  }
  return choices;
}

}  // namespace views
