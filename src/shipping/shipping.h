#pragma once
#include <string>
#include <vector>

#include "base/money.h"
#include "store/db.h"

// Shipping: what it costs to send so many grams to a state, by the staff's table of zones, methods
// and weights. Owns shipping_* and weight_estimates. Weights come from the catalog (SQL
// variant_weight_g), estimated where unknown, never 0.
namespace shipping {

// One way to ship, for one weight and destination.
struct Offer {
  std::string code;
  std::string name;
  base::Money price;
  int min_days;  // business days in transit
  int max_days;
  static constexpr auto columns() {
    return std::make_tuple(&Offer::code, &Offer::name, &Offer::price, &Offer::min_days,
                           &Offer::max_days);
  }
};

// The active methods that carry `weight_g` to `state` ("TX"), cheapest first. None when the table
// has no row for that state or weight: the shop then quotes by hand and never guesses a price.
std::vector<Offer> offers(store::Tx& tx, const std::string& state, int weight_g);

}  // namespace shipping
