#pragma once
#include <utility>
#include <variant>

#include "base/error.h"

namespace base {

// Either what was asked for, or the reason it was refused. A refusal is an answer the shop
// expects to give (out of stock, code expired); anything the shop does not expect is thrown.
// `Why` is an enum class, so that callers switch on it without `default`, or a small struct
// around one when the visitor must be told a number (how many are left).
template <class T, class Why>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose: a function returns its value or its refusal as it is.
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(T value) : either_{std::in_place_index<0>, std::move(value)} {}
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(Why why) : either_{std::in_place_index<1>, std::move(why)} {}

  explicit operator bool() const { return either_.index() == 0; }
  // Asking a refusal for its value, or a value for its reason, is a bug and throws.
  const T& operator*() const { return std::get<0>(either_); }
  const T* operator->() const { return &std::get<0>(either_); }
  T& operator*() { return std::get<0>(either_); }
  T* operator->() { return &std::get<0>(either_); }
  const Why& why() const { return std::get<1>(either_); }

 private:
  std::variant<T, Why> either_;
};

// The value of an operation that has nothing to give but its success.
struct Done {
  friend constexpr bool operator==(Done, Done) = default;
};

}  // namespace base
