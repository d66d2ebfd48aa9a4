#include "order/billing.h"

#include "base/columns.h"

namespace order {
namespace {

const store::Query<Billing(OrderId)> kBilling{"order.billing", R"sql(
    SELECT shipping_cents, shipping_discount_cents, granted_cents, paid_cents
      FROM orders WHERE id = $1)sql"};

struct TaxRow : TaxLine {
  static constexpr auto columns() {
    return base::Columns<&TaxRow::position, &TaxRow::jurisdiction, &TaxRow::rate_percent,
                         &TaxRow::taxable, &TaxRow::tax, &TaxRow::reason>{};
  }
};
const store::Query<TaxRow(OrderId)> kTaxes{"order.taxes", R"sql(
    SELECT position, jurisdiction, rate_percent, taxable_cents, tax_cents, reason
      FROM order_taxes WHERE order_id = $1 ORDER BY position NULLS LAST, id)sql"};

}  // namespace

Billing billing(store::Tx& tx, OrderId order) {
  return tx.one(kBilling, order);
}

std::vector<TaxLine> taxes(store::Tx& tx, OrderId order) {
  std::vector<TaxLine> out;
  for (const auto& row : tx.all(kTaxes, order)) out.push_back(row);
  return out;
}

}  // namespace order
