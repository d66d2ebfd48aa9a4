#include "payment/tax_told.h"

#include <algorithm>

namespace payment {
namespace {

using store::Query;

const Query<void(OrderId, std::optional<base::OrderEditId>, std::string, Instant)> kKeep{
    "payment.keep_tax_transaction", R"sql(
    INSERT INTO tax_transactions (order_id, edit_id, transaction_id, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING)sql"};

const Query<TaxOfEdit(base::OrderEditId)> kEdit{"payment.tax_of_edit", R"sql(
    SELECT o.id, o.public_id, coalesce(o.number, ''),
           o.tax_calculation_id <> ''
             AND EXISTS (SELECT FROM outbox
                          WHERE kind = 'stripe.tax_transaction' AND key = 'order-' || o.id),
           o.tax_certificate_id IS NOT NULL, o.frozen_at,
           e.shipping_cents_after - e.shipping_cents_before,
           (SELECT coalesce(sum(tax_cents), 0)::bigint FROM order_taxes WHERE edit_id = e.id)
      FROM order_edits e JOIN orders o ON o.id = e.order_id
     WHERE e.id = $1 AND e.state = 'confirmed')sql"};
const Query<TaxOfEdit::Line(base::OrderEditId)> kEditLines{"payment.tax_of_edit_lines", R"sql(
    SELECT variant_id, units, total_cents - discount_cents
      FROM order_lines WHERE edit_id = $1 ORDER BY position)sql"};
const Query<bool(OrderId)> kExempt{"payment.is_exempt", R"sql(
    SELECT tax_certificate_id IS NOT NULL FROM orders WHERE id = $1)sql"};

// Each sale's shipping and its tax are a stretch of the order's, one behind the other; so are the
// refunds': what of both lies over one another goes back to that sale.
const Query<TaxBack(base::RefundId)> kBack{"payment.tax_back", R"sql(
    WITH sales AS (
      SELECT o.id AS order_id, NULL::bigint AS edit_id,
             o.shipping_cents - o.shipping_discount_cents
               - (SELECT coalesce(sum(shipping_cents_after - shipping_cents_before), 0)
                    FROM order_edits WHERE order_id = o.id AND state = 'confirmed') AS shipping,
             o.tax_calculation_id <> ''
               AND EXISTS (SELECT FROM outbox WHERE kind = 'stripe.tax_transaction'
                                                AND key = 'order-' || o.id) AS is_taxed
        FROM orders o WHERE o.id = (SELECT order_id FROM refunds WHERE id = $1)
      UNION ALL
      SELECT e.order_id, e.id, e.shipping_cents_after - e.shipping_cents_before,
             o.tax_calculation_id <> ''
               AND EXISTS (SELECT FROM outbox WHERE kind = 'stripe.tax_edit' AND key = 'edit-' || e.id)
        FROM order_edits e JOIN orders o ON o.id = e.order_id
       WHERE e.order_id = (SELECT order_id FROM refunds WHERE id = $1) AND e.state = 'confirmed'),
    taxed AS (
      SELECT s.*, (SELECT coalesce(sum(tax_cents), 0) FROM order_taxes
                    WHERE order_id = s.order_id AND position IS NULL
                      AND edit_id IS NOT DISTINCT FROM s.edit_id) AS tax
        FROM sales s),
    stretched AS (
      SELECT t.*, sum(shipping) OVER in_turn AS shipping_end, sum(tax) OVER in_turn AS tax_end
        FROM taxed t
      WINDOW in_turn AS (ORDER BY edit_id NULLS FIRST)),
    given AS (
      SELECT coalesce(sum(s.cents) FILTER (WHERE share = 'shipping' AND q.id = r.id), 0) AS shipping,
             coalesce(sum(s.cents) FILTER (WHERE share = 'shipping'), 0) AS shipping_end,
             coalesce(sum(s.cents) FILTER (WHERE share = 'shipping_tax' AND q.id = r.id), 0) AS tax,
             coalesce(sum(s.cents) FILTER (WHERE share = 'shipping_tax'), 0) AS tax_end
        FROM refunds r
        JOIN refunds q ON q.order_id = r.order_id AND q.id <= r.id
        JOIN refund_shares s ON s.refund_id = q.id
       WHERE r.id = $1)
    SELECT o.id, s.edit_id, o.public_id, coalesce(o.number, ''), t.transaction_id, s.is_taxed,
           greatest(0, least(s.shipping_end, g.shipping_end)
                       - greatest(s.shipping_end - s.shipping, g.shipping_end - g.shipping))::bigint,
           greatest(0, least(s.tax_end, g.tax_end)
                       - greatest(s.tax_end - s.tax, g.tax_end - g.tax))::bigint
      FROM stretched s
     CROSS JOIN given g
      JOIN orders o ON o.id = s.order_id
      LEFT JOIN tax_transactions t ON t.order_id = s.order_id
                                  AND t.edit_id IS NOT DISTINCT FROM s.edit_id
     ORDER BY s.edit_id NULLS FIRST)sql"};
const Query<TaxBack::Line(base::RefundId)> kLines{"payment.tax_back_lines", R"sql(
    SELECT l.edit_id, l.variant_id,
           coalesce(sum(s.cents) FILTER (WHERE s.share = 'goods'), 0)::bigint,
           coalesce(sum(s.cents) FILTER (WHERE s.share = 'tax'), 0)::bigint
      FROM refund_shares s JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 AND s.share IN ('goods', 'tax')
     GROUP BY l.id, l.edit_id, l.variant_id, l.position
    HAVING sum(s.cents) > 0
     ORDER BY l.position)sql"};

}  // namespace

void keep_tax_transaction(store::Tx& tx, const TaxSale& sale, const std::string& transaction,
                          Instant now) {
  tx.exec(kKeep, sale.order, sale.edit, transaction, now);
}

std::optional<TaxOfEdit> tax_of_edit(store::Tx& tx, base::OrderEditId edit) {
  auto added = tx.one_or_none(kEdit, edit);
  if (added) added->lines = tx.all(kEditLines, edit);
  return added;
}

bool is_exempt(store::Tx& tx, OrderId order) {
  return tx.one(kExempt, order);
}

std::vector<TaxBack> tax_back(store::Tx& tx, base::RefundId refund) {
  auto sales = tx.all(kBack, refund);
  const auto lines = tx.all(kLines, refund);
  for (auto& sale : sales)
    std::ranges::copy_if(lines, std::back_inserter(sale.lines),
                         [&](const auto& line) { return line.edit == sale.edit; });
  std::erase_if(sales, [](const auto& sale) { return !sale.is_taxed || sale.is_empty(); });
  return sales;
}

}  // namespace payment
