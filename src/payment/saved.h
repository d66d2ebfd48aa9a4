#pragma once
#include <optional>
#include <string>

#include "base/columns.h"
#include "payment/payment.h"

// Customers with an account as Stripe knows them (decision 0073), so that Stripe's page and its
// panel know who comes again. No order waits for one and none fails for want of one.
namespace payment {

struct SavedTag;
using SavedId = base::Id<SavedTag>;

struct Saved {
  SavedId id;
  std::string email;  // as Stripe has it
  std::string idempotency_key;
  store::Bytes body;
  std::optional<std::string> stripe_id;
  bool is_gone;
  static constexpr auto columns() {
    return base::Columns<&Saved::id, &Saved::email, &Saved::idempotency_key, &Saved::body,
                         &Saved::stripe_id, &Saved::is_gone>{};
  }
};
Saved find_saved(store::Tx& tx, SavedId saved);

// The one to name at Stripe for an order of this customer, whose mails go to `email`: nothing until
// Stripe has made it, or where it has another mail address, since Stripe writes to its own. Where
// none was begun, one is, and left to be made: stripe.customer. Once a customer, however many ask.
std::optional<Saved> saved_for(store::Tx& tx, base::CustomerId customer, const std::string& email,
                               Instant now);

// Stripe has made it.
void keep_saved(store::Tx& tx, SavedId saved, const std::string& stripe_id, Instant now);

// Stripe has it no more: the one of that id, or the one that the attempt named. Twice is once.
bool saved_gone(store::Tx& tx, const std::string& stripe_id, Instant now);
void forget_saved(store::Tx& tx, PaymentAttemptId attempt, Instant now);

}  // namespace payment
