#include "catalog/typos.h"

#include <algorithm>

namespace catalog {
namespace {

// FNV-1a, 64 bits: the keys stand in tables, so the hash is fixed here rather than by a library.
std::int64_t key_of(std::string_view first, std::string_view second) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const auto part : {first, second})
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::int64_t>(hash);
}

// What is left when the same beginning and the same end are gone.
void strip_common(std::string_view& a, std::string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

}  // namespace

std::vector<std::int64_t> typo_keys(std::string_view word) {
  std::vector<std::int64_t> keys{key_of(word, "")};
  for (std::size_t i = 0; i < word.size(); ++i)
    keys.push_back(key_of(word.substr(0, i), word.substr(i + 1)));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

int edits(std::string_view a, std::string_view b) {
  strip_common(a, b);
  if (a.empty() && b.empty()) return 0;
  if (a.size() <= 1 && b.size() <= 1) return 1;
  const bool changed_places = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return changed_places ? 1 : 2;
}

}  // namespace catalog
