#include <algorithm>

#include "promo/pricing.h"

namespace promo {
namespace {

// The lines of one basket while the class Product is applied.
class LineLevel {
 public:
  explicit LineLevel(const std::vector<Line>& lines)
      : lines_{lines}, taken_(lines.size(), 0), counted_(lines.size(), 0) {}

  // Promotions of one priority. Each line that is free takes the one that lowers it most. One whose
  // shares hang together (buy-get, a most) goes before where it does more than all of those on its
  // lines together; the best of them first. One that did not when it was asked is out.
  void apply(const RuleList& equals) {
    best_by_line(equals);
    RuleList joint;
    for (const auto* rule : equals)
      if (rule->joint()) joint.push_back(rule);
    while (!joint.empty()) {
      const Rule* best = nullptr;
      Shares shares;
      Money gain;
      RuleList again;
      for (const auto* rule : joint) {
        auto its = joint_shares(*rule);
        const auto more = sum_of(its) - instead_of(its);
        if (more <= Money{}) continue;
        again.push_back(rule);
        if (best != nullptr && more <= gain) continue;
        best = rule;
        shares = std::move(its);
        gain = more;
      }
      if (best == nullptr) break;
      give(*best, std::move(shares));
      std::erase(again, best);
      joint = std::move(again);
    }
    give_singles(equals);
  }

  std::vector<Given> done() && { return std::move(given_); }

 private:
  void best_by_line(const RuleList& equals) {
    best_.assign(lines_.size(), {nullptr, Money{}});
    for (const auto* rule : equals)
      if (!rule->joint())
        for (const auto& [line, off] : rule->shares)
          if (taken_[line] == 0 && off > best_[line].second) best_[line] = {rule, off};
  }

  // What the lines of these shares would have without them.
  Money instead_of(const Shares& shares) const {
    Money sum;
    for (const auto& [line, off] : shares) sum += best_[line].second;
    return sum;
  }

  // Of the lines that are still free.
  Shares joint_shares(const Rule& rule) const {
    const auto& p = *rule.promotion;
    if (p.kind == Kind::BuyGet) return at_most(p.most, clamped(buy_get_shares(p, free(rule))));
    Shares shares;
    for (const auto& share : rule.shares)
      if (taken_[share.first] == 0) shares.push_back(share);
    return at_most(p.most, std::move(shares));
  }

  // What it may still count: a line that has its promotion is no gift any more.
  std::vector<Wanted> free(const Rule& rule) const {
    auto out = wanted(lines_, rule);
    for (auto& one : out) one.given = one.given && taken_[one.line] == 0;
    std::erase_if(out, [&](const Wanted& one) {
      return counted_[one.line] != 0 || !(one.bought || one.given);
    });
    return out;
  }

  Shares clamped(Shares shares) const {
    for (auto& [line, off] : shares) off = std::min(off, lines_[line].payable);
    std::erase_if(shares, [](const auto& share) { return share.second.is_zero(); });
    return shares;
  }

  void give(const Rule& rule, Shares shares) {
    for (const auto& [line, off] : shares) {
      taken_[line] = 1;
      best_[line] = {nullptr, Money{}};
    }
    // What was counted once as bought or given is not counted by another of its kind.
    if (rule.promotion->kind == Kind::BuyGet) {
      for (const auto line : rule.meant) counted_[line] = 1;
      for (const auto line : rule.given) counted_[line] = 1;
    }
    const auto amount = sum_of(shares);
    given_.push_back({&rule, amount, std::move(shares)});
  }

  void give_singles(const RuleList& equals) {
    for (const auto* rule : equals) {
      Shares shares;
      for (const auto& [line, off] : rule->shares)
        if (best_[line].first == rule) shares.emplace_back(line, off);
      if (!shares.empty()) give(*rule, std::move(shares));
    }
  }

  const std::vector<Line>& lines_;
  std::vector<char> taken_;    // has its promotion
  std::vector<char> counted_;  // by a buy-get promotion
  std::vector<std::pair<const Rule*, Money>> best_;
  std::vector<Given> given_;
};

}  // namespace

std::vector<Given> price_lines(const std::vector<Line>& lines, const RuleList& rules) {
  LineLevel level{lines};
  RuleList equals;
  for (const auto* rule : rules) {
    if (!equals.empty() && equals.front()->promotion->priority != rule->promotion->priority) {
      level.apply(equals);
      equals.clear();
    }
    equals.push_back(rule);
  }
  level.apply(equals);
  return std::move(level).done();
}

}  // namespace promo
