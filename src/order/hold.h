#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "order/order.h"

// Orders of which nothing may leave for now: someone doubts the payment. A hold has a cause
// ("review prv_1") by which it is placed once and lifted; while one stands, nothing of the order
// is packed or sent. The order's row is locked by the caller of what writes.
namespace order {

struct Hold {
  std::string cause;
  std::string reason;
  std::string actor;
  Instant placed_at;
  static constexpr auto columns() {
    return base::Columns<&Hold::cause, &Hold::reason, &Hold::actor, &Hold::placed_at>{};
  }
};
// Those that stand, the oldest first.
std::vector<Hold> holds(store::Tx& tx, OrderId order);
bool is_held(store::Tx& tx, OrderId order);

// Once a cause: false, and nothing changed, when it was placed or lifted before.
bool hold_shipment(store::Tx& tx, OrderId order, const std::string& cause, const Because& because,
                   Instant now);
// False, and nothing changed, when it does not stand. What was never placed is lifted for good:
// the news of its beginning may still be on its way.
bool lift_hold(store::Tx& tx, OrderId order, const std::string& cause, const Because& because,
               Instant now);

}  // namespace order
