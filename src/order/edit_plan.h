#pragma once
#include "order/edit_rows.h"

// Private to order: what an edit comes to, from one reading of its order, the catalog and stock.
namespace order {

base::Result<EditPreview, EditWhy> planned(store::Tx& tx, const OpenEdit& edit, Instant now);

// What of stock the edit still needs beside what it frees.
std::vector<inventory::Demand> needed_beside(const std::vector<inventory::Demand>& taken,
                                             const std::vector<inventory::Demand>& freed);

}  // namespace order
