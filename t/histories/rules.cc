#include "t/histories/rules.h"
#include "t/histories/world.h"

namespace t::histories {
namespace {

using store::Query;

// Each rule is asked of the tables themselves, not through the shop's own functions, which might
// err in the same way as what they check.
const Query<std::string(base::Instant)> kStock{"histories.stock_rules", R"sql(
    WITH moved AS (
      SELECT stock_item_id, sum(on_hand_delta) AS on_hand, sum(allocated_delta) AS allocated,
             -- What staff found missing may have been on hold.
             sum(on_hand_delta) FILTER (WHERE kind IN ('adjusted', 'counted') AND on_hand_delta < 0) AS missed
        FROM stock_movements GROUP BY stock_item_id),
    holding AS (
      SELECT stock_item_id, sum(units) AS units,
             coalesce(sum(units) FILTER (WHERE coalesce(expires_at > $1, true)), 0) AS living
        FROM holds GROUP BY stock_item_id),
    shelf AS (
      SELECT s.id, s.variant_id, s.sells, s.on_hand, s.allocated, s.held,
             coalesce(m.on_hand, 0) AS moved_on_hand, coalesce(m.allocated, 0) AS moved_allocated,
             coalesce(m.missed, 0) AS missed, coalesce(h.units, 0) AS on_hold,
             s.on_hand - s.allocated - s.buffer - coalesce(h.living, 0) AS free
        FROM stock_items s
        LEFT JOIN moved m ON m.stock_item_id = s.id
        LEFT JOIN holding h ON h.stock_item_id = s.id),
    sale AS (
      SELECT variant, greatest(min(units), 0) AS units
        FROM (SELECT variant_id AS variant, free AS units FROM shelf WHERE sells
              UNION ALL
              SELECT i.bundle_variant_id, shelf.free / i.units
                FROM bundle_items i JOIN shelf ON shelf.variant_id = i.component_variant_id AND sells) AS part
       GROUP BY variant)
    SELECT format('S1: stock item %s: available() says %s', id, available(id, $1))
      FROM shelf WHERE available(id, $1) <> free
    UNION ALL
    SELECT format('S1: variant %s: variant_available() says %s', variant, variant_available(variant, $1))
      FROM sale WHERE variant_available(variant, $1) <> units
    UNION ALL
    SELECT format('S2: stock item %s has %s on hand and %s allocated', id, on_hand, allocated)
      FROM shelf WHERE on_hand < 0 OR allocated < 0
    UNION ALL
    SELECT format('S3: stock item %s has %s on hand and %s allocated, its movements say %s and %s', id,
                  on_hand, allocated, moved_on_hand, moved_allocated)
      FROM shelf WHERE (on_hand, allocated) <> (moved_on_hand, moved_allocated)
    UNION ALL
    SELECT format('S7: stock item %s has %s held, its holds say %s', id, held, on_hold)
      FROM shelf WHERE held <> on_hold
    UNION ALL
    SELECT format('2.1: stock item %s: %s held and %s allocated of %s', id, held, allocated, on_hand)
      FROM shelf WHERE held + allocated > on_hand - missed)sql"};

const Query<std::string()> kMovements{"histories.movement_rules", R"sql(
    SELECT format('S4: movement %s is %s and takes %s from on hand', id, kind, on_hand_delta)
      FROM stock_movements WHERE kind IN ('allocated', 'released') AND on_hand_delta <> 0
    UNION ALL
    SELECT format('S9: %s is %s twice at stock item %s', cause, kind, stock_item_id)
      FROM stock_movements WHERE cause IS NOT NULL
     GROUP BY cause, kind, stock_item_id HAVING count(*) > 1)sql"};

const Query<std::string()> kCarts{"histories.cart_rules", R"sql(
    SELECT format('S7: cart %s has %s of stock item %s on hold, its lines say %s', h.cart_id, h.units,
                  h.stock_item_id, coalesce(d.units, 0))
      FROM holds h
      LEFT JOIN (SELECT l.cart_id, vs.stock_item_id, sum(l.units * vs.units) AS units
                   FROM cart_lines l JOIN variant_stock vs ON vs.variant_id = l.variant_id
                  GROUP BY l.cart_id, vs.stock_item_id) d
        ON d.cart_id = h.cart_id AND d.stock_item_id = h.stock_item_id
     WHERE h.kind = 'cart' AND h.units <> coalesce(d.units, 0))sql"};

const Query<std::string()> kPurchases{"histories.purchase_rules", R"sql(
    WITH come AS (
      SELECT purchase_order_line_id AS line, sum(units) AS units
        FROM receipt_lines GROUP BY purchase_order_line_id),
    delivered AS (
      SELECT receipt_id AS receipt, sum(units) AS units FROM receipt_lines GROUP BY receipt_id),
    moved AS (
      SELECT cause, count(*) AS times, sum(on_hand_delta) AS units
        FROM stock_movements WHERE kind IN ('received', 'transferred') GROUP BY cause)
    SELECT format('S11: line %s of purchase order %s, %s: %s received of %s, its receipts say %s', l.id,
                  p.id, p.state, l.received_units, l.units, coalesce(come.units, 0))
      FROM purchase_orders p
      JOIN purchase_order_lines l ON l.purchase_order_id = p.id
      LEFT JOIN come ON come.line = l.id
     WHERE l.received_units <> coalesce(come.units, 0)
        OR (l.received_units > l.units AND l.over_reason = '')
        OR (p.state = 'received' AND l.received_units < l.units)
        OR (p.state IN ('draft', 'ordered') AND l.received_units > 0)
    UNION ALL
    SELECT format('S9: %s units came by receipt %s, its lines say %s', moved.units, receipt, d.units)
      FROM delivered d LEFT JOIN moved ON moved.cause = 'receipt ' || receipt
     WHERE moved.units IS DISTINCT FROM d.units
    UNION ALL
    SELECT format('S3: transfer %s made %s movements of %s units in all', t.id, moved.times, moved.units)
      FROM stock_transfers t LEFT JOIN moved ON moved.cause = 'transfer ' || t.id
     WHERE (moved.times, moved.units) IS DISTINCT FROM (2, 0))sql"};

const Query<std::string()> kOrders{"histories.order_rules", R"sql(
    SELECT format('M3: order %s is %s in all, its lines and taxes say %s', o.id, o.total_cents,
                  l.goods - l.discount + o.shipping_cents - o.shipping_discount_cents + t.tax)
      FROM orders o
      JOIN LATERAL (SELECT sum(total_cents) AS goods, sum(discount_cents) AS discount
                      FROM order_lines WHERE order_id = o.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(tax_cents), 0) AS tax
                      FROM order_taxes WHERE order_id = o.id) t ON true
     WHERE o.total_cents <> l.goods - l.discount + o.shipping_cents - o.shipping_discount_cents + t.tax
    UNION ALL
    SELECT format('O6: order %s is %s, its history says %s', o.id, o.state, e.to_state)
      FROM orders o
      JOIN LATERAL (SELECT to_state FROM order_events
                     WHERE order_id = o.id AND to_state IS NOT NULL
                     ORDER BY id DESC LIMIT 1) e ON true
     WHERE o.state <> e.to_state
    UNION ALL
    SELECT format('O2: cart %s has %s living orders', cart_id, count(*))
      FROM orders WHERE state <> 'expired' AND NOT paid_late
     GROUP BY cart_id HAVING count(*) > 1)sql"};

const Query<std::string()> kPayments{"histories.payment_rules", R"sql(
    SELECT format('P1: payment %s: %s captured, %s refunded, its events say %s and %s', p.id,
                  p.captured_cents, p.refunded_cents, e.captured, e.refunded)
      FROM payments p
      JOIN LATERAL (SELECT coalesce(sum(amount_cents) FILTER (WHERE kind = 'captured'), 0) AS captured,
                           coalesce(sum(CASE kind WHEN 'refunded' THEN amount_cents
                                                  WHEN 'refund_failed' THEN -amount_cents END), 0)
                             AS refunded
                      FROM payment_events WHERE payment_id = p.id) e ON true
     WHERE (p.captured_cents, p.refunded_cents) <> (e.captured, e.refunded)
        OR p.refunded_cents > p.captured_cents)sql"};

void collect(std::vector<std::string>& into, std::vector<std::string> more) {
  into.insert(into.end(), more.begin(), more.end());
}

}  // namespace

std::vector<std::string> broken_rules(store::Tx& tx, base::Instant now) {
  std::vector<std::string> broken;
  collect(broken, tx.all(kStock, now));
  collect(broken, tx.all(kMovements));
  collect(broken, tx.all(kCarts));
  collect(broken, tx.all(kPurchases));
  collect(broken, tx.all(kOrders));
  collect(broken, broken_promotion_rules(tx, now));
  collect(broken, broken_tender_rules(tx));
  collect(broken, tx.all(kPayments));
  collect(broken, broken_order_rules(tx));
  collect(broken, broken_tax_rules(tx));
  return broken;
}

}  // namespace t::histories
