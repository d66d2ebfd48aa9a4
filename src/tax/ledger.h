#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "tax/tax.h"

// Private to tax: the rows of a record, and the one statement that writes them.
namespace tax {

struct ItemRow {
  int item;
  std::optional<int> position;
  Money amount;
  Money taxable;
  Money exempt;
  Money nontaxable;
  Money tax;
};
struct PartRow {
  int item;
  int part;
  Part what;
};
struct Record {
  std::string kind;
  std::string source;
  std::string cause;
  std::optional<OrderId> order;
  std::optional<std::int64_t> reverses;
  std::string state;
  std::string zip;
  std::optional<TaxCertificateId> certificate;
  std::vector<ItemRow> items;
  std::vector<PartRow> parts;
};
// False when the cause stands there already.
bool write(store::Tx& tx, const Record& record, Instant now);

// The sale of an order, its row locked until the transaction ends, so that reversals of one sale
// come one after another.
struct LockedSale {
  std::int64_t id;
  std::string cause;
  std::string source;
  std::string state;
  std::string zip;
  std::optional<TaxCertificateId> certificate;
  static constexpr auto columns() {
    return base::Columns<&LockedSale::id, &LockedSale::cause, &LockedSale::source,
                         &LockedSale::state, &LockedSale::zip, &LockedSale::certificate>{};
  }
};
// What was sold first comes first; more than one where edits added to the order.
std::vector<LockedSale> lock_sales(store::Tx& tx, OrderId order);

}  // namespace tax
