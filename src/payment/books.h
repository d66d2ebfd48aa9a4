#pragma once
#include <vector>

#include "base/columns.h"
#include "payment/reconcile.h"

// Our ledger beside Stripe's books (invariant E6), for stripe-reconcile and for staff.
namespace payment {

// Asks for the sessions that were completed since the last time less an hour, every quarter of an
// hour, and settles those that are not known to be: a net below the list of events.
void read_sessions(const Till& till, Instant now, const std::function<bool()>& stop,
                   Reconciled& done);

// The oldest day (UTC) that has not been compared yet, once it has been over for an hour: keeps
// Stripe's balance transactions of that day and the hour after it, and compares each with the
// ledger, both ways, and what differed before once more. Differences stand in payment_differences;
// new ones are a task, mailed once a day.
void compare_books(const Till& till, Instant now, const std::function<bool()>& stop,
                   Reconciled& done);

struct Difference {
  std::string kind;       // captured, refunded, refund_failed, disputed, reinstated
  std::string reference;  // Stripe's
  Money ours;
  Money theirs;
  Instant found_at;
  static constexpr auto columns() {
    return base::Columns<&Difference::kind, &Difference::reference, &Difference::ours,
                         &Difference::theirs, &Difference::found_at>{};
  }
};
// Those that are not resolved, oldest first.
std::vector<Difference> differences(store::Tx& tx);

}  // namespace payment
