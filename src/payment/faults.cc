#include "payment/refund.h"

namespace payment {
namespace {

const store::Query<std::string()> kPayments{"payment.faults", R"sql(
    SELECT format('P1: payment %s: %s captured, %s sent back, %s on its way; its rows say %s, %s, %s',
                  p.id, p.captured_cents, p.refunded_cents, p.refunding_cents, e.captured,
                  e.refunded, s.pending)
      FROM payments p
      JOIN LATERAL (
        SELECT coalesce(sum(amount_cents) FILTER (WHERE kind = 'captured'), 0) AS captured,
               coalesce(sum(CASE kind WHEN 'refunded' THEN amount_cents
                                      WHEN 'refund_failed' THEN -amount_cents END), 0) AS refunded
          FROM payment_events WHERE payment_id = p.id) e ON true
      JOIN LATERAL (
        SELECT coalesce(sum(amount_cents) FILTER (WHERE state = 'pending'), 0) AS pending,
               coalesce(sum(amount_cents) FILTER (WHERE state = 'sent'), 0) AS sent
          FROM refund_sends WHERE payment_id = p.id) s ON true
     WHERE (p.captured_cents, p.refunded_cents, p.refunded_cents, p.refunding_cents)
           IS DISTINCT FROM (e.captured, e.refunded, s.sent, s.pending)
        OR p.refunded_cents + p.refunding_cents > p.captured_cents
    UNION ALL
    SELECT format('P1: the bank took %s of payment %s, the ledger says %s', p.disputed_cents, p.id,
                  e.taken)
      FROM payments p
      JOIN LATERAL (SELECT coalesce(sum(CASE kind WHEN 'disputed' THEN amount_cents
                                                  WHEN 'reinstated' THEN -amount_cents END), 0)
                             AS taken
                      FROM payment_events WHERE payment_id = p.id) e ON true
     WHERE p.disputed_cents <> e.taken
    UNION ALL
    SELECT format('payment %s is %s, its disputes say otherwise', p.id, p.state)
      FROM payments p
     WHERE (p.state = 'disputed')
           <> EXISTS (SELECT FROM disputes d WHERE d.payment_id = p.id AND d.is_open
                         AND d.status NOT LIKE 'warning%')
    UNION ALL
    SELECT format('dispute %s is open, and nothing holds order %s', d.dispute_id, d.order_id)
      FROM disputes d
     WHERE d.is_open AND NOT EXISTS (SELECT FROM shipment_holds h
                                      WHERE h.order_id = d.order_id AND h.lifted_at IS NULL)
    UNION ALL
    SELECT format('P1: invoice %s was paid %s, and %s of it went back', i.invoice_id, i.paid_cents,
                  m.refunded)
      FROM subscription_invoices i
      JOIN (SELECT invoice_id,
                   sum(CASE kind WHEN 'refunded' THEN amount_cents
                                 WHEN 'refund_failed' THEN -amount_cents ELSE 0 END) AS refunded
              FROM subscription_movements GROUP BY invoice_id) m ON m.invoice_id = i.id
     WHERE i.paid_at IS NOT NULL AND m.refunded NOT BETWEEN 0 AND i.paid_cents
    UNION ALL
    SELECT format('Stripe has %s of %s %s, the ledger %s', theirs_cents, kind, reference, ours_cents)
      FROM payment_differences WHERE resolved_at IS NULL
    UNION ALL
    SELECT format('P2: order %s was paid %s, its payments say %s', o.id, o.paid_cents, p.paid)
      FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(captured_cents - refunded_cents), 0) AS paid
                      FROM payments WHERE order_id = o.id) p ON true
     WHERE o.paid_cents <> p.paid)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kPayments);
}

}  // namespace payment
