#pragma once
#include <string>
#include <string_view>
#include <vector>

// What is typed into the search, taken apart. Private to catalog.
namespace catalog {

using Texts = std::vector<std::string>;

// Shorter pieces of part numbers are in too many of them.
inline constexpr std::size_t kShortestPiece = 3;

// The first twelve words of the first 200 bytes in lower case, parted by blanks; commas and the
// like fall off their ends.
Texts words_of(std::string_view text);

// The pieces of letters and digits that the words are made of.
Texts alnum_words(const Texts& words);

// 'c3850' & '24t':* — words of letters and digits only, so that nothing in it needs quoting.
std::string tsquery_of(const Texts& words);

// The words from this one on as one.
std::string joined(const Texts& words, std::size_t from);

std::string joined_by_blanks(const Texts& words);

}  // namespace catalog
