#include "catalog/search.h"
#include "catalog/search_words.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

using store::Query;

// The text as a whole and without its first words (a slug begins with the brand), each with its
// parts: what is like it has one of them somewhere, wherever it was mistyped.
const Query<base::ProductId(Texts, Texts, std::int64_t)> kNearest{"catalog.nearest_part_numbers",
                                                                  R"sql(
    WITH candidates AS (
      SELECT DISTINCT a.piece, c.product_id
        FROM unnest($1::text[], $2::text[]) AS a(piece, part)
       CROSS JOIN LATERAL (
         (SELECT product_id FROM search_part_endings
           WHERE ending ~>=~ a.part AND ending ~<~ (a.part || '~') LIMIT 50)
         UNION ALL
         (SELECT product_id FROM part_numbers
           WHERE normalised ~>=~ a.part AND normalised ~<~ (a.part || '~') LIMIT 50)) c),
    near AS (
      SELECT product_id, max(likeness) AS likeness
        FROM (SELECT product_id, (SELECT max(similarity(n.normalised, c.piece)) FROM part_numbers n
                                   WHERE n.product_id = c.product_id) AS likeness
                FROM candidates c) l
       WHERE likeness >= 0.3
       GROUP BY product_id
       ORDER BY 2 DESC
       LIMIT 50)
    SELECT p.id
      FROM near JOIN products p ON p.id = near.product_id AND p.state = 'active'
     WHERE EXISTS (SELECT FROM variants v WHERE v.product_id = p.id AND v.state = 'active')
     ORDER BY near.likeness DESC, p.title, p.id
     LIMIT $3)sql"};

// Four letters at every second place of a piece: whatever has five of its letters in a row has one
// of these. None of a piece that is too short to be told.
Texts parts_of(const std::string& piece) {
  constexpr std::size_t kPart = 4;
  constexpr std::size_t kMostParts = 16;
  Texts parts;
  if (piece.size() < kShortestPiece) return parts;
  for (std::size_t at = 0; parts.empty() || at + kPart <= piece.size(); at += 2) {
    if (parts.size() == kMostParts) break;
    parts.push_back(piece.substr(at, kPart));
  }
  return parts;
}

}  // namespace

std::vector<ProductCard> nearest_part_numbers(store::Tx& tx, std::string_view text, int n) {
  auto parted = std::string{text};
  for (auto& c : parted)
    if (c == '-' || c == '/' || c == '_' || c == '+') c = ' ';
  const auto words = words_of(parted);
  constexpr std::size_t kWordsLeftOut = 2;  // "hewlett packard"
  Texts pieces;
  Texts parts;
  for (std::size_t from = 0; from <= kWordsLeftOut && from < words.size(); ++from) {
    const auto piece = normalised_part_number(joined(words, from));
    for (auto& part : parts_of(piece)) {
      pieces.push_back(piece);
      parts.push_back(std::move(part));
    }
  }
  if (pieces.empty()) return {};
  return read_cards(tx, tx.all(kNearest, pieces, parts, std::int64_t{n}));
}

}  // namespace catalog
