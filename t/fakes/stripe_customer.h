#pragma once
#include "stripe_world.h"

namespace fakes {

Json create_customer(StripeWorld& world, const Call& call);
Json retrieve_customer(StripeWorld& world, const Call& call);
Json delete_customer(StripeWorld& world, const Call& call);

}  // namespace fakes
