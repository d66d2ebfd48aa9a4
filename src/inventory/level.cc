#include "inventory/level.h"

namespace inventory {
namespace {

const store::Query<Level(base::VariantId, std::int64_t, base::Instant)> kLevels{
    "inventory.levels_after", R"sql(
    SELECT s.variant_id, v.sku, s.id, s.on_hand, s.allocated, s.buffer,
           greatest(available(s.id, $3), 0), s.reorder_threshold
      FROM stock_items s JOIN variants v ON v.id = s.variant_id
     WHERE s.sells AND s.variant_id > $1
     ORDER BY s.variant_id LIMIT $2)sql"};

}  // namespace

std::vector<Level> levels_after(store::Tx& tx, base::VariantId after, std::int64_t limit,
                                base::Instant now) {
  return tx.all(kLevels, after, limit, now);
}

std::optional<Level> find_level(store::Tx& tx, base::VariantId variant, base::Instant now) {
  auto next = levels_after(tx, base::VariantId{variant.raw() - 1}, 1, now);
  if (next.empty() || next.front().variant != variant) return std::nullopt;
  return std::move(next.front());
}

}  // namespace inventory
