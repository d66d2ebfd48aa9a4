#pragma once
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/fields.h"
#include "base/id.h"
#include "base/text.h"
#include "web/request.h"

namespace web {

// How much text a field takes, counted in characters. A minimum of 0 makes the field optional.
struct TextLimits {
  std::size_t least = 1;
  std::size_t most = 200;
  base::Lines lines = base::Lines::One;
};

// The fields of a POST (or the query of a GET), taken one by one by type. A field that does not
// fit leaves an error and yields its type's zero, so that a handler reads all of them, then asks
// ok() once. Bad UTF-8, NUL, control and direction-turning characters never pass. The input as
// typed stays for the page that shows the form again.
class Form {
 public:
  explicit Form(const Request& req);

  // Trimmed text.
  std::string text(std::string_view name, TextLimits limits = {});
  // A whole number in the range, written plainly.
  int integer(std::string_view name, int least, int most);
  // The same when the field may be missing or empty.
  std::optional<int> optional_integer(std::string_view name, int least, int most) {
    if (base::trimmed(fields_.value(name)).empty()) return std::nullopt;
    return integer(name, least, most);
  }
  std::int64_t long_integer(std::string_view name, std::int64_t least, std::int64_t most);
  // A key of that table: a positive number. Id 0 when refused.
  template <class IdType>
  IdType id(std::string_view name) {
    return IdType{long_integer(name, 1, INT64_MAX)};
  }
  // The same when the field may be missing or empty.
  template <class IdType>
  std::optional<IdType> optional_id(std::string_view name) {
    if (base::trimmed(fields_.value(name)).empty()) return std::nullopt;
    return id<IdType>(name);
  }
  // A mail address as base::parse_email takes it; its domain comes in lower case.
  std::string email(std::string_view name);
  // Dollars and cents as people type them ("1,234.50", "$12"), in cents.
  std::int64_t cents(std::string_view name, std::int64_t least, std::int64_t most);
  // A day as <input type=date> sends it: "2027-12-31", from 1970 to 2199. 1970-01-01 when refused.
  std::chrono::sys_days day(std::string_view name);
  // One of the words offered.
  std::string choice(std::string_view name, std::initializer_list<std::string_view> words);
  template <class Enum>
  Enum choice(std::string_view name,
              std::initializer_list<std::pair<std::string_view, Enum>> words) {
    for (const auto& [word, value] : words)
      if (fields_.value(name) == word) return value;
    refuse(name, kPick);
    return Enum{};
  }
  // A checkbox.
  bool is_checked(std::string_view name) const { return fields_.find(name) != nullptr; }
  bool has(std::string_view name) const { return fields_.find(name) != nullptr; }

  // For rules a single field cannot know. Only the first error of a field is kept.
  void refuse(std::string_view name, std::string_view sentence);
  bool ok() const { return errors_.empty(); }
  const base::FieldErrors& errors() const { return errors_; }
  // What was typed, without what could not be shown again (bad UTF-8, controls).
  base::Fields kept() const;

 private:
  static constexpr std::string_view kPick = "Choose one of the options.";
  bool is_clean(std::string_view name, std::string_view value, base::Lines lines);

  const base::Fields& fields_;
  base::FieldErrors errors_;
};

}  // namespace web
