#include "catalog/import_row.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/slug.h"
#include "catalog/units.h"

namespace catalog {
namespace {

// NOLINTBEGIN(readability-identifier-naming): numbers by which arrays and bits are picked
enum Column : std::size_t {
  kSku,
  kBrand,
  kMpn,
  kTitle,
  kCategory,
  kCondition,
  kPrice,
  kQuantity,
  kReorderThreshold,
  kUHeight,
  kWeight,
  kWeightUnit,
  kFullDepth,
  kAirflow,
  kPorts,
  kPoePorts,
  kPowerSupplies,
  kMaxDraw,
  kImageFront,
  kImageRear,
  kColumns
};
// NOLINTEND(readability-identifier-naming)
constexpr std::size_t kRequired = kPrice + 1;  // the first ones

constexpr std::size_t kLongestCode = 100;  // sku, brand, mpn: the longest real ones have 28
constexpr std::size_t kLongestText = 300;
constexpr std::size_t kDeepest = 8;                 // levels of categories
constexpr std::int64_t kHighestPrice = 99'999'999;  // cents, as the table's CHECK
constexpr int kMostUnits = 10'000'000;
constexpr int kMostPorts = 100'000;
constexpr int kHighest = 1'000'000;  // thousandths of a rack unit: 1,000 of them

}  // namespace

const std::vector<std::string>& product_column_names() {
  static const std::vector<std::string> kNames = {
      "sku",         "brand",          "mpn",
      "title",       "category",       "condition",
      "price_cents", "quantity",       "reorder_threshold",
      "u_height",    "weight",         "weight_unit",
      "full_depth",  "airflow",        "ports",
      "poe_ports",   "power_supplies", "max_draw_watts",
      "image_front", "image_rear"};
  return kNames;
}

ProductColumns::ProductColumns(const std::vector<std::string>& header)
    : field_of_(kColumns, -1), fields_{header.size()} {
  const auto& names = product_column_names();
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto name = base::lower_ascii(base::trimmed(header[i]));
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      unknown_.push_back(name);
      continue;
    }
    auto& field = field_of_[static_cast<std::size_t>(known - names.begin())];
    if (field >= 0) throw base::Error{"the column " + name + " stands twice"};
    field = static_cast<int>(i);
  }
  std::string missing;
  for (std::size_t c = 0; c < kRequired; ++c)
    if (field_of_[c] < 0) missing += (missing.empty() ? "" : ", ") + names[c];
  if (!missing.empty()) throw base::Error{"the file lacks the columns " + missing};
}

// Reads one record field by field and collects what is wrong.
class RowReader {
 public:
  RowReader(const ProductColumns& columns, const base::CsvRecord& record)
      : columns_{columns}, record_{record} {}

  void read(ProductRow& row) {
    row.line = record_.line;
    row.sku = required_code(kSku);
    row.brand = required_code(kBrand);
    row.mpn = required_code(kMpn);
    row.title = required_text(kTitle);
    read_category(row);
    read_condition(row);
    read_price(row);
    row.quantity = whole_number(kQuantity, kMostUnits);
    row.reorder_threshold = whole_number(kReorderThreshold, kMostUnits);
    read_facts(row.facts);
    row.image_front = picture(kImageFront);
    row.image_rear = picture(kImageRear);
    check_codes(row);
  }
  std::string problems;

 private:
  void wrong(Column column, const std::string& what) {
    if (!problems.empty()) problems += "; ";
    problems += product_column_names()[column] + ' ' + what;
  }
  static std::string quoted(std::string_view value) {
    constexpr std::size_t kShown = 40;
    return '"' + std::string{value.substr(0, kShown)} + (value.size() > kShown ? "…\"" : "\"");
  }
  std::string_view field(Column column) const {
    const int at = columns_.field_of_[column];
    return at < 0 ? std::string_view{}
                  : base::as_meant(base::trimmed(record_.fields[static_cast<std::size_t>(at)]));
  }
  std::string text(Column column, std::size_t longest) {
    const auto value = field(column);
    switch (base::text_flaw(value, base::Lines::One)) {
      case base::TextFlaw::None:
        break;
      case base::TextFlaw::BadUtf8:
        wrong(column, "is not UTF-8");
        return {};
      case base::TextFlaw::Control:
      case base::TextFlaw::Bidi:
        wrong(column, "holds a control character");
        return {};
    }
    if (base::character_count(value) > longest)
      wrong(column, "is longer than " + std::to_string(longest) + " characters");
    return std::string{value};
  }
  std::string required(Column column, std::size_t longest) {
    auto value = text(column, longest);
    if (field(column).empty()) wrong(column, "is missing");
    return value;
  }
  std::string required_code(Column column) { return required(column, kLongestCode); }
  std::string required_text(Column column) { return required(column, kLongestText); }

  std::optional<std::string> fact(Column column) {
    auto value = text(column, kLongestText);
    return value.empty() ? std::nullopt : std::optional{std::move(value)};
  }
  std::optional<int> whole_number(Column column, int most) {
    const auto value = field(column);
    if (value.empty()) return std::nullopt;
    const auto number = base::parse_integer<int>(value);
    if (!number || *number < 0 || *number > most) {
      wrong(column, quoted(value) + " is not a whole number from 0 to " + std::to_string(most));
      return std::nullopt;
    }
    return number;
  }

