#include "order/faults.h"

#include "order/edit.h"
#include "order/quotes.h"

namespace order {
namespace {

using store::Query;

const Query<std::string()> kAmounts{"order.faults_of_amounts", R"sql(
    SELECT format('M3: order %s is %s + %s tax, its lines and taxes say %s + %s', o.id,
                  o.subtotal_cents - o.discount_cents, o.tax_cents, l.goods - l.off, t.tax)
      FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(total_cents), 0) AS goods,
                           coalesce(sum(discount_cents), 0) AS off,
                           coalesce(sum(tax_cents), 0) AS tax
                      FROM order_lines WHERE order_id = o.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(tax_cents), 0) AS tax,
                           coalesce(sum(tax_cents) FILTER (WHERE position IS NULL), 0) AS beside
                      FROM order_taxes WHERE order_id = o.id) t ON true
     WHERE (o.subtotal_cents, o.discount_cents, o.tax_cents, o.tax_cents)
           IS DISTINCT FROM (l.goods, l.off, t.tax, l.tax + t.beside)
    UNION ALL
    SELECT format('M7: order %s rose by edits to %s, it is %s', o.id, e.total, o.total_cents)
      FROM orders o
      JOIN LATERAL (SELECT subtotal_cents_after - discount_cents_after + shipping_cents_after
                           - shipping_discount_cents_after + tax_cents_after AS total
                      FROM order_edits WHERE order_id = o.id AND state = 'confirmed'
                     ORDER BY id DESC LIMIT 1) e ON true
     WHERE e.total <> o.total_cents
    UNION ALL
    SELECT format('P2: order %s: %s granted, its refunds say %s', o.id, o.granted_cents, r.granted)
      FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(total_cents), 0) AS granted
                      FROM refunds WHERE order_id = o.id) r ON true
     WHERE o.granted_cents <> r.granted)sql"};

// Each unit of a line in at most one of: open, packed, gone, cancelled.
const Query<std::string()> kUnits{"order.faults_of_units", R"sql(
    SELECT format('O8: order line %s has %s packed and %s sent, its parcels say %s and %s', l.id,
                  l.packed_units, l.fulfilled_units, f.packed, f.sent)
      FROM order_lines l
      JOIN LATERAL (SELECT coalesce(sum(f.units) FILTER (WHERE p.state = 'packed'), 0) AS packed,
                           coalesce(sum(f.units) FILTER (WHERE p.state IN ('shipped', 'delivered')), 0)
                             AS sent
                      FROM fulfilment_lines f JOIN fulfilments p ON p.id = f.fulfilment_id
                     WHERE f.order_line_id = l.id) f ON true
     WHERE l.packed_units <> f.packed OR (l.fulfilled_units <> f.sent AND l.kind = 'goods')
    UNION ALL
    SELECT format('O8: order line %s has %s back, its returns say %s', l.id, l.returned_units, r.came)
      FROM order_lines l
      JOIN LATERAL (SELECT coalesce(sum(received_units), 0) AS came
                      FROM return_lines WHERE order_line_id = l.id) r ON true
     WHERE l.returned_units <> r.came
    UNION ALL
    SELECT format('2.10: order line %s has %s units given back for %s + %s, its shares say %s for %s + %s',
                  l.id, l.granted_units,
                  round((l.total_cents - l.discount_cents)::numeric * l.granted_units / l.units),
                  round(l.tax_cents::numeric * l.granted_units / l.units), s.units, s.goods, s.tax)
      FROM order_lines l
      JOIN LATERAL (SELECT coalesce(sum(units) FILTER (WHERE share = 'goods'), 0) AS units,
                           coalesce(sum(cents) FILTER (WHERE share = 'goods'), 0) AS goods,
                           coalesce(sum(cents) FILTER (WHERE share = 'tax'), 0) AS tax
                      FROM refund_shares WHERE order_line_id = l.id) s ON true
     WHERE (l.granted_units, round((l.total_cents - l.discount_cents)::numeric * l.granted_units / l.units),
            round(l.tax_cents::numeric * l.granted_units / l.units)) <> (s.units, s.goods, s.tax)
    UNION ALL
    SELECT format('O9: order %s has cancelled units that were not given back', l.order_id)
      FROM order_lines l WHERE l.granted_units < l.cancelled_units)sql"};

const Query<std::string()> kStates{"order.faults_of_states", R"sql(
    SELECT format('O6: order %s is %s, its history says %s', o.id, o.state, e.to_state)
      FROM orders o
      JOIN LATERAL (SELECT to_state FROM order_events
                     WHERE order_id = o.id AND to_state IS NOT NULL
                     ORDER BY id DESC LIMIT 1) e ON true
     WHERE o.state <> e.to_state
    UNION ALL
    SELECT format('O6: order %s is %s with %s of %s units sent and %s cancelled', o.id, o.state, l.sent,
                  l.units, l.cancelled)
      FROM orders o
      JOIN LATERAL (SELECT sum(units) AS units, sum(fulfilled_units) AS sent,
                           sum(cancelled_units) AS cancelled
                      FROM order_lines WHERE order_id = o.id) l ON true
     WHERE o.state IN ('placed', 'partly_shipped', 'shipped', 'delivered', 'cancelled')
       AND CASE WHEN l.cancelled = l.units THEN o.state <> 'cancelled'
                WHEN l.sent = 0 THEN o.state <> 'placed'
                WHEN l.sent + l.cancelled < l.units THEN o.state <> 'partly_shipped'
                ELSE o.state NOT IN ('shipped', 'delivered') END
    UNION ALL
    SELECT format('2.7: order %s is %s without a number', id, state)
      FROM orders
     WHERE number IS NULL AND state NOT IN ('awaiting_payment', 'expired'))sql"};

