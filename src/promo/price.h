#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"

// What a basket costs under the shop's promotions: one pure function, without a database or a
// clock, that cart, checkout, quotes and staff ask alike. It explains every cent by a trace, and
// the same basket has the same price in whatever order its lines stand.
//
// The order of application is fixed (invariant M8): lines, then the order, then shipping. A line
// gets one promotion of the class Product at the most; the order gets one family: one promotion of
// the class Order, or all those together that combine; shipping gets one. Of those that may apply
// the higher priority goes first, of equals what takes off most, of those the lower id. Each
// discount is rounded once, half up (M2), shared among lines by largest remainder (M5), and nothing
// goes below zero (M6). Gift cards are never discounted and count towards no minimum. What staff
// took off a line stands in place of what would apply to it by itself; codes still may take more.
// A code never makes a basket dearer: one that would is left aside.
namespace promo {

using base::Instant;
using base::Money;
using base::PromotionId;

enum class Goods { Hardware, GiftCard };

// A line of a basket; positions are unique. `categories` are its own and all above it. Units are at
// least one, amounts not negative: else it throws BugError.
struct Item {
  int position;
  base::VariantId variant;
  base::ProductId product;
  base::BrandId brand;
  std::vector<base::CategoryId> categories;
  std::string condition;
  int units;
  Money unit_price;
  std::optional<Money> staff_discount = std::nullopt;  // off the whole line, in place of anything
  Goods goods = Goods::Hardware;
  std::string price_source{};  // where the unit price is from, for the trace: "list Gold"
  Money total() const { return unit_price * units; }
};

// The way to ship that was chosen. Only the cheapest eligible method can be freed (contract sheet:
// shipping, flat, free, pickup).
enum class Freeable { Yes, No };
struct Shipping {
  Money price;
  Freeable freeable = Freeable::No;
};

struct Basket {
  std::vector<Item> items;
  std::optional<Shipping> shipping;  // nothing until it is chosen
};

enum class Kind {
  Percent,       // `percent` of what it is for
  Amount,        // `amount`: off each unit (Product), off all together (Order)
  FreeShipping,  // class Shipping
  BuyGet,        // with each `buy` units, `get` more have `percent` off, the cheapest (Product)
};
enum class Class { Product, Order, Shipping };
const char* word_of(Kind kind);
const char* word_of(Class klass);

// Goods, by any of the sets.
struct Scope {
  std::vector<base::ProductId> products{};
  std::vector<base::CategoryId> categories{};
  std::vector<base::BrandId> brands{};
  std::vector<std::string> conditions{};
  bool empty() const {
    return products.empty() && categories.empty() && brands.empty() && conditions.empty();
  }
};

enum class Combines { No, Yes };
enum class Starts { ByItself, ByCode };

struct Promotion {
  PromotionId id;
  std::string name;
  Kind kind;
  Class klass;
  Starts starts = Starts::ByItself;
  base::BasisPoints percent{0};
  Money amount{};
  // Of the goods it is for: before promotions for the class Product, after those of lines for the
  // class Order, after all for shipping.
  Money minimum{};
  std::optional<Money> most = std::nullopt;  // in all; shared as the discount was
  int buy = 0;
  int get = 0;
  int most_times = 0;  // of BuyGet; 0: as often as there are units
  // What it is for; empty is everything. Shipping is free when all goods are meant.
  Scope include{};
  Scope exclude{};
  Scope gift{};                      // of BuyGet, what is given; empty: what is bought
  int priority = 0;                  // the higher one goes first
  Combines combines = Combines::No;  // within the class Order, with others that do
  std::optional<Instant> starts_at = std::nullopt;
  std::optional<Instant> ends_at = std::nullopt;  // the first instant at which it is over
  std::string code{};                             // the code that brought it, as typed
};

// Why a promotion that was asked for by code does nothing (invariant C4).
enum class NotApplied {
  NotYet,
  Over,
  NothingMeant,     // no line that it is for
  TooFewUnits,      // of what is to be bought, or given
  BelowMinimum,     // `missing` says how much more
  NoShipping,       // no way to ship is chosen yet
  NotThisShipping,  // the chosen way is not the one it frees
  BetterApplies,    // others do more, and it does not go with them
};
struct Unused {
  PromotionId promotion;
  std::string code;
  NotApplied why;
  Money missing{};
};

struct Applied {
  PromotionId promotion;
  std::string name;
  std::string code;  // "" when it applies by itself
  Class klass;
  Money amount;                                // in all, never zero
  std::vector<std::pair<int, Money>> lines{};  // position and share; none for shipping
};

// One step of the explanation: what an amount was before and after.
struct Step {
  enum class Of { Line, Shipping };
  enum class What { Price, Staff, Promotion };
  Of of;
  int position;  // of a line
  What what;
  std::optional<PromotionId> promotion;
  Money before;
  Money after;
  std::string why;
};

struct PricedItem {
  int position;
  Money total;     // before discount (M4)
  Money discount;  // all of it
  Money payable() const { return total - discount; }
};

struct Priced {
  std::vector<PricedItem> items{};  // as in the basket
  Money subtotal{};                 // before discounts
  Money discount{};                 // of all lines
  Money shipping{};                 // before discount
  Money shipping_discount{};
  std::vector<Applied> applied{};  // in the order of application
  std::vector<Unused> unused{};    // of those asked for by code
  std::vector<Step> trace{};
  Money goods() const { return subtotal - discount; }
  Money shipping_charged() const { return shipping - shipping_discount; }
  Money total() const { return goods() + shipping_charged(); }
};

// More codes than so many are not tried against each other: the further ones always take part.
inline constexpr std::size_t kMostCodes = 5;

Priced price(const Basket& basket, const std::vector<Promotion>& promotions, Instant now);

// Does the trace lead from nothing to every amount, step by step, and do the shares add up? What
// it does not explain, in a sentence; "" when all is explained.
std::string unexplained(const Priced& priced);

// The trace for people: "explain this number", a step a line.
std::string explain(const Priced& priced);

}  // namespace promo
