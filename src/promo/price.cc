#include "promo/price.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "promo/pricing.h"

namespace promo {

bool Scope::holds(const Item& item) const {
  const auto among = [](const auto& set, const auto& value) {
    return std::find(set.begin(), set.end(), value) != set.end();
  };
  return among(products, item.product) || among(brands, item.brand) ||
         among(conditions, item.condition) ||
         std::any_of(item.categories.begin(), item.categories.end(),
                     [&](const auto& category) { return among(categories, category); });
}

namespace {

// The promotions in the order in which they are tried: by priority, then as they are numbered.
std::vector<const Promotion*> in_order(const std::vector<Promotion>& promotions) {
  std::vector<const Promotion*> order;
  for (const auto& promotion : promotions) order.push_back(&promotion);
  std::stable_sort(order.begin(), order.end(), [](const Promotion* a, const Promotion* b) {
    return a->priority != b->priority ? a->priority > b->priority : a->id < b->id;
  });
  return order;
}

std::string money_of(Money amount) {
  return base::to_text(amount);
}

// One pricing under way.
class Pricing {
 public:
  Pricing(const Basket& basket, Instant now) : basket_{basket}, now_{now} {
    for (const auto& item : basket.items) {
      priced_.items.push_back({item.position, item.total(), {}});
      priced_.subtotal += item.total();
    }
    if (basket.shipping) priced_.shipping = basket.shipping->price;
  }

  void take_staff_discounts() {
    for (std::size_t i = 0; i < basket_.items.size(); ++i)
      if (const auto& off = basket_.items[i].staff_discount)
        take(i, std::min(*off, payable(i)), "taken off by staff");
  }

  // Lines: those with the higher priority first, of equals what takes off most.
  void price_lines(const std::vector<const Promotion*>& order) {
    std::vector<bool> taken(basket_.items.size(), false);
    for (std::size_t at = 0; at < order.size();) {
      auto end = at;
      while (end < order.size() && order[end]->priority == order[at]->priority) ++end;
      std::vector<const Promotion*> equals(order.begin() + static_cast<std::ptrdiff_t>(at),
                                           order.begin() + static_cast<std::ptrdiff_t>(end));
      price_equals(equals, taken);
      at = end;
    }
  }

  void price_order(const std::vector<const Promotion*>& order) {
    struct Candidate {
      const Promotion* promotion;
      Money amount;
    };
    std::vector<Candidate> candidates;
    for (const auto* promotion : order) {
      if (promotion->klass != Class::Order || !is_open(*promotion)) continue;
      const auto amount = order_amount(*promotion);
      if (!amount.is_zero()) candidates.push_back({promotion, amount});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      if (a.promotion->priority != b.promotion->priority)
        return a.promotion->priority > b.promotion->priority;
      return a.amount > b.amount;
    });
    const Promotion* head = nullptr;
    for (const auto& candidate : candidates) {
      const bool joins = head == nullptr || (head->combines == Combines::Yes &&
                                             candidate.promotion->combines == Combines::Yes);
      if (!joins) {
        note_unused(*candidate.promotion, NotApplied::BetterApplies);
        continue;
      }
      if (head == nullptr) head = candidate.promotion;
      apply_to_order(*candidate.promotion);
    }
  }

  void price_shipping(const std::vector<const Promotion*>& order) {
    for (const auto* promotion : order) {
      if (promotion->klass != Class::Shipping || !is_open(*promotion)) continue;
      if (!basket_.shipping || basket_.shipping->freeable == Freeable::No) {
        note_unused(*promotion, NotApplied::NothingMeant);
        continue;
      }
      const auto left = priced_.shipping - priced_.shipping_discount;
      if (left.is_zero()) {
        note_unused(*promotion, NotApplied::BetterApplies);
        continue;
      }
      const auto off = promotion->most ? std::min(*promotion->most, left) : left;
      priced_.shipping_discount += off;
      priced_.trace.push_back({Step::Of::Shipping, 0, left, left - off, promotion->name});
      priced_.applied.push_back(
          {promotion->id, promotion->name, promotion->code, promotion->klass, off});
    }
  }

  Priced done() && { return std::move(priced_); }

 private:
  Money payable(std::size_t i) const { return priced_.items[i].payable(); }

