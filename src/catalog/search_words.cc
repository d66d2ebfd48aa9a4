#include "catalog/search_words.h"

#include "base/text.h"

namespace catalog {
namespace {

// Longer input finds nothing more and costs the database more.
constexpr std::size_t kLongestQuery = 200;
constexpr std::size_t kMostWords = 12;

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Texts words_of(std::string_view text) {
  Texts words;
  std::string word;
  for (const char c : base::lower_ascii(text.substr(0, kLongestQuery)) + ' ') {
    if (c != ' ' && c != '\t' && c != ',' && c != ';') {
      word += c;
    } else if (!word.empty()) {
      if (words.size() < kMostWords) words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

Texts alnum_words(const Texts& words) {
  Texts tokens;
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
  return tokens;
}

std::string tsquery_of(const Texts& words) {
  const auto tokens = alnum_words(words);
  std::string query;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    query += (i == 0 ? "" : " & ") + ('\'' + tokens[i] + '\'');
    if (i + 1 == tokens.size()) query += ":*";
  }
  return query;
}

std::string joined(const Texts& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) out += words[i];
  return out;
}

std::string joined_by_blanks(const Texts& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace catalog
