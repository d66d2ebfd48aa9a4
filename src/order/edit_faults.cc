#include "order/edit.h"

namespace order {
namespace {

const store::Query<std::string()> kFaults{"order.faults_of_edits", R"sql(
    SELECT format('M7: edit %s raised order %s by %s + %s tax, its lines and taxes say %s + %s', e.id,
                  e.order_id, e.subtotal_cents_after - e.subtotal_cents_before,
                  e.tax_cents_after - e.tax_cents_before, l.goods, t.tax)
      FROM order_edits e
      JOIN LATERAL (SELECT coalesce(sum(total_cents), 0) AS goods, coalesce(sum(discount_cents), 0) AS off
                      FROM order_lines WHERE edit_id = e.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(tax_cents), 0) AS tax FROM order_taxes WHERE edit_id = e.id) t ON true
     WHERE e.state = 'confirmed'
       AND (e.subtotal_cents_after - e.subtotal_cents_before, e.discount_cents_after - e.discount_cents_before,
            e.tax_cents_after - e.tax_cents_before,
            e.shipping_cents_after - e.shipping_cents_before) IS DISTINCT FROM
           (l.goods, l.off, t.tax, greatest(e.shipping_change_cents, 0))
    UNION ALL
    SELECT format('M7: edit %s began from other amounts than the one before it left', e.id)
      FROM (SELECT id, (subtotal_cents_before, discount_cents_before, shipping_cents_before,
                        shipping_discount_cents_before, tax_cents_before) AS began,
                   lag((subtotal_cents_after, discount_cents_after, shipping_cents_after,
                        shipping_discount_cents_after, tax_cents_after))
                     OVER (PARTITION BY order_id ORDER BY ended_at, id) AS left_at
              FROM order_edits WHERE state = 'confirmed') e
     WHERE e.left_at IS NOT NULL AND e.began <> e.left_at
    UNION ALL
    SELECT format('M7: edit %s is %s, yet it has lines in order %s', e.id, e.state, l.order_id)
      FROM order_edits e JOIN order_lines l ON l.edit_id = e.id
     WHERE e.state <> 'confirmed' OR l.order_id <> e.order_id
    UNION ALL
    SELECT format('S9: edit %s allocated %s of stock item %s, its lines say %s', n.edit_id,
                  coalesce(m.units, 0), n.stock_item_id, n.units)
      FROM (SELECT l.edit_id, s.stock_item_id, sum(s.units) AS units
              FROM order_lines l JOIN order_line_stock s ON s.order_line_id = l.id
             WHERE l.edit_id IS NOT NULL GROUP BY l.edit_id, s.stock_item_id) n
      LEFT JOIN (SELECT cause, stock_item_id, sum(allocated_delta) AS units
                   FROM stock_movements WHERE kind = 'allocated' GROUP BY cause, stock_item_id) m
        ON m.cause = 'edit ' || n.edit_id AND m.stock_item_id = n.stock_item_id
     WHERE n.units <> coalesce(m.units, 0)
    UNION ALL
    SELECT format('M7: edit %s is %s, the return that it answers is %s', e.id, e.state, r.state)
      FROM order_edits e JOIN returns r ON r.id = e.return_id
     WHERE (e.state = 'confirmed' AND r.state IN ('requested', 'refused'))
        OR (e.state = 'open' AND r.state = 'refused')
    UNION ALL
    SELECT format('2.25: edit %s cancelled %s units of line %s, its refund says %s', c.edit_id, c.units,
                  c.order_line_id, coalesce(s.units, 0))
      FROM order_edit_cancels c
      JOIN order_edits e ON e.id = c.edit_id AND e.state = 'confirmed'
      LEFT JOIN refunds r ON r.edit_id = e.id
      LEFT JOIN refund_shares s ON s.refund_id = r.id AND s.order_line_id = c.order_line_id AND s.share = 'goods'
     WHERE r.id IS NULL OR s.units > c.units)sql"};

}  // namespace

std::vector<std::string> edit_faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace order
