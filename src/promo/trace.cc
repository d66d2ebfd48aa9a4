#include <map>

#include "base/error.h"
#include "promo/pricing.h"

namespace promo {
namespace {

std::string percent_text(base::BasisPoints rate) {
  auto text = base::to_decimal(Money::cents(rate.value));
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

// What the promotion does, in short.
std::string does(const Promotion& p) {
  switch (p.kind) {
    case Kind::Percent:
      return percent_text(p.percent) + (p.klass == Class::Order ? " off the order" : " off");
    case Kind::Amount:
      return base::to_text(p.amount) + (p.klass == Class::Order ? " off the order" : " off each");
    case Kind::FreeShipping:
      return "free shipping";
    case Kind::BuyGet:
      return "buy " + std::to_string(p.buy) + ", get " + std::to_string(p.get) +
             (p.percent.value < 10000 ? " at " + percent_text(p.percent) + " off" : " free");
  }
  throw base::BugError{"a kind of promotion that does nothing"};
}

std::string reason(const Promotion& p) {
  auto text = p.name + ": " + does(p);
  if (p.most) text += ", at most " + base::to_text(*p.most);
  if (!p.code.empty()) text += " (code " + p.code + ')';
  return text;
}

std::string name_of(const Step& step) {
  return step.of == Step::Of::Shipping ? std::string{"shipping"}
                                       : "line " + std::to_string(step.position);
}

// Says what was given, line by line, as in the basket.
class Teller {
 public:
  Teller(const Basket& basket, const std::vector<Line>& lines) : lines_{lines} {
    std::vector<const Line*> as_in_basket(lines.size());
    for (const auto& line : lines) as_in_basket[line.at] = &line;
    for (const auto* line : as_in_basket) {
      const auto& item = *line->item;
      out_.items.push_back({item.position, line->listed, Money{}});
      out_.subtotal += line->listed;
      auto why = std::to_string(item.units) + " x " + base::to_text(item.unit_price);
      if (!item.price_source.empty()) why += ", " + item.price_source;
      out_.trace.push_back({Step::Of::Line, item.position, Step::What::Price, std::nullopt, Money{},
                            line->listed, std::move(why)});
    }
    if (basket.shipping) {
      out_.shipping = basket.shipping->price;
      out_.trace.push_back({Step::Of::Shipping, 0, Step::What::Price, std::nullopt, Money{},
                            out_.shipping, "the chosen way to ship"});
    }
    for (const auto* line : as_in_basket)
      if (!line->staff.is_zero())
        take(*line, line->staff, Step::What::Staff, std::nullopt, "taken off by staff");
  }

  void add(const Given& given) {
    const auto& p = *given.rule->promotion;
    auto& applied = out_.applied.emplace_back(Applied{p.id, p.name, p.code, p.klass, given.amount});
    const auto why = reason(p);
    if (p.klass == Class::Shipping) {
      const auto before = out_.shipping_charged();
      out_.shipping_discount += given.amount;
      out_.trace.push_back({Step::Of::Shipping, 0, Step::What::Promotion, p.id, before,
                            out_.shipping_charged(), why});
      return;
    }
    for (const auto& [line, off] : given.shares) {
      take(lines_[line], off, Step::What::Promotion, p.id, why);
      applied.lines.emplace_back(lines_[line].item->position, off);
    }
  }

  Priced done() && { return std::move(out_); }

 private:
  void take(const Line& line, Money off, Step::What what, std::optional<PromotionId> promotion,
            const std::string& why) {
    auto& item = out_.items[line.at];
    const auto before = item.payable();
    item.discount += off;
    out_.discount += off;
    out_.trace.push_back(
        {Step::Of::Line, item.position, what, promotion, before, item.payable(), why});
  }

  const std::vector<Line>& lines_;
  Priced out_;
};

// Follows the steps from nothing.
class Follower {
 public:
  std::string follow(const Step& step) {
    auto& at = step.of == Step::Of::Shipping ? shipping : lines[step.position];
    if (at != step.before)
      return name_of(step) + " was " + base::to_text(at) + ", a step says " +
             base::to_text(step.before);
    if (step.after < Money{}) return name_of(step) + " goes below zero";
    at = step.after;
    if (step.promotion) given[*step.promotion] += step.before - step.after;
    return "";
  }
  std::map<int, Money> lines;
  Money shipping;
  std::map<PromotionId, Money> given;
};

std::string unexplained(const PricedItem& item, const Follower& follower) {
  const auto at = follower.lines.find(item.position);
  const auto end = at == follower.lines.end() ? Money{} : at->second;
  if (end == item.payable()) return "";
  return "line " + std::to_string(item.position) + " comes to " + base::to_text(item.payable()) +
         ", its steps to " + base::to_text(end);
}

std::string unexplained(const Applied& applied, const Follower& follower) {
  Money sum;
  for (const auto& [position, share] : applied.lines) sum += share;
  if (applied.klass != Class::Shipping && sum != applied.amount)
    return applied.name + ": the shares are not the whole";
  const auto given = follower.given.find(applied.promotion);
  if (given == follower.given.end() || given->second != applied.amount)
    return applied.name + ": the steps are not the whole";
  return "";
}

}  // namespace

Priced tell(const Basket& basket, const std::vector<Line>& lines, const std::vector<Given>& given,
            std::vector<Unused> unused) {
  Teller teller{basket, lines};
  for (const auto& one : given) teller.add(one);
  auto priced = std::move(teller).done();
  priced.unused = std::move(unused);
  return priced;
}

std::string unexplained(const Priced& priced) {
  Follower follower;
  for (const auto& step : priced.trace)
    if (auto wrong = follower.follow(step); !wrong.empty()) return wrong;
  Money subtotal;
  Money discount;
  for (const auto& item : priced.items) {
    subtotal += item.total;
    discount += item.discount;
    if (auto wrong = unexplained(item, follower); !wrong.empty()) return wrong;
  }
  if (subtotal != priced.subtotal) return "the lines are not the subtotal";
  if (discount != priced.discount) return "the lines' discounts are not the whole discount";
  if (follower.shipping != priced.shipping_charged()) return "shipping's steps do not lead to it";
  if (follower.given.size() != priced.applied.size()) return "a step's promotion is not told";
  for (const auto& applied : priced.applied)
    if (auto wrong = unexplained(applied, follower); !wrong.empty()) return wrong;
  return "";
}

std::string explain(const Priced& priced) {
  std::string text;
  for (const auto& step : priced.trace)
    text += name_of(step) + ": " +
            (step.what == Step::What::Price ? "" : base::to_text(step.before) + " -> ") +
            base::to_text(step.after) + "  " + step.why + '\n';
  text += "goods " + base::to_text(priced.goods());
  if (!priced.shipping.is_zero() || !priced.shipping_discount.is_zero())
    text += ", shipping " + base::to_text(priced.shipping_charged());
  return text + ", together " + base::to_text(priced.total()) + '\n';
}

}  // namespace promo
