#pragma once
#include "pages/ctx.h"

namespace pages::orders {

// GET /orders/:number?t=TOKEN: how the order stands. Number and token must both fit; anything else
// is no such page (invariant 2.18).
web::Response track(Ctx& ctx);

// GET /orders/:number/invoice?t=TOKEN: the order's invoice as PDF, made when it would say something
// new; behind the same door.
web::Response invoice(Ctx& ctx);

// POST /orders/:number/referral?t=TOKEN: makes the buyer's referral link, and the browser one of
// the buyer's. 303 to the order's page, which shows it; behind the same door.
web::Response referral(Ctx& ctx);

// GET /orders/:number/pay?t=TOKEN: what is still to be paid, and the way to do it; behind the same
// door.
web::Response pay(Ctx& ctx);

}  // namespace pages::orders
