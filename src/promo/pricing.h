#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "promo/price.h"

// Private to promo.
namespace promo {

// Units of a line that a BuyGet promotion may take.
struct Wanted {
  std::size_t line;
  int units;
  Money unit_price;
};

// Of each `buy + get` units, dearest first, the `get` cheapest have the promotion's percentage off:
// the shares by line, each rounded once.
std::vector<std::pair<std::size_t, Money>> buy_get_shares(const Promotion& promotion,
                                                          std::vector<Wanted> wanted);

}  // namespace promo
