#include "catalog/search_document.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace catalog {
namespace {

// "24x 10G SFP+".
struct Ports {
  int count = 0;
  std::string speed;  // "10g", or "" where none is said
};

std::vector<Ports> ports_of(std::string_view text) {
  std::vector<Ports> all;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    auto part = base::trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    const auto times = part.find("x ");
    const auto count = base::parse_integer<int>(part.substr(0, times));
    if (times == std::string_view::npos || !count || *count <= 0) continue;
    part.remove_prefix(times + 2);
    const auto speed = base::lower_ascii(part.substr(0, part.find(' ')));
    const bool is_speed = speed.size() >= 2 && speed.back() == 'g' &&
                          speed.find_first_not_of("0123456789.") == speed.size() - 1;
    all.push_back({*count, is_speed ? speed : ""});
  }
  return all;
}

std::string_view port_band(int ports) {
  return ports <= 8 ? "1-8" : ports <= 24 ? "9-24" : ports <= 48 ? "25-48" : "49+";
}

std::string_view price_band(base::Money price) {
  struct Band {
    std::int64_t below_cents;
    std::string_view name;
  };
  constexpr std::array<Band, 5> kBands{{{10000, "0-100"},
                                        {25000, "100-250"},
                                        {50000, "250-500"},
                                        {100000, "500-1000"},
                                        {250000, "1000-2500"}}};
  for (const auto& band : kBands)
    if (price < base::Money::cents(band.below_cents)) return band.name;
  return "2500+";
}

std::string form_of(int u_height_milli) {
  if (u_height_milli == 0) return "desktop";
  if (u_height_milli <= 1000) return "1u";
  return u_height_milli <= 2000 ? "2u" : "3u+";
}

// "switches" is asked for as "switch", "power supplies" as "power supply".
std::string singular(std::string word) {
  if (word.ends_with("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + 'y';
  for (const auto* ending : {"ches", "shes", "xes", "sses"})
    if (word.ends_with(ending)) return word.substr(0, word.size() - 2);
  if (word.ends_with('s') && !word.ends_with("ss") && word.size() > 3) word.pop_back();
  return word;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

template <class Each>
void each_word(std::string_view text, Each each) {
  std::string word;
  for (const char c : base::lower_ascii(text) + ' ') {
    if (is_letter_or_digit(c)) {
      word += c;
    } else if (!word.empty()) {
      each(word);
      word.clear();
    }
  }
}

// The cores of a part number's pieces: "C3850-24T" is asked for as "3850" and "24" too.
std::string digit_cores(std::string_view mpn) {
  std::string cores;
  each_word(mpn, [&](const std::string& word) {
    const auto from = word.find_first_of("0123456789");
    if (from == std::string::npos) return;
    const auto to = std::min(word.find_first_not_of("0123456789", from), word.size());
    if (from > 0) cores += ' ' + word.substr(from);
    if (to < word.size()) cores += ' ' + word.substr(from, to - from);
  });
  return cores;
}

}  // namespace

std::string document_text(const Findable& p) {
  std::string text = p.title + ' ' + p.mpn + ' ' + p.brand + ' ' + p.category_names;
  text += digit_cores(p.mpn);
  each_word(p.category_names, [&](const std::string& word) { text += ' ' + singular(word); });
  int ports = 0;
  if (p.ports) {
    text += ' ' + *p.ports;
    for (const auto& group : ports_of(*p.ports)) {
      ports += group.count;
      text += ' ' + std::to_string(group.count) + " port ports " + group.speed;
    }
  }
  if (ports > 0) text += ' ' + std::to_string(ports) + " port ports";
  if (p.poe_ports.value_or(0) > 0) text += " poe " + std::to_string(*p.poe_ports);
  if (p.u_height_milli && *p.u_height_milli > 0)
    text += ' ' + std::to_string((*p.u_height_milli + 999) / 1000) + "u rack";
  for (const auto& condition : p.conditions) text += ' ' + condition;
  return text;
}

std::vector<std::string> facets_of(const Findable& p) {
  std::vector<std::string> facets{"brand:" + p.brand_slug};
  for (auto end = p.category_path.find('/');; end = p.category_path.find('/', end + 1)) {
    facets.push_back("category:" + p.category_path.substr(0, end));
    if (end == std::string::npos) break;
  }
  for (const auto& condition : p.conditions) facets.push_back("condition:" + condition);
  if (p.ports) {
    int count = 0;
    std::set<std::string> speeds;
    for (const auto& group : ports_of(*p.ports)) {
      count += group.count;
      if (!group.speed.empty()) speeds.insert(group.speed);
    }
    if (count > 0) facets.push_back("ports:" + std::string{port_band(count)});
    for (const auto& speed : speeds) facets.push_back("speed:" + speed);
  }
  if (p.poe_ports.value_or(0) > 0) facets.emplace_back("poe:yes");
  if (p.u_height_milli) facets.push_back("form:" + form_of(*p.u_height_milli));
  facets.push_back("price:" + std::string{price_band(p.price)});
  facets.emplace_back(p.in_stock ? "stock:in" : "stock:out");
  return facets;
}

std::vector<std::string> spelled_words(std::string_view text) {
  constexpr std::size_t kShortest = 3;
  std::set<std::string> words;
  each_word(text, [&](const std::string& word) {
    const bool has_letter = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a'; });
    if (word.size() >= kShortest && has_letter) words.insert(word);
  });
  return {words.begin(), words.end()};
}

}  // namespace catalog
