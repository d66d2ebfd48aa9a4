#include "t/histories/world.h"

namespace t::histories {
namespace {

using store::Query;

// Each rule is asked of the tables themselves, not through the shop's own functions, which might
// err in the same way as what they check.
const Query<std::string(base::Instant)> kStock{"histories.stock_rules", R"sql(
    SELECT format('S3: stock item %s has %s on hand and %s allocated, its movements say %s and %s',
                  s.id, s.on_hand, s.allocated, m.on_hand, m.allocated)
      FROM stock_items s
      JOIN LATERAL (SELECT coalesce(sum(on_hand_delta), 0) AS on_hand,
                           coalesce(sum(allocated_delta), 0) AS allocated
                      FROM stock_movements WHERE stock_item_id = s.id) m ON true
     WHERE (s.on_hand, s.allocated) <> (m.on_hand, m.allocated)
    UNION ALL
    SELECT format('S7: stock item %s has %s held, its holds say %s', s.id, s.held, h.units)
      FROM stock_items s
      JOIN LATERAL (SELECT coalesce(sum(units), 0) AS units FROM holds
                     WHERE stock_item_id = s.id) h ON true
     WHERE s.held <> h.units
    UNION ALL
    SELECT format('S1: stock item %s: available() says %s', s.id, available(s.id, $1))
      FROM stock_items s
     WHERE available(s.id, $1) <> s.on_hand - s.allocated - s.buffer
           - coalesce((SELECT sum(units) FROM holds h
                        WHERE h.stock_item_id = s.id AND coalesce(h.expires_at > $1, true)), 0)
    UNION ALL
    SELECT format('2.1: stock item %s: %s held and %s allocated of %s', id, held, allocated, on_hand)
      FROM stock_items WHERE held + allocated > on_hand)sql"};

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

const Query<std::string()> kPromotions{"histories.promotion_rules", R"sql(
    SELECT format('C1: promotion %s has %s uses of %s', p.id, n.uses, p.limit_total)
      FROM promotions p
      JOIN LATERAL (SELECT count(*) AS uses FROM coupon_claims c
                     WHERE c.promotion_id = p.id AND c.state <> 'released') n ON true
     WHERE n.uses > p.limit_total
        OR ((p.limit_total IS NOT NULL OR p.limit_per_customer IS NOT NULL) AND p.used <> n.uses)
    UNION ALL
    SELECT format('C1: %s has used promotion %s %s times', c.mail_key, p.id, count(*))
      FROM promotions p JOIN coupon_claims c ON c.promotion_id = p.id AND c.state <> 'released'
     GROUP BY p.id, c.mail_key HAVING count(*) > p.limit_per_customer
    UNION ALL
    SELECT format('C2: order %s is %s, its use of promotion %s is %s', o.id, o.state, c.promotion_id, c.state)
      FROM coupon_claims c JOIN orders o ON o.id = c.order_id
     WHERE CASE o.state WHEN 'awaiting_payment' THEN c.state <> 'claimed'
                        WHEN 'expired' THEN c.state <> 'released'
                        WHEN 'placed' THEN c.state = 'claimed' ELSE false END
    UNION ALL
    SELECT format('M3: order %s has %s off, its discounts by name say %s', o.id,
                  o.discount_cents + o.shipping_discount_cents, d.amount)
      FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(amount_cents), 0) AS amount FROM order_discounts
                     WHERE order_id = o.id) d ON true
     WHERE o.discount_cents + o.shipping_discount_cents <> d.amount)sql"};

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
  collect(broken, tx.all(kOrders));
  collect(broken, tx.all(kPromotions));
  collect(broken, tx.all(kPayments));
  return broken;
}

}  // namespace t::histories
