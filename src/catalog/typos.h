#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

// Words that differ by one slip of the finger. Private to catalog.
namespace catalog {

// Numbers for the word and for each word that it becomes without one of its letters. Two words that
// differ by one letter too many, too few, another one, or by two that changed places share a key;
// so may some that differ by two, which edits() tells apart. Letters are bytes.
std::vector<std::int64_t> typo_keys(std::string_view word);

// How many such slips lead from one word to the other: 0, 1, or 2 for any more.
int edits(std::string_view a, std::string_view b);

}  // namespace catalog
