#include "inventory/why.h"

namespace inventory {
namespace {

using store::Query;
using Items = std::vector<StockItemId>;

const Query<Shelf(VariantId, Instant)> kShelves{"inventory.why_shelves", R"sql(
    SELECT s.id, v.sku, l.code, s.sells, s.on_hand, s.allocated, s.buffer,
           coalesce((SELECT sum(h.units)::int FROM holds h
                      WHERE h.stock_item_id = s.id
                        AND (h.expires_at IS NULL OR h.expires_at > $2)), 0),
           CASE WHEN s.sells THEN available(s.id, $2) ELSE 0 END, s.reorder_threshold
      FROM stock_items s
      JOIN variants v ON v.id = s.variant_id
      JOIN locations l ON l.id = s.location_id
     WHERE s.variant_id = $1
        OR s.variant_id IN (SELECT component_variant_id FROM bundle_items
                             WHERE bundle_variant_id = $1)
     ORDER BY s.id)sql"};

const Query<KindSum(Items)> kSums{"inventory.why_sums", R"sql(
    SELECT stock_item_id, kind, count(*)::int, sum(on_hand_delta)::int, sum(allocated_delta)::int
      FROM stock_movements
     WHERE stock_item_id = ANY ($1)
     GROUP BY stock_item_id, kind
     ORDER BY stock_item_id, kind)sql"};

// Counted back from what there is now, which is the sum of all (invariant S3).
const Query<Step(Items, std::int64_t)> kSteps{"inventory.why_steps", R"sql(
    SELECT s.id, m.at, m.kind, m.on_hand_delta, m.allocated_delta,
           (s.on_hand - coalesce(m.on_hand_since, 0))::int,
           (s.allocated - coalesce(m.allocated_since, 0))::int,
           coalesce(m.cause, ''), m.reason, m.actor
      FROM stock_items s
      JOIN LATERAL (SELECT *, sum(on_hand_delta) OVER newer AS on_hand_since,
                           sum(allocated_delta) OVER newer AS allocated_since
                      FROM stock_movements
                     WHERE stock_item_id = s.id
                    WINDOW newer AS (ORDER BY id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                     ORDER BY id DESC
                     LIMIT $2) m ON true
     WHERE s.id = ANY ($1)
     ORDER BY s.id, m.id)sql"};

const Query<OnHold(Items, Instant)> kHolds{"inventory.why_holds", R"sql(
    SELECT stock_item_id,
           CASE kind WHEN 'payment' THEN 'payment of order ' || order_id ELSE 'cart ' || cart_id END,
           units, expires_at
      FROM holds
     WHERE stock_item_id = ANY ($1) AND (expires_at IS NULL OR expires_at > $2)
     ORDER BY stock_item_id, id)sql"};

const Query<int(VariantId)> kIncoming{"inventory.incoming", R"sql(
    SELECT incoming($1))sql"};

}  // namespace

Why why(store::Tx& tx, VariantId variant, int limit, Instant now) {
  Why why;
  why.available = available(tx, variant, now);
  why.incoming = tx.one(kIncoming, variant);
  why.shelves = tx.all(kShelves, variant, now);
  Items items;
  for (const auto& shelf : why.shelves) items.push_back(shelf.item);
  why.sums = tx.all(kSums, items);
  why.steps = tx.all(kSteps, items, limit);
  why.holds = tx.all(kHolds, items, now);
  why.cost = unit_cost(tx, variant);
  return why;
}

}  // namespace inventory
