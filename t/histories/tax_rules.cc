#include "t/histories/world.h"

namespace t::histories {
namespace {

using store::Query;

// What was placed once stands in the tax ledger once, line by line as it was frozen and with its
// parts; nothing else does (M9).
const Query<std::string()> kSales{"histories.tax_sale_rules", R"sql(
    WITH sold AS (
      SELECT DISTINCT order_id FROM order_events WHERE to_state = 'placed'),
    frozen AS (
      SELECT order_id, position, total_cents - discount_cents AS cents, tax_cents AS tax
        FROM order_lines
       UNION ALL
      SELECT o.id, 0, o.shipping_cents - o.shipping_discount_cents,
             coalesce((SELECT sum(tax_cents) FROM order_taxes WHERE order_id = o.id AND position IS NULL), 0)
        FROM orders o),
    -- What an edit added is a sale of its own.
    recorded AS (
      SELECT r.order_id, coalesce(i.position, 0) AS position, sum(i.amount_cents) AS cents,
             sum(i.tax_cents) AS tax,
             sum((SELECT coalesce(sum(p.tax_cents), 0) FROM tax_record_parts p
                   WHERE p.record_id = i.record_id AND p.item = i.item)) AS parts
        FROM tax_records r JOIN tax_record_items i ON i.record_id = r.id
       WHERE r.kind = 'sale' GROUP BY 1, 2)
    SELECT format('M9: order %s, item %s of %s and %s tax: the ledger has %s and %s, by parts %s',
                  f.order_id, f.position, f.cents, f.tax, r.cents, r.tax, r.parts)
      FROM sold JOIN frozen f USING (order_id)
      LEFT JOIN recorded r ON r.order_id = f.order_id AND r.position = f.position
     WHERE (r.cents, r.tax, r.parts) IS DISTINCT FROM (f.cents, f.tax, f.tax)
    UNION ALL
    SELECT format('M9: order %s is in the ledger %s times, placed: %s', r.order_id, count(*), sold.order_id IS NOT NULL)
      FROM tax_records r LEFT JOIN sold USING (order_id)
     WHERE r.kind = 'sale' AND r.cause NOT LIKE 'edit %'
     GROUP BY r.order_id, sold.order_id HAVING count(*) > 1 OR sold.order_id IS NULL
    UNION ALL
    SELECT format('M9: order %s went to %s, its tax to %s', r.order_id, a.state, r.state)
      FROM tax_records r JOIN order_addresses a USING (order_id) WHERE r.state <> a.state)sql"};

// What its refunds gave back of a placed order is what the ledger took back, item by item, with
// its parts (M10, 2.11).
const Query<std::string()> kBack{"histories.tax_back_rules", R"sql(
    WITH given AS (
      SELECT r.order_id, coalesce(l.position, 0) AS position,
             coalesce(sum(s.cents) FILTER (WHERE s.share IN ('goods', 'shipping')), 0) AS cents,
             coalesce(sum(s.cents) FILTER (WHERE s.share IN ('tax', 'shipping_tax')), 0) AS tax
        FROM refunds r JOIN refund_shares s ON s.refund_id = r.id
        LEFT JOIN order_lines l ON l.id = s.order_line_id
       WHERE EXISTS (SELECT FROM order_events e WHERE e.order_id = r.order_id AND e.to_state = 'placed')
       GROUP BY 1, 2),
    back AS (
      SELECT r.order_id, coalesce(i.position, 0) AS position, -sum(i.amount_cents) AS cents,
             -sum(i.tax_cents) AS tax,
             -sum((SELECT coalesce(sum(p.tax_cents), 0) FROM tax_record_parts p
                    WHERE p.record_id = i.record_id AND p.item = i.item)) AS parts
        FROM tax_records r JOIN tax_record_items i ON i.record_id = r.id
       WHERE r.kind = 'reversal' GROUP BY 1, 2)
    SELECT format('M10: order %s, item %s: %s and %s tax were given back, the ledger took back %s and %s, by parts %s',
                  order_id, position, coalesce(g.cents, 0), coalesce(g.tax, 0), coalesce(b.cents, 0),
                  coalesce(b.tax, 0), coalesce(b.parts, 0))
      FROM given g FULL JOIN back b USING (order_id, position)
     WHERE (coalesce(g.cents, 0), coalesce(g.tax, 0), coalesce(g.tax, 0))
           <> (coalesce(b.cents, 0), coalesce(b.tax, 0), coalesce(b.parts, 0)))sql"};

}  // namespace

std::vector<std::string> broken_tax_rules(store::Tx& tx) {
  auto broken = tx.all(kSales);
  for (auto& sentence : tx.all(kBack)) broken.push_back(std::move(sentence));
  return broken;
}

}  // namespace t::histories
