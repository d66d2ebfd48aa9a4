#pragma once
#include <string>
#include <vector>

#include "store/db.h"

// What was probably meant by words that the catalog does not know. Private to catalog.
namespace catalog {

// Words and phrases in place of what people write ("ap" for "access point"), as staff list them.
std::vector<std::string> with_synonyms(store::Tx& tx, const std::vector<std::string>& words);

// The words with one slip mended: each that is no word of the catalog, nor (the last) the beginning
// of one, becomes the nearest that is; two that are one word are joined, one that is two is parted.
// The same words when nothing better is known.
std::vector<std::string> spelled_right(store::Tx& tx, const std::vector<std::string>& words);

// Of so few letters a piece is in many part numbers.
inline constexpr std::size_t kShortNumber = 3;
// The part numbers, normalised, that differ from this one by one slip, those of as many letters
// first; of a short one only those of as many that begin like it, since else it could have meant
// anything.
std::vector<std::string> similar_part_numbers(store::Tx& tx, const std::string& normalised);

}  // namespace catalog
