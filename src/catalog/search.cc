#include "catalog/search.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

using store::Query;
using BrandIds = std::vector<base::BrandId>;

// Longer input finds nothing more and costs the database more.
constexpr std::size_t kLongestQuery = 200;
constexpr std::size_t kMostWords = 12;
// Shorter pieces of part numbers are in too many of them, and no trigram index helps.
constexpr std::size_t kShortestPiece = 3;

struct BrandSeen {
  std::string word;
  base::BrandId id;
  static constexpr auto columns() { return std::make_tuple(&BrandSeen::word, &BrandSeen::id); }
};
const Query<BrandSeen(std::vector<std::string>)> kBrandsOfWords{"catalog.brands_of_words", R"sql(
    SELECT lower(name), id FROM brands WHERE lower(name) = ANY($1::text[]))sql"};

struct Found {
  base::ProductId product{0};
  std::int64_t of = 0;
  static constexpr auto columns() { return std::make_tuple(&Found::product, &Found::of); }
};
// $1 the part number, $2 the words as a tsquery, $3 the brand or NULL. Part numbers and titles are
// looked through by their indexes; an empty $1 or $2 finds nothing there.
const Query<Found(std::string, std::string, std::optional<BrandIds>, std::int64_t, std::int64_t)>
    kSearch{"catalog.search", R"sql(
    WITH matched AS (
      SELECT product_id, min(rank) AS rank
        FROM (SELECT product_id,
                     CASE WHEN normalised = $1 THEN 0
                          WHEN starts_with(normalised, $1) THEN 1 ELSE 2 END AS rank
                FROM part_numbers
               WHERE $1 <> '' AND normalised LIKE '%' || $1 || '%'
              UNION ALL
              SELECT id, 3 FROM products WHERE search @@ to_tsquery('simple', $2)
              UNION ALL
              SELECT id, 4 FROM products
               WHERE $1 = '' AND $2 = '' AND brand_id = ANY($3::bigint[])) AS m
       GROUP BY product_id)
    SELECT p.id, count(*) OVER ()
      FROM matched m
      JOIN products p ON p.id = m.product_id
     WHERE p.state = 'active'
       AND ($3::bigint[] IS NULL OR p.brand_id = ANY($3::bigint[]))
       AND EXISTS (SELECT FROM variants v WHERE v.product_id = p.id AND v.state = 'active')
     ORDER BY m.rank, p.title, p.id
     LIMIT $4 OFFSET $5)sql"};

// The text as a whole and without its first words (a slug begins with the brand).
const Query<base::ProductId(std::vector<std::string>, std::int64_t)> kNearest{
    "catalog.nearest_part_numbers", R"sql(
    SELECT p.id
      FROM (SELECT n.product_id, max(similarity(n.normalised, t.piece)) AS likeness
              FROM unnest($1::text[]) AS t(piece)
              JOIN part_numbers n ON n.normalised % t.piece
             GROUP BY n.product_id) AS near
      JOIN products p ON p.id = near.product_id AND p.state = 'active'
     WHERE EXISTS (SELECT FROM variants v WHERE v.product_id = p.id AND v.state = 'active')
     ORDER BY near.likeness DESC, p.title, p.id
     LIMIT $2)sql"};

const Query<std::string(std::string)> kSlug{"catalog.path_of_slug", R"sql(
    SELECT '/p/' || p.slug FROM slugs s JOIN products p ON p.id = s.product_id
     WHERE s.slug = $1 AND p.state = 'active')sql"};

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// The words of the text in lower case, parted by blanks; commas and the like fall off their ends.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : base::lower_ascii(text) + ' ') {
    if (c != ' ' && c != '\t' && c != ',' && c != ';') {
      word += c;
    } else if (!word.empty()) {
      if (words.size() < kMostWords) words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// 'c3850' & '24t':* — words of letters and digits only, so that nothing in it needs quoting.
std::string tsquery_of(const std::vector<std::string>& words) {
  std::vector<std::string> tokens;
  for (const auto& word : words) {
    std::string token;
    for (const char c : word + ' ') {
      if (is_word_character(c)) {
        token += c;
      } else if (!token.empty()) {
        tokens.push_back(std::move(token));
        token.clear();
      }
    }
  }
  std::string query;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    query += (i == 0 ? "" : " & ") + ('\'' + tokens[i] + '\'');
    if (i + 1 == tokens.size()) query += ":*";
  }
  return query;
}

std::string joined(const std::vector<std::string>& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) out += words[i];
  return out;
}

}  // namespace

SearchResults search(store::Tx& tx, std::string_view query, int page) {
  SearchResults results;
  auto words = words_of(query.substr(0, kLongestQuery));
  if (words.empty()) return results;
  std::optional<BrandIds> brands;
  for (const auto& seen : tx.all(kBrandsOfWords, words)) {
    if (!brands) brands.emplace();
    brands->push_back(seen.id);
    std::erase(words, seen.word);
  }
  auto part_number = normalised_part_number(joined(words, 0));
  if (part_number.size() < kShortestPiece) part_number.clear();
  const auto tsquery = tsquery_of(words);
  // Nothing but punctuation is no question, with a brand neither.
  if (part_number.empty() && tsquery.empty() && !words.empty()) return results;
  std::vector<base::ProductId> products;
  for (const auto& found :
       tx.all(kSearch, part_number, tsquery, brands, std::int64_t{kResultsPerPage},
              std::int64_t{page - 1} * kResultsPerPage)) {
    products.push_back(found.product);
    results.products = static_cast<int>(found.of);
  }
  results.cards = read_cards(tx, products);
  return results;
}

std::vector<ProductCard> nearest_part_numbers(store::Tx& tx, std::string_view text, int n) {
  auto parted = std::string{text.substr(0, kLongestQuery)};
  for (auto& c : parted)
    if (c == '-' || c == '/' || c == '_' || c == '+') c = ' ';
  const auto words = words_of(parted);
  constexpr std::size_t kWordsLeftOut = 2;  // "hewlett packard"
  std::vector<std::string> pieces;
  for (std::size_t from = 0; from <= kWordsLeftOut && from < words.size(); ++from) {
    auto piece = normalised_part_number(joined(words, from));
    if (piece.size() >= kShortestPiece) pieces.push_back(std::move(piece));
  }
  if (pieces.empty()) return {};
  return read_cards(tx, tx.all(kNearest, pieces, std::int64_t{n}));
}

std::optional<std::string> path_of_slug(store::Tx& tx, const std::string& slug) {
  return tx.one_or_none(kSlug, slug);
}

}  // namespace catalog
