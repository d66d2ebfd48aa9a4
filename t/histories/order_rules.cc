#include "t/histories/world.h"

namespace t::histories {
namespace {

using store::Query;

// The counters of lines are the sums of their parcels, returns and refunds (O8, S10), and what was
// given back of a line is the whole of it when all its units are (M3, 2.10, M10).
const Query<std::string()> kLines{"histories.line_rules", R"sql(
    WITH parcels AS (
      SELECT fl.order_line_id AS line, sum(fl.units) FILTER (WHERE f.state = 'packed') AS packed,
             sum(fl.units) FILTER (WHERE f.state IN ('shipped', 'delivered')) AS fulfilled
        FROM fulfilment_lines fl JOIN fulfilments f ON f.id = fl.fulfilment_id GROUP BY 1),
    back AS (
      SELECT order_line_id AS line, sum(received_units) AS returned FROM return_lines GROUP BY 1),
    given AS (
      SELECT order_line_id AS line, sum(units) FILTER (WHERE share = 'goods') AS units,
             sum(cents) FILTER (WHERE share = 'goods') AS goods,
             sum(cents) FILTER (WHERE share = 'tax') AS tax
        FROM refund_shares WHERE order_line_id IS NOT NULL GROUP BY 1)
    SELECT format('O8: line %s of %s: packed %s, sent %s, back %s, granted %s; its rows say %s, %s, %s, %s',
                  l.id, l.units, l.packed_units, l.fulfilled_units, l.returned_units, l.granted_units,
                  p.packed, p.fulfilled, b.returned, g.units)
      FROM order_lines l LEFT JOIN parcels p ON p.line = l.id LEFT JOIN back b ON b.line = l.id
      LEFT JOIN given g ON g.line = l.id
     WHERE l.kind = 'goods'
       AND ((l.packed_units, l.fulfilled_units, l.returned_units, l.granted_units)
              <> (coalesce(p.packed, 0), coalesce(p.fulfilled, 0), coalesce(b.returned, 0), coalesce(g.units, 0))
            OR l.packed_units + l.fulfilled_units + l.cancelled_units > l.units)
    UNION ALL
    SELECT format('M10: line %s was %s and %s tax, %s and %s were given back for %s of %s units', l.id,
                  l.total_cents - l.discount_cents, l.tax_cents, g.goods, g.tax, g.units, l.units)
      FROM order_lines l JOIN given g ON g.line = l.id
     WHERE g.goods > l.total_cents - l.discount_cents OR g.tax > l.tax_cents
        OR (g.units = l.units AND (g.goods, g.tax) <> (l.total_cents - l.discount_cents, l.tax_cents)))sql"};

// What is granted is the sum of its shares and never more than the order (2.11); what is sent is
// never more than is granted, nor than was captured (P1, P3); how far an order is paid follows
// (P2, 2.25).
const Query<std::string()> kMoney{"histories.money_rules", R"sql(
    WITH granted AS (
      SELECT r.order_id, sum(s.cents) AS cents FROM refunds r JOIN refund_shares s ON s.refund_id = r.id
       GROUP BY 1),
    paid AS (
      SELECT order_id, sum(captured_cents) AS captured, sum(refunded_cents) AS refunded,
             sum(refunding_cents) AS refunding FROM payments GROUP BY 1),
    sent AS (
      SELECT order_id, sum(amount_cents) FILTER (WHERE state = 'sent') AS sent,
             sum(amount_cents) FILTER (WHERE state = 'pending') AS pending FROM refund_sends GROUP BY 1)
    SELECT format('P2: order %s of %s: granted %s (%s), paid %s (%s captured, %s back, %s going), sent %s, going %s, %s',
                  o.id, o.total_cents, o.granted_cents, g.cents, o.paid_cents, p.captured, p.refunded,
                  p.refunding, s.sent, s.pending, o.charge_status)
      FROM orders o LEFT JOIN granted g ON g.order_id = o.id LEFT JOIN paid p ON p.order_id = o.id
      LEFT JOIN sent s ON s.order_id = o.id
     WHERE o.granted_cents <> coalesce(g.cents, 0) OR o.granted_cents > o.total_cents
        OR o.paid_cents <> coalesce(p.captured - p.refunded, 0)
        OR coalesce(p.refunded, 0) <> coalesce(s.sent, 0)
        OR coalesce(p.refunding, 0) <> coalesce(s.pending, 0)
        OR coalesce(s.sent, 0) + coalesce(s.pending, 0)
           -- An edit may ask for more after what was owed has gone back.
           > CASE WHEN EXISTS (SELECT FROM order_edits WHERE order_id = o.id AND state = 'confirmed')
                  THEN least(coalesce(p.captured, 0), o.granted_cents)
                  ELSE greatest(coalesce(p.captured, 0) - (o.total_cents - o.granted_cents), 0) END
        OR o.charge_status <> CASE WHEN o.paid_cents > o.total_cents - o.granted_cents THEN 'over'
                                   WHEN o.paid_cents = o.total_cents - o.granted_cents THEN 'full'
                                   WHEN o.paid_cents = 0 THEN 'none' ELSE 'partial' END)sql"};

// Every unit of a placed order is allocated until it is sent or cancelled, and left the shelf when
// it was sent; what came back and may be sold is there again (S4, S9, S10, O9). The state says how
// far it is (O6).
const Query<std::string()> kStock{"histories.order_stock_rules", R"sql(
    WITH moved AS (
      SELECT order_id, stock_item_id AS item, sum(allocated_delta) AS allocated,
             -coalesce(sum(on_hand_delta) FILTER (WHERE kind = 'shipped'), 0) AS shipped,
             coalesce(sum(on_hand_delta) FILTER (WHERE kind = 'returned'), 0) AS returned
        FROM stock_movements WHERE order_id IS NOT NULL GROUP BY 1, 2),
    resellable AS (
      SELECT order_line_id AS line, sum(resellable_units) AS units FROM return_lines GROUP BY 1),
    wanted AS (
      SELECT l.order_id, s.stock_item_id AS item,
             sum(s.units / l.units * (l.units - l.fulfilled_units - l.cancelled_units)) AS allocated,
             sum(s.units / l.units * l.fulfilled_units) AS shipped,
             sum(s.units / l.units * coalesce(r.units, 0)) AS returned
        FROM order_lines l JOIN order_line_stock s ON s.order_line_id = l.id
        LEFT JOIN resellable r ON r.line = l.id GROUP BY 1, 2)
    SELECT format('S4: order %s, %s, item %s: %s allocated, %s sent, %s back; it should be %s, %s, %s', o.id,
                  o.state, w.item, m.allocated, m.shipped, m.returned, w.allocated, w.shipped, w.returned)
      FROM orders o JOIN wanted w ON w.order_id = o.id
      LEFT JOIN moved m ON m.order_id = o.id AND m.item = w.item
     WHERE o.state IN ('placed', 'partly_shipped', 'shipped', 'delivered', 'cancelled')
       AND (coalesce(m.allocated, 0), coalesce(m.shipped, 0), coalesce(m.returned, 0))
           <> (w.allocated, w.shipped, w.returned)
    UNION ALL
    SELECT format('O6: order %s is %s with %s of %s units sent and %s cancelled', o.id, o.state, l.sent,
                  l.units, l.cancelled)
      FROM orders o
      JOIN LATERAL (SELECT sum(units) AS units, sum(fulfilled_units) AS sent, sum(cancelled_units) AS cancelled
                      FROM order_lines WHERE order_id = o.id) l ON true
     WHERE o.state IN ('placed', 'partly_shipped', 'shipped', 'delivered', 'cancelled')
       AND NOT CASE o.state WHEN 'placed' THEN l.sent = 0 AND l.cancelled < l.units
                            WHEN 'partly_shipped' THEN l.sent > 0 AND l.sent + l.cancelled < l.units
                            WHEN 'cancelled' THEN l.cancelled = l.units
                            ELSE l.sent > 0 AND l.sent + l.cancelled = l.units END)sql"};

// What an order comes to is what was agreed first and what its confirmed edits added, each step
// from where the one before had ended (M7, 2.25); an exchange goes out for a return that was
// approved.
const Query<std::string()> kEdits{"histories.edit_rules", R"sql(
    SELECT format('M7: order %s comes to %s in goods, %s of them from the beginning and %s by edits', o.id,
                  o.subtotal_cents, l.first, e.added)
      FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(total_cents) FILTER (WHERE edit_id IS NULL), 0) AS first
                      FROM order_lines WHERE order_id = o.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(subtotal_cents_after - subtotal_cents_before), 0) AS added
                      FROM order_edits WHERE order_id = o.id AND state = 'confirmed') e ON true
     WHERE o.subtotal_cents <> l.first + e.added
    UNION ALL
    SELECT format('2.25: order %s has %s open edits', order_id, count(*))
      FROM order_edits WHERE state = 'open' GROUP BY order_id HAVING count(*) > 1
    UNION ALL
    SELECT format('S9: edit %s is %s, its return %s', e.id, e.state, r.state)
      FROM order_edits e JOIN returns r ON r.id = e.return_id
     WHERE e.state = 'confirmed' AND r.state NOT IN ('approved', 'received', 'closed'))sql"};

}  // namespace

std::vector<std::string> broken_order_rules(store::Tx& tx) {
  auto broken = tx.all(kLines);
  for (const auto* query : {&kMoney, &kStock, &kEdits})
    for (auto& sentence : tx.all(*query)) broken.push_back(std::move(sentence));
  return broken;
}

}  // namespace t::histories
