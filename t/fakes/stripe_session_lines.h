#pragma once
#include <vector>

#include "stripe_world.h"

namespace fakes {

// The lines of a session as the service answers them, or its refusal of them.
std::vector<Json> session_lines_of(const Param& items, std::int64_t now);

// What the session's one discount takes off a subtotal, or the refusal of the coupon.
std::int64_t discount_of(StripeWorld& world, const Param& discounts, std::int64_t subtotal,
                         const std::string& currency);

// Shares the discount out over the lines, the largest remainders first, so that the parts add up.
void share_discount(std::vector<Json>& lines, std::int64_t discount, std::int64_t subtotal);

}  // namespace fakes
