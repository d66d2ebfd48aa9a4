#include "inventory/purchase.h"

#include <set>

#include "inventory/locations.h"
#include "inventory/locks.h"

namespace inventory {
namespace {

using base::LocationId;
using base::Money;
using store::Query;

// Twice at once: the second waits at the index, finds nothing to add, and reads the first's.
const Query<void(std::string)> kAddSupplier{"inventory.add_supplier", R"sql(
    INSERT INTO suppliers (name) VALUES ($1) ON CONFLICT DO NOTHING)sql"};
const Query<SupplierId(std::string)> kSupplier{"inventory.supplier_named", R"sql(
    SELECT id FROM suppliers WHERE lower(name) = lower($1))sql"};

const Query<PurchaseOrderId(SupplierId, LocationId, std::string, std::string, Instant)> kDraft{
    "inventory.draft_purchase", R"sql(
    INSERT INTO purchase_orders (supplier_id, location_id, reference, actor, created_at)
    VALUES ($1, $2, $3, $4, $5)
    RETURNING id)sql"};
const Query<void(PurchaseOrderId, std::vector<VariantId>, std::vector<int>, std::vector<Money>)>
    kDraftLines{"inventory.draft_purchase_lines", R"sql(
    INSERT INTO purchase_order_lines (purchase_order_id, position, variant_id, units, unit_cost_cents)
    SELECT $1, l.n, l.variant, l.units, l.cost
      FROM unnest($2::bigint[], $3::int[], $4::bigint[]) WITH ORDINALITY
             AS l (variant, units, cost, n))sql"};

const Query<void(PurchaseOrderId, Instant)> kPlace{"inventory.place_purchase", R"sql(
    UPDATE purchase_orders SET state = 'ordered', ordered_at = $2
     WHERE id = $1 AND state = 'draft')sql"};
const Query<void(PurchaseOrderId, Instant)> kCancel{"inventory.cancel_purchase", R"sql(
    UPDATE purchase_orders SET state = 'cancelled', ended_at = $2
     WHERE id = $1 AND state IN ('draft', 'ordered', 'partly_received'))sql"};

const Query<PurchaseSummary(std::string, std::int64_t)> kList{"inventory.purchases", R"sql(
    SELECT p.id, p.state, s.name, o.code, p.reference, p.created_at, l.units, l.received, l.cost
      FROM purchase_orders p
      JOIN suppliers s ON s.id = p.supplier_id
      JOIN locations o ON o.id = p.location_id
      JOIN LATERAL (SELECT coalesce(sum(units), 0)::int AS units,
                           coalesce(sum(received_units), 0)::int AS received,
                           coalesce(sum(units * unit_cost_cents), 0)::bigint AS cost
                      FROM purchase_order_lines WHERE purchase_order_id = p.id) l ON true
     WHERE $1 = '' OR p.state = $1
     ORDER BY p.id DESC
     LIMIT $2)sql"};
const Query<PurchaseLine(PurchaseOrderId)> kLines{"inventory.purchase_lines", R"sql(
    SELECT l.variant_id, v.sku, l.units, l.received_units, l.unit_cost_cents
      FROM purchase_order_lines l JOIN variants v ON v.id = l.variant_id
     WHERE l.purchase_order_id = $1
     ORDER BY l.position)sql"};

const Query<UnitCost(VariantId)> kUnitCost{"inventory.unit_cost", R"sql(
    SELECT (array_agg(r.unit_cost_cents ORDER BY r.id DESC))[1],
           div(2 * sum(r.units * r.unit_cost_cents) + sum(r.units), 2 * sum(r.units))::bigint
      FROM purchase_order_lines l
      JOIN receipt_lines r ON r.purchase_order_line_id = l.id
     WHERE l.variant_id = $1
    HAVING count(*) > 0)sql"};

const Query<Low()> kLow{"inventory.below_threshold", R"sql(
    WITH stock AS (
      SELECT variant_id, sum(on_hand)::int AS on_hand, sum(allocated)::int AS allocated,
             max(reorder_threshold) AS threshold
        FROM stock_items
       GROUP BY variant_id
      HAVING max(reorder_threshold) > 0),
    awaited AS (
      SELECT l.variant_id, sum(greatest(l.units - l.received_units, 0))::int AS units
        FROM purchase_orders p JOIN purchase_order_lines l ON l.purchase_order_id = p.id
       WHERE p.state IN ('ordered', 'partly_received')
       GROUP BY l.variant_id)
    SELECT v.id, v.sku, s.on_hand, s.allocated, coalesce(a.units, 0), s.threshold
      FROM stock s
      JOIN variants v ON v.id = s.variant_id AND v.state = 'active'
      LEFT JOIN awaited a ON a.variant_id = s.variant_id
     WHERE s.on_hand - s.allocated + coalesce(a.units, 0) <= s.threshold
     ORDER BY s.on_hand - s.allocated + coalesce(a.units, 0) - s.threshold, v.sku)sql"};

PurchaseWhy why(NoRoom room) {
  switch (room) {
    case NoRoom::Bundle:
      return PurchaseWhy::Bundle;
    case NoRoom::SoldElsewhere:
      break;
  }
  return PurchaseWhy::SoldElsewhere;
}

base::Result<base::Done, PurchaseMove> move(store::Tx& tx, PurchaseOrderId id,
                                            const Query<void(PurchaseOrderId, Instant)>& query,
                                            Instant now) {
  if (!lock_purchase(tx, id)) return PurchaseMove::NoSuchOrder;
  if (tx.exec(query, id, now) == 0) return PurchaseMove::NotNow;
  return base::Done{};
}

}  // namespace

SupplierId supplier_named(store::Tx& tx, const std::string& name) {
  BASE_CHECK(!name.empty());
  if (const auto known = tx.one_or_none(kSupplier, name)) return *known;
  tx.exec(kAddSupplier, name);
  return tx.one(kSupplier, name);
}

base::Result<PurchaseOrderId, PurchaseRefused> draft_purchase(store::Tx& tx,
                                                              const Purchase& purchase,
                                                              Instant now) {
  BASE_CHECK(!purchase.lines.empty());
  std::vector<VariantId> variants;
  std::vector<int> units;
  std::vector<Money> costs;
  std::set<VariantId> once;  // ascending, so that two drafts at once make stock rows in one order
  for (const auto& line : purchase.lines)
    if (!once.insert(line.variant).second) return PurchaseRefused{line.variant, PurchaseWhy::Twice};
  for (const auto variant : once)
    if (const auto room = stock_at(tx, variant, purchase.location); !room)
      return PurchaseRefused{variant, why(room.why())};
  for (const auto& line : purchase.lines) {
    BASE_CHECK(line.units > 0 && line.unit_cost >= Money{});
    variants.push_back(line.variant);
    units.push_back(line.units);
    costs.push_back(line.unit_cost);
  }
  const auto id =
      tx.one(kDraft, purchase.supplier, purchase.location, purchase.reference, purchase.actor, now);
  tx.exec(kDraftLines, id, variants, units, costs);
  return id;
}

base::Result<base::Done, PurchaseMove> place_purchase(store::Tx& tx, PurchaseOrderId id,
                                                      Instant now) {
  return move(tx, id, kPlace, now);
}

base::Result<base::Done, PurchaseMove> cancel_purchase(store::Tx& tx, PurchaseOrderId id,
                                                       Instant now) {
  return move(tx, id, kCancel, now);
}

std::vector<PurchaseSummary> purchases(store::Tx& tx, const std::string& state,
                                       std::int64_t limit) {
  return tx.all(kList, state, limit);
}

std::vector<PurchaseLine> purchase_lines(store::Tx& tx, PurchaseOrderId id) {
  return tx.all(kLines, id);
}

std::optional<UnitCost> unit_cost(store::Tx& tx, VariantId variant) {
  return tx.one_or_none(kUnitCost, variant);
}

std::vector<Low> below_threshold(store::Tx& tx) {
  return tx.all(kLow);
}

}  // namespace inventory
