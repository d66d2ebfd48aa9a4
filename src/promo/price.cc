#include "promo/price.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/error.h"
#include "promo/pricing.h"

namespace promo {
namespace {

std::vector<Line> lines_of(const Basket& basket) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < basket.items.size(); ++i) {
    const auto& item = basket.items[i];
    const auto staff = item.staff_discount.value_or(Money{});
    BASE_CHECK(item.units > 0 && item.unit_price >= Money{} && staff >= Money{});
    const auto listed = item.total();
    const auto off = std::min(staff, listed);
    lines.push_back({&item, i, listed, off, listed - off});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.item->variant != b.item->variant ? a.item->variant < b.item->variant
                                              : a.item->position < b.item->position;
  });
  return lines;
}

std::vector<const Promotion*> in_order(const std::vector<Promotion>& promotions) {
  std::vector<const Promotion*> order;
  order.reserve(promotions.size());
  for (const auto& promotion : promotions) order.push_back(&promotion);
  std::stable_sort(order.begin(), order.end(), [](const Promotion* a, const Promotion* b) {
    return a->priority != b->priority ? a->priority > b->priority : a->id < b->id;
  });
  return order;
}

// A basket and what may apply to it, looked at once; run() is asked for each choice of codes.
class Pricing {
 public:
  Pricing(const Basket& basket, const std::vector<Promotion>& promotions, Instant now)
      : basket_{basket}, lines_{lines_of(basket)}, index_{lines_} {
    BASE_CHECK(!basket.shipping || basket.shipping->price >= Money{});
    for (const auto& line : lines_) goods_ += line.item->goods == Goods::Hardware ? 1U : 0U;
    rules_.reserve(promotions.size());
    for (const auto* promotion : in_order(promotions)) add_rule(*promotion, now);
  }

  Priced best() {
    // Fewest left out first: of choices that come to the same the one with the most codes stands.
    std::vector<std::uint32_t> choices(std::size_t{1} << codes_.size());
    std::iota(choices.begin(), choices.end(), 0U);
    std::stable_sort(choices.begin(), choices.end(), [](std::uint32_t a, std::uint32_t b) {
      return std::popcount(a) < std::popcount(b);
    });
    std::vector<Given> best;
    std::optional<Money> most;
    for (const auto left_out : choices) {
      auto given = run(left_out);
      Money amount;
      for (const auto& one : given) amount += one.amount;
      if (most && amount <= *most) continue;
      most = amount;
      best = std::move(given);
    }
    auto unused = why_unused(best);
    return tell(basket_, lines_, best, std::move(unused));
  }

 private:
  void add_rule(const Promotion& p, Instant now) {
    auto& rule = rules_.emplace_back(Rule{&p});
    rule.meant = index_.meant(p.include, p.exclude);
    if (p.kind == Kind::BuyGet)
      rule.given = p.gift.empty() ? rule.meant : index_.meant(p.gift, p.exclude);
    if (const auto why = closed(rule, now)) {
      rule.closed = why;
      return;
    }
    if (p.starts == Starts::ByCode && codes_.size() < kMostCodes)
      codes_.push_back(rules_.size() - 1);
    if (p.klass == Class::Product && p.kind != Kind::BuyGet) rule.shares = line_shares(rule);
  }

  // Why the promotion cannot apply, whatever others do.
  std::optional<NotApplied> closed(const Rule& rule, Instant now) const {
    const auto& p = *rule.promotion;
    if (p.starts_at && now < *p.starts_at) return NotApplied::NotYet;
    if (p.ends_at && now >= *p.ends_at) return NotApplied::Over;
    if (rule.meant.empty()) return NotApplied::NothingMeant;
    switch (p.klass) {
      case Class::Product:
        if (payable_of(lines_, rule) < p.minimum) return NotApplied::BelowMinimum;
        return std::nullopt;
      case Class::Order:
        return std::nullopt;
      case Class::Shipping:
        if (rule.meant.size() != goods_) return NotApplied::NothingMeant;
        return std::nullopt;
    }
    throw base::BugError{"a class of promotions without a rule"};
  }

  // What the promotion takes off each line when nothing else does: each is rounded once (M2).
  Shares line_shares(const Rule& rule) const {
    const auto& p = *rule.promotion;
    Shares shares;
    for (const auto i : rule.meant) {
      const auto& line = lines_[i];
      if (!may_lower(p, line)) continue;
      const auto off = p.kind == Kind::Percent
                           ? base::percent_of(line.payable, p.percent, base::Rounding::HalfUp)
                           : std::min(p.amount, line.item->unit_price) * line.item->units;
      if (!off.is_zero()) shares.emplace_back(i, std::min(off, line.payable));
    }
    std::erase_if(shares, [](const auto& share) { return share.second.is_zero(); });
    return shares;
  }

