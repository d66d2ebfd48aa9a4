#pragma once
#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace catalog {

// Numbers of a file, read where they stand: of 100,000 products a change looks at a few hundred.
// The first change() copies them, and others that were copied from here keep what they had.
template <class T>
class KeptNumbers {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  KeptNumbers() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a vector with another way to be filled
  KeptNumbers(std::vector<T> values) : own_{std::move(values)} {}
  KeptNumbers(std::initializer_list<T> values) : own_{values} {}
  // `n` of them from `data` on, which stay there while `keeper` lives.
  KeptNumbers(const T* data, std::size_t n, std::shared_ptr<const void> keeper)
      : keeper_{std::move(keeper)}, kept_{data}, size_{n} {}

  std::size_t size() const { return keeper_ ? size_ : own_.size(); }
  bool empty() const { return size() == 0; }
  const T* data() const { return keeper_ ? kept_ : own_.data(); }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }
  const T& operator[](std::size_t i) const { return data()[i]; }
  const T& back() const { return data()[size() - 1]; }

  std::vector<T>& change() {
    if (keeper_) {
      own_.assign(begin(), end());
      keeper_.reset();
    }
    return own_;
  }

  friend bool operator==(const KeptNumbers& a, const KeptNumbers& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  std::vector<T> own_;
  std::shared_ptr<const void> keeper_;  // none: they are own_
  const T* kept_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace catalog
