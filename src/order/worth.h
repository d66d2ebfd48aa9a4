#pragma once
#include "base/columns.h"
#include "order/order.h"

// What an order is worth and how far it is paid. The counters stand on the order's row, kept by the
// database from the rows of refunds and payments (decision 0037); nothing here writes.
namespace order {

// How far an order is paid, or promised to be (invariant P2).
enum class Charge { None, Partial, Full, Over };
std::string_view to_word(Charge charge);
// Pure functions of amounts; SQL's charge_status() and authorize_status() say the same. What is
// worth nothing is fully paid.
Charge charge_status(Money worth, Money paid);
Charge authorize_status(Money worth, Money promised);

struct Account {
  Money total;       // as frozen, edits included
  Money granted;     // refunds granted, sent or not
  Money paid;        // captured, less what was sent back
  Money authorized;  // promised by tender or a bank, not captured yet
  static constexpr auto columns() {
    return base::Columns<&Account::total, &Account::granted, &Account::paid,
                         &Account::authorized>{};
  }
  Money worth() const { return total - granted; }
  // Still to be paid; what is owed to the customer when negative (requirement 2.25).
  Money balance() const { return worth() - paid; }
};
Account account(store::Tx& tx, OrderId order);

}  // namespace order
