#pragma once
#include <vector>

#include "base/columns.h"
#include "order/order.h"

// What an invoice says of an order beside its lines.
namespace order {

struct Billing {
  Money shipping;  // before its discount
  Money shipping_discount;
  Money granted;  // refunds granted, sent or not
  Money paid;     // captured, less what was sent back
  static constexpr auto columns() {
    return base::Columns<&Billing::shipping, &Billing::shipping_discount, &Billing::granted,
                         &Billing::paid>{};
  }
};
Billing billing(store::Tx& tx, OrderId order);

// As they were frozen: of the lines in their order, then of shipping.
std::vector<TaxLine> taxes(store::Tx& tx, OrderId order);

}  // namespace order
