#pragma once
#include <vector>

#include "base/columns.h"
#include "order/read.h"
#include "order/refund.h"

// Private to order: what was given back so far, and what may be.
namespace order {

// What an order froze and what was given back of it.
struct Standing {
  std::string state;
  Money total;
  Money granted;
  Money shipping;  // after its discount
  Money shipping_tax;
  Money shipping_granted;
  Money shipping_tax_granted;
  Money goodwill;  // given, less what was counted in
  static constexpr auto columns() {
    return base::Columns<&Standing::state, &Standing::total, &Standing::granted,
                         &Standing::shipping, &Standing::shipping_tax, &Standing::shipping_granted,
                         &Standing::shipping_tax_granted, &Standing::goodwill>{};
  }
};
struct Books {
  Standing order;
  std::vector<Progress> lines;
};
// The caller has locked the order, or only wants to know.
Books books(store::Tx& tx, OrderId order);

// The shares of `give`, computed from the books alone: no I/O.
base::Result<Grant, GrantRefusal> shares(const Books& books, const Give& give);

// Units of these lines that were not given back yet, as far as there are any.
std::vector<LineUnits> not_granted(const Books& books, const std::vector<LineUnits>& lines);
// What these lines would give back, as far as it was not given back yet.
Money expected_back(const Books& books, const std::vector<LineUnits>& lines);
// All that is left of the shipping.
Money shipping_left(const Books& books);

// Writes into the ledger of tax what a confirmed edit added to the sale; its lines are written.
void record_tax_of_edit(store::Tx& tx, OrderId order, base::OrderEditId edit, Instant now);
// Writes into the ledger of tax what the refund gives back of the sale; its shares are written.
void record_tax_back(store::Tx& tx, OrderId order, RefundId refund, Instant now);

// Writes a grant and its event. The order's row is locked by the caller. `source` is the return or
// edit that it belongs to.
struct Source {
  std::optional<base::ReturnId> return_id{};
  std::optional<base::OrderEditId> edit_id{};
};
RefundId write(store::Tx& tx, OrderId order, RefundKind kind, const Grant& grant,
               const Source& source, const Because& because, Instant now);

}  // namespace order
