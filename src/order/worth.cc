#include "order/worth.h"

namespace order {
namespace {

const store::Query<Account(OrderId)> kAccount{"order.account", R"sql(
    SELECT total_cents, granted_cents, paid_cents, authorized_cents FROM orders WHERE id = $1)sql"};

}  // namespace

std::string_view to_word(Charge charge) {
  switch (charge) {
    case Charge::None:
      return "none";
    case Charge::Partial:
      return "partial";
    case Charge::Full:
      return "full";
    case Charge::Over:
      return "over";
  }
  return "";
}

Charge charge_status(Money worth, Money paid) {
  if (paid > worth) return Charge::Over;
  if (paid == worth) return Charge::Full;
  return paid.is_zero() ? Charge::None : Charge::Partial;
}

Charge authorize_status(Money worth, Money promised) {
  if (promised >= worth) return Charge::Full;
  return promised.is_zero() ? Charge::None : Charge::Partial;
}

Account account(store::Tx& tx, OrderId order) {
  return tx.one(kAccount, order);
}

}  // namespace order
