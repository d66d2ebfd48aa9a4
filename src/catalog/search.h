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

struct SearchResults {
  std::vector<ProductCard> cards;  // of one page, best first
  int products = 0;                // on all pages
};

// Products that answer `query`, best first: the part number (case and punctuation aside) exactly,
// its beginning, a piece of it, then titles and ports with every word, the last as a beginning.
// A brand's name among the words narrows to the brand. `page` counts from 1. Reads several times:
// within Db::snapshot.
SearchResults search(store::Tx& tx, std::string_view query, int page);

// The products whose part numbers are most like something in `text` (a mistyped number, a slug),
// at most `n`, best first. Empty when nothing is like it.
std::vector<ProductCard> nearest_part_numbers(store::Tx& tx, std::string_view text, int n);

// Cards of these products in this order, as of now; what is not for sale is left out.
std::vector<ProductCard> read_cards(store::Tx& tx, const std::vector<base::ProductId>& products);

// The path of the product that has or once had this slug.
std::optional<std::string> path_of_slug(store::Tx& tx, const std::string& slug);

}  // namespace catalog
