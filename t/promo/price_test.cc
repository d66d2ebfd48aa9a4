#include "promo/price.h"

#include "t/golden.h"
#include "t/test.h"

namespace {

using base::Money;
using namespace promo;

const auto kNow = *base::parse_iso8601("2026-11-27T12:00:00Z");

Item item(int position, int units, std::int64_t cents, std::int64_t brand = 1) {
  return {.position = position,
          .variant = base::VariantId{position},
          .product = base::ProductId{100 + position},
          .brand = base::BrandId{brand},
          .categories = {base::CategoryId{10}, base::CategoryId{1}},
          .condition = "used",
          .units = units,
          .unit_price = Money::cents(cents)};
}

Promotion promotion(std::int64_t id, Kind kind, Class klass) {
  return {.id = PromotionId{id},
          .name = "promotion " + std::to_string(id),
          .kind = kind,
          .klass = klass};
}
Promotion percent(std::int64_t id, std::int64_t bp, Class klass = Class::Order) {
  auto p = promotion(id, Kind::Percent, klass);
  p.percent = {bp};
  return p;
}
Promotion amount(std::int64_t id, std::int64_t cents, Class klass = Class::Order) {
  auto p = promotion(id, Kind::Amount, klass);
  p.amount = Money::cents(cents);
  return p;
}
Promotion by_code(Promotion p, std::string code = "CODE") {
  p.starts = Starts::ByCode;
  p.code = std::move(code);
  return p;
}

// "discounts of the lines / of shipping": "1.50 0.00 / 0.00".
std::string off(const Basket& basket, const std::vector<Promotion>& promotions) {
  const auto priced = price(basket, promotions, kNow);
  CPPUNIT_ASSERT_EQUAL(std::string{}, unexplained(priced));
  std::string text;
  for (const auto& line : priced.items) text += base::to_decimal(line.discount) + ' ';
  return text + "/ " + base::to_decimal(priced.shipping_discount);
}

CPPUNIT_TEST_FIXTURE(t::Plain, m2_a_percentage_is_rounded_once_a_line_half_up) {
  CPPUNIT_ASSERT_EQUAL(std::string{"0.17 / 0.00"},
                       off({{item(1, 1, 333)}, {}}, {percent(1, 500, Class::Product)}));
  // 3 x 3.33 at 5 % is 49.95 cents, not three times 17.
  CPPUNIT_ASSERT_EQUAL(std::string{"0.50 / 0.00"},
                       off({{item(1, 3, 333)}, {}}, {percent(1, 500, Class::Product)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, m5_an_order_discount_is_shared_to_the_cent) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0.34 0.33 0.33 / 0.00"},
      off({{item(1, 1, 1000), item(2, 1, 1000), item(3, 1, 1000)}, {}}, {amount(1, 100)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, m6_nothing_goes_below_zero) {
  CPPUNIT_ASSERT_EQUAL(std::string{"5.00 / 0.00"}, off({{item(1, 1, 500)}, {}}, {amount(1, 9900)}));
  CPPUNIT_ASSERT_EQUAL(std::string{"10.00 / 0.00"},
                       off({{item(1, 2, 500)}, {}}, {amount(1, 9900, Class::Product)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, m8_lines_come_first_then_the_order_then_shipping) {
  const Basket basket{{item(1, 1, 10000)}, Shipping{Money::cents(1995), Freeable::Yes}};
  const auto priced = price(basket,
                            {promotion(3, Kind::FreeShipping, Class::Shipping), percent(2, 1000),
                             percent(1, 1000, Class::Product)},
                            kNow);
  CPPUNIT_ASSERT_EQUAL(std::string{"line 1: $100.00  1 x $100.00\n"
                                   "shipping: $19.95  the chosen way to ship\n"
                                   "line 1: $100.00 -> $90.00  promotion 1: 10 % off\n"
                                   "line 1: $90.00 -> $81.00  promotion 2: 10 % off the order\n"
                                   "shipping: $19.95 -> $0.00  promotion 3: free shipping\n"
                                   "goods $81.00, shipping $0.00, together $81.00\n"},
                       explain(priced));
}

CPPUNIT_TEST_FIXTURE(t::Plain, m8_what_staff_took_off_replaces_what_applies_by_itself) {
  auto line = item(1, 1, 10000);
  line.staff_discount = Money::cents(500);
  CPPUNIT_ASSERT_EQUAL(std::string{"5.00 10.00 / 0.00"},
                       off({{line, item(2, 1, 10000)}, {}}, {percent(1, 1000, Class::Product)}));
  CPPUNIT_ASSERT_EQUAL(std::string{"14.50 / 0.00"}, off({{line}, {}}, {by_code(percent(1, 1000))}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, m8_one_family_takes_off_the_order_unless_both_combine) {
  auto small = by_code(amount(1, 500), "SMALL");
  auto large = by_code(amount(2, 1500), "LARGE");
  const Basket basket{{item(1, 1, 10000)}, {}};
  const auto priced = price(basket, {small, large}, kNow);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1500), priced.discount);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, priced.unused.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"SMALL"}, priced.unused[0].code);
  CPPUNIT_ASSERT(priced.unused[0].why == NotApplied::BetterApplies);

  small.combines = large.combines = Combines::Yes;
  CPPUNIT_ASSERT_EQUAL(std::string{"20.00 / 0.00"}, off(basket, {small, large}));
  large.combines = Combines::No;
  CPPUNIT_ASSERT_EQUAL(std::string{"15.00 / 0.00"}, off(basket, {small, large}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, priority_goes_before_what_takes_off_more) {
  auto first = percent(1, 100, Class::Product);
  first.priority = 5;
  CPPUNIT_ASSERT_EQUAL(std::string{"1.00 / 0.00"},
                       off({{item(1, 1, 10000)}, {}}, {percent(2, 5000, Class::Product), first}));
  CPPUNIT_ASSERT_EQUAL(std::string{"50.00 / 0.00"},
                       off({{item(1, 1, 10000)}, {}},
                           {percent(1, 100, Class::Product), percent(2, 5000, Class::Product)}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_minimum_counts_goods_after_their_discounts_and_no_gift_cards) {
  auto p = by_code(amount(1, 500));
  p.minimum = Money::cents(10000);
  auto card = item(2, 1, 5000);
  card.goods = Goods::GiftCard;
  const auto priced = price({{item(1, 1, 9000), card}, {}}, {p}, kNow);
  CPPUNIT_ASSERT_EQUAL(Money{}, priced.discount);
  CPPUNIT_ASSERT(priced.unused[0].why == NotApplied::BelowMinimum);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1000), priced.unused[0].missing);
  CPPUNIT_ASSERT_EQUAL(std::string{"10.50 / 0.00"},
                       off({{item(1, 1, 10500)}, {}}, {percent(2, 1000, Class::Product), p}));
  CPPUNIT_ASSERT_EQUAL(std::string{"5.00 0.00 / 0.00"}, off({{item(1, 1, 10000), card}, {}}, {p}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_included_and_what_is_excluded_is_kept_apart) {
  auto p = percent(1, 1000, Class::Product);
  p.include.brands = {base::BrandId{2}};
  CPPUNIT_ASSERT_EQUAL(std::string{"0.00 1.00 / 0.00"},
                       off({{item(1, 1, 1000), item(2, 1, 1000, 2)}, {}}, {p}));
  p.exclude.products = {base::ProductId{102}};
  CPPUNIT_ASSERT_EQUAL(std::string{"0.00 0.00 / 0.00"},
                       off({{item(1, 1, 1000), item(2, 1, 1000, 2)}, {}}, {p}));
  auto category = percent(1, 1000);
  category.include.categories = {base::CategoryId{1}};
  category.exclude.conditions = {"new"};
  auto fresh = item(2, 1, 1000);
  fresh.condition = "new";
  CPPUNIT_ASSERT_EQUAL(std::string{"1.00 0.00 / 0.00"},
                       off({{item(1, 1, 1000), fresh}, {}}, {category}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, of_buy_two_get_one_the_cheapest_are_given) {
  auto p = promotion(1, Kind::BuyGet, Class::Product);
  p.buy = 2;
  p.get = 1;
  p.percent = {10000};
  CPPUNIT_ASSERT_EQUAL(std::string{"0.00 5.00 / 0.00"},
                       off({{item(1, 2, 1000), item(2, 1, 500)}, {}}, {p}));
  CPPUNIT_ASSERT_EQUAL(std::string{"10.00 10.00 / 0.00"},
                       off({{item(1, 5, 1000), item(2, 2, 500)}, {}}, {[&] {
                             auto twice = p;
                             twice.get = 1;
                             twice.buy = 1;
                             return twice;
                           }()}));
  p.most_times = 1;
  CPPUNIT_ASSERT_EQUAL(std::string{"5.00 / 0.00"}, off({{item(1, 9, 500)}, {}}, {p}));
  CPPUNIT_ASSERT_EQUAL(std::string{"0.00 / 0.00"}, off({{item(1, 2, 500)}, {}}, {p}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_code_frees_only_a_way_to_ship_that_may_be_free) {
  const auto p = by_code(promotion(1, Kind::FreeShipping, Class::Shipping));
  CPPUNIT_ASSERT_EQUAL(std::string{"0.00 / 19.95"},
                       off({{item(1, 1, 100)}, Shipping{Money::cents(1995), Freeable::Yes}}, {p}));
  const auto priced =
      price({{item(1, 1, 100)}, Shipping{Money::cents(9995), Freeable::No}}, {p}, kNow);
  CPPUNIT_ASSERT_EQUAL(Money{}, priced.shipping_discount);
  CPPUNIT_ASSERT(priced.unused[0].why == NotApplied::NotThisShipping);
}

CPPUNIT_TEST_FIXTURE(t::Plain, r2_23_it_holds_from_its_first_instant_until_before_its_end) {
  auto p = by_code(amount(1, 100));
  p.starts_at = kNow;
  p.ends_at = kNow + std::chrono::hours{1};
  const Basket basket{{item(1, 1, 1000)}, {}};
  const auto at = [&](base::Instant now) { return price(basket, {p}, now); };
  CPPUNIT_ASSERT_EQUAL(Money::cents(100), at(kNow).discount);
  CPPUNIT_ASSERT(at(kNow - std::chrono::microseconds{1}).unused[0].why == NotApplied::NotYet);
  CPPUNIT_ASSERT_EQUAL(Money::cents(100), at(*p.ends_at - std::chrono::microseconds{1}).discount);
  CPPUNIT_ASSERT(at(*p.ends_at).unused[0].why == NotApplied::Over);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_capped_is_shared_as_it_was) {
  auto p = percent(1, 5000, Class::Product);
  p.most = Money::cents(100);
  CPPUNIT_ASSERT_EQUAL(std::string{"0.67 0.33 / 0.00"},
                       off({{item(1, 1, 2000), item(2, 1, 1000)}, {}}, {p}));
}

}  // namespace
