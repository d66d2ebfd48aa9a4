#include "inventory/fulfil.h"

#include <map>

#include "base/columns.h"
#include "inventory/locks.h"
#include "inventory/sweep.h"

namespace inventory {
namespace {

using store::Query;
using Items = std::vector<StockItemId>;
using Units = std::vector<int>;

struct Want {
  Items items;
  Units units;
};

// One entry an item, ascending.
Want summed(const std::vector<Demand>& demands) {
  std::map<StockItemId, int> units;
  for (const auto& demand : demands) {
    BASE_CHECK(demand.units > 0);
    units[demand.item] += demand.units;
  }
  Want want;
  for (const auto& [item, n] : units) {
    want.items.push_back(item);
    want.units.push_back(n);
  }
  return want;
}

const Query<std::int64_t(std::string, std::string)> kSeen{"inventory.cause_seen", R"sql(
    SELECT count(*) FROM stock_movements WHERE cause = $1 AND kind = $2)sql"};

struct Short {
  StockItemId item;
  int there;
  static constexpr auto columns() { return base::Columns<&Short::item, &Short::there>{}; }
};
const Query<Short(Items, Units)> kShortOfFree{"inventory.short_of_more", R"sql(
    SELECT d.item, greatest(coalesce(s.on_hand - s.allocated - s.buffer - s.held, 0), 0)
      FROM unnest($1::bigint[], $2::int[]) AS d (item, units)
      LEFT JOIN stock_items s ON s.id = d.item
     WHERE s.id IS NULL OR d.units > s.on_hand - s.allocated - s.buffer - s.held
     ORDER BY d.item LIMIT 1)sql"};
const Query<Short(Items, Units)> kShortOnHand{"inventory.short_on_hand", R"sql(
    SELECT s.id, s.on_hand
      FROM unnest($1::bigint[], $2::int[]) AS d (item, units)
      JOIN stock_items s ON s.id = d.item
     WHERE d.units > s.on_hand
     ORDER BY s.id LIMIT 1)sql"};

const Query<void(std::string, Items, Units, OrderId, std::string, std::string, Instant)> kMove{
    "inventory.move", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, allocated_delta, order_id,
                                 cause, actor, at)
    SELECT d.item, $1,
           d.units * CASE $1 WHEN 'shipped' THEN -1 WHEN 'returned' THEN 1 ELSE 0 END,
           d.units * CASE $1 WHEN 'allocated' THEN 1 WHEN 'returned' THEN 0 ELSE -1 END,
           $4, $5, $6, $7
      FROM unnest($2::bigint[], $3::int[]) AS d (item, units)
     ORDER BY d.item)sql"};

// Asked under the order's lock: whoever moves for the same cause waits for it.
bool is_moved(store::Tx& tx, const char* kind, const Cause& cause) {
  return tx.one(kSeen, cause.what, kind) > 0;
}

void move(store::Tx& tx, const char* kind, const Want& want, const Cause& cause, Instant now) {
  if (want.items.empty()) return;
  tx.exec(kMove, kind, want.items, want.units, cause.order, cause.what, cause.actor, now);
}

}  // namespace

void lock_ahead(store::Tx& tx, const std::vector<Demand>& demands) {
  lock_stock(tx, summed(demands).items);
}

base::Result<Moved, HoldRefused> allocate_more(store::Tx& tx, const std::vector<Demand>& demands,
                                               const Cause& cause, Instant now) {
  if (is_moved(tx, "allocated", cause)) return Moved::Before;
  const auto want = summed(demands);
  lock_stock(tx, want.items);
  sweep(tx, want.items, now);
  if (const auto few = tx.one_or_none(kShortOfFree, want.items, want.units))
    return HoldRefused{few->item, few->there};
  move(tx, "allocated", want, cause, now);
  return Moved::Now;
}

Moved release_allocated(store::Tx& tx, const std::vector<Demand>& demands, const Cause& cause,
                        Instant now) {
  if (is_moved(tx, "released", cause)) return Moved::Before;
  const auto want = summed(demands);
  lock_stock(tx, want.items);
  move(tx, "released", want, cause, now);
  return Moved::Now;
}

base::Result<Moved, ShipRefused> ship(store::Tx& tx, const std::vector<Demand>& demands,
                                      const Cause& cause, Instant now) {
  if (is_moved(tx, "shipped", cause)) return Moved::Before;
  const auto want = summed(demands);
  lock_stock(tx, want.items);
  if (const auto few = tx.one_or_none(kShortOnHand, want.items, want.units))
    return ShipRefused{few->item, few->there};
  move(tx, "shipped", want, cause, now);
  return Moved::Now;
}

Moved take_back(store::Tx& tx, const std::vector<Demand>& demands, const Cause& cause,
                Instant now) {
  if (is_moved(tx, "returned", cause)) return Moved::Before;
  const auto want = summed(demands);
  lock_stock(tx, want.items);
  move(tx, "returned", want, cause, now);
  return Moved::Now;
}

}  // namespace inventory
