#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/money.h"

namespace store {

// A jsonb document as text; its maker answers for its being JSON.
struct JsonText {
  std::string text;
};

// Bytes as they came (bytea): webhook bodies, request bodies that must be sent again unchanged.
struct Bytes {
  std::string raw;
};

// How one C++ type travels to PostgreSQL (text format) and back. A type without a Codec does not
// compile in a Query, which is how doubles and bare char* stay out of the tables. `kArrayOid` is
// the type of an array of it.
template <class T>
struct Codec;

template <class Number>
Number parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw base::BugError{"not a whole number from the database: " + std::string{text}};
  return value;
}

template <>
struct Codec<std::int64_t> {
  static constexpr unsigned kOid = 20;
  static constexpr unsigned kArrayOid = 1016;
  static std::string format(std::int64_t v) { return std::to_string(v); }
  static std::int64_t parse(std::string_view text) { return parse_number<std::int64_t>(text); }
};

template <>
struct Codec<int> {
  static constexpr unsigned kOid = 23;
  static constexpr unsigned kArrayOid = 1007;
  static std::string format(int v) { return std::to_string(v); }
  static int parse(std::string_view text) { return parse_number<int>(text); }
};

template <>
struct Codec<bool> {
  static constexpr unsigned kOid = 16;
  static constexpr unsigned kArrayOid = 1000;
  static std::string format(bool v) { return v ? "t" : "f"; }
  static bool parse(std::string_view text) { return text == "t"; }
};

template <>
struct Codec<std::string> {
  static constexpr unsigned kOid = 25;
  static constexpr unsigned kArrayOid = 1009;
  static std::string format(const std::string& v) { return v; }
  static std::string parse(std::string_view text) { return std::string{text}; }
};

template <>
struct Codec<JsonText> {
  static constexpr unsigned kOid = 3802;
  static constexpr unsigned kArrayOid = 3807;
  static std::string format(const JsonText& v) { return v.text; }
  static JsonText parse(std::string_view text) { return {std::string{text}}; }
};

template <>
struct Codec<Bytes> {
  static constexpr unsigned kOid = 17;
  static constexpr unsigned kArrayOid = 1001;
  static std::string format(const Bytes& v);
  static Bytes parse(std::string_view text);
};

template <class Tag>
struct Codec<base::Id<Tag>> {
  static constexpr unsigned kOid = 20;
  static constexpr unsigned kArrayOid = 1016;
  static std::string format(base::Id<Tag> v) { return std::to_string(v.raw()); }
  static base::Id<Tag> parse(std::string_view text) {
    return base::Id<Tag>{parse_number<std::int64_t>(text)};
  }
};

template <>
struct Codec<base::Money> {
  static constexpr unsigned kOid = 20;
  static constexpr unsigned kArrayOid = 1016;
  static std::string format(base::Money v) { return std::to_string(v.in_cents()); }
  static base::Money parse(std::string_view text) {
    return base::Money::cents(parse_number<std::int64_t>(text));
  }
};

// Connections speak UTC (the roles are set so by migration), else parse() refuses.
template <>
struct Codec<base::Instant> {
  static constexpr unsigned kOid = 1184;
  static constexpr unsigned kArrayOid = 1185;
  static std::string format(base::Instant v) { return base::to_iso8601(v); }
  static base::Instant parse(std::string_view text);
};

// Array literals: every element quoted, NULL bare.
std::string array_literal(const std::vector<std::optional<std::string>>& elements);
std::vector<std::optional<std::string>> array_elements(std::string_view literal);

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
struct Codec<std::vector<T>> {
  static constexpr unsigned kOid = Codec<T>::kArrayOid;
  static std::string format(const std::vector<T>& values) {
    std::vector<std::optional<std::string>> elements;
    elements.reserve(values.size());
    for (const auto& value : values) {
      if constexpr (kIsOptional<T>) {
        elements.push_back(value ? std::optional{Codec<typename T::value_type>::format(*value)}
                                 : std::nullopt);
      } else {
        elements.emplace_back(Codec<T>::format(value));
      }
    }
    return array_literal(elements);
  }
  static std::vector<T> parse(std::string_view text) {
    std::vector<T> values;
    for (const auto& element : array_elements(text)) {
      if constexpr (kIsOptional<T>) {
        values.push_back(element ? T{Codec<typename T::value_type>::parse(*element)}
                                 : std::nullopt);
      } else {
        if (!element) throw base::BugError{"NULL in an array from the database"};
        values.push_back(Codec<T>::parse(*element));
      }
    }
    return values;
  }
};

// A value that may be NULL travels as its plain type; Query does the rest.
template <class T>
struct Codec<std::optional<T>> {
  static constexpr unsigned kOid = Codec<T>::kOid;
  static constexpr unsigned kArrayOid = Codec<T>::kArrayOid;
};

}  // namespace store