  // What is given when these codes, a bit each, are left out.
  std::vector<Given> run(std::uint32_t left_out) const {
    std::vector<char> out(rules_.size(), 0);
    for (std::size_t i = 0; i < codes_.size(); ++i)
      out[codes_[i]] = static_cast<char>((left_out >> i) & 1U);
    RuleList product;
    RuleList order;
    RuleList shipping;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (rules_[i].closed || out[i] != 0) continue;
      const auto klass = rules_[i].promotion->klass;
      (klass == Class::Product ? product
       : klass == Class::Order ? order
                               : shipping)
          .push_back(&rules_[i]);
    }
    auto lines = lines_;
    std::vector<Given> all;
    const auto add = [&](std::vector<Given> given) {
      for (auto& one : given) {
        for (const auto& [line, off] : one.shares) lines[line].payable = lines[line].payable - off;
        all.push_back(std::move(one));
      }
    };
    add(price_lines(lines, product));
    add(price_order(lines, order));
    add(price_shipping(lines, basket_, shipping));
    return all;
  }

  // Of the codes that do nothing, why.
  std::vector<Unused> why_unused(const std::vector<Given>& given) const {
    auto at_order = lines_;
    auto at_shipping = lines_;
    for (const auto& one : given)
      for (const auto& [line, off] : one.shares) {
        at_shipping[line].payable = at_shipping[line].payable - off;
        if (one.rule->promotion->klass == Class::Product)
          at_order[line].payable = at_order[line].payable - off;
      }
    std::vector<Unused> unused;
    for (const auto& rule : rules_) {
      const auto& p = *rule.promotion;
      if (p.starts == Starts::ByItself) continue;
      if (std::any_of(given.begin(), given.end(), [&](const Given& g) { return g.rule == &rule; }))
        continue;
      const auto counted = payable_of(p.klass == Class::Product ? lines_
                                      : p.klass == Class::Order ? at_order
                                                                : at_shipping,
                                      rule);
      const auto why = why_not(rule, counted);
      unused.push_back(
          {p.id, p.code, why, why == NotApplied::BelowMinimum ? p.minimum - counted : Money{}});
    }
    return unused;
  }

  NotApplied why_not(const Rule& rule, Money counted) const {
    if (rule.closed) return *rule.closed;
    const auto& p = *rule.promotion;
    if (counted < p.minimum) return NotApplied::BelowMinimum;
    if (p.klass == Class::Shipping && !basket_.shipping) return NotApplied::NoShipping;
    if (p.klass == Class::Shipping && basket_.shipping->freeable == Freeable::No)
      return NotApplied::NotThisShipping;
    if (p.kind == Kind::BuyGet && buy_get_shares(p, wanted(lines_, rule)).empty())
      return NotApplied::TooFewUnits;
    return NotApplied::BetterApplies;
  }

  const Basket& basket_;
  std::vector<Line> lines_;
  Index index_;
  std::size_t goods_ = 0;
  std::vector<Rule> rules_;           // in order
  std::vector<std::size_t> codes_{};  // of rules_, those that may be left out
};

}  // namespace

const char* word_of(Kind kind) {
  switch (kind) {
    case Kind::Percent:
      return "percent";
    case Kind::Amount:
      return "amount";
    case Kind::FreeShipping:
      return "free_shipping";
    case Kind::BuyGet:
      return "buy_get";
  }
  throw base::BugError{"a kind of promotion without a word"};
}

const char* word_of(Class klass) {
  switch (klass) {
    case Class::Product:
      return "product";
    case Class::Order:
      return "order";
    case Class::Shipping:
      return "shipping";
  }
  throw base::BugError{"a class of promotions without a word"};
}

Money sum_of(const Shares& shares) {
  Money sum;
  for (const auto& [line, off] : shares) sum += off;
  return sum;
}

Money payable_of(const std::vector<Line>& lines, const Rule& rule) {
  Money sum;
  for (const auto line : rule.meant) sum += lines[line].payable;
  return sum;
}

Shares at_most(const std::optional<Money>& most, Shares shares) {
  if (!most || sum_of(shares) <= *most) return shares;
  std::vector<std::int64_t> weights;
  weights.reserve(shares.size());
  for (const auto& [line, off] : shares) weights.push_back(off.in_cents());
  const auto parts = base::split(*most, weights);
  for (std::size_t n = 0; n < shares.size(); ++n) shares[n].second = parts[n];
  std::erase_if(shares, [](const auto& share) { return share.second.is_zero(); });
  return shares;
}

Priced price(const Basket& basket, const std::vector<Promotion>& promotions, Instant now) {
  return Pricing{basket, promotions, now}.best();
}

}  // namespace promo
