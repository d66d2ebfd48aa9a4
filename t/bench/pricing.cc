// What a large cart costs to price: 30 lines under 200 active promotions, without a database.
//
//   pricing [--times 20000]
//
// Prints the median and the 99th percentile of one pricing, in milliseconds.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "base/error.h"
#include "promo/price.h"

namespace {

using Clock = std::chrono::steady_clock;
using base::Money;

promo::Basket basket() {
  promo::Basket out;
  for (int i = 1; i <= 30; ++i)
    out.items.push_back({.position = i,
                         .variant = base::VariantId{i},
                         .product = base::ProductId{i},
                         .brand = base::BrandId{i % 6},
                         .categories = {base::CategoryId{i % 9}, base::CategoryId{100 + i % 3}},
                         .condition = i % 2 == 0 ? "used" : "refurbished",
                         .units = 1 + i % 5,
                         .unit_price = Money::cents(999 + i * 4321)});
  out.shipping = promo::Shipping{Money::cents(4495), promo::Freeable::Yes};
  return out;
}

// A hundred for lines, most of them for a brand or a category, ninety for the order, ten for
// shipping.
std::vector<promo::Promotion> promotions() {
  std::vector<promo::Promotion> all;
  for (int i = 1; i <= 200; ++i) {
    promo::Promotion p{.id = base::PromotionId{i},
                       .name = "promotion",
                       .kind = i % 4 == 0 ? promo::Kind::Amount : promo::Kind::Percent,
                       .klass = i <= 100 ? promo::Class::Product : promo::Class::Order};
    p.percent = {100 + i};
    p.amount = Money::cents(50 + i);
    if (i > 190) {
      p.kind = promo::Kind::FreeShipping;
      p.klass = promo::Class::Shipping;
    }
    if (i % 10 == 3 && i <= 100) {
      p.kind = promo::Kind::BuyGet;
      p.buy = 2;
      p.get = 1;
    }
    if (i % 3 == 0) p.include.brands = {base::BrandId{i % 6}};
    if (i % 3 == 1) p.include.categories = {base::CategoryId{i % 9}};
    if (i % 5 == 0) p.combines = promo::Combines::Yes;
    p.priority = i % 7;
    all.push_back(std::move(p));
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const int times = argc == 3 ? std::stoi(argv[2]) : 20000;
  const auto cart = basket();
  const auto rules = promotions();
  const auto now = *base::parse_iso8601("2026-11-27T12:00:00Z");
  std::vector<std::int64_t> nanoseconds;
  std::int64_t sum = 0;  // so that nothing is left out by the compiler
  for (int i = 0; i < times; ++i) {
    const auto began = Clock::now();
    sum += promo::price(cart, rules, now).total().in_cents();
    nanoseconds.push_back(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - began).count());
  }
  BASE_CHECK(sum > 0);
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const auto at = [&](std::size_t percent) {
    return static_cast<double>(nanoseconds[(nanoseconds.size() - 1) * percent / 100]) / 1e6;
  };
  std::cout << at(50) << ' ' << at(99) << '\n';
  return 0;
}
