#include "catalog/search.h"

#include <algorithm>

#include "base/columns.h"
#include "catalog/search_words.h"
#include "catalog/slug.h"
#include "catalog/spelling.h"

namespace catalog {
namespace {

using store::Query;
using BrandIds = std::vector<base::BrandId>;

struct BrandSeen {
  std::string word;
  base::BrandId id;
  static constexpr auto columns() { return base::Columns<&BrandSeen::word, &BrandSeen::id>{}; }
};
const Query<BrandSeen(std::vector<std::string>)> kBrandsOfWords{"catalog.brands_of_words", R"sql(
    SELECT lower(name), id FROM brands WHERE lower(name) = ANY($1::text[]))sql"};

struct Found {
  base::ProductId product{0};
  int rank = 0;  // of search_matched()
  std::int64_t of = 0;
  static constexpr auto columns() {
    return base::Columns<&Found::product, &Found::rank, &Found::of>{};
  }
};
constexpr int kWholeNumber = 1;  // the rank of a part number in another spelling

// What a question comes to. An empty part number or tsquery finds nothing there; no brands are all.
struct Question {
  std::vector<base::ProductId> found{};  // before: not looked for again
  std::string typed;        // lower case, to tell apart numbers that differ in punctuation only
  std::string part_number;  // normalised
  std::string piece;        // the same where it is long enough to be looked for within others
  std::string words;        // a tsquery
  std::optional<BrandIds> brands;
  std::vector<std::string> similar;  // part numbers with one slip
};

using Ids = std::vector<base::ProductId>;
const Query<Found(Ids, std::string, std::string, std::string, std::string, std::optional<BrandIds>,
                  Texts, Texts, std::string, std::int64_t, std::int64_t)>
    kSearch{"catalog.search", R"sql(
    WITH asked AS (
      SELECT string_to_array(list, ' ') AS one_of, split_part(list, ':', 1) AS kind
        FROM unnest($8::text[]) AS list)
    SELECT d.product_id, m.rank, count(*) OVER ()
      FROM (SELECT product_id, min(rank) AS rank FROM search_matched($1, $2, $3, $4, $5, $6, $7)
             GROUP BY product_id) m
      JOIN search_documents d ON d.product_id = m.product_id
      JOIN products p ON p.id = m.product_id
     WHERE p.state = 'active'
       AND ($6::bigint[] IS NULL OR p.brand_id = ANY ($6::bigint[]))
       AND NOT EXISTS (SELECT FROM asked a WHERE NOT d.facets && a.one_of)
     ORDER BY CASE $9 WHEN 'cheapest' THEN d.price_cents WHEN 'dearest' THEN -d.price_cents
                      WHEN 'newest' THEN -extract(epoch FROM d.created_at)::bigint ELSE 0 END,
              m.rank, NOT d.in_stock, d.mpn_length, p.title, p.id
     LIMIT $10 OFFSET $11)sql"};

const Query<FacetCount(std::string, std::string, std::string, std::string, std::optional<BrandIds>,
                       Texts, Texts)>
    kFacets{"catalog.search_facets", R"sql(
    WITH asked AS (
      SELECT string_to_array(list, ' ') AS one_of, split_part(list, ':', 1) AS kind
        FROM unnest($7::text[]) AS list),
    judged AS (
      SELECT d.facets,
             (SELECT array_agg(a.kind) FROM asked a WHERE NOT d.facets && a.one_of) AS failed
        FROM (SELECT DISTINCT product_id FROM search_matched('{}', $1, $2, $3, $4, $5, $6)) m
        JOIN search_documents d ON d.product_id = m.product_id
        JOIN products p ON p.id = m.product_id
       WHERE p.state = 'active' AND ($5::bigint[] IS NULL OR p.brand_id = ANY ($5::bigint[]))),
    counted AS (
      SELECT f.facet, split_part(f.facet, ':', 2) AS value, count(*)::int AS products
        FROM judged j CROSS JOIN unnest(j.facets) AS f(facet)
       WHERE j.failed IS NULL OR j.failed = ARRAY[split_part(f.facet, ':', 1)]
       GROUP BY f.facet)
    SELECT c.facet, coalesce(b.name, k.name, c.value), c.products
      FROM counted c
      LEFT JOIN brands b ON c.facet = 'brand:' || b.slug
      LEFT JOIN categories k ON c.facet = 'category:' || k.path
     ORDER BY c.facet)sql"};

// All that a category or a brand holds, without a question.
const Query<Found(std::string, Texts, std::string, std::int64_t, std::int64_t)> kBrowse{
    "catalog.browse", R"sql(
    WITH asked AS (SELECT string_to_array(list, ' ') AS one_of FROM unnest($2::text[]) AS list)
    SELECT d.product_id, 0, count(*) OVER ()
      FROM search_documents d
      JOIN products p ON p.id = d.product_id
     WHERE d.facets @> ARRAY[$1::text] AND p.state = 'active'
       AND NOT EXISTS (SELECT FROM asked a WHERE NOT d.facets && a.one_of)
     ORDER BY CASE $3 WHEN 'cheapest' THEN d.price_cents WHEN 'dearest' THEN -d.price_cents
                      WHEN 'newest' THEN -extract(epoch FROM d.created_at)::bigint ELSE 0 END,
              NOT d.in_stock, p.title, p.id
     LIMIT $4 OFFSET $5)sql"};
const Query<FacetCount(std::string, Texts)> kBrowseFacets{"catalog.browse_facets", R"sql(
    WITH asked AS (
      SELECT string_to_array(list, ' ') AS one_of, split_part(list, ':', 1) AS kind
        FROM unnest($2::text[]) AS list),
    judged AS (
      SELECT d.facets,
             (SELECT array_agg(a.kind) FROM asked a WHERE NOT d.facets && a.one_of) AS failed
        FROM search_documents d
        JOIN products p ON p.id = d.product_id
       WHERE d.facets @> ARRAY[$1::text] AND p.state = 'active'),
    counted AS (
      SELECT f.facet, split_part(f.facet, ':', 2) AS value, count(*)::int AS products
        FROM judged j CROSS JOIN unnest(j.facets) AS f(facet)
       WHERE j.failed IS NULL OR j.failed = ARRAY[split_part(f.facet, ':', 1)]
       GROUP BY f.facet)
    SELECT c.facet, coalesce(b.name, k.name, c.value), c.products
      FROM counted c
      LEFT JOIN brands b ON c.facet = 'brand:' || b.slug
      LEFT JOIN categories k ON c.facet = 'category:' || k.path
     ORDER BY c.facet)sql"};
const Query<std::string(std::string)> kPlaceName{"catalog.name_of_place", R"sql(
    SELECT name FROM categories WHERE 'category:' || path = $1
    UNION ALL
    SELECT name FROM brands WHERE 'brand:' || slug = $1)sql"};

// The same where all that was found is at hand, and nothing was chosen.
const Query<FacetCount(std::vector<base::ProductId>)> kFacetsOf{"catalog.facets_of_found", R"sql(
    WITH counted AS (
      SELECT f.facet, split_part(f.facet, ':', 2) AS value, count(*)::int AS products
        FROM search_documents d CROSS JOIN unnest(d.facets) AS f(facet)
       WHERE d.product_id = ANY ($1)
       GROUP BY f.facet)
    SELECT c.facet, coalesce(b.name, k.name, c.value), c.products
      FROM counted c
      LEFT JOIN brands b ON c.facet = 'brand:' || b.slug
      LEFT JOIN categories k ON c.facet = 'category:' || k.path
     ORDER BY c.facet)sql"};

// Categories with a word that begins so, brands that begin so.
const Query<Link(std::string)> kPlaces{"catalog.suggested_places", R"sql(
    (SELECT name, '/c/' || path FROM categories
      WHERE starts_with(lower(name), $1) OR strpos(lower(name), ' ' || $1) > 0
      ORDER BY length(path), name LIMIT 3)
    UNION ALL
    (SELECT name, '/brand/' || slug FROM brands WHERE starts_with(lower(name), $1)
      ORDER BY name LIMIT 2))sql"};

const Query<std::string(std::string)> kSlug{"catalog.path_of_slug", R"sql(
    WITH RECURSIVE later AS (
      SELECT p.id, p.slug, p.state, 0 AS steps
        FROM slugs s JOIN products p ON p.id = s.product_id WHERE s.slug = $1
      UNION ALL
      SELECT p.id, p.slug, p.state, l.steps + 1
        FROM later l
        JOIN successors x ON x.product_id = l.id
        JOIN products p ON p.id = x.successor_id
       WHERE l.state <> 'active' AND l.steps < 20)
    SELECT '/p/' || slug FROM later WHERE state = 'active' ORDER BY steps LIMIT 1)sql"};

// The words without brand names, and the brands.
std::optional<BrandIds> take_brands(store::Tx& tx, Texts& words) {
  std::optional<BrandIds> brands;
  for (const auto& seen : tx.all(kBrandsOfWords, words)) {
    if (!brands) brands.emplace();
    brands->push_back(seen.id);
    std::erase(words, seen.word);
  }
  return brands;
}

std::string_view word_of(SearchSort sort) {
  switch (sort) {
    case SearchSort::Relevance:
      return "relevance";
    case SearchSort::CheapestFirst:
      return "cheapest";
    case SearchSort::DearestFirst:
      return "dearest";
    case SearchSort::NewestFirst:
      return "newest";
  }
  throw base::BugError{"an order of results without a word"};
}

// One text a kind: "brand:cisco brand:dell".
Texts by_kind(Texts facets) {
  std::sort(facets.begin(), facets.end());
  Texts lists;
  std::string kind;
  for (const auto& facet : facets) {
    const auto its_kind = facet.substr(0, facet.find(':'));
    if (lists.empty() || its_kind != kind) {
      lists.push_back(facet);
      kind = its_kind;
    } else {
      lists.back() += ' ' + facet;
    }
  }
  return lists;
}

std::vector<Found> look(store::Tx& tx, const Question& q, const SearchAsk& ask, int per_page) {
  return tx.all(kSearch, q.found, q.typed, q.part_number, q.piece, q.words, q.brands, q.similar,
                by_kind(ask.facets), std::string{word_of(ask.sort)}, std::int64_t{per_page},
                std::int64_t{ask.page - 1} * per_page);
}

// A question with what was found.
struct Answer {
  Question question;
  std::vector<Found> found;
  std::string meant;
};

std::vector<base::ProductId> ids_of(const std::vector<Found>& found) {
  std::vector<base::ProductId> products;
  for (const auto& one : found) products.push_back(one.product);
  return products;
}

// What one slip may have hidden, added to the question. Answers what alone is to be looked for
// then, or none where there is nothing to add.
std::optional<Question> widen(store::Tx& tx, Answer& answer, const Texts& words) {
  auto& question = answer.question;
  question.similar = similar_part_numbers(tx, question.part_number);
  Question added;
  added.found = ids_of(answer.found);
  added.typed = question.typed;
  added.brands = question.brands;
  added.similar = question.similar;
  // Who types a whole part number has spelled it.
  const bool is_number = std::any_of(answer.found.begin(), answer.found.end(),
                                     [](const Found& one) { return one.rank <= kWholeNumber; });
  const auto right = is_number ? words : spelled_right(tx, words);
  if (right != words) {
    added.words = tsquery_of(right);
    question.words =
        question.words.empty() ? added.words : '(' + question.words + ") | (" + added.words + ')';
    answer.meant = joined_by_blanks(right);
  }
  if (added.similar.empty() && added.words.empty()) return std::nullopt;
  return added;
}

// "ER-7" is in many numbers, and is one itself but for a slip.
bool is_short_number(const std::string& number) {
  return number.size() <= kShortNumber && number.find_first_of("0123456789") != std::string::npos;
}

Answer answer_to(store::Tx& tx, const SearchAsk& ask, int per_page) {
  Answer answer;
  auto& question = answer.question;
  const auto typed = words_of(ask.query);
  if (typed.empty()) return answer;
  auto words = with_synonyms(tx, typed);
  question.brands = take_brands(tx, words);
  question.typed = joined_by_blanks(words);
  question.part_number = normalised_part_number(joined(words, 0));
  if (question.part_number.size() >= kShortestPiece) question.piece = question.part_number;
  question.words = tsquery_of(words);
  // Nothing but punctuation is no question, with a brand neither.
  if (question.part_number.empty() && question.words.empty() && !words.empty()) return answer;

  if (is_short_number(question.part_number))
    question.similar = similar_part_numbers(tx, question.part_number);
  constexpr std::size_t kFew = 3;
  answer.found = look(tx, question, ask, per_page);
  const auto exactly = answer.found.size();
  if (exactly == 0 || (ask.page == 1 && ask.facets.empty() && exactly < kFew)) {
    // On the first page all that was found is at hand.
    if (const auto added = widen(tx, answer, alnum_words(words)))
      answer.found = look(tx, ask.page == 1 ? *added : question, ask, per_page);
    if (exactly > 0 || answer.found.empty()) answer.meant.clear();
  }
  return answer;
}

std::vector<FacetCount> facets_of(store::Tx& tx, const Answer& answer, const SearchAsk& ask) {
  const auto& q = answer.question;
  const auto& found = answer.found;
  const bool all_at_hand =
      ask.facets.empty() &&
      (found.empty() || found.front().of == static_cast<std::int64_t>(found.size()));
  if (all_at_hand && ask.page == 1)
    return found.empty() ? std::vector<FacetCount>{} : tx.all(kFacetsOf, ids_of(found));
  return tx.all(kFacets, q.typed, q.part_number, q.piece, q.words, q.brands, q.similar,
                by_kind(ask.facets));
}

SearchResults browse(store::Tx& tx, const SearchAsk& ask) {
  SearchResults results;
  const auto name = tx.one_or_none(kPlaceName, ask.within);
  if (!name) return results;
  results.place = *name;
  const auto lists = by_kind(ask.facets);
  const auto found =
      tx.all(kBrowse, ask.within, lists, std::string{word_of(ask.sort)},
             std::int64_t{kResultsPerPage}, std::int64_t{ask.page - 1} * kResultsPerPage);
  if (!found.empty()) results.products = static_cast<int>(found.front().of);
  results.cards = read_cards(tx, ids_of(found));
  results.facets = tx.all(kBrowseFacets, ask.within, lists);
  return results;
}

}  // namespace

SearchResults search(store::Tx& tx, const SearchAsk& ask) {
  if (ask.query.empty() && !ask.within.empty()) return browse(tx, ask);
  auto answer = answer_to(tx, ask, kResultsPerPage);
  SearchResults results;
  results.meant = std::move(answer.meant);
  if (!answer.found.empty()) results.products = static_cast<int>(answer.found.front().of);
  results.cards = read_cards(tx, ids_of(answer.found));
  results.facets = facets_of(tx, answer, ask);
  return results;
}

Suggestions suggest(store::Tx& tx, std::string_view query) {
  Suggestions suggestions;
  suggestions.products =
      read_cards(tx, ids_of(answer_to(tx, {std::string{query}}, kSuggested).found));
  const auto words = words_of(query);
  if (!words.empty()) suggestions.places = tx.all(kPlaces, joined_by_blanks(words));
  return suggestions;
}

std::optional<std::string> path_of_slug(store::Tx& tx, const std::string& slug) {
  return tx.one_or_none(kSlug, slug);
}

}  // namespace catalog
