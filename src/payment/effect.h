#pragma once
#include <string>

#include "payment/payment.h"

namespace payment {

// What an event of Stripe's causes, by its type (contract sheet: webhooks, the table of types). It
// compares the order's state with what the event's object says and never infers from the order of
// arrival. Unknown and unwanted types cause nothing: "noted".
std::string effect(store::Tx& tx, const stripe::Event& event, const Terms& terms, Instant now);

}  // namespace payment
