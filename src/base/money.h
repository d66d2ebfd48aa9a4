#pragma once
#include <compare>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace base {

// US dollars as whole cents (invariant M1). There is no way in from double and no operator/:
// dividing money loses cents, so callers say how (percent_of, split). Overflow throws.
class Money {
 public:
  static constexpr Money cents(std::int64_t n) { return Money{n}; }
  constexpr Money() = default;
  constexpr std::int64_t in_cents() const { return cents_; }
  constexpr bool is_zero() const { return cents_ == 0; }

  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  friend Money operator*(Money unit, std::int64_t quantity);
  Money& operator+=(Money other) { return *this = *this + other; }
  friend constexpr auto operator<=>(Money, Money) = default;  // NOLINT(modernize-use-nullptr)
  friend std::ostream& operator<<(std::ostream& out, Money m) {
    return out << m.cents_ << " cents";
  }

 private:
  constexpr explicit Money(std::int64_t n) : cents_{n} {}
  std::int64_t cents_ = 0;
};

// A rate in hundredths of a percent: 825 is 8.25 %.
struct BasisPoints {
  std::int64_t value;
};

// HalfUp rounds halves away from zero, as invoices do (invariant M2).
enum class Rounding { HalfUp, Down };

// `rate` of `whole`, rounded once.
Money percent_of(Money whole, BasisPoints rate, Rounding rounding);

// Splits `whole` by weight so that the parts add up to it exactly, each less than a cent from its
// exact share (largest remainder; ties go to the earlier part; invariant M5). All-zero weights
// split evenly. Weights are not negative; no weights at all throws unless `whole` is zero.
std::vector<Money> split(Money whole, const std::vector<std::int64_t>& weights);

// "$1,234.56", "-$0.05": what a person reads.
std::string to_text(Money amount);

// "1234.56": what a machine reads (JSON-LD, feeds).
std::string to_decimal(Money amount);

}  // namespace base
