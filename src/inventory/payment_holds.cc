#include <algorithm>

#include "base/columns.h"
#include "inventory/inventory.h"
#include "inventory/locks.h"
#include "inventory/sweep.h"

namespace inventory {
namespace {

using store::Query;

using Items = std::vector<StockItemId>;
using Units = std::vector<int>;

// Back in the cart a hold lives so long at least: placing and cancelling over and over would keep
// the units for ever otherwise, and a hold that ended at once would surprise.
constexpr std::chrono::minutes kAtLeast{1};

struct Short {
  StockItemId item;
  int available;
  static constexpr auto columns() { return base::Columns<&Short::item, &Short::available>{}; }
};

const Query<Short(CartId, Items, Units)> kShort{"inventory.short_for_payment", R"sql(
    SELECT d.item,
           greatest(coalesce(s.on_hand - s.allocated - s.buffer - s.held + coalesce(h.units, 0), 0), 0)
      FROM unnest($2::bigint[], $3::int[]) AS d (item, units)
      LEFT JOIN stock_items s ON s.id = d.item
      LEFT JOIN holds h ON h.stock_item_id = d.item AND h.cart_id = $1
     WHERE s.id IS NULL
        OR (d.units > coalesce(h.units, 0)
            AND d.units > s.on_hand - s.allocated - s.buffer - s.held + coalesce(h.units, 0))
     ORDER BY d.item
     LIMIT 1)sql"};

// All of the cart's holds and their counters. The stock rows are locked, and kShort found nothing
// wanting on them.
const Query<void(CartId, OrderId, Items, Units, Instant)> kHold{"inventory.hold_for_payment", R"sql(
    WITH change AS (
      SELECT coalesce(d.item, h.stock_item_id) AS item, coalesce(d.units, 0) AS wanted,
             coalesce(h.units, 0) AS own
        FROM unnest($3::bigint[], $4::int[]) AS d (item, units)
        FULL JOIN (SELECT stock_item_id, units FROM holds WHERE cart_id = $1) AS h
          ON h.stock_item_id = d.item),
    counted AS (
      UPDATE stock_items s SET held = s.held + c.wanted - c.own
        FROM change c
       WHERE s.id = c.item AND c.wanted <> c.own),
    gone AS (
      DELETE FROM holds h USING change c
       WHERE h.cart_id = $1 AND h.stock_item_id = c.item AND c.wanted = 0)
    INSERT INTO holds (kind, cart_id, order_id, stock_item_id, units, taken_at)
    SELECT 'payment', $1, $2, c.item, c.wanted, $5 FROM change c WHERE c.wanted > 0
    ON CONFLICT (cart_id, stock_item_id) DO UPDATE
       SET kind = 'payment', order_id = excluded.order_id, units = excluded.units,
           expires_at = NULL)sql"};

const Query<void(OrderId, Instant, int, Instant)> kReturn{"inventory.return_to_cart", R"sql(
    UPDATE holds
       SET kind = 'cart', order_id = NULL,
           expires_at = least($2, greatest(taken_at + make_interval(mins => $3), $4))
     WHERE order_id = $1 AND kind = 'payment')sql"};

const Query<void(OrderId)> kRelease{"inventory.release_payment", R"sql(
    WITH gone AS (
      DELETE FROM holds WHERE order_id = $1 AND kind = 'payment'
      RETURNING stock_item_id, units)
    UPDATE stock_items s SET held = s.held - gone.units
      FROM gone
     WHERE s.id = gone.stock_item_id)sql"};

}  // namespace

base::Result<base::Done, HoldRefused> hold_for_payment(store::Tx& tx, CartId cart, OrderId order,
                                                       const std::vector<Demand>& demands,
                                                       Instant now) {
  BASE_CHECK(!demands.empty());
  Items items;
  Units units;
  for (const auto& demand : demands) {
    BASE_CHECK(demand.units > 0 && demand.need == Need::Must);
    items.push_back(demand.item);
    units.push_back(demand.units);
  }
  const auto locked = lock_stock(tx, items, cart);
  sweep(tx, locked, now);
  if (const auto too_few = tx.one_or_none(kShort, cart, items, units))
    return HoldRefused{too_few->item, too_few->available};
  tx.exec(kHold, cart, order, items, units, now);
  return base::Done{};
}

void return_to_cart(store::Tx& tx, OrderId order, const HoldLimits& limits, Instant now) {
  using std::chrono::minutes;
  tx.exec(kReturn, order, now + minutes{limits.minutes}, limits.max_minutes, now + kAtLeast);
}

void release_payment(store::Tx& tx, OrderId order) {
  lock_stock(tx, order);
  tx.exec(kRelease, order);
}

}  // namespace inventory
