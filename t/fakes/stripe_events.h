#pragma once
#include "stripe_world.h"

namespace fakes {

Json list_events(StripeWorld& world, const Call& call);
Json retrieve_event(StripeWorld& world, const Call& call);

// True for "charge.succeeded" by "charge.succeeded", "charge.*" or "*".
bool type_matches(std::string_view pattern, std::string_view type);

}  // namespace fakes
