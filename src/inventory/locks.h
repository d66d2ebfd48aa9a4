#pragma once
#include <vector>

#include "base/ids.h"
#include "store/db.h"

// The statements that lock stock rows, all here, so that every one of them goes by ascending id.
// NO KEY UPDATE: rows that merely name a stock item (foreign keys) need not wait. Private to
// inventory.
namespace inventory {

void lock_stock(store::Tx& tx, base::StockItemId item);
// These, whatever their order.
void lock_stock(store::Tx& tx, const std::vector<base::StockItemId>& items);
// `items` and whatever the cart holds besides; answers all of them, ascending.
std::vector<base::StockItemId> lock_stock(store::Tx& tx,
                                          const std::vector<base::StockItemId>& items,
                                          base::CartId cart);
void lock_stock(store::Tx& tx, base::OrderId order);

}  // namespace inventory
