#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/pages.h"
#include "store/db.h"

// Finding products by part number and by words.
namespace catalog {

inline constexpr int kResultsPerPage = 24;

enum class SearchSort { Relevance, CheapestFirst, DearestFirst, NewestFirst };

struct SearchAsk {
  std::string query;  // "" asks for all that `within` holds
  int page = 1;
  // What is to hold besides, "brand:cisco": one of the same kind is enough, of each kind one must.
  std::vector<std::string> facets{};
  SearchSort sort = SearchSort::Relevance;
  std::string within{};  // "category:networking/switches", "brand:cisco": counts without a query
};

struct SearchResults {
  std::vector<ProductCard> cards;  // of one page, best first
  int products = 0;                // on all pages
  std::string meant;               // the words that were looked for instead, where others were
  std::vector<FacetCount> facets;  // by name
  std::string place{};             // the name of what `within` is; "" where there is no such place
};

// Products that answer the question, best first: the part number (case and punctuation aside)
// exactly, its beginning, a piece of it, then names, ports and categories with every word, the last
// as a beginning. A brand's name among the words narrows to the brand. Where that finds few, part
// numbers and words that differ by one slip come after it, first those of as many letters; of three
// letters and fewer with a digit in them, before the pieces. Of what is equally good, what is in
// stock and has the shorter part number is first. Knows what index_changed() has seen. Reads
// several times: within Db::snapshot.
SearchResults search(store::Tx& tx, const SearchAsk& ask);

// What a search field proposes while it is typed in: a few products, then categories and brands. Of
// these too only what index_changed() has seen.
inline constexpr int kSuggested = 6;
struct Suggestions {
  std::vector<ProductCard> products;
  std::vector<Link> places;
};
Suggestions suggest(store::Tx& tx, std::string_view query);

// The products whose part numbers are most like something in `text` (a mistyped number, a slug),
// at most `n`, best first. Empty when nothing is like it.
std::vector<ProductCard> nearest_part_numbers(store::Tx& tx, std::string_view text, int n);

// Cards of these products in this order, as of now; what is not for sale is left out.
std::vector<ProductCard> read_cards(store::Tx& tx, const std::vector<base::ProductId>& products);

// The path of the product that has or once had this slug.
std::optional<std::string> path_of_slug(store::Tx& tx, const std::string& slug);

}  // namespace catalog
