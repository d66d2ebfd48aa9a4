#pragma once
#include "stripe_world.h"

namespace fakes {

// Payment intents and charges: calls of the API.
Json retrieve_intent(StripeWorld& world, const Call& call);
Json list_intents(StripeWorld& world, const Call& call);
Json update_intent(StripeWorld& world, const Call& call);
// Always refused: an intent of a Checkout Session ends by expiring the session.
Json cancel_intent_call(StripeWorld& world, const Call& call);
Json retrieve_charge(StripeWorld& world, const Call& call);
Json list_charges(StripeWorld& world, const Call& call);

// What the shopper's attempts do, each with its events.
enum class ChargeFate { Succeeded, Declined, Pending };
Json& make_intent(StripeWorld& world, const Json& session, const Json& plan);
void charge_intent(StripeWorld& world, Json& intent, ChargeFate fate);
void cancel_intent(StripeWorld& world, Json& intent, const Call* cause);

}  // namespace fakes
