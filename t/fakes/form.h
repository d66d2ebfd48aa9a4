#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fakes {

// The tree that a form body or a query string spells: a[b][0][c]=v. A node holds a value or
// children, never both. Children keep the order in which they came.
class Param {
 public:
  using Children = std::vector<std::pair<std::string, Param>>;

  bool given() const { return value_.has_value() || !children_.empty(); }
  bool is_leaf() const { return value_.has_value(); }
  const Children& children() const { return children_; }

  // The child, or an empty node when it is absent.
  const Param& operator[](std::string_view name) const;

  // What a schema has already proved readable; the fallback when absent.
  std::string text(std::string_view fallback = {}) const;
  std::int64_t number(std::int64_t fallback = 0) const;
  bool boolean(bool fallback = false) const;

  friend Param parse_form(std::string_view encoded);

 private:
  std::optional<std::string> value_;
  Children children_;
};

// Reads application/x-www-form-urlencoded text; "[]" appends to a list. Throws StripeError for what
// the service could not understand either: a broken escape, bad UTF-8, unbalanced brackets, a name
// that is both a value and an object. Stricter than the service: a name that comes twice is refused
// too, since a client that sends one has a bug.
Param parse_form(std::string_view encoded);

}  // namespace fakes
