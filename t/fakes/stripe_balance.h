#pragma once
#include "stripe_world.h"

namespace fakes {

// What moved money on the account. `amount` is negative for what leaves it; answers the id.
std::string move_money(StripeWorld& world, const std::string& category, std::int64_t amount,
                       std::int64_t fee, const Json& source);

Json list_balance_transactions(StripeWorld& world, const Call& call);

}  // namespace fakes
