#pragma once
#include <optional>
#include <string>

#include "payment/ask.h"

// Paying online what a placed order still has to be paid, after an edit or on terms (requirement
// 2.25): freeze, ask and complete as for an order, with an attempt of its own whose payment stands
// beside the others. Stripe knows it by a UUID of its own. At most one is under way an order. The
// order is neither placed nor given up by it.
namespace payment {

enum class BalanceWhy {
  NotPayable,  // no such order, not placed, or cancelled
  NothingDue,
  TooSmall,   // under kLeastDue: Stripe takes no less
  TooLarge,   // over kMostDue
  BeingPaid,  // a payment is on its way, or Stripe did not say how it stands
};

// What the order's page may ask for online now; nothing when there is nothing to ask.
std::optional<Money> payable_online(store::Tx& tx, OrderId order);

// The same with the reason why there is nothing.
base::Result<Money, BalanceWhy> balance_of(store::Tx& tx, OrderId order);

// Staff have the link to that page mailed to who ordered, as often as they say so:
// mail.payment_link with what is to be paid then. Answers what is asked now. Locks the order.
base::Result<Money, BalanceWhy> mail_link(store::Tx& tx, OrderId order, const std::string& actor,
                                          Instant now);

// The attempt to pay what is asked now: the one under way, or a new one, its bytes stored. Locks
// the order.
base::Result<Attempt, BalanceWhy> freeze_balance(store::Tx& tx, OrderId order, const Terms& terms,
                                                 Instant now);

// The page on which to pay, as of now: one that asks for another amount is ended at Stripe first,
// so that two never stand.
base::Result<Asked, BalanceWhy> ask_balance(const Till& till, OrderId order, Instant now);

// For payment alone: how what Stripe says reaches a balance.

// The order whose balance has this UUID.
std::optional<OrderId> order_of_balance(store::Tx& tx, const std::string& public_id);
enum class BalanceEnd {
  Paid,         // by this call
  AlreadyDone,  // by an earlier one
  Waiting,      // not paid yet
};
// The session was completed: the money is captured, whatever it comes to, and stands in the ledger
// once. Nothing when the session is no balance's.
std::optional<BalanceEnd> complete_balance(store::Tx& tx, const stripe::Session& session,
                                           const Terms& terms, const std::string& actor,
                                           Instant now);
// The attempt under way ended unpaid; false, and nothing changed, when there is none.
bool end_balance(store::Tx& tx, OrderId order, const order::Because& because, Instant now);

}  // namespace payment
