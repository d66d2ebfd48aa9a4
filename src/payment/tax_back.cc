#include "payment/refund.h"

namespace payment {
namespace {

using store::Query;

const Query<void(OrderId, std::string, Instant)> kKeep{"payment.keep_tax_transaction", R"sql(
    INSERT INTO tax_transactions (order_id, transaction_id, at) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING)sql"};

// Shipping that an edit added is not in Stripe's transaction: of all that goes back no more than
// Stripe was told of counts, the first refunds first.
const Query<TaxBack(base::RefundId)> kBack{"payment.tax_back", R"sql(
    SELECT o.id, o.public_id, coalesce(o.number, ''), t.transaction_id,
           EXISTS (SELECT FROM outbox WHERE kind = 'stripe.tax_transaction' AND key = 'order-' || o.id),
           least(told.shipping, g.shipping_before + g.shipping) - least(told.shipping, g.shipping_before),
           least(told.tax, g.tax_before + g.tax) - least(told.tax, g.tax_before)
      FROM refunds r
      JOIN orders o ON o.id = r.order_id
      LEFT JOIN tax_transactions t ON t.order_id = o.id
     CROSS JOIN LATERAL (
       SELECT o.shipping_cents - o.shipping_discount_cents
              - (SELECT coalesce(sum(shipping_cents_after - shipping_cents_before), 0)::bigint
                   FROM order_edits WHERE order_id = o.id AND state = 'confirmed') AS shipping,
              (SELECT coalesce(sum(tax_cents), 0)::bigint FROM order_taxes
                WHERE order_id = o.id AND position IS NULL AND edit_id IS NULL) AS tax) told
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(s.cents) FILTER (WHERE share = 'shipping' AND q.id = r.id), 0)::bigint AS shipping,
              coalesce(sum(s.cents) FILTER (WHERE share = 'shipping' AND q.id < r.id), 0)::bigint
                AS shipping_before,
              coalesce(sum(s.cents) FILTER (WHERE share = 'shipping_tax' AND q.id = r.id), 0)::bigint AS tax,
              coalesce(sum(s.cents) FILTER (WHERE share = 'shipping_tax' AND q.id < r.id), 0)::bigint
                AS tax_before
         FROM refunds q JOIN refund_shares s ON s.refund_id = q.id
        WHERE q.order_id = o.id AND q.id <= r.id) g
     WHERE r.id = $1)sql"};
// Lines that an edit added are not in Stripe's transaction.
const Query<TaxBack::Line(base::RefundId)> kLines{"payment.tax_back_lines", R"sql(
    SELECT l.variant_id, coalesce(sum(s.cents) FILTER (WHERE s.share = 'goods'), 0)::bigint,
           coalesce(sum(s.cents) FILTER (WHERE s.share = 'tax'), 0)::bigint
      FROM refund_shares s JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 AND l.edit_id IS NULL AND s.share IN ('goods', 'tax')
     GROUP BY l.id, l.variant_id, l.position
    HAVING sum(s.cents) > 0
     ORDER BY l.position)sql"};

}  // namespace

void keep_tax_transaction(store::Tx& tx, OrderId order, const std::string& transaction,
                          Instant now) {
  tx.exec(kKeep, order, transaction, now);
}

std::optional<TaxBack> tax_back(store::Tx& tx, base::RefundId refund) {
  auto back = tx.one_or_none(kBack, refund);
  if (back) back->lines = tx.all(kLines, refund);
  return back;
}

}  // namespace payment
