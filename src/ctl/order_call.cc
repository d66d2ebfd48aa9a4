#include "ctl/order_call.h"

#include <algorithm>
#include <charconv>
#include <iostream>

namespace ctl {
namespace {

std::optional<int> parse_count(std::string_view text) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size() || n < 0 || n > 1'000'000)
    return std::nullopt;
  return n;
}

std::string name_of(const order::GrantShare& share, const std::vector<order::Progress>& lines) {
  const auto word = std::string{to_word(share.share)};
  if (!share.line) return word;
  for (const auto& line : lines)
    if (line.line == *share.line)
      return word + " of line " + std::to_string(line.position) + " (" + line.sku + ")" +
             (share.units > 0 ? ", " + std::to_string(share.units) + " units" : "");
  return word;
}

}  // namespace

std::optional<order::Summary> find_order(store::Db& db, const std::string& number) {
  auto found =
      db.snapshot("orders_find", [&](store::Tx& tx) { return order::find_by_number(tx, number); });
  if (!found) std::cerr << "gdsctl: there is no order " << number << '\n';
  return found;
}

std::vector<LineWords> take_lines(base::Args& args) {
  std::vector<LineWords> out;
  while (const auto word = args.take_word()) {
    const auto equals = word->find('=');
    const auto colon = std::min(word->find(':', equals), word->size());
    const auto position =
        equals == std::string::npos ? std::nullopt : parse_count(word->substr(0, equals));
    const auto units =
        position ? parse_count(word->substr(equals + 1, colon - equals - 1)) : std::nullopt;
    if (!units)
      throw base::UsageError{"\"" + *word + "\" is not LINE=UNITS, like 2=3 for three of line 2"};
    out.push_back({*position, *units, colon < word->size() ? word->substr(colon + 1) : ""});
  }
  return out;
}

std::vector<order::LineUnits> line_units(const std::vector<LineWords>& words,
                                         const std::vector<order::Progress>& lines) {
  std::vector<order::LineUnits> out;
  for (const auto& word : words) {
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const order::Progress& p) {
      return p.position == word.position;
    });
    if (line == lines.end())
      throw base::UsageError{"the order has no line " + std::to_string(word.position)};
    if (word.units == 0)
      throw base::UsageError{"no units of line " + std::to_string(word.position)};
    out.push_back({line->line, word.units});
  }
  return out;
}

base::Money parse_amount(const std::string& option, const std::string& text) {
  const auto dot = text.find('.');
  const auto dollars = parse_count(text.substr(0, dot));
  const auto cents = dot == std::string::npos ? std::optional{0}
                     : text.size() == dot + 3 ? parse_count(text.substr(dot + 1))
                                              : std::nullopt;
  if (!dollars || !cents) throw base::UsageError{option + " " + text + ": an amount is like 12.34"};
  return base::Money::cents(std::int64_t{*dollars} * 100 + *cents);
}

void print(const order::Grant& grant, const std::vector<order::Progress>& lines) {
  for (const auto& share : grant.shares)
    std::cout << "  " << base::to_text(share.amount) << '\t' << name_of(share, lines) << '\n';
  std::cout << "  " << base::to_text(grant.total()) << "\tin all\n";
}

int only_shown() {
  std::cout << "nothing was changed: call it with --yes to do it\n";
  return 0;
}

}  // namespace ctl
