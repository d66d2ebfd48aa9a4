#pragma once
#include <string>
#include <vector>

#include "inventory/inventory.h"

// The stock of an order after it was placed: more of it, less of it, out of the door and back.
// Every effect names its cause ("fulfilment 7"); the same cause a second time changes nothing and
// says so (invariant S9). Demands may name an item several times. The order's row is locked by the
// caller; stock rows are locked here, by ascending id.
namespace inventory {

struct Cause {
  OrderId order;
  std::string what;  // "edit 5", "refund 3", "fulfilment 7", "return 9"
  std::string actor;
};

enum class Moved { Now, Before };

// Locks the rows of these items, for who calls several of the functions below in one transaction.
void lock_ahead(store::Tx& tx, const std::vector<Demand>& demands);

// Allocates more to the order, from what nobody holds; all or nothing.
base::Result<Moved, HoldRefused> allocate_more(store::Tx& tx, const std::vector<Demand>& demands,
                                               const Cause& cause, Instant now);

// Units of the order that will not leave are for others again. They were allocated: more than that
// is a bug and throws.
Moved release_allocated(store::Tx& tx, const std::vector<Demand>& demands, const Cause& cause,
                        Instant now);

// `on_hand` are there: fewer than are to leave, since units are sold before they are counted.
struct ShipRefused {
  StockItemId item;
  int on_hand;
};
// Allocated units leave the house: on hand falls now, not when they were sold (invariant S4).
base::Result<Moved, ShipRefused> ship(store::Tx& tx, const std::vector<Demand>& demands,
                                      const Cause& cause, Instant now);

// Units came back and may be sold again (invariant S10: only those).
Moved take_back(store::Tx& tx, const std::vector<Demand>& demands, const Cause& cause, Instant now);

}  // namespace inventory
