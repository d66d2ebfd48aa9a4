#include "intake/intake.h"

#include <unordered_map>

#include "base/csv.h"
#include "catalog/export.h"
#include "inventory/count.h"

namespace intake {

std::size_t export_products(store::Db& db, std::ostream& out) {
  const auto rows = db.snapshot("export_products", [](store::Tx& tx) {
    auto read = catalog::export_rows(tx);
    std::vector<base::VariantId> variants;
    std::unordered_map<base::VariantId, catalog::ProductRow*> row_of;
    for (auto& [variant, row] : read) {
      variants.push_back(variant);
      row_of.emplace(variant, &row);
    }
    for (const auto& level : inventory::stock_levels(tx, variants)) {
      auto& row = *row_of.at(level.variant);
      row.quantity = level.on_hand;
      row.reorder_threshold = level.reorder_threshold;
    }
    return read;
  });
  base::write_csv(out, catalog::product_column_names());
  for (const auto& [variant, row] : rows) base::write_csv(out, catalog::product_fields(row));
  return rows.size();
}

}  // namespace intake
