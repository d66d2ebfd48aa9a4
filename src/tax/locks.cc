#include "tax/ledger.h"

namespace tax {
namespace {

const store::Query<LockedSale(OrderId)> kLockSale{"tax.lock_sale", R"sql(
    SELECT id, source, state, zip, certificate_id
      FROM tax_records
     WHERE order_id = $1 AND kind = 'sale'
     ORDER BY id LIMIT 1 FOR UPDATE)sql"};

}  // namespace

std::optional<LockedSale> lock_sale(store::Tx& tx, OrderId order) {
  return tx.one_or_none(kLockSale, order);
}

}  // namespace tax
