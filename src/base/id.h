#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>

namespace base {

// A database key that only fits its own table: Id<VariantTag> and Id<CartTag> do not mix, do not
// add, and never come from a bare integer by accident.
template <class Tag>
class Id {
 public:
  constexpr explicit Id(std::int64_t raw) : raw_{raw} {}
  constexpr std::int64_t raw() const { return raw_; }
  friend constexpr auto operator<=>(Id, Id) = default;
  friend std::ostream& operator<<(std::ostream& out, Id id) { return out << id.raw_; }

 private:
  std::int64_t raw_;
};

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(base::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.raw());
  }
};
