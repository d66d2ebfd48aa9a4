#include "base/money.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "base/error.h"

namespace base {
namespace {

// Products of cents and weights pass 64 bits long before either factor looks odd.
__extension__ typedef __int128 Wide;

[[noreturn]] void overflow() {
  throw std::overflow_error{"Money"};
}

std::int64_t narrow(Wide wide) {
  if (wide > INT64_MAX || wide < INT64_MIN) overflow();
  return static_cast<std::int64_t>(wide);
}

}  // namespace

Money operator+(Money a, Money b) {
  std::int64_t out = 0;
  if (__builtin_add_overflow(a.cents_, b.cents_, &out)) overflow();
  return Money{out};
}

Money operator-(Money a, Money b) {
  std::int64_t out = 0;
  if (__builtin_sub_overflow(a.cents_, b.cents_, &out)) overflow();
  return Money{out};
}

Money operator*(Money unit, std::int64_t quantity) {
  std::int64_t out = 0;
  if (__builtin_mul_overflow(unit.cents_, quantity, &out)) overflow();
  return Money{out};
}

Money percent_of(Money whole, BasisPoints rate, Rounding rounding) {
  constexpr Wide kWhole = 10000;
  const Wide exact = static_cast<Wide>(whole.in_cents()) * rate.value;
  const Wide half = rounding == Rounding::HalfUp ? kWhole / 2 : 0;
  return Money::cents(narrow((exact + (exact < 0 ? -half : half)) / kWhole));
}

std::vector<Money> split(Money whole, const std::vector<std::int64_t>& weights) {
  BASE_CHECK(!weights.empty() || whole.is_zero());
  for (const auto weight : weights) BASE_CHECK(weight >= 0);
  Wide total = 0;
  for (const auto weight : weights) total += weight;
  if (total == 0) {
    return weights.empty() ? std::vector<Money>{}
                           : split(whole, std::vector<std::int64_t>(weights.size(), 1));
  }
  const Wide sign = whole.in_cents() < 0 ? -1 : 1;
  const Wide size = sign * whole.in_cents();

  std::vector<Wide> shares(weights.size());
  std::vector<Wide> remainders(weights.size());
  Wide left = size;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares[i] = size * weights[i] / total;
    remainders[i] = size * weights[i] % total;
    left -= shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0; ++i, --left) shares[order[i]] += 1;

  std::vector<Money> parts;
  parts.reserve(shares.size());
  for (const auto share : shares) parts.push_back(Money::cents(narrow(sign * share)));
  return parts;
}

std::string to_decimal(Money amount) {
  const bool negative = amount.in_cents() < 0;
  auto digits = std::to_string(amount.in_cents()).substr(negative ? 1 : 0);
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  digits.insert(digits.size() - 2, 1, '.');
  return negative ? "-" + digits : digits;
}

std::string to_text(Money amount) {
  auto text = to_decimal(amount);
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t at = text.size() - 3; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text.insert(first, 1, '$');
}

}  // namespace base
