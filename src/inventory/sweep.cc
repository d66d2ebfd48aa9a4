#include "inventory/sweep.h"
#include "inventory/inventory.h"
#include "inventory/locks.h"

namespace inventory {
namespace {

using store::Query;

const Query<int(base::VariantId, Instant)> kAvailable{"inventory.available", R"sql(
    SELECT variant_available($1, $2))sql"};

const Query<LiveStock(base::ProductId, Instant)> kLiveStock{"inventory.live_stock", R"sql(
    SELECT v.id, variant_available(v.id, $2)
      FROM variants v
      JOIN products p ON p.id = v.product_id
     WHERE p.id = $1 AND p.state = 'active' AND v.state = 'active'
     ORDER BY v.id)sql"};

const Query<StockItemId(Instant)> kExpiredItems{"inventory.expired_items", R"sql(
    SELECT DISTINCT stock_item_id FROM holds
     WHERE kind = 'cart' AND expires_at <= $1
     ORDER BY stock_item_id)sql"};

// Rows and counter in one statement, begun when the stock rows were locked already: what it sees
// is what there is.
const Query<int(std::vector<StockItemId>, Instant)> kSweep{"inventory.sweep", R"sql(
    WITH gone AS (
      DELETE FROM holds
       WHERE stock_item_id = ANY ($1) AND kind = 'cart' AND expires_at <= $2
      RETURNING stock_item_id, units),
    per_item AS (
      SELECT stock_item_id, sum(units)::int AS units FROM gone GROUP BY stock_item_id)
    UPDATE stock_items s SET held = s.held - g.units
      FROM per_item g
     WHERE s.id = g.stock_item_id
    RETURNING g.units)sql"};

}  // namespace

int available(store::Tx& tx, base::VariantId variant, Instant now) {
  return tx.one(kAvailable, variant, now);
}

std::vector<LiveStock> live_stock(store::Tx& tx, base::ProductId product, Instant now) {
  return tx.all(kLiveStock, product, now);
}

std::vector<StockItemId> expired_items(store::Tx& tx, Instant now) {
  return tx.all(kExpiredItems, now);
}

int sweep(store::Tx& tx, const std::vector<StockItemId>& items, Instant now) {
  int units = 0;
  for (const int released : tx.all(kSweep, items, now)) units += released;
  return units;
}

int release_expired(store::Tx& tx, StockItemId item, Instant now) {
  lock_stock(tx, item);
  return sweep(tx, {item}, now);
}

}  // namespace inventory
