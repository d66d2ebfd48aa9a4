#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "store/codec.h"

namespace catalog {

// What state a copy of a device is in. In tables: the word; on pages: the name.
enum class Condition { New, OpenBox, Refurbished, Used, ForParts };

// "open_box": tables and forms.
std::string_view word_of(Condition condition);
// "Open box": people, and the column of an import.
std::string_view name_of(Condition condition);
// One sentence of what a buyer may expect of it.
std::string_view meaning_of(Condition condition);
// From the word or the name, in any case, blank, hyphen or underscore between ("Open-Box").
std::optional<Condition> parse_condition(std::string_view text);

// What a page says of the units that may be sold.
enum class StockBand { SoldOut, Last, InStock };

// "sold_out", "last", "in_stock".
std::string_view word_of(StockBand band);

// Up to this many units a page counts them ("only 3 left"); counted_units() in SQL, compared by a
// test.
inline constexpr int kCountedUnits = 5;
// The same rule as stock_band() in SQL.
StockBand band_of(int units);

}  // namespace catalog

namespace store {

template <>
struct Codec<catalog::Condition> {
  static constexpr unsigned kOid = 25;
  static constexpr unsigned kArrayOid = 1009;
  static std::string format(catalog::Condition v) { return std::string{catalog::word_of(v)}; }
  static catalog::Condition parse(std::string_view text);
};

}  // namespace store
