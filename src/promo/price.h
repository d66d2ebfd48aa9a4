#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"

// What a basket costs under the shop's promotions: one pure function, without a database or a
// clock, that cart, checkout, quotes and staff ask alike. It explains every cent by a trace.
//
// The order of application is fixed (invariant M8): lines, then the order, then shipping. A line
// gets one promotion of the class Product at the most; the order gets one family: the best
// promotion of the class Order, and such others as combine with it by their own and its word. Each
// discount is rounded once a line, half up (M2), and shared among lines by largest remainder (M5);
// nothing goes below zero (M6). Gift cards are never discounted and count towards no minimum.
namespace promo {

using base::Instant;
using base::Money;
using base::PromotionId;

enum class Goods { Hardware, GiftCard };

// A line of a basket. `categories` are its own and all above it.
struct Item {
  int position;
  base::VariantId variant;
  base::ProductId product;
  base::BrandId brand;
  std::vector<base::CategoryId> categories;
  std::string condition;
  int units;
  Money unit_price;
  // What staff took off this line, in place of anything that applies by itself (M8); codes still
  // may take more.
  std::optional<Money> staff_discount = std::nullopt;
  Goods goods = Goods::Hardware;
  Money total() const { return unit_price * units; }
};

// The way to ship that was chosen. A coupon frees the cheapest eligible method only (contract
// sheet: shipping, flat, free, pickup).
enum class Freeable { Yes, No };
struct Shipping {
  Money price;
  Freeable freeable = Freeable::No;
};

struct Basket {
  std::vector<Item> items;
  std::optional<Shipping> shipping;
};

enum class Kind {
  Percent,       // `percent` of what it applies to
  Amount,        // `amount`: off each unit (Product), off all together (Order)
  FreeShipping,  // class Shipping
  BuyGet,        // of each buy + get units, `get` have `percent` off, the cheapest ones (Product)
};
enum class Class { Product, Order, Shipping };
const char* word_of(Class klass);

// What a promotion is for. Empty sets are everything; what is excluded is never meant.
struct Scope {
  std::vector<base::ProductId> products;
  std::vector<base::CategoryId> categories;
  std::vector<base::BrandId> brands;
  std::vector<std::string> conditions;
  bool empty() const {
    return products.empty() && categories.empty() && brands.empty() && conditions.empty();
  }
  // Is the item in one of the sets?
  bool holds(const Item& item) const;
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
  Money minimum{};                           // of goods after discounts of their lines
  std::optional<Money> most = std::nullopt;  // in all
  int buy = 0;
  int get = 0;
  int most_times = 0;  // of BuyGet; 0: as often as there are units
  Scope include{};
  Scope exclude{};
  int priority = 0;  // the higher one goes first
  Combines combines = Combines::No;
  std::optional<Instant> starts_at = std::nullopt;
  std::optional<Instant> ends_at = std::nullopt;  // the first instant at which it is over
  std::string code{};                             // the code that brought it, as typed
};

// Why a promotion that was asked for by code does nothing.
enum class NotApplied {
  NotYet,
  Over,
  BelowMinimum,   // `missing` says how much more
  NothingMeant,   // no line that it is for
  BetterApplies,  // another one of its class does more, and they do not combine
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
  Money amount;                                // in all
  std::vector<std::pair<int, Money>> lines{};  // position and share; none for shipping
};

// One step of the explanation: what an amount was before and after.
struct Step {
  enum class Of { Line, Shipping } of;
  int position;  // of a line
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
  std::vector<PricedItem> items;  // as in the basket
  Money subtotal;                 // before discounts
  Money discount;                 // of all lines
  Money shipping;                 // before discount
  Money shipping_discount;
  std::vector<Applied> applied;
  std::vector<Unused> unused;  // of those asked for by code
  std::vector<Step> trace;
  Money goods() const { return subtotal - discount; }
  Money total() const { return goods() + shipping - shipping_discount; }
};

Priced price(const Basket& basket, const std::vector<Promotion>& promotions, Instant now);

// Does the trace lead from every amount before to every amount after, and do the shares add up?
// What it does not explain, in a sentence; "" when all is explained.
std::string unexplained(const Priced& priced);

// The trace for people, a step a line.
std::string explain(const Priced& priced);

}  // namespace promo
