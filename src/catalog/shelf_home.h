#pragma once
#include "catalog/shelf_order.h"

namespace catalog {

// What the home page shows of all that is for sale, by the lists of `order`. Nothing here goes by
// price: a page need not be chosen anew with each.
ShelfOrder::Home choose_home(const ShelfOrder& order);

}  // namespace catalog
