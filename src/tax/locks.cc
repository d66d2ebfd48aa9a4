#include "tax/ledger.h"

namespace tax {
namespace {

const store::Query<LockedSale(OrderId)> kLockSales{"tax.lock_sales", R"sql(
    SELECT id, cause, source, state, zip, certificate_id
      FROM tax_records
     WHERE order_id = $1 AND kind = 'sale'
     ORDER BY id FOR UPDATE)sql"};

}  // namespace

std::vector<LockedSale> lock_sales(store::Tx& tx, OrderId order) {
  return tx.all(kLockSales, order);
}

}  // namespace tax
