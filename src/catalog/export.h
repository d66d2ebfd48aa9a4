#pragma once
#include <vector>

#include "base/ids.h"
#include "catalog/import_row.h"
#include "store/db.h"

// The catalog as the rows of a product file: the way back of an import.
namespace catalog {

struct ExportedRow {
  base::VariantId variant{0};
  ProductRow row;  // without counts of stock, which are the inventory's; pictures as media files
};

// What is for sale, by id: every active variant of an active product. Bundles have a file of their
// own. What products share stands on each of their rows.
std::vector<ExportedRow> export_rows(store::Tx& tx);

}  // namespace catalog
