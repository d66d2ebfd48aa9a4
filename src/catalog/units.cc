#include "catalog/units.h"

#include <array>

#include "base/text.h"

namespace catalog {
namespace {

constexpr int kGramsPerTonne = 1'000'000;

// One unit of `name` is grams / per. A pound is 453.59237 g by definition.
struct WeightUnit {
  std::string_view name;
  std::int64_t grams;
  std::int64_t per;
};
constexpr std::array kUnits = {
    WeightUnit{"kg", 1'000, 1},
    WeightUnit{"g", 1, 1},
    WeightUnit{"lb", 45'359'237, 100'000},
    WeightUnit{"oz", 45'359'237, 1'600'000},
};

const WeightUnit* find_unit(std::string_view unit) {
  for (const auto& known : kUnits)
    if (base::equal_ignoring_case(known.name, unit)) return &known;
  return nullptr;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::int64_t rounded_ratio(std::int64_t amount, std::int64_t per) {
  return (amount + per / 2) / per;
}

// Whole tenths as text: 89 is "8.9".
std::string tenths_text(std::int64_t tenths) {
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text, int scale) {
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at == 9) return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  const bool whole_digits = at > 0;
  int places = 0;
  bool round_up = false;
  bool any_place = false;
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && is_digit(text[at]); ++at) {
      any_place = true;
      if (places < scale) {
        value = value * 10 + (text[at] - '0');
        ++places;
      } else if (places++ == scale) {
        round_up = text[at] >= '5';
      }
    }
  }
  if (at != text.size() || (!whole_digits && !any_place)) return std::nullopt;
  for (; places < scale; ++places) value *= 10;
  return value + (round_up ? 1 : 0);
}

bool is_weight_unit(std::string_view unit) {
  return find_unit(unit) != nullptr;
}

std::optional<int> parse_weight(std::string_view text, std::string_view unit) {
  constexpr int kScale = 4;  // finer than any scale weighs
  constexpr std::int64_t kTenThousand = 10'000;
  const auto* known = find_unit(unit);
  const auto amount = parse_decimal(text, kScale);
  // Ten million of any unit is beyond ten tonnes or close to it, and keeps the product in range.
  constexpr std::int64_t kMost = 10'000'000 * kTenThousand;
  if (known == nullptr || !amount || *amount > kMost) return std::nullopt;
  // The largest product: 10^11 * 4.5 * 10^7 = 4.5 * 10^18, below 2^63.
  const auto grams = rounded_ratio(*amount * known->grams, known->per * kTenThousand);
  if (grams < 1 || grams > std::int64_t{10} * kGramsPerTonne) return std::nullopt;
  return static_cast<int>(grams);
}

std::string weight_text(int grams) {
  if (grams < 1'000) {
    const auto ounce_tenths = rounded_ratio(std::int64_t{grams} * 16'000'000, 45'359'237);
    return std::to_string(grams) + " g (" + tenths_text(ounce_tenths) + " oz)";
  }
  const auto hundredths = rounded_ratio(grams, 10);
  const auto pound_tenths = rounded_ratio(std::int64_t{grams} * 1'000'000, 45'359'237);
  auto kilograms = thousandths_text(hundredths * 10);
  return kilograms + " kg (" + tenths_text(pound_tenths) + " lb)";
}

std::string height_text(int u_milli) {
  return u_milli == 0 ? "Not rack-mounted" : thousandths_text(u_milli) + "U";
}

std::string thousandths_text(std::int64_t milli) {
  auto text = std::to_string(milli / 1'000);
  auto places = std::to_string(1'000 + milli % 1'000).substr(1);
  while (!places.empty() && places.back() == '0') places.pop_back();
  return places.empty() ? text : text + "." + places;
}

}  // namespace catalog
