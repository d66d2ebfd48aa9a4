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

// What a call needs: the connection, Stripe, the terms of the house, a log for what only staff
// should read, and by when all calls of this request or job together must have ended.
struct Till {
  store::Db& db;
  stripe::Client& stripe;
  const Terms& terms;
  base::Log& log;
  stripe::Deadline deadline = stripe::kNoDeadline;
};

enum class QuoteRefusal {
  Incomplete,      // no address or shipping choice yet, or nothing to ship
  TooLarge,        // over kMostDue before any tax
  AddressRefused,  // Stripe cannot place the address: the shopper mends it
  Refused,         // Stripe surely refused for another reason: asking again will not help
};
// The tax on the draft: from the quote that stands, or by asking Stripe. Throws stripe::Unknown
// when Stripe Tax cannot answer; the shop never guesses a rate.
base::Result<Quote, QuoteRefusal> quote_tax(const Till& till, CartId cart, const Draft& draft,
                                            Instant now);

enum class AskOutcome {
  Open,        // the session stands: send the shopper to its page
  Unknown,     // no answer: the attempt stays, ask again
  Refused,     // no session, or not the one asked for: given up, the cart is open again
  NotWaiting,  // the order is paid or ended meanwhile
};
struct Asked {
  AskOutcome outcome;
  std::string url{};    // of Open
  std::string param{};  // of Refused: what Stripe would not take, if it says
};
// Phase (b): sends the attempt's stored bytes, unless its session is known already. A session whose
// amount, currency, mode or order is not what was frozen is ended at Stripe and never shown.
Asked ask(const Till& till, const Attempt& attempt, Instant now);

enum class CancelOutcome {
  Reopened,  // nothing can be paid any more; the cart is open, its units are held for it
  Paid,      // too late: the payment went through
  Waiting,   // a delayed payment is on its way: it cannot be taken back
  Unknown,   // Stripe did not answer: nothing changed
};
// The shopper goes back to edit: the session is ended at Stripe first (design: the money path, 4).
CancelOutcome cancel(const Till& till, const Attempt& attempt, Instant now);

// Too many cards were declined on an open page: it is ended at Stripe, and the cart is open again.
// Throws stripe::Unknown.
void end_page(const Till& till, const Attempt& attempt, Instant now);

// Asks Stripe how a session stands and writes it down: completes, gives up, or changes nothing. A
// session that Stripe does not know is gone: its order is given up. For the return page and for
// repair. Throws stripe::Unknown.
void refresh(const Till& till, const std::string& session_id, const std::string& actor,
             Instant now);

// For an attempt whose time is over and whose create call never had an answer: its bytes are too
// old to be sent, so Stripe's list of sessions is searched for the order. Found, the session is
// kept and refreshed; not found, there is none, and the order is given up. Throws stripe::Unknown.
void recover(const Till& till, const Attempt& attempt, const std::string& actor, Instant now);

}  // namespace payment
