#pragma once
#include "pages/ctx.h"

// What staff offered, for who has its link. Number and token must both fit; anything else is no
// such page (invariant 2.18).
namespace pages::quotes {

// GET /quotes/:number?t=TOKEN: the offer, and how to accept it.
web::Response show(Ctx& ctx);

// POST /quotes/accept (number, token): the quote's cart becomes the visitor's, at the agreed
// prices, and the checkout begins. The cart that the visitor had is kept for later. Twice is as
// once; 409 and the page when it cannot be accepted any more.
web::Response accept(Ctx& ctx);

// POST /quotes/decline (number, token, reason): 303 to the page.
web::Response decline(Ctx& ctx);

// POST /quotes/aside: the visitor's own cart again, or none, in place of the quote's; the quote
// stays as it is, and its link leads back to it.
web::Response aside(Ctx& ctx);

}  // namespace pages::quotes
