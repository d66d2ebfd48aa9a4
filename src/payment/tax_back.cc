#include "payment/refund.h"

namespace payment {
namespace {

using store::Query;

const Query<void(OrderId, std::string, Instant)> kKeep{"payment.keep_tax_transaction", R"sql(
    INSERT INTO tax_transactions (order_id, transaction_id, at) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING)sql"};

const Query<TaxBack(base::RefundId)> kBack{"payment.tax_back", R"sql(
    SELECT o.id, o.public_id, coalesce(o.number, ''), t.transaction_id,
           EXISTS (SELECT FROM outbox WHERE kind = 'stripe.tax_transaction' AND key = 'order-' || o.id),
           coalesce((SELECT sum(cents) FROM refund_shares
                      WHERE refund_id = r.id AND share = 'shipping'), 0)::bigint,
           coalesce((SELECT sum(cents) FROM refund_shares
                      WHERE refund_id = r.id AND share = 'shipping_tax'), 0)::bigint
      FROM refunds r
      JOIN orders o ON o.id = r.order_id
      LEFT JOIN tax_transactions t ON t.order_id = o.id
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
