#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"

// What Stripe Tax is told of (contract sheet: tax by calculation, 3 and 4): the sale of an order as
// it was placed, what each edit added to it (decision 0076), and what refunds take back of either.
// The outbox makes the calls; here is what they are about. Owns tax_transactions.
namespace payment {

// Of the order as it was placed, or of what an edit added.
struct TaxSale {
  OrderId order;
  std::optional<base::OrderEditId> edit{};
};
// The name of the transaction that Stripe made, kept so that refunds can take it back. Once each.
void keep_tax_transaction(store::Tx& tx, const TaxSale& sale, const std::string& transaction,
                          Instant now);

// What a confirmed edit added, with the tax that it was charged; nothing of one that was not.
struct TaxOfEdit {
  struct Line {
    base::VariantId variant;
    int units;
    Money amount;
    static constexpr auto columns() {
      return base::Columns<&Line::variant, &Line::units, &Line::amount>{};
    }
  };
  OrderId order;
  std::string public_id;
  std::string number;
  bool is_taxed;  // Stripe is told of the order itself
  bool is_exempt;
  Instant sold_at;  // whose rates the edit took: the order's
  Money shipping;
  Money tax;
  std::vector<Line> lines{};
  static constexpr auto columns() {
    return base::Columns<&TaxOfEdit::order, &TaxOfEdit::public_id, &TaxOfEdit::number,
                         &TaxOfEdit::is_taxed, &TaxOfEdit::is_exempt, &TaxOfEdit::sold_at,
                         &TaxOfEdit::shipping, &TaxOfEdit::tax>{};
  }
};
std::optional<TaxOfEdit> tax_of_edit(store::Tx& tx, base::OrderEditId edit);

// Did its buyer pay no tax, by a certificate?
bool is_exempt(store::Tx& tx, OrderId order);

// What a granted refund takes back of one sale. Lines go back to the sale they came with; of the
// shipping the first sale's goes back first, as in the ledger of tax.
struct TaxBack {
  struct Line {
    std::optional<base::OrderEditId> edit;
    base::VariantId variant;
    Money amount;
    Money tax;
    static constexpr auto columns() {
      return base::Columns<&Line::edit, &Line::variant, &Line::amount, &Line::tax>{};
    }
  };
  OrderId order;
  std::optional<base::OrderEditId> edit;
  std::string public_id;
  std::string number;
  std::optional<std::string> transaction;  // nothing as long as Stripe was told of none
  bool is_taxed;                           // it will be told, or was
  Money shipping;
  Money shipping_tax;
  std::vector<Line> lines{};
  bool is_empty() const { return lines.empty() && shipping.is_zero() && shipping_tax.is_zero(); }
  static constexpr auto columns() {
    return base::Columns<&TaxBack::order, &TaxBack::edit, &TaxBack::public_id, &TaxBack::number,
                         &TaxBack::transaction, &TaxBack::is_taxed, &TaxBack::shipping,
                         &TaxBack::shipping_tax>{};
  }
};
// Of each sale that was told, or will be, the order's own first; none that nothing goes back of.
std::vector<TaxBack> tax_back(store::Tx& tx, base::RefundId refund);

}  // namespace payment
