#pragma once
#include "pages/ctx.h"

namespace pages::orders {

// GET /orders/:number?t=TOKEN: how the order stands. Number and token must both fit; anything else
// is no such page (invariant 2.18).
web::Response track(Ctx& ctx);

// GET /orders/:number/invoice?t=TOKEN: the order's invoice as PDF, made when it would say something
// new; behind the same door.
web::Response invoice(Ctx& ctx);

}  // namespace pages::orders
