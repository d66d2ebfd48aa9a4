#pragma once
#include <string>

#include "payment/ask.h"

// Private to payment: how what Stripe said about a session is written down, one transaction each.
namespace payment {

// A session as Stripe described it: completes its order, gives it up, or changes nothing.
void settle(const Till& till, const stripe::Session& session, Units units, const std::string& actor,
            const std::string& reason, Instant now);

// False, and nothing changed, when the order is no longer awaiting payment.
bool given_up(const Till& till, OrderId order, Units units, const std::string& actor,
              const std::string& reason, Instant now);

// The same for an order whose session is gone: Stripe answered 404 resource_missing. Loud, since
// with a key of the other mode every session looks so.
void give_up_gone(const Till& till, OrderId order, Units units, const std::string& actor,
                  Instant now);

// Keeps the session that an attempt's bytes became. Answers whether it may be shown: not when its
// amount, currency, mode or order is not what was frozen, which is logged.
bool keep_session(const Till& till, const Attempt& attempt, const stripe::Session& session,
                  Instant now);

}  // namespace payment
