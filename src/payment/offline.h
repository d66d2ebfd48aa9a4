#pragma once
#include <string>
#include <vector>

#include "payment/payment.h"

// Orders that are not paid at the checkout: placed on the terms that were agreed, paid later by
// wire, check or cash, which staff record.
namespace payment {

struct OnTerms {
  Money expected_total;   // what the shopper agreed to
  std::string po_number;  // as typed; "" keeps the one agreed with
  std::string actor;
  cart::Buyer buyer{};  // who is signed in
};
// In place of freeze() and complete(): the same order, placed at once with its payment due
// (invariant O11); its stock is allocated, its mail and tax are on their way. For carts that an
// accepted quote with terms made (cart/agreed.h); no other is offered credit. Locks the cart, then
// stock, then the company, then the counter of order numbers.
base::Result<OrderId, FreezeRefused> place_on_terms(store::Tx& tx, CartId cart,
                                                    const OnTerms& agreed, const Terms& terms,
                                                    Instant now);

// Money that came by another way than Stripe.
enum class Offline { Wire, Check, Cash };
std::string_view to_word(Offline provider);
std::optional<Offline> parse_offline(std::string_view word);

struct OfflinePayment {
  Offline provider;
  Money amount;
  std::string reference;  // the bank's or the check's number: money with one is recorded once
};
enum class OfflineRefusal {
  NoSuchOrder,
  NotPlaced,     // not visible yet, or cancelled
  NoAmount,      // not more than nothing
  NoReference,   // without one the same money could be recorded twice
  OtherPayment,  // the reference is of another order, or of another amount
};
enum class Recorded { Now, Before };
// The money is captured and stands in the ledger; part of what is due, or more of it, as it came
// (charge_status says which). The same reference again changes nothing and says so. Money that came
// for a cancelled order is to be sent back by the bank it came from. Locks the order.
base::Result<Recorded, OfflineRefusal> record_offline(store::Tx& tx, OrderId order,
                                                      const OfflinePayment& payment,
                                                      const std::string& actor, Instant now);

// How to pay on these terms, for mails and order pages; "" until staff have written it.
std::string instructions(store::Tx& tx, const std::string& terms);
// False when there are no such terms.
bool set_instructions(store::Tx& tx, const std::string& terms, const std::string& text,
                      const std::string& actor, Instant now);

}  // namespace payment
