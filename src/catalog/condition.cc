#include "catalog/condition.h"

#include "base/text.h"

namespace catalog {
namespace {

struct Words {
  Condition condition;
  std::string_view word;
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array kConditions = {
    Words{Condition::New, "new", "New", "Unused, in the maker's packaging."},
    Words{Condition::OpenBox, "open_box", "Open box",
          "Unused or hardly used; the packaging has been opened."},
    Words{Condition::Refurbished, "refurbished", "Refurbished",
          "Used before, cleaned, reset to factory settings and tested by us."},
    Words{Condition::Used, "used", "Used",
          "Taken from working service, reset and tested; shows signs of use."},
    Words{Condition::ForParts, "for_parts", "For parts",
          "Does not work fully or is not complete; sold for spare parts."},
};

}  // namespace

std::string_view word_of(Condition condition) {
  return kConditions[static_cast<std::size_t>(condition)].word;
}

std::string_view name_of(Condition condition) {
  return kConditions[static_cast<std::size_t>(condition)].name;
}

std::string_view meaning_of(Condition condition) {
  return kConditions[static_cast<std::size_t>(condition)].meaning;
}

std::optional<Condition> parse_condition(std::string_view text) {
  auto word = base::lower_ascii(base::trimmed(text));
  for (auto& c : word)
    if (c == ' ' || c == '-') c = '_';
  for (const auto& known : kConditions)
    if (known.word == word) return known.condition;
  return std::nullopt;
}

std::string_view word_of(StockBand band) {
  switch (band) {
    case StockBand::SoldOut:
      return "sold_out";
    case StockBand::Last:
      return "last";
    case StockBand::InStock:
      return "in_stock";
  }
  throw base::BugError{"a stock band without a word"};
}

StockBand band_of(int units) {
  if (units <= 0) return StockBand::SoldOut;
  return units <= kCountedUnits ? StockBand::Last : StockBand::InStock;
}

}  // namespace catalog

namespace store {

catalog::Condition Codec<catalog::Condition>::parse(std::string_view text) {
  const auto condition = catalog::parse_condition(text);
  if (!condition) throw base::BugError{"not a condition from the database: " + std::string{text}};
  return *condition;
}

}  // namespace store
