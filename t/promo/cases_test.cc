#include "promo/price.h"
#include "t/golden.h"
#include "t/test.h"

// Sixty baskets under promotions, each with its trace, in t/golden/pricing: five baskets by twelve
// sets of promotions. A change of what anything costs shows in the review of that file.
namespace {

using base::Money;
using namespace promo;

const auto kNow = *base::parse_iso8601("2026-11-27T12:00:00Z");

struct Named {
  std::string name;
  Basket basket;
};
struct Rules {
  std::string name;
  std::vector<Promotion> promotions;
};

Item line(int position, int units, std::int64_t cents, std::int64_t brand, const char* condition) {
  return {.position = position,
          .variant = base::VariantId{position},
          .product = base::ProductId{position},
          .brand = base::BrandId{brand},
          .categories = {base::CategoryId{brand == 1 ? 7 : 8}, base::CategoryId{1}},
          .condition = condition,
          .units = units,
          .unit_price = Money::cents(cents)};
}

std::vector<Named> baskets() {
  const Shipping ground{Money::cents(1995), Freeable::Yes};
  const Shipping express{Money::cents(4788), Freeable::No};
  auto by_staff = line(2, 1, 28900, 1, "refurbished");
  by_staff.staff_discount = Money::cents(2500);
  auto card = line(2, 1, 10000, 3, "new");
  card.goods = Goods::GiftCard;
  return {
      {"one switch", {{line(1, 1, 45000, 1, "refurbished")}, ground}},
      {"three thirds of a cent",
       {{line(1, 1, 333, 1, "new"), line(2, 1, 333, 2, "new"), line(3, 1, 334, 2, "used")},
        ground}},
      {"many units", {{line(1, 7, 1999, 1, "used"), line(2, 4, 2499, 2, "used")}, express}},
      {"a line that staff lowered", {{line(1, 2, 21900, 2, "used"), by_staff}, ground}},
      {"a gift card and a cable", {{line(1, 3, 999, 1, "new"), card}, std::nullopt}},
  };
}

Promotion make(std::int64_t id, const char* name, Kind kind, Class klass) {
  return {.id = PromotionId{id}, .name = name, .kind = kind, .klass = klass};
}
Promotion percent(std::int64_t id, const char* name, std::int64_t bp, Class klass) {
  auto p = make(id, name, Kind::Percent, klass);
  p.percent = {bp};
  return p;
}
Promotion amount(std::int64_t id, const char* name, std::int64_t cents, Class klass) {
  auto p = make(id, name, Kind::Amount, klass);
  p.amount = Money::cents(cents);
  return p;
}
Promotion coded(Promotion p, const char* code) {
  p.starts = Starts::ByCode;
  p.code = code;
  return p;
}
Promotion buy_get(std::int64_t id, const char* name, int buy, int get, std::int64_t bp) {
  auto p = make(id, name, Kind::BuyGet, Class::Product);
  p.buy = buy;
  p.get = get;
  p.percent = {bp};
  return p;
}
Promotion combining(Promotion p) {
  p.combines = Combines::Yes;
  return p;
}

std::vector<Rules> rule_sets() {
  auto for_brand = percent(1, "Brand week", 1500, Class::Product);
  for_brand.include.brands = {base::BrandId{2}};
  auto not_new = percent(1, "All but new", 1000, Class::Order);
  not_new.exclude.conditions = {"new"};
  auto minimum = coded(amount(1, "Twenty off large orders", 2000, Class::Order), "LARGE");
  minimum.minimum = Money::cents(40000);
  auto capped = coded(percent(1, "Half, five dollars at most", 5000, Class::Order), "HALF");
  capped.most = Money::cents(500);
  auto over = coded(amount(1, "Last year", 1000, Class::Order), "OLD");
  over.ends_at = kNow;
  auto first = percent(2, "Small but first", 100, Class::Product);
  first.priority = 9;
  return {
      {"nothing", {}},
      {"three and a third percent of each line", {percent(1, "Sale", 333, Class::Product)}},
      {"ten dollars off each unit", {amount(1, "Ten a unit", 1000, Class::Product)}},
      {"one dollar off the order", {amount(1, "A dollar", 100, Class::Order)}},
      {"one brand, and a code for the order",
       {for_brand, coded(percent(2, "Ten", 1000, Class::Order), "TEN")}},
      {"what is new is left out", {not_new}},
      {"a minimum, by code", {minimum}},
      {"a cap, by code", {capped}},
      {"buy two, get one", {buy_get(1, "Three for two", 2, 1, 10000)}},
      {"two families that combine and one that does not",
       {combining(coded(amount(1, "Five", 500, Class::Order), "FIVE")),
        combining(coded(percent(2, "Five percent", 500, Class::Order), "FIVEPC")),
        coded(amount(3, "Alone", 50, Class::Order), "ALONE")}},
      {"free shipping by code, and a code that is over",
       {coded(make(2, "Free shipping", Kind::FreeShipping, Class::Shipping), "SHIP"), over}},
      {"lines, order and shipping at once",
       {percent(1, "A quarter", 2500, Class::Product), first, amount(3, "Seven", 777, Class::Order),
        make(4, "Free shipping", Kind::FreeShipping, Class::Shipping)}},
  };
}

const char* why_text(NotApplied why) {
  switch (why) {
    case NotApplied::NotYet:
      return "not yet";
    case NotApplied::Over:
      return "over";
    case NotApplied::BelowMinimum:
      return "below its minimum";
    case NotApplied::NothingMeant:
      return "nothing is meant";
    case NotApplied::TooFewUnits:
      return "too few units";
    case NotApplied::NoShipping:
      return "no way to ship is chosen";
    case NotApplied::NotThisShipping:
      return "not for this way to ship";
    case NotApplied::BetterApplies:
      return "a better one applies";
  }
  return "";
}

CPPUNIT_TEST_FIXTURE(t::Plain, sixty_baskets_cost_what_their_traces_say) {
  std::string text;
  int cases = 0;
  for (const auto& basket : baskets())
    for (const auto& rules : rule_sets()) {
      const auto priced = price(basket.basket, rules.promotions, kNow);
      CPPUNIT_ASSERT_EQUAL(std::string{}, unexplained(priced));
      text += "== " + std::to_string(++cases) + ": " + basket.name + "; " + rules.name + '\n';
      text += explain(priced);
      for (const auto& unused : priced.unused)
        text +=
            unused.code + " is not used: " + why_text(unused.why) +
            (unused.missing.is_zero() ? "" : ", " + base::to_text(unused.missing) + " missing") +
            '\n';
      text += '\n';
    }
  CPPUNIT_ASSERT_EQUAL(60, cases);
  t::assert_golden("pricing/cases.txt", text);
}

}  // namespace
