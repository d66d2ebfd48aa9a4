#include <algorithm>

#include "promo/pricing.h"

namespace promo {
namespace {

// What the promotion takes off lines that come to `base` together.
Money off(const Promotion& p, Money base) {
  const auto off = p.kind == Kind::Percent
                       ? base::percent_of(base, p.percent, base::Rounding::HalfUp)
                       : p.amount;
  return std::min({off, base, p.most.value_or(base)});
}

Money lowerable(const std::vector<Line>& lines, const Rule& rule) {
  Money sum;
  for (const auto line : rule.meant)
    if (may_lower(*rule.promotion, lines[line])) sum += lines[line].payable;
  return sum;
}

Shares shared(const std::vector<Line>& lines, const Rule& rule, Money amount) {
  std::vector<std::int64_t> weights;
  for (const auto line : rule.meant)
    weights.push_back(may_lower(*rule.promotion, lines[line]) ? lines[line].payable.in_cents() : 0);
  const auto parts = base::split(amount, weights);
  Shares shares;
  for (std::size_t n = 0; n < parts.size(); ++n)
    if (!parts[n].is_zero()) shares.emplace_back(rule.meant[n], parts[n]);
  return shares;
}

// Promotions that apply together, each on what the one before left.
struct Family {
  int priority = 0;  // the highest of its members
  Money amount{};
  RuleList members{};
};

Family alone(const std::vector<Line>& lines, const Rule& rule) {
  return {rule.promotion->priority, off(*rule.promotion, lowerable(lines, rule)), {&rule}};
}

// The promotion's shares off the lines.
Given take(std::vector<Line>& lines, const Rule& rule) {
  const auto amount = off(*rule.promotion, lowerable(lines, rule));
  if (amount.is_zero()) return {&rule, amount};
  auto shares = shared(lines, rule, amount);
  for (const auto& [line, part] : shares) lines[line].payable = lines[line].payable - part;
  return {&rule, amount, std::move(shares)};
}

// Of equal priority, what takes off most goes first.
Family together(std::vector<Line> lines, RuleList rules) {
  std::stable_sort(rules.begin(), rules.end(), [&](const Rule* a, const Rule* b) {
    if (a->promotion->priority != b->promotion->priority)
      return a->promotion->priority > b->promotion->priority;
    return alone(lines, *a).amount > alone(lines, *b).amount;
  });
  Family family;
  for (const auto* rule : rules) {
    const auto given = take(lines, *rule);
    if (given.amount.is_zero()) continue;
    if (family.members.empty()) family.priority = rule->promotion->priority;
    family.amount += given.amount;
    family.members.push_back(rule);
  }
  return family;
}

bool better(const Family& a, const Family& b) {
  if (a.amount.is_zero() || b.amount.is_zero()) return b.amount.is_zero() && !a.amount.is_zero();
  if (a.priority != b.priority) return a.priority > b.priority;
  if (a.amount != b.amount) return a.amount > b.amount;
  return a.members.front()->promotion->id < b.members.front()->promotion->id;
}

}  // namespace

std::vector<Given> price_order(const std::vector<Line>& lines, const RuleList& rules) {
  Family best;
  RuleList combining;
  for (const auto* rule : rules) {
    if (payable_of(lines, *rule) < rule->promotion->minimum) continue;
    if (rule->promotion->combines == Combines::Yes) {
      combining.push_back(rule);
      continue;
    }
    if (auto family = alone(lines, *rule); better(family, best)) best = std::move(family);
  }
  if (auto family = together(lines, std::move(combining)); better(family, best))
    best = std::move(family);

  std::vector<Given> given;
  auto left = lines;
  for (const auto* rule : best.members) {
    auto its = take(left, *rule);
    if (!its.amount.is_zero()) given.push_back(std::move(its));
  }
  return given;
}

std::vector<Given> price_shipping(const std::vector<Line>& lines, const Basket& basket,
                                  const RuleList& rules) {
  if (!basket.shipping || basket.shipping->freeable == Freeable::No) return {};
  const auto price = basket.shipping->price;
  const Rule* best = nullptr;
  Money amount;
  for (const auto* rule : rules) {
    const auto& p = *rule->promotion;
    if (payable_of(lines, *rule) < p.minimum) continue;
    if (best != nullptr && best->promotion->priority > p.priority) break;
    const auto off = std::min(p.most.value_or(price), price);
    if (off <= amount) continue;
    best = rule;
    amount = off;
  }
  if (best == nullptr) return {};
  return {{best, amount}};
}

}  // namespace promo
