#pragma once
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "store/db.h"

// Private to inventory.
namespace inventory {

// Ends the expired cart holds of stock rows that the caller has locked, whosoever they are;
// answers how many units came back.
int sweep(store::Tx& tx, const std::vector<base::StockItemId>& items, base::Instant now);

}  // namespace inventory
