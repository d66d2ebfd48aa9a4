#include "catalog/spelling.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/columns.h"
#include "catalog/search_document.h"
#include "catalog/typos.h"

namespace catalog {
namespace {

using store::Query;
using Texts = std::vector<std::string>;
using Keys = std::vector<std::int64_t>;

// A typo in fewer letters could have meant anything.
constexpr std::size_t kShortestMended = 4;
// One letter is no number to be mistyped.
constexpr std::size_t kShortestNumber = 2;
// More candidates than a page shows are no help.
constexpr std::int64_t kMostSimilar = 400;

struct Synonym {
  std::string word;
  std::string meaning;
  static constexpr auto columns() { return base::Columns<&Synonym::word, &Synonym::meaning>{}; }
};
const Query<Synonym(Texts)> kSynonyms{"catalog.synonyms", R"sql(
    SELECT word, meaning FROM search_synonyms WHERE word = ANY ($1))sql"};

const Query<std::string(Texts)> kKnown{"catalog.known_words", R"sql(
    SELECT word FROM search_words WHERE word = ANY ($1))sql"};

const Query<bool(std::string)> kBegins{"catalog.begins_a_word", R"sql(
    SELECT EXISTS (SELECT FROM search_words WHERE word ~>=~ $1 AND word ~<~ ($1 || '~')))sql"};

struct Candidate {
  std::string typed;
  std::string word;
  static constexpr auto columns() { return base::Columns<&Candidate::typed, &Candidate::word>{}; }
};
const Query<Candidate(Keys, Texts)> kCandidates{"catalog.word_candidates", R"sql(
    SELECT DISTINCT k.typed, t.word
      FROM unnest($1::bigint[], $2::text[]) AS k(key, typed)
      JOIN search_word_typos t ON t.key = k.key
     ORDER BY k.typed, t.word)sql"};

const Query<std::string(Keys, std::int64_t)> kSimilar{"catalog.similar_part_numbers", R"sql(
    SELECT DISTINCT n.normalised
      FROM search_part_typos t
      JOIN part_numbers n ON n.product_id = t.product_id
     WHERE t.key = ANY ($1)
     LIMIT $2)sql"};

std::size_t common_beginning(const std::string& a, const std::string& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

// Each unknown word with the best of its candidates: people rarely mistype how a word begins.
std::map<std::string, std::string> mended(store::Tx& tx, const Texts& unknown) {
  Keys keys;
  Texts of;
  for (const auto& word : unknown) {
    if (word.size() < kShortestMended) continue;
    for (const auto key : typo_keys(word)) {
      keys.push_back(key);
      of.push_back(word);
    }
  }
  std::map<std::string, std::string> best;
  if (keys.empty()) return best;
  for (const auto& candidate : tx.all(kCandidates, keys, of)) {
    if (edits(candidate.typed, candidate.word) != 1) continue;
    auto& chosen = best[candidate.typed];
    if (common_beginning(candidate.typed, candidate.word) >
            common_beginning(candidate.typed, chosen) ||
        chosen.empty())
      chosen = candidate.word;
  }
  return best;
}

// Does a character begin at this byte, so that a word may be cut there?
bool begins_character(const std::string& word, std::size_t at) {
  return (static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80U;
}

// Everything that could be a word here: the words, two neighbours as one, one as two.
Texts all_readings(const Texts& words) {
  Texts all = words;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) all.push_back(words[i] + words[i + 1]);
  for (const auto& word : words)
    for (std::size_t cut = 3; cut + 3 <= word.size(); ++cut) {
      if (!begins_character(word, cut)) continue;
      all.push_back(word.substr(0, cut));
      all.push_back(word.substr(cut));
    }
  return all;
}

class Speller {
 public:
  Speller(store::Tx& tx, const Texts& words) : words_{words} {
    for (auto& word : tx.all(kKnown, all_readings(words))) known_.insert(std::move(word));
    Texts unknown;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool begins = i + 1 == words.size() && tx.one(kBegins, words[i]);
      if (is_strange(words[i]) && !begins) unknown.push_back(words[i]);
      if (begins) known_.insert(words[i]);
    }
    mended_ = mended(tx, unknown);
  }

  Texts right() const {
    Texts out;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto& word = words_[i];
      if (!is_strange(word)) {
        out.push_back(word);
      } else if (i + 1 < words_.size() && known_.contains(word + words_[i + 1])) {
        out.push_back(word + words_[++i]);
      } else if (const auto found = mended_.find(word); found != mended_.end()) {
        out.push_back(found->second);
      } else if (const auto cut = parted_at(word); cut > 0) {
        out.push_back(word.substr(0, cut));
        out.push_back(word.substr(cut));
      } else {
        out.push_back(word);
      }
    }
    return out;
  }

 private:
  // Not a word that the catalog has, though it could be one.
  bool is_strange(const std::string& word) const {
    return !known_.contains(word) && !spelled_words(word).empty();
  }
  std::size_t parted_at(const std::string& word) const {
    for (std::size_t cut = 3; cut + 3 <= word.size(); ++cut)
      if (known_.contains(word.substr(0, cut)) && known_.contains(word.substr(cut))) return cut;
    return 0;
  }

  const Texts& words_;
  std::set<std::string> known_;
  std::map<std::string, std::string> mended_;
};

}  // namespace

Texts with_synonyms(store::Tx& tx, const Texts& words) {
  std::map<std::string, std::string> meaning;
  for (auto& synonym : tx.all(kSynonyms, words)) meaning.emplace(synonym.word, synonym.meaning);
  Texts out;
  for (const auto& word : words) {
    const auto found = meaning.find(word);
    std::string rest = found == meaning.end() ? word : found->second;
    for (auto blank = rest.find(' '); blank != std::string::npos; blank = rest.find(' ')) {
      out.push_back(rest.substr(0, blank));
      rest.erase(0, blank + 1);
    }
    out.push_back(rest);
  }
  return out;
}

Texts spelled_right(store::Tx& tx, const Texts& words) {
  return Speller{tx, words}.right();
}

Texts similar_part_numbers(store::Tx& tx, const std::string& normalised) {
  if (normalised.size() < kShortestNumber) return {};
  const bool is_short = normalised.size() <= kShortNumber;
  Texts similar;
  for (auto& number : tx.all(kSimilar, typo_keys(normalised), kMostSimilar))
    if (edits(number, normalised) == 1 &&
        (!is_short || (number.size() == normalised.size() && number.front() == normalised.front())))
      similar.push_back(std::move(number));
  const auto key = [&](const std::string& number) {
    return std::tuple<bool, std::size_t, const std::string&>{number.size() != normalised.size(),
                                                             number.size(), number};
  };
  std::sort(similar.begin(), similar.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return similar;
}

}  // namespace catalog
