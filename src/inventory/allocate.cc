#include "base/columns.h"
#include "inventory/inventory.h"
#include "inventory/locks.h"
#include "inventory/sweep.h"

namespace inventory {
namespace {

using store::Query;

using Items = std::vector<StockItemId>;
using Units = std::vector<int>;

struct Short {
  StockItemId item;
  int available;
  static constexpr auto columns() { return base::Columns<&Short::item, &Short::available>{}; }
};

// What the lines take from stock, bundles by their parts, against what is held for the payment:
// only a full match moves, and then every hold becomes one movement. Movements are inserted by
// ascending stock item, and so the trigger that applies them locks in that order.
const Query<void(OrderId, std::string, Instant)> kAllocate{"inventory.allocate", R"sql(
    WITH demand AS (
      SELECT ls.stock_item_id, sum(ls.units)::int AS units
        FROM order_lines l
        JOIN order_line_stock ls ON ls.order_line_id = l.id
       WHERE l.order_id = $1
       GROUP BY ls.stock_item_id),
    held AS (
      SELECT stock_item_id, units FROM holds WHERE order_id = $1 AND kind = 'payment'),
    covered AS (
      SELECT FROM (SELECT) AS always
       WHERE NOT EXISTS (SELECT FROM demand d FULL JOIN held h USING (stock_item_id)
                          WHERE d.units IS DISTINCT FROM h.units)),
    gone AS (
      DELETE FROM holds
       WHERE order_id = $1 AND kind = 'payment' AND EXISTS (SELECT FROM covered)
      RETURNING stock_item_id, units)
    INSERT INTO stock_movements (stock_item_id, kind, allocated_delta, held_delta, order_id, cause,
                                 actor, at)
    SELECT stock_item_id, 'allocated', units, -units, $1, 'order ' || $1::bigint, $2, $3 FROM gone
     ORDER BY stock_item_id)sql"};

const Query<Short(Items, Units)> kShort{"inventory.short_of_free", R"sql(
    SELECT d.item, greatest(coalesce(s.on_hand - s.allocated - s.buffer - s.held, 0), 0)
      FROM unnest($1::bigint[], $2::int[]) AS d (item, units)
      LEFT JOIN stock_items s ON s.id = d.item
     WHERE s.id IS NULL OR d.units > s.on_hand - s.allocated - s.buffer - s.held
     ORDER BY d.item
     LIMIT 1)sql"};

// The stock rows are locked, and kShort found nothing wanting on them.
const Query<void(OrderId, Items, Units, std::string, Instant)> kAllocateFree{
    "inventory.allocate_free", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, allocated_delta, order_id, cause, actor, at)
    SELECT d.item, 'allocated', d.units, $1, 'order ' || $1::bigint, $4, $5
      FROM unnest($2::bigint[], $3::int[]) AS d (item, units)
     ORDER BY d.item)sql"};

}  // namespace

bool allocate(store::Tx& tx, OrderId order, const std::string& actor, Instant now) {
  return tx.exec(kAllocate, order, actor, now) > 0;
}

base::Result<base::Done, HoldRefused> allocate_free(store::Tx& tx, OrderId order,
                                                    const std::vector<Demand>& demands,
                                                    const std::string& actor, Instant now) {
  BASE_CHECK(!demands.empty());
  Items items;
  Units units;
  for (const auto& demand : demands) {
    BASE_CHECK(demand.units > 0 && demand.need == Need::Must);
    items.push_back(demand.item);
    units.push_back(demand.units);
  }
  lock_stock(tx, items);
  sweep(tx, items, now);
  if (const auto too_few = tx.one_or_none(kShort, items, units))
    return HoldRefused{too_few->item, too_few->available};
  tx.exec(kAllocateFree, order, items, units, actor, now);
  return base::Done{};
}

}  // namespace inventory
