#include <algorithm>

#include "promo/pricing.h"

namespace promo {
namespace {

// Units by what they may be: bought only, given only, or either.
struct Pools {
  std::int64_t bought = 0;
  std::int64_t given = 0;
  std::int64_t either = 0;
};

// How often `buy` and `get` can be taken from the pools together.
std::int64_t times(const Pools& pools, std::int64_t buy, std::int64_t get) {
  const auto fits = [&](std::int64_t n) {
    return std::max<std::int64_t>(0, n * buy - pools.bought) +
               std::max<std::int64_t>(0, n * get - pools.given) <=
           pools.either;
  };
  std::int64_t low = 0;
  std::int64_t high = (pools.bought + pools.given + pools.either) / (buy + get) + 1;
  while (high - low > 1) {
    const auto middle = (low + high) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace

std::vector<Wanted> wanted(const std::vector<Line>& lines, const Rule& rule) {
  std::vector<Wanted> out;
  auto meant = rule.meant.begin();
  auto given = rule.given.begin();
  while (meant != rule.meant.end() || given != rule.given.end()) {
    const auto next_meant = meant != rule.meant.end() ? *meant : lines.size();
    const auto next_given = given != rule.given.end() ? *given : lines.size();
    const auto line = std::min(next_meant, next_given);
    if (next_meant == line) ++meant;
    if (next_given == line) ++given;
    if (!may_lower(*rule.promotion, lines[line])) continue;
    const auto& item = *lines[line].item;
    out.push_back({line, item.units, item.unit_price, next_meant == line, next_given == line});
  }
  return out;
}

Shares buy_get_shares(const Promotion& p, std::vector<Wanted> wanted) {
  if (p.buy <= 0 || p.get <= 0) return {};
  Pools pools;
  for (const auto& line : wanted)
    (line.bought && line.given ? pools.either
     : line.given              ? pools.given
                               : pools.bought) += line.units;
  auto n = times(pools, p.buy, p.get);
  if (p.most_times > 0) n = std::min<std::int64_t>(n, p.most_times);
  if (n == 0) return {};

  // Of those that could be either, so many must stay as what was bought.
  auto either = pools.either - std::max<std::int64_t>(0, n * p.buy - pools.bought);
  auto left = n * p.get;
  // The cheapest are given; the lines come by variant, so that equals have a fixed order too.
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const Wanted& a, const Wanted& b) { return a.unit_price < b.unit_price; });
  Shares shares;
  for (const auto& line : wanted) {
    if (!line.given) continue;
    auto units = std::min<std::int64_t>(left, line.units);
    if (line.bought) {
      units = std::min(units, either);
      either -= units;
    }
    left -= units;
    const auto off = base::percent_of(line.unit_price * units, p.percent, base::Rounding::HalfUp);
    if (!off.is_zero()) shares.emplace_back(line.line, off);
  }
  std::sort(shares.begin(), shares.end());
  return shares;
}

}  // namespace promo
