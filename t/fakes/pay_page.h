#pragma once
#include <string>

#include "http.h"
#include "stripe_world.h"

namespace fakes {

// The hosted payment page. path is what follows /stripe/pay/: the session's id, for the page; the
// id and /pay, /decline or /wait, for what the shopper does there (POST).
Reply answer_pay_page(StripeWorld& world, const Request& request, const std::string& path);

}  // namespace fakes
