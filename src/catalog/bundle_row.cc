#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "catalog/bundle.h"
#include "catalog/slug.h"
#include "catalog/units.h"

namespace catalog {
namespace {

// NOLINTBEGIN(readability-identifier-naming): numbers by which arrays and bits are picked
enum Column : std::size_t {
  kSku,
  kBrand,
  kTitle,
  kCategory,
  kCondition,
  kPercentOff,
  kComponents,
  kColumns
};
// NOLINTEND(readability-identifier-naming)
constexpr std::array<std::string_view, kColumns> kNames = {
    "sku", "brand", "title", "category", "condition", "percent_off", "components"};

constexpr std::size_t kLongestCode = 100;
constexpr std::size_t kLongestText = 300;
constexpr int kMostOff = 9900;  // basis points, and
constexpr int kMostUnits = 99;  // units of a part: as the tables' CHECKs

std::string quoted(std::string_view value) {
  return '"' + std::string{value} + '"';
}

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(between, at), text.size());
    parts.push_back(base::trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

// "SKU*2;SKU*1"
std::string parse_components(std::string_view text, std::vector<BundleComponent>& into) {
  std::set<std::string> seen;
  into.clear();
  for (const auto part : split(text, ';')) {
    const auto star = part.rfind('*');
    const auto number = star == std::string_view::npos ? "" : part.substr(star + 1);
    const int units = base::parse_integer<int>(base::trimmed(number)).value_or(0);
    const auto sku = base::trimmed(part.substr(0, star));
    if (units < 1 || units > kMostUnits || sku.empty())
      return "components " + quoted(part) + " is not a SKU and a number, as in SKU*2";
    if (!seen.insert(base::lower_ascii(sku)).second)
      return "components " + quoted(sku) + " stands twice";
    into.push_back({std::string{sku}, units});
  }
  return {};
}

}  // namespace

BundleColumns::BundleColumns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const auto& name : header) names.push_back(base::lower_ascii(base::trimmed(name)));
  for (const auto known : kNames) {
    const auto at = std::find(names.begin(), names.end(), known);
    if (at == names.end()) throw base::Error{"the file lacks the column " + std::string{known}};
    field_of_.push_back(static_cast<std::size_t>(at - names.begin()));
  }
  if (names.size() != kNames.size())
    throw base::Error{"the file has columns that no bundle has, or one twice"};
}

std::string_view BundleColumns::field(const base::CsvRecord& record, std::size_t column) const {
  return base::trimmed(record.fields[field_of_[column]]);
}

std::string BundleColumns::parse(const base::CsvRecord& record, BundleRow& row) const {
  row.line = record.line;
  if (!record.problem.empty()) return record.problem;
  if (record.fields.size() != kColumns)
    return std::to_string(record.fields.size()) + " fields where the first line has " +
           std::to_string(std::size_t{kColumns});
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto value = field(record, column);
    const auto longest = column == kSku || column == kBrand ? kLongestCode : kLongestText;
    const std::string name{kNames[column]};
    if (value.empty()) return name + " is missing";
    if (base::text_flaw(value, base::Lines::One) != base::TextFlaw::None)
      return name + " is not plain text";
    if (column != kComponents && base::character_count(value) > longest)
      return name + " is longer than " + std::to_string(longest) + " characters";
  }
  row.sku = field(record, kSku);
  row.brand = field(record, kBrand);
  row.title = field(record, kTitle);
  if (normalised_part_number(row.sku).empty() || normalised_part_number(row.brand).empty())
    return "sku and brand need a letter or a digit of ASCII";
  row.category.clear();
  for (const auto name : split(field(record, kCategory), '/')) {
    if (slugify(name).empty()) return "category has a level without a name";
    row.category.emplace_back(name);
  }
  const auto condition = parse_condition(field(record, kCondition));
  if (!condition) return "condition " + quoted(field(record, kCondition)) + " is not known";
  row.condition = *condition;
  const auto off = parse_decimal(field(record, kPercentOff), 2);
  if (!off || *off > kMostOff)
    return "percent_off " + quoted(field(record, kPercentOff)) + " is not a number from 0 to 99";
  row.off_basis_points = static_cast<int>(*off);
  return parse_components(field(record, kComponents), row.components);
}

}  // namespace catalog
