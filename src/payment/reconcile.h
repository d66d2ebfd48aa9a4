#pragma once
#include <cstdint>
#include <exception>
#include <functional>

#include "payment/ask.h"

// Repair of what the network lost (invariants E6, O3): every loss ends in the state that the lost
// message would have brought. Safe at any moment, beside the workers and beside itself.
namespace payment {

struct Reconciled {
  std::int64_t events = 0;       // seen in Stripe's list for the first time
  std::int64_t processed = 0;    // kept events that had their effect now
  std::int64_t asked = 0;        // attempts without an answer that were sent again
  std::int64_t recovered = 0;    // attempts past their time that were looked for at Stripe
  std::int64_t sessions = 0;     // completed ones that no event had told of
  std::int64_t differences = 0;  // newly found between our ledger and Stripe's books
  std::int64_t settled = 0;      // orders past their time whose session was asked about
  std::int64_t failed = 0;       // pieces of work that threw
  std::exception_ptr error{};    // the first thing that was thrown
};

// One round: (1) reads Stripe's list of events since the cursor less an hour, keeps them, and lets
// each have its effect; the cursor moves on only when all of a page are kept. (2) Attempts stored
// over a minute ago whose answer never came: the same bytes again. (3) Such attempts ten minutes
// past their end: looks for their session in Stripe's list. (4) Orders awaiting payment ten minutes
// past their end: asks how the session stands. (5) Every quarter of an hour: sessions that were
// completed, whatever was told of them. (6) Once a day: Stripe's books (payment/books.h). Stops
// between two pieces of work when `stop` says so. A piece that throws (base::Error) keeps none of
// the others from being done: the caller finds the first error in `error`, and raises it when all
// is counted.
Reconciled reconcile(const Till& till, Instant now, const std::function<bool()>& stop);

}  // namespace payment
