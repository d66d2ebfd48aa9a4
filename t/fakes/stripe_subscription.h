#pragma once
#include "stripe_world.h"

namespace fakes {

// A session of mode subscription was paid: the subscription and its first invoice.
void begin_subscription(StripeWorld& world, Json& session);
enum class Renewal { Paid, Failed };
// A further period: an invoice that is paid, or that the bank refuses.
void renew_subscription(StripeWorld& world, Json& subscription, Renewal renewal);
// It ends now.
void end_subscription(StripeWorld& world, Json& subscription);

Json retrieve_subscription(StripeWorld& world, const Call& call);
Json update_subscription(StripeWorld& world, const Call& call);
Json retrieve_invoice(StripeWorld& world, const Call& call);

}  // namespace fakes
