#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Measures of devices as files write them and as tables keep them: whole grams, thousandths of a
// rack unit. No floating point: "13.01" lb is exact until it is rounded once.
namespace catalog {

// A plain decimal ("13.01", "2", ".5") as a whole number of 10^-scale, rounded half up; nothing
// when it is no such number, is negative or has more than nine digits before the point.
std::optional<std::int64_t> parse_decimal(std::string_view text, int scale);

// A weight in grams: `text` in kg, g, lb or oz (any case). Nothing when the number is none, the
// unit is unknown, or the weight is not between 1 g and 10 t.
std::optional<int> parse_weight(std::string_view text, std::string_view unit);
bool is_weight_unit(std::string_view unit);

// "4.05 kg (8.9 lb)", below a kilogram "38 g (1.3 oz)".
std::string weight_text(int grams);
// "1U", "1.5U"; 0 is "not rack-mounted".
std::string height_text(int u_milli);
// "1.5": thousandths without needless zeros, as exports write them.
std::string thousandths_text(std::int64_t milli);

}  // namespace catalog
