#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/columns.h"
#include "order/edit.h"

// Private to order: what an edit's goods and shipping are taxed, from what the order froze.
namespace order {

// A frozen row of tax on a line of goods or on the shipping, which came to `amount` after
// discounts.
struct FrozenRate {
  std::int64_t id;
  std::string rate_percent;  // "8.25"; "" where Stripe gave none
  Money taxable;
  Money tax;
  Money amount;
  static constexpr auto columns() {
    return base::Columns<&FrozenRate::id, &FrozenRate::rate_percent, &FrozenRate::taxable,
                         &FrozenRate::tax, &FrozenRate::amount>{};
  }
};

// The same jurisdictions' tax on `amount`: as much of it is taxable as of what was frozen, each
// part is rounded once (M2). A rate that does not explain the frozen tax (an exempt buyer's, or
// none was given) gives way to the ratio of what was frozen. What had no base is a fee on the
// delivery and is not charged again.
std::vector<EditTax> taxes_like(const std::vector<FrozenRate>& rates, Money amount);

}  // namespace order
