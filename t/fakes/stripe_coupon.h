#pragma once
#include "stripe_world.h"

namespace fakes {

Json create_coupon(StripeWorld& world, const Call& call);
Json retrieve_coupon(StripeWorld& world, const Call& call);
Json list_coupons(StripeWorld& world, const Call& call);
Json delete_coupon(StripeWorld& world, const Call& call);

}  // namespace fakes