  // Is the line one that the promotion may lower?
  bool means(const Promotion& p, std::size_t i) const {
    const auto& item = basket_.items[i];
    if (item.goods == Goods::GiftCard) return false;
    if (item.staff_discount && p.starts == Starts::ByItself) return false;
    return (p.include.empty() || p.include.holds(item)) && !p.exclude.holds(item);
  }

  // What counts towards a minimum: goods after what was taken off their lines so far.
  Money counted() const {
    Money sum;
    for (std::size_t i = 0; i < basket_.items.size(); ++i)
      if (basket_.items[i].goods != Goods::GiftCard) sum += payable(i);
    return sum;
  }

  // Its time has come and the basket is large enough; a code hears why not.
  bool is_open(const Promotion& p) {
    if (p.starts_at && now_ < *p.starts_at) return note_unused(p, NotApplied::NotYet);
    if (p.ends_at && now_ >= *p.ends_at) return note_unused(p, NotApplied::Over);
    const auto sum = counted();
    if (sum < p.minimum) return note_unused(p, NotApplied::BelowMinimum, p.minimum - sum);
    return true;
  }

  bool note_unused(const Promotion& p, NotApplied why, Money missing = {}) {
    if (p.starts == Starts::ByCode) priced_.unused.push_back({p.id, p.code, why, missing});
    return false;
  }

  void take(std::size_t i, Money off, const std::string& why) {
    if (off.is_zero()) return;
    auto& item = priced_.items[i];
    priced_.trace.push_back(
        {Step::Of::Line, item.position, item.payable(), item.payable() - off, why});
    item.discount += off;
    priced_.discount += off;
  }

  // Shares of one promotion, by the index of the line.
  using Shares = std::map<std::size_t, Money>;
  static Money sum_of(const Shares& shares) {
    Money sum;
    for (const auto& [i, off] : shares) sum += off;
    return sum;
  }

  // What the promotion would take off the lines that are still free.
  Shares line_shares(const Promotion& p, const std::vector<bool>& taken) const {
    Shares shares;
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < basket_.items.size(); ++i) {
      if (taken[i] || !means(p, i)) continue;
      const auto& item = basket_.items[i];
      switch (p.kind) {
        case Kind::Percent:
          shares[i] = base::percent_of(payable(i), p.percent, base::Rounding::HalfUp);
          break;
        case Kind::Amount:
          shares[i] = std::min(p.amount * item.units, payable(i));
          break;
        case Kind::BuyGet:
          wanted.push_back({i, item.units, item.unit_price});
          break;
        case Kind::FreeShipping:
          break;
      }
    }
    if (p.kind == Kind::BuyGet)
      for (const auto& [i, off] : buy_get_shares(p, wanted)) shares[i] = std::min(off, payable(i));
    std::erase_if(shares, [](const auto& share) { return share.second.is_zero(); });
    return at_most(p, std::move(shares));
  }

  // Not more than `most` in all, shared as the discount was.
  static Shares at_most(const Promotion& p, Shares shares) {
    if (!p.most || sum_of(shares) <= *p.most) return shares;
    std::vector<std::int64_t> weights;
    for (const auto& [i, off] : shares) weights.push_back(off.in_cents());
    const auto parts = base::split(*p.most, weights);
    std::size_t n = 0;
    for (auto& [i, off] : shares) off = parts[n++];
    return shares;
  }

  void price_equals(std::vector<const Promotion*> equals, std::vector<bool>& taken) {
    std::erase_if(equals,
                  [&](const Promotion* p) { return p->klass != Class::Product || !is_open(*p); });
    while (!equals.empty()) {
      const Promotion* best = nullptr;
      Shares shares;
      for (const auto* p : equals) {
        auto its = line_shares(*p, taken);
        if (best != nullptr && sum_of(its) <= sum_of(shares)) continue;
        best = p;
        shares = std::move(its);
      }
      std::erase(equals, best);
      if (shares.empty()) {
        note_unused(*best, means_any(*best) ? NotApplied::BetterApplies : NotApplied::NothingMeant);
        continue;
      }
      apply(*best, shares);
      for (const auto& [i, off] : shares) taken[i] = true;
    }
  }

  bool means_any(const Promotion& p) const {
    for (std::size_t i = 0; i < basket_.items.size(); ++i)
      if (means(p, i)) return true;
    return false;
  }

