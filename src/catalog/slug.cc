#include "catalog/slug.h"

#include <array>

namespace catalog {
namespace {

constexpr std::size_t kLongest = 80;  // what search engines show whole
constexpr int kNumbers = 99;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string cut(std::string slug) {
  if (slug.size() <= kLongest) return slug;
  const bool between_words = slug[kLongest] == '-';
  slug.resize(kLongest);
  const auto hyphen = slug.rfind('-');
  if (!between_words && hyphen != std::string::npos) slug.resize(hyphen);
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

// The entries of a list "24x 1G RJ45, 2x 1G SFP" that the other list lacks; the whole of it when
// it lacks none.
std::string entries_not_in(const std::string& list, const std::string& other) {
  std::string out;
  for (std::size_t at = 0; at <= list.size();) {
    auto end = list.find(',', at);
    if (end == std::string::npos) end = list.size();
    auto entry = list.substr(at, end - at);
    while (!entry.empty() && entry.front() == ' ') entry.erase(0, 1);
    if (!entry.empty() && other.find(entry) == std::string::npos) out += entry + " ";
    at = end + 1;
  }
  return out.empty() ? list : out;
}

std::string first_difference(const Distinction& mine, const Distinction& theirs) {
  if (!mine.ports.empty() && mine.ports != theirs.ports)
    return entries_not_in(mine.ports, theirs.ports);
  struct Pair {
    const std::string& mine;
    const std::string& theirs;
    const char* unit;
  };
  const std::array pairs = {
      Pair{mine.poe_ports, theirs.poe_ports, " poe"},
      Pair{mine.airflow, theirs.airflow, ""},
      Pair{mine.category, theirs.category, ""},
      Pair{mine.u_height, theirs.u_height, "u"},
      Pair{mine.power_supplies, theirs.power_supplies, " psu"},
      Pair{mine.max_draw, theirs.max_draw, "w"},
      Pair{mine.weight, theirs.weight, "g"},
  };
  for (const auto& pair : pairs)
    if (!pair.mine.empty() && pair.mine != pair.theirs) return pair.mine + pair.unit;
  return {};
}

}  // namespace

std::string slugify(std::string_view text) {
  std::string slug;
  bool gap = false;
  for (const char c : text) {
    if (!is_digit(c) && !is_lower(c) && !is_upper(c)) {
      gap = true;
      continue;
    }
    if (gap && !slug.empty()) slug += '-';
    gap = false;
    slug += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return cut(std::move(slug));
}

std::string normalised_part_number(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_lower(c))
      out += static_cast<char>(c - 'a' + 'A');
    else if (is_upper(c) || is_digit(c))
      out += c;
  }
  return out;
}

std::vector<std::string> other_slugs(std::string_view taken, const Distinction& mine,
                                     const Distinction& theirs) {
  std::vector<std::string> slugs;
  const auto difference = slugify(first_difference(mine, theirs));
  if (!difference.empty()) {
    auto slug = slugify(std::string{taken} + '-' + difference);
    if (slug != taken) slugs.push_back(std::move(slug));
  }
  // A number must not be cut off.
  const auto stem = std::string{taken.substr(0, kLongest - 3)};
  for (int n = 2; n <= kNumbers; ++n) slugs.push_back(slugify(stem) + '-' + std::to_string(n));
  return slugs;
}

}  // namespace catalog