  void read_category(ProductRow& row) {
    const auto path = required_text(kCategory);
    row.category.clear();
    for (std::size_t at = 0; at <= path.size() && !path.empty();) {
      const auto end = std::min(path.find('/', at), path.size());
      const auto name = base::trimmed(std::string_view{path}.substr(at, end - at));
      if (slugify(name).empty())
        return wrong(kCategory, quoted(path) + " has a level without a name");
      row.category.emplace_back(name);
      at = end + 1;
    }
    if (row.category.size() > kDeepest)
      wrong(kCategory, "has more than " + std::to_string(kDeepest) + " levels");
  }
  void read_condition(ProductRow& row) {
    const auto value = field(kCondition);
    if (value.empty()) return wrong(kCondition, "is missing");
    const auto condition = parse_condition(value);
    if (!condition)
      return wrong(kCondition,
                   quoted(value) + " is none of New, Open box, Refurbished, Used, For parts");
    row.condition = *condition;
  }
  void read_price(ProductRow& row) {
    const auto value = field(kPrice);
    if (value.empty()) return wrong(kPrice, "is missing");
    const auto cents = base::parse_integer<std::int64_t>(value);
    if (!cents || *cents < 1 || *cents > kHighestPrice)
      return wrong(kPrice, quoted(value) + " is not a whole number of cents from 1 to " +
                               std::to_string(kHighestPrice));
    row.price = base::Money::cents(*cents);
  }
  void read_facts(ProductFacts& facts) {
    facts.u_height_milli = height();
    facts.weight_g = weight();
    facts.full_depth = yes_or_no(kFullDepth);
    facts.airflow = fact(kAirflow);
    facts.ports = fact(kPorts);
    facts.poe_ports = whole_number(kPoePorts, kMostPorts);
    facts.power_supplies = whole_number(kPowerSupplies, kMostPorts);
    facts.max_draw_watts = whole_number(kMaxDraw, kMostUnits);
  }
  std::optional<int> height() {
    const auto value = field(kUHeight);
    if (value.empty()) return std::nullopt;
    const auto milli = parse_decimal(value, 3);
    if (!milli || *milli > kHighest) {
      wrong(kUHeight, quoted(value) + " is not a number of rack units");
      return std::nullopt;
    }
    return static_cast<int>(*milli);
  }
  std::optional<int> weight() {
    const auto value = field(kWeight);
    const auto unit = field(kWeightUnit);
    if (value.empty()) return std::nullopt;
    if (!is_weight_unit(unit)) {
      wrong(kWeightUnit, unit.empty() ? std::string{"is missing beside a weight"}
                                      : quoted(unit) + " is none of kg, g, lb, oz");
      return std::nullopt;
    }
    const auto grams = parse_weight(value, unit);
    if (!grams) wrong(kWeight, quoted(value) + " is not a weight of a device");
    return grams;
  }
  std::optional<bool> yes_or_no(Column column) {
    const auto value = base::lower_ascii(field(column));
    if (value.empty()) return std::nullopt;
    if (value == "true" || value == "yes" || value == "1") return true;
    if (value == "false" || value == "no" || value == "0") return false;
    wrong(column, quoted(value) + " is neither True nor False");
    return std::nullopt;
  }
  // A file below the folder of pictures: no way out of it.
  std::string picture(Column column) {
    auto path = text(column, kLongestText);
    const bool leaves = path.starts_with('/') || path == ".." || path.starts_with("../") ||
                        path.ends_with("/..") || path.find("/../") != std::string::npos ||
                        path.find('\\') != std::string::npos;
    if (!leaves) return path;
    wrong(column, quoted(path) + " is not a path below the folder of pictures");
    return {};
  }
  // A part number is searched, a product has an address: both need a letter or a digit.
  void check_codes(const ProductRow& row) {
    for (const auto column : {kSku, kBrand, kMpn}) {
      const auto& code = column == kSku ? row.sku : column == kBrand ? row.brand : row.mpn;
      if (!code.empty() && normalised_part_number(code).empty())
        wrong(column, quoted(code) + " has neither a letter nor a digit of ASCII");
    }
  }

  const ProductColumns& columns_;
  const base::CsvRecord& record_;
};

std::vector<std::string> product_fields(const ProductRow& row) {
  const auto number = [](const std::optional<int>& value) {
    return value ? std::to_string(*value) : std::string{};
  };
  const auto& facts = row.facts;
  std::string category;
  for (const auto& name : row.category) category += (category.empty() ? "" : "/") + name;
  std::vector<std::string> fields(kColumns);
  fields[kSku] = row.sku;
  fields[kBrand] = row.brand;
  fields[kMpn] = row.mpn;
  fields[kTitle] = row.title;
  fields[kCategory] = category;
  fields[kCondition] = name_of(row.condition);
  fields[kPrice] = std::to_string(row.price.in_cents());
  fields[kQuantity] = number(row.quantity);
  fields[kReorderThreshold] = number(row.reorder_threshold);
  if (facts.u_height_milli) fields[kUHeight] = thousandths_text(*facts.u_height_milli);
  fields[kWeight] = number(facts.weight_g);
  if (facts.weight_g) fields[kWeightUnit] = "g";
  if (facts.full_depth) fields[kFullDepth] = *facts.full_depth ? "True" : "False";
  fields[kAirflow] = facts.airflow.value_or("");
  fields[kPorts] = facts.ports.value_or("");
  fields[kPoePorts] = number(facts.poe_ports);
  fields[kPowerSupplies] = number(facts.power_supplies);
  fields[kMaxDraw] = number(facts.max_draw_watts);
  fields[kImageFront] = row.image_front;
  fields[kImageRear] = row.image_rear;
  for (auto& field : fields) field = base::shown_only(std::move(field));
  return fields;
}

std::string ProductColumns::parse(const base::CsvRecord& record, ProductRow& row) const {
  row.line = record.line;
  if (!record.problem.empty()) return record.problem;
  if (record.fields.size() != fields_)
    return std::to_string(record.fields.size()) + " fields where the first line has " +
           std::to_string(fields_);
  RowReader reader{*this, record};
  reader.read(row);
  return std::move(reader.problems);
}

}  // namespace catalog
