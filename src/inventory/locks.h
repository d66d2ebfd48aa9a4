#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "store/db.h"

// The statements that lock rows of this module, all here, so that every one of them goes by
// ascending id; purchase order first, then stock rows, then serials.
// NO KEY UPDATE: rows that merely name a stock item (foreign keys) need not wait. Private to
// inventory.
namespace inventory {

void lock_stock(store::Tx& tx, base::StockItemId item);
// These, whatever their order.
void lock_stock(store::Tx& tx, const std::vector<base::StockItemId>& items);
// All of a variant, wherever they lie.
void lock_stock(store::Tx& tx, base::VariantId variant);
// `items` and whatever the cart holds besides; answers all of them, ascending.
std::vector<base::StockItemId> lock_stock(store::Tx& tx,
                                          const std::vector<base::StockItemId>& items,
                                          base::CartId cart);
void lock_stock(store::Tx& tx, base::OrderId order);

// Answers its state; nothing when there is no such order.
std::optional<std::string> lock_purchase(store::Tx& tx, base::PurchaseOrderId id);

void lock_serials(store::Tx& tx, base::VariantId variant, const std::vector<std::string>& serials);

}  // namespace inventory
