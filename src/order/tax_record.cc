#include "base/columns.h"
#include "base/error.h"
#include "order/books.h"
#include "order/order.h"
#include "tax/tax.h"

namespace order {
namespace {

// A part of what an item was taxed; an item without any is one row with nothing in it.
struct TaxRow {
  std::optional<int> position;
  Money amount;
  std::string state;
  std::string zip;
  std::string provider;
  bool has_part;
  std::string jurisdiction;
  std::string label;
  std::string level;
  std::string tax_type;
  std::string rate_percent;
  std::string tax_code;
  Money taxable;
  Money tax;
  std::string reason;
  static constexpr auto columns() {
    return base::Columns<&TaxRow::position, &TaxRow::amount, &TaxRow::state, &TaxRow::zip,
                         &TaxRow::provider, &TaxRow::has_part, &TaxRow::jurisdiction,
                         &TaxRow::label, &TaxRow::level, &TaxRow::tax_type, &TaxRow::rate_percent,
                         &TaxRow::tax_code, &TaxRow::taxable, &TaxRow::tax, &TaxRow::reason>{};
  }
};
struct BackRow {
  std::optional<int> position;  // nothing: the shipping
  Money amount;
  Money tax;
  static constexpr auto columns() {
    return base::Columns<&BackRow::position, &BackRow::amount, &BackRow::tax>{};
  }
};
// Of the order as it was placed, or of what an edit added to it.
const store::Query<TaxRow(OrderId, std::optional<base::OrderEditId>)> kRows{"order.tax_rows", R"sql(
    SELECT item.position, item.cents, a.state, a.zip, coalesce(t.provider, 'stripe'),
           t.id IS NOT NULL, coalesce(t.jurisdiction, ''), coalesce(t.label, ''),
           coalesce(t.level, ''), coalesce(t.tax_type, ''), coalesce(t.rate_percent, ''),
           coalesce(t.tax_code, ''), coalesce(t.taxable_cents, 0), coalesce(t.tax_cents, 0),
           coalesce(t.reason, '')
      FROM (SELECT position, total_cents - discount_cents AS cents
              FROM order_lines WHERE order_id = $1 AND edit_id IS NOT DISTINCT FROM $2
             UNION ALL
            SELECT NULL, shipping_cents - shipping_discount_cents
              FROM orders WHERE id = $1 AND $2 IS NULL
             UNION ALL
            SELECT NULL, shipping_cents_after - shipping_cents_before
              FROM order_edits WHERE id = $2 AND shipping_cents_after > shipping_cents_before) item
      JOIN order_addresses a ON a.order_id = $1
      LEFT JOIN order_taxes t ON t.order_id = $1 AND t.position IS NOT DISTINCT FROM item.position
                             AND t.edit_id IS NOT DISTINCT FROM $2
     ORDER BY item.position NULLS LAST, t.id)sql"};

// What a refund gives back of each line and of the shipping, with its tax.
const store::Query<BackRow(RefundId)> kBack{"order.tax_back_of_refund", R"sql(
    SELECT l.position,
           coalesce(sum(s.cents) FILTER (WHERE s.share IN ('goods', 'shipping')), 0)::bigint,
           coalesce(sum(s.cents) FILTER (WHERE s.share IN ('tax', 'shipping_tax')), 0)::bigint
      FROM refund_shares s LEFT JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 AND s.share IN ('goods', 'tax', 'shipping', 'shipping_tax')
     GROUP BY l.position ORDER BY l.position NULLS LAST)sql"};

}  // namespace

void record_tax_back(store::Tx& tx, OrderId order, RefundId refund, Instant now) {
  std::vector<tax::Back> back;
  for (const auto& row : tx.all(kBack, refund)) back.push_back({row.position, row.amount, row.tax});
  if (back.empty()) return;
  const auto done =
      tax::record_reversal(tx, order, "refund " + std::to_string(refund.raw()), back, now);
  // An order that was never sold (staff cancelled it undecided) owed no tax.
  BASE_CHECK(done || done.why() == tax::ReverseRefusal::NoSale);
}

namespace {

void record(store::Tx& tx, OrderId order, std::optional<base::OrderEditId> edit, Instant now) {
  const auto what =
      edit ? "edit " + std::to_string(edit->raw()) : "order " + std::to_string(order.raw());
  tax::Sale sale{.cause = what, .order = order, .state = "", .zip = "", .items = {}};
  for (const auto& row : tx.all(kRows, order, edit)) {
    sale.state = row.state;
    sale.zip = row.zip;
    if (row.provider != "stripe") sale.source = tax::Source::Manual;
    if (sale.items.empty() || sale.items.back().position != row.position)
      sale.items.push_back({row.position, row.amount, {}});
    if (row.has_part)
      sale.items.back().parts.push_back({row.jurisdiction, row.label, row.level, row.tax_type,
                                         row.rate_percent, row.tax_code, row.taxable, row.tax,
                                         row.reason});
  }
  if (!sale.items.empty()) tax::record_sale(tx, sale, now);
}

}  // namespace

void record_tax(store::Tx& tx, OrderId order, Instant now) {
  record(tx, order, std::nullopt, now);
}

void record_tax_of_edit(store::Tx& tx, OrderId order, base::OrderEditId edit, Instant now) {
  record(tx, order, edit, now);
}

}  // namespace order
