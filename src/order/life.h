#pragma once
#include <vector>

#include "inventory/inventory.h"
#include "order/fulfil.h"
#include "order/refund.h"

// Private to order: what its parts share once an order is placed.
namespace order {

// What so many units of these lines take from stock, as it was frozen; nothing for what is sent by
// a supplier. Invariant S9: a bundle's parts as many times as the bundle.
std::vector<inventory::Demand> stock_of(store::Tx& tx, const std::vector<LineUnits>& lines);

// Writes down which units leave in a parcel; what stands against it, if anything. All or nothing is
// the caller's, as is the lock of the order's row; stock rows are locked before serials.
std::optional<ShipRefused> name_units(store::Tx& tx, FulfilmentId parcel,
                                      const std::vector<Named>& named,
                                      const inventory::Cause& cause, Instant now);

// Counts these units as cancelled, all of them or none: false when fewer are open.
bool count_cancelled(store::Tx& tx, OrderId order, const std::vector<LineUnits>& lines);

// Moves the order to where its lines and parcels say it is: cancelled, partly shipped, shipped,
// delivered. Fulfilled is a fact (invariant O7): nothing but units counts here. The order's row is
// locked by the caller.
void settle_state(store::Tx& tx, OrderId order, const Because& because, Instant now);

// Whether parcels of the order may be packed and units cancelled.
bool is_open(const Locked& order);

// One entry a line, ascending; as columns.
struct LineColumns {
  std::vector<OrderLineId> lines;
  std::vector<int> units;
};
LineColumns columns_of(const std::vector<LineUnits>& lines);

}  // namespace order