// What is allocated to a placed order is what it still has to send, whatever it was before.
const Query<std::string()> kStock{"order.faults_of_stock", R"sql(
    SELECT format('S9: order %s has %s of stock item %s allocated, it needs %s', n.order_id,
                  coalesce(m.allocated, 0), n.stock_item_id, n.units)
      FROM (SELECT l.order_id, s.stock_item_id,
                   sum(CASE WHEN o.state IN ('placed', 'partly_shipped', 'shipped', 'delivered', 'cancelled')
                            THEN s.units / l.units * (l.units - l.fulfilled_units - l.cancelled_units)
                            ELSE 0 END) AS units
              FROM orders o
              JOIN order_lines l ON l.order_id = o.id
              JOIN order_line_stock s ON s.order_line_id = l.id
             GROUP BY l.order_id, s.stock_item_id) n
      LEFT JOIN (SELECT order_id, stock_item_id, sum(allocated_delta) AS allocated
                   FROM stock_movements WHERE order_id IS NOT NULL
                  GROUP BY order_id, stock_item_id) m
        ON m.order_id = n.order_id AND m.stock_item_id = n.stock_item_id
     WHERE coalesce(m.allocated, 0) <> n.units
    UNION ALL
    SELECT format('S4: order %s sent %s of stock item %s, its movements say %s', n.order_id, n.units,
                  n.stock_item_id, coalesce(m.units, 0))
      FROM (SELECT l.order_id, s.stock_item_id, sum(s.units / l.units * l.fulfilled_units) AS units
              FROM order_lines l JOIN order_line_stock s ON s.order_line_id = l.id
             GROUP BY l.order_id, s.stock_item_id) n
      LEFT JOIN (SELECT order_id, stock_item_id, sum(-on_hand_delta) AS units
                   FROM stock_movements WHERE kind = 'shipped' GROUP BY order_id, stock_item_id) m
        ON m.order_id = n.order_id AND m.stock_item_id = n.stock_item_id
     WHERE n.units <> coalesce(m.units, 0))sql"};

// What the tax ledger says of an order that stands there is what the order was taxed, edits added
// and refunds taken off. Orders of before the ledger do not.
const Query<std::string()> kTax{"order.faults_of_tax", R"sql(
    WITH frozen AS (
      SELECT order_id, position, total_cents - discount_cents AS cents, tax_cents AS tax
        FROM order_lines
       UNION ALL
      SELECT o.id, 0, o.shipping_cents - o.shipping_discount_cents,
             coalesce((SELECT sum(tax_cents) FROM order_taxes
                        WHERE order_id = o.id AND position IS NULL), 0)
        FROM orders o),
    given AS (
      SELECT r.order_id, coalesce(l.position, 0) AS position,
             sum(s.cents) FILTER (WHERE s.share IN ('goods', 'shipping')) AS cents,
             sum(s.cents) FILTER (WHERE s.share IN ('tax', 'shipping_tax')) AS tax
        FROM refunds r JOIN refund_shares s ON s.refund_id = r.id
        LEFT JOIN order_lines l ON l.id = s.order_line_id
       GROUP BY 1, 2),
    ledger AS (
      SELECT r.order_id, coalesce(i.position, 0) AS position, sum(i.amount_cents) AS cents,
             sum(i.tax_cents) AS tax
        FROM tax_records r JOIN tax_record_items i ON i.record_id = r.id
       WHERE r.order_id IS NOT NULL
       GROUP BY 1, 2)
    SELECT format('M10: order %s, item %s is %s and %s tax, the tax ledger says %s and %s',
                  f.order_id, f.position, f.cents - coalesce(g.cents, 0), f.tax - coalesce(g.tax, 0),
                  coalesce(t.cents, 0), coalesce(t.tax, 0))
      FROM (SELECT order_id FROM tax_records WHERE cause = 'order ' || order_id) sold
      JOIN frozen f USING (order_id)
      LEFT JOIN given g USING (order_id, position)
      LEFT JOIN ledger t USING (order_id, position)
     WHERE (f.cents - coalesce(g.cents, 0), f.tax - coalesce(g.tax, 0))
           <> (coalesce(t.cents, 0), coalesce(t.tax, 0)))sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  std::vector<std::string> all;
  for (const auto* query : {&kAmounts, &kUnits, &kStates, &kStock, &kTax}) {
    auto found = tx.all(*query);
    all.insert(all.end(), found.begin(), found.end());
  }
  for (auto* const find : {edit_faults, quote_faults})
    for (auto& fault : find(tx)) all.push_back(std::move(fault));
  return all;
}

}  // namespace order
