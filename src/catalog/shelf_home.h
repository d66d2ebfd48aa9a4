#pragma once
#include <vector>

#include "catalog/shelf_order.h"
#include "catalog/shelf_rows.h"

namespace catalog {

// What the home page shows of all that is for sale. `order` has its lists; `items` are its items.
// Nothing here goes by price: a page need not be chosen anew with each.
ShelfOrder::Home choose_home(const ShelfOrder& order, const std::vector<ShelfItem>& items);

}  // namespace catalog
