#pragma once
#include "pages/ctx.h"

// What machines of others send us, signed.
namespace pages::hooks {

// POST /webhooks/stripe: keeps the event, then has its effect. 200 once it had it, by this or an
// earlier delivery; 400 for a body that is no event; 500 when the effect failed, so that Stripe
// sends it again.
web::Response stripe(Ctx& ctx);

// Is the request signed as its route demands (Guard::Signature)?
bool is_signed(Ctx& ctx, const Route& route);

}  // namespace pages::hooks
