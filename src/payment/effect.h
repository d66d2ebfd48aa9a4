#pragma once
#include <string>
#include <vector>

#include "payment/payment.h"

namespace payment {

// What an event of Stripe's causes, by its type (contract sheet: webhooks, the table of types). It
// compares the order's state with what the event's object says and never infers from the order of
// arrival. Unknown and unwanted types cause nothing: "noted"; kNoPayment (payment/doubts.h) is an
// event that may have come before the news of its payment.
std::string effect(store::Tx& tx, const stripe::Event& event, const Terms& terms, Instant now);

// The types that have an effect; the rest of Stripe's stream is not ours to read.
std::vector<std::string> effective_types();

}  // namespace payment
