#include "base/columns.h"
#include "inventory/count.h"
#include "inventory/locks.h"

namespace inventory {
namespace {

using store::Query;

struct Shelf {
  int on_hand;
  int allocated;
  static constexpr auto columns() { return base::Columns<&Shelf::on_hand, &Shelf::allocated>{}; }
};

const Query<bool(std::string, StockItemId)> kSeen{"inventory.adjusted_before", R"sql(
    SELECT EXISTS (SELECT FROM stock_movements
                    WHERE cause = $1 AND kind = 'adjusted' AND stock_item_id = $2))sql"};

const Query<Shelf(StockItemId)> kShelf{"inventory.shelf", R"sql(
    SELECT on_hand, allocated FROM stock_items WHERE id = $1)sql"};

const Query<void(StockItemId, int, bool, std::string, std::optional<std::string>, std::string,
                 Instant)>
    kAdjust{"inventory.adjust", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, forced, reason, cause, actor, at)
    VALUES ($1, 'adjusted', $2, $3, $4, $5, $6, $7))sql"};

const Query<void(StockItemId, int)> kBuffer{"inventory.set_buffer", R"sql(
    UPDATE stock_items SET buffer = $2 WHERE id = $1 AND buffer <> $2)sql"};

const Query<void(base::VariantId, bool)> kSerials{"inventory.set_serials", R"sql(
    UPDATE stock_items SET serials_required = $2 WHERE variant_id = $1)sql"};

}  // namespace

base::Result<Moved, AdjustRefused> adjust(store::Tx& tx, const Adjustment& adjustment,
                                          Instant now) {
  BASE_CHECK(adjustment.delta != 0 && !adjustment.reason.empty());
  lock_stock(tx, adjustment.item);
  if (adjustment.cause && tx.one(kSeen, *adjustment.cause, adjustment.item)) return Moved::Before;
  const auto shelf = tx.one(kShelf, adjustment.item);
  const bool below = adjustment.delta < 0 && shelf.on_hand + adjustment.delta < shelf.allocated;
  if (shelf.on_hand + adjustment.delta < 0)
    return AdjustRefused{AdjustWhy::BelowNothing, shelf.on_hand, shelf.allocated};
  if (below && adjustment.force == Force::No)
    return AdjustRefused{AdjustWhy::BelowAllocated, shelf.on_hand, shelf.allocated};
  tx.exec(kAdjust, adjustment.item, adjustment.delta, below, adjustment.reason, adjustment.cause,
          adjustment.actor, now);
  return Moved::Now;
}

void set_buffer(store::Tx& tx, StockItemId item, int units) {
  BASE_CHECK(units >= 0);
  tx.exec(kBuffer, item, units);
}

void set_serials(store::Tx& tx, base::VariantId variant, Serials serials) {
  lock_stock(tx, variant);
  tx.exec(kSerials, variant, serials == Serials::Required);
}

}  // namespace inventory
