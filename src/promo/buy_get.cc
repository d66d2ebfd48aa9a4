#include <algorithm>

#include "promo/pricing.h"

namespace promo {

std::vector<std::pair<std::size_t, Money>> buy_get_shares(const Promotion& p,
                                                          std::vector<Wanted> wanted) {
  std::vector<std::pair<std::size_t, Money>> shares;
  if (p.buy <= 0 || p.get <= 0) return shares;
  int units = 0;
  for (const auto& line : wanted) units += line.units;
  int times = units / (p.buy + p.get);
  if (p.most_times > 0) times = std::min(times, p.most_times);
  // The cheapest are given, whatever was paid for: nobody gains by splitting an order.
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const Wanted& a, const Wanted& b) { return a.unit_price < b.unit_price; });
  int left = times * p.get;
  for (const auto& line : wanted) {
    const int given = std::min(left, line.units);
    if (given == 0) break;
    left -= given;
    shares.emplace_back(
        line.line, base::percent_of(line.unit_price * given, p.percent, base::Rounding::HalfUp));
  }
  return shares;
}

}  // namespace promo
