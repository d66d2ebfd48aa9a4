#include "order/edit_tax.h"

#include <optional>

#include "base/portion.h"

namespace order {
namespace {

using base::Rounding;

// A millionth of a percent, and how many of them are everything.
constexpr int kDecimals = 6;
constexpr std::int64_t kWhole = 100'000'000;

// "8.875" as millionths of a percent; nothing for what is no rate.
std::optional<std::int64_t> parse_rate(const std::string& text) {
  std::int64_t rate = 0;
  int decimals = -1;  // before the point
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
    } else if (c >= '0' && c <= '9' && decimals < kDecimals && rate <= kWhole) {
      rate = rate * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
    } else if (c != '0') {
      return std::nullopt;
    }
  }
  for (int i = decimals < 0 ? 0 : decimals; i < kDecimals && rate <= kWhole; ++i) rate *= 10;
  if (text.empty() || rate > kWhole) return std::nullopt;
  return rate;
}

Money tax_on(const FrozenRate& like, Money taxable) {
  const auto cent = Money::cents(1);
  if (const auto rate = parse_rate(like.rate_percent)) {
    const auto then = base::portion(like.taxable, *rate, kWhole, Rounding::HalfUp);
    // Stripe may have rounded over all lines: a cent either way is the same rate.
    if (then - like.tax <= cent && like.tax - then <= cent)
      return base::portion(taxable, *rate, kWhole, Rounding::HalfUp);
  }
  if (like.taxable.is_zero() || like.tax > like.taxable) return {};
  return base::portion(taxable, like.tax.in_cents(), like.taxable.in_cents(), Rounding::HalfUp);
}

}  // namespace

std::vector<EditTax> taxes_like(const std::vector<FrozenRate>& rates, Money amount) {
  std::vector<EditTax> out;
  for (const auto& like : rates) {
    if (like.taxable.is_zero() && !like.tax.is_zero()) continue;
    const auto taxable = like.taxable >= like.amount
                             ? amount
                             : base::portion(amount, like.taxable.in_cents(),
                                             like.amount.in_cents(), Rounding::HalfUp);
    out.push_back({like.id, taxable, tax_on(like, taxable)});
  }
  return out;
}

}  // namespace order
