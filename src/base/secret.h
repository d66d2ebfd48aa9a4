#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace base {

// A value that must not reach a log, a page or an error text by accident: it prints as ***,
// compares in constant time, and is only read by an explicit reveal().
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_{std::move(value)} {}
  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  // The time taken depends on the length of `other` alone.
  bool equals(std::string_view other) const {
    unsigned char difference = value_.size() == other.size() ? 0 : 1;
    for (std::size_t i = 0; i < other.size(); ++i) {
      const char mine = value_.empty() ? '\0' : value_[i % value_.size()];
      difference = static_cast<unsigned char>(difference | (mine ^ other[i]));
    }
    return difference == 0;
  }
  friend std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "***"; }

 private:
  std::string value_;
};

}  // namespace base
