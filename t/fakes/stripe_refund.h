#pragma once
#include "stripe_world.h"

namespace fakes {

Json create_refund(StripeWorld& world, const Call& call);
Json retrieve_refund(StripeWorld& world, const Call& call);
Json list_refunds(StripeWorld& world, const Call& call);
Json update_refund(StripeWorld& world, const Call& call);
// Refused: no refund here waits for the shopper's action.
Json cancel_refund(StripeWorld& world, const Call& call);

// The bank's late no: the refund fails and its money is the shop's again.
void fail_refund(StripeWorld& world, Json& refund);

}  // namespace fakes
