#pragma once
#include <vector>

#include "order/refund.h"

// Cancelling what has not left: the whole order before anything did, or the rest after it.
namespace order {

enum class CancelRefusal {
  NotOpen,    // not placed, or nothing of it is still to be sent
  MoreUnits,  // than are neither packed, nor sent, nor cancelled; or no units at all
};

// Cancels all that has not left: parcels that wait are taken apart, the units' stock is free again,
// once (invariant O9), their frozen amounts are granted. When nothing has left at all, so is the
// shipping, and the order is cancelled and its promotions are no longer used up by it. Works on
// orders that need attention too, which took no stock. Locks the order, then stock.
base::Result<Granted, CancelRefusal> cancel_rest(store::Tx& tx, OrderId order,
                                                 const Because& because, Instant now);

// Cancels these units of a placed order; parcels stay packed.
base::Result<Granted, CancelRefusal> cancel_units(store::Tx& tx, OrderId order,
                                                  const std::vector<LineUnits>& lines,
                                                  const Because& because, Instant now);

// What the one or the other would grant, without writing; no lines: the rest.
base::Result<Grant, CancelRefusal> preview_cancel(store::Tx& tx, OrderId order,
                                                  const std::vector<LineUnits>& lines);

}  // namespace order
