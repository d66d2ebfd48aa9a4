#include "inventory/count.h"

namespace inventory {
namespace {

using store::Query;
using VariantIds = std::vector<base::VariantId>;

const Query<StockLevel(VariantIds)> kLevels{"inventory.stock_levels", R"sql(
    SELECT s.variant_id, s.id, s.on_hand, s.allocated, s.reorder_threshold
      FROM unnest($1::bigint[]) AS r(variant)
      JOIN stock_items s ON s.variant_id = r.variant AND s.sells)sql"};

const Query<StockLevel(VariantIds)> kLockLevels{"inventory.lock_stock_levels", R"sql(
    SELECT s.variant_id, s.id, s.on_hand, s.allocated, s.reorder_threshold
      FROM stock_items s
     WHERE s.variant_id = ANY($1::bigint[])
       AND s.sells
     ORDER BY s.id
       FOR NO KEY UPDATE)sql"};

const Query<void(VariantIds, std::vector<int>)> kOpen{"inventory.open_stock", R"sql(
    INSERT INTO stock_items (variant_id, location_id, reorder_threshold, serials_required)
    SELECT r.variant, l.id, r.threshold,
           EXISTS (SELECT FROM stock_items o WHERE o.variant_id = r.variant AND o.serials_required)
      FROM unnest($1::bigint[], $2::int[]) AS r(variant, threshold), locations l
     WHERE l.code = 'main'
    ON CONFLICT DO NOTHING)sql"};

const Query<void(VariantIds, std::vector<int>, std::string, base::Instant)> kCount{
    "inventory.count", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
    SELECT s.id, 'counted', r.units - s.on_hand, $3, $4
      FROM unnest($1::bigint[], $2::int[]) AS r(variant, units)
      JOIN stock_items s ON s.variant_id = r.variant AND s.sells
     WHERE r.units <> s.on_hand
     ORDER BY s.id)sql"};

const Query<void(VariantIds, std::vector<int>)> kSetThresholds{"inventory.set_thresholds", R"sql(
    UPDATE stock_items s
       SET reorder_threshold = r.threshold
      FROM unnest($1::bigint[], $2::int[]) AS r(variant, threshold)
     WHERE s.variant_id = r.variant AND s.sells
       AND s.reorder_threshold <> r.threshold)sql"};

}  // namespace

std::vector<StockLevel> stock_levels(store::Tx& tx, const std::vector<base::VariantId>& variants) {
  if (variants.empty()) return {};
  return tx.all(kLevels, variants);
}

std::vector<StockLevel> lock_stock_levels(store::Tx& tx,
                                          const std::vector<base::VariantId>& variants) {
  if (variants.empty()) return {};
  return tx.all(kLockLevels, variants);
}

void open_stock(store::Tx& tx, const std::vector<Count>& counts) {
  if (counts.empty()) return;
  VariantIds variants;
  std::vector<int> thresholds;
  for (const auto& count : counts) {
    variants.push_back(count.variant);
    thresholds.push_back(count.reorder_threshold.value_or(0));
  }
  tx.exec(kOpen, variants, thresholds);
}

void set_counts(store::Tx& tx, const std::vector<Count>& counts, const std::string& actor,
                base::Instant now) {
  VariantIds counted;
  std::vector<int> units;
  VariantIds with_threshold;
  std::vector<int> thresholds;
  for (const auto& count : counts) {
    if (count.on_hand) {
      counted.push_back(count.variant);
      units.push_back(*count.on_hand);
    }
    if (count.reorder_threshold) {
      with_threshold.push_back(count.variant);
      thresholds.push_back(*count.reorder_threshold);
    }
  }
  if (!counted.empty()) tx.exec(kCount, counted, units, actor, now);
  if (!with_threshold.empty()) tx.exec(kSetThresholds, with_threshold, thresholds);
}

}  // namespace inventory
