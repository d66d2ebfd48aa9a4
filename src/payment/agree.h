#pragma once
#include "payment/payment.h"

// Private to payment: what the ways to place an order share.
namespace payment {

// The order as it stands frozen, its cart completing, the holds turned into payment holds.
struct Agreed {
  OrderId id;
  order::Frozen order;
};

// How the order is to be paid: at the checkout, or on the terms that its cart was agreed with.
enum class PaidBy { Card, Terms };
struct How {
  PaidBy by = PaidBy::Card;
  std::string po_number{};  // the customer's, in place of the one agreed with
  cart::Buyer buyer{};      // who is signed in
};

// Phase (a) but for its end: see freeze() in payment.h. Locks the cart; on a refusal nothing of it
// may be kept.
base::Result<Agreed, FreezeRefused> agree(store::Tx& tx, CartId cart, const Seen& seen,
                                          const How& how, const Terms& terms, Instant now);

// Moves what the order takes of our stock, where it takes any; false when it is not held.
bool move_stock(store::Tx& tx, OrderId order, const std::string& actor, Instant now);

// The move that every sale ends with: the order is placed, what gift cards promised is taken, those
// it bought are issued, its mail and its tax are on their way. The order is the caller's, locked,
// its stock moved.
void place(store::Tx& tx, OrderId order, order::State from, const order::Because& because,
           Instant now);

// Places an order that was frozen in this transaction with nothing due (invariant O10).
void place_free(store::Tx& tx, OrderId order, Instant now);

}  // namespace payment
