#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace base {

// Text that is no JSON, or JSON of another shape than the reader was promised. Says what and
// where ("total_details.amount_tax: not a whole number"), never the value itself.
class JsonError : public Error {
 public:
  using Error::Error;
};

// A parsed JSON document, read-only; copies share it. Reading is strict: a value of another kind
// than asked for throws JsonError with its path. Whole numbers are exact to 64 bits (money comes
// as whole cents, or as text); a fraction can only be read as what it is, by fraction().
class Json {
 public:
  enum class Kind { Null, Boolean, Integer, Fraction, Text, Array, Object };
  static constexpr int kDepth = 32;

  // The document's top is an object or an array. Refused (JsonError): syntax errors, text after
  // the end, nesting deeper than `max_depth`, a key twice in one object, NUL or malformed UTF-8
  // in any string, whole numbers beyond 64 bits.
  static Json parse(std::string_view text, int max_depth = kDepth);

  Kind kind() const;
  bool is_null() const { return kind() == Kind::Null; }

  // Objects. A member that is null counts as absent, as providers use null and nothing alike.
  bool has(std::string_view name) const;
  Json at(std::string_view name) const;    // throws when absent
  Json find(std::string_view name) const;  // null when absent
  std::vector<std::pair<std::string, Json>> members() const;

  // Arrays.
  std::vector<Json> items() const;

  const std::string& text() const;
  std::int64_t integer() const;
  bool boolean() const;
  double fraction() const;  // never for money
  // The text of a member, or `otherwise` when it is absent; another kind still throws.
  std::string text_or(std::string_view name, std::string_view otherwise) const;
  std::int64_t integer_or(std::string_view name, std::int64_t otherwise) const;

  struct Node;  // private to json.cc

 private:
  Json(std::shared_ptr<const Node> document, const Node* node, std::string path);
  Json inner(const Node& node, std::string path) const;
  const Node& need(Kind kind, const char* wanted) const;
  std::shared_ptr<const Node> document_;
  const Node* node_;
  std::string path_;
};

}  // namespace base
