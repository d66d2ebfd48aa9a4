#pragma once
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "promo/price.h"

// Private to promo: what price() works with. Lines stand here by variant and position, not as in
// the basket, so that nothing hangs on the order in which they were added.
namespace promo {

struct Line {
  const Item* item;
  std::size_t at;  // in the basket
  Money listed;    // units by unit price
  Money staff;     // taken off by staff
  Money payable;   // so far
};

// Lines and what is taken off each, ascending by line.
using Shares = std::vector<std::pair<std::size_t, Money>>;
Money sum_of(const Shares& shares);

// A promotion against this basket.
struct Rule {
  const Promotion* promotion;
  std::vector<std::size_t> meant{};    // the lines it is for
  std::vector<std::size_t> given{};    // of BuyGet: the lines it gives
  Shares shares{};                     // of the class Product: what it alone takes off each line
  std::optional<NotApplied> closed{};  // why it cannot apply, whatever others do
  // Does one line's share hang on the others?
  bool joint() const { return promotion->kind == Kind::BuyGet || promotion->most.has_value(); }
};

// What one promotion takes off.
struct Given {
  const Rule* rule;
  Money amount;
  Shares shares{};  // none of shipping
};

// The lines of a basket, by what promotions name them by.
class Index {
 public:
  explicit Index(const std::vector<Line>& lines);
  // The lines within `include`, all if it is empty, but none within `exclude` and no gift card.
  std::vector<std::size_t> meant(const Scope& include, const Scope& exclude) const;

 private:
  using Names = std::vector<std::pair<std::int64_t, std::size_t>>;
  template <class Id>
  static void mark(const Names& names, const std::vector<Id>& ids, std::vector<char>& marks);
  void mark(const Scope& scope, std::vector<char>& marks) const;

  const std::vector<Line>& lines_;
  Names products_;
  Names categories_;
  Names brands_;
};

// May the promotion lower this line? What staff took off stands against those that apply by
// themselves (M8).
inline bool may_lower(const Promotion& promotion, const Line& line) {
  return !line.item->staff_discount || promotion.starts == Starts::ByCode;
}

// Units of a line that a BuyGet promotion may count.
struct Wanted {
  std::size_t line;
  int units;
  Money unit_price;
  bool bought;  // counts as bought
  bool given;   // may be given
};
// Of the lines of a BuyGet promotion that it may lower, ascending.
std::vector<Wanted> wanted(const std::vector<Line>& lines, const Rule& rule);
// As often as the units allow: the cheapest that may be given have the promotion's percentage off;
// no unit counts twice. Each line's share is rounded once. Nothing for too few units.
Shares buy_get_shares(const Promotion& promotion, std::vector<Wanted> wanted);

// What the promotions of a class do, on lines as the classes before left them. `rules` are in
// order: by priority, then by id.
using RuleList = std::vector<const Rule*>;
std::vector<Given> price_lines(const std::vector<Line>& lines, const RuleList& rules);
std::vector<Given> price_order(const std::vector<Line>& lines, const RuleList& rules);
std::vector<Given> price_shipping(const std::vector<Line>& lines, const Basket& basket,
                                  const RuleList& rules);

// The answer of price(), from what was given; `lines` as they were before promotions.
Priced tell(const Basket& basket, const std::vector<Line>& lines, const std::vector<Given>& given,
            std::vector<Unused> unused);

// Not more than `most` in all, shared as the shares were.
Shares at_most(const std::optional<Money>& most, Shares shares);
// What the lines that are meant come to as of now.
Money payable_of(const std::vector<Line>& lines, const Rule& rule);

}  // namespace promo