  Money base_of(const Promotion& p) const {
    Money sum;
    for (std::size_t i = 0; i < basket_.items.size(); ++i)
      if (means(p, i)) sum += payable(i);
    return sum;
  }

  Money order_amount(const Promotion& p) {
    const auto sum = base_of(p);
    if (sum.is_zero()) {
      note_unused(p, NotApplied::NothingMeant);
      return {};
    }
    auto off = p.kind == Kind::Percent ? base::percent_of(sum, p.percent, base::Rounding::HalfUp)
                                       : std::min(p.amount, sum);
    if (p.most) off = std::min(off, *p.most);
    return off;
  }

  void apply_to_order(const Promotion& p) {
    const auto off = order_amount(p);
    if (off.is_zero()) return;
    std::vector<std::size_t> meant;
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < basket_.items.size(); ++i)
      if (means(p, i) && !payable(i).is_zero()) {
        meant.push_back(i);
        weights.push_back(payable(i).in_cents());
      }
    const auto parts = base::split(off, weights);
    Shares shares;
    for (std::size_t n = 0; n < meant.size(); ++n) shares[meant[n]] = parts[n];
    apply(p, shares);
  }

  void apply(const Promotion& p, const Shares& shares) {
    Applied applied{p.id, p.name, p.code, p.klass, sum_of(shares)};
    for (const auto& [i, off] : shares) {
      take(i, off, p.name);
      applied.lines.emplace_back(basket_.items[i].position, off);
    }
    priced_.applied.push_back(std::move(applied));
  }

  const Basket& basket_;
  Instant now_;
  Priced priced_;
};

}  // namespace

const char* word_of(Class klass) {
  switch (klass) {
    case Class::Product:
      return "product";
    case Class::Order:
      return "order";
    case Class::Shipping:
      return "shipping";
  }
  throw base::BugError{"a class without a word"};
}

Priced price(const Basket& basket, const std::vector<Promotion>& promotions, Instant now) {
  const auto order = in_order(promotions);
  Pricing pricing{basket, now};
  pricing.take_staff_discounts();
  pricing.price_lines(order);
  pricing.price_order(order);
  pricing.price_shipping(order);
  return std::move(pricing).done();
}

std::string unexplained(const Priced& priced) {
  std::map<int, Money> off;
  Money shipping_off;
  std::map<int, Money> at;
  for (const auto& item : priced.items) at[item.position] = item.total;
  for (const auto& step : priced.trace) {
    if (step.of == Step::Of::Shipping) {
      shipping_off += step.before - step.after;
      continue;
    }
    if (at[step.position] != step.before)
      return "line " + std::to_string(step.position) + " was " + money_of(at[step.position]) +
             ", a step says " + money_of(step.before);
    at[step.position] = step.after;
  }
  Money discount;
  for (const auto& item : priced.items) {
    discount += item.discount;
    if (at[item.position] != item.payable())
      return "line " + std::to_string(item.position) + " ends at " + money_of(item.payable()) +
             ", its steps at " + money_of(at[item.position]);
    if (item.payable() < Money{}) return "line " + std::to_string(item.position) + " is negative";
  }
  if (discount != priced.discount) return "the lines' discounts are not the whole";
  if (shipping_off != priced.shipping_discount) return "shipping's steps are not its discount";
  for (const auto& applied : priced.applied) {
    Money sum;
    for (const auto& [position, share] : applied.lines) sum += share;
    if (applied.klass != Class::Shipping && sum != applied.amount)
      return applied.name + ": the shares are not the whole";
  }
  return "";
}

std::string explain(const Priced& priced) {
  std::string text;
  for (const auto& item : priced.items)
    text += "line " + std::to_string(item.position) + ": " + money_of(item.total) + '\n';
  for (const auto& step : priced.trace) {
    text += step.of == Step::Of::Shipping ? std::string{"shipping"}
                                          : "line " + std::to_string(step.position);
    text += ": " + money_of(step.before) + " -> " + money_of(step.after) + "  " + step.why + '\n';
  }
  text += "goods " + money_of(priced.goods()) + ", shipping " +
          money_of(priced.shipping - priced.shipping_discount) + ", together " +
          money_of(priced.total()) + '\n';
  return text;
}

}  // namespace promo
