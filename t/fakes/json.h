#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace fakes {

// A JSON value. Objects keep the order in which members were set, so that an answer reads like the
// real service's. Numbers are whole, or a decimal kept as its text: no double anywhere.
class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  // Implicit on purpose: an answer is written as a literal of values.
  // NOLINTBEGIN(google-explicit-constructor)
  Json();
  Json(std::nullptr_t);
  template <std::integral T>
  Json(T value);
  Json(const char* text);
  Json(std::string text);
  Json(std::string_view text);
  Json(Array items);
  // NOLINTEND(google-explicit-constructor)

  static Json object(std::initializer_list<Member> members = {});
  static Json array();
  // A number with a fraction, given as its text ("8.25").
  static Json decimal(std::string text);

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_text() const { return std::holds_alternative<std::string>(value_); }
  bool is_number() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_boolean() const { return std::holds_alternative<bool>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // The value, or the fallback when it is of another kind.
  std::string text(std::string_view fallback = {}) const;
  std::int64_t number(std::int64_t fallback = 0) const;
  bool boolean(bool fallback = false) const;

  // Items of an array; none for every other kind.
  const Array& items() const;
  void push(Json item);

  // Members of an object; none for every other kind.
  const Object& members() const;
  bool has(std::string_view name) const;
  // The member, or null when it is absent.
  const Json& operator[](std::string_view name) const;
  // The member, made when absent. Turns null into an object.
  Json& at(std::string_view name);
  void set(std::string_view name, Json value);
  void erase(std::string_view name);

  // Indented by two spaces, as the real service answers.
  std::string pretty() const;
  std::string compact() const;

  // Nothing for broken JSON, a fraction, bad UTF-8, or nesting deeper than 64.
  static std::optional<Json> parse(std::string_view text);

  friend bool operator==(const Json& a, const Json& b) { return a.compact() == b.compact(); }

 private:
  struct Decimal {
    std::string text;
  };
  void write(std::string& out, int indent, int depth) const;

  std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string name;
  Json value;
};

// Below Member, since clang wants it complete wherever a Json is made.
template <std::integral T>
Json::Json(T value)
    : value_(static_cast<std::conditional_t<std::same_as<T, bool>, bool, std::int64_t>>(value)) {}

}  // namespace fakes
