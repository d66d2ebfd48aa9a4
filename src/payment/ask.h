#pragma once
#include <string>

#include "base/result.h"
#include "payment/payment.h"
#include "payment/quote.h"
#include "stripe/client.h"

// The calls to Stripe around payment's transactions: each is made outside of any, and what it
// answers is then written in one. An answer that never came leaves everything as it was, to be
// asked again with the same bytes (by the shopper's next click or by stripe-reconcile).
namespace payment {

// What a call needs: the connection, Stripe, and the terms of the house.
struct Counter {
  store::Db& db;
  stripe::Client& stripe;
  const Terms& terms;
};

enum class QuoteRefusal {
  Incomplete,     // no address or shipping choice yet, or nothing to ship
  AddressRefused  // Stripe cannot place the address: the shopper mends it
};
// The tax on the draft: from the quote that stands, or by asking Stripe. Throws stripe::Unknown
// when Stripe Tax cannot answer; the shop never guesses a rate.
base::Result<Quote, QuoteRefusal> quote_tax(const Counter& counter, CartId cart, const Draft& draft,
                                            Instant now);

enum class AskOutcome {
  Open,        // the session stands: send the shopper to its page
  Unknown,     // no answer: the attempt stays, ask again
  Refused,     // Stripe never made a session of it: given up, the cart is open again
  NotWaiting,  // the order is paid or ended meanwhile
};
struct Asked {
  AskOutcome outcome;
  std::string url;  // of Open
};
// Phase (b): sends the attempt's stored bytes, unless its session is known already.
Asked ask(const Counter& counter, const Attempt& attempt, Instant now);

enum class CancelOutcome {
  Reopened,  // nothing can be paid any more; the cart is open, its units are held for it
  Paid,      // too late: the payment went through
  Waiting,   // a delayed payment is on its way: it cannot be taken back
  Unknown,   // Stripe did not answer: nothing changed
};
// The shopper goes back to edit: the session is ended at Stripe first (design: the money path, 4).
CancelOutcome cancel(const Counter& counter, const Attempt& attempt, Instant now);

// Asks Stripe how a session stands and writes it down: completes, gives up, or changes nothing.
// For the return page and for repair. Throws stripe::Unknown.
void refresh(const Counter& counter, const std::string& session_id, const std::string& actor,
             Instant now);

}  // namespace payment
