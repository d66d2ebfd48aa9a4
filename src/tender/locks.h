#pragma once
#include <vector>

#include "tender/tender.h"

// The statements that lock accounts, all here: gift cards by ascending id, then store credit by
// ascending id. The database's own functions lock, since most roles may write no column of an
// account. Private to tender.
namespace tender {

void lock(store::Tx& tx, const std::vector<Source>& sources);
// Whatever the order has entries on.
void lock_of_order(store::Tx& tx, OrderId order);
// The cards that a line bought.
void lock_of_line(store::Tx& tx, OrderLineId line);

}  // namespace tender
