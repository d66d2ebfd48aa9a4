#pragma once
#include "pages/ctx.h"

// Asking the shop: a question, or an offer for one variant (sku) or for the cart (cart=yes).
namespace pages::shop {

// GET /contact. A SKU that is not sold, and a cart without lines, ask about anything.
web::Response contact(Ctx& ctx);

// POST /contact: keeps the question and tells staff; 303 to /contact/sent, or 422 and the form
// again. The same question sent twice is one.
web::Response contact_send(Ctx& ctx);

// GET /contact/sent
web::Response contact_sent(Ctx& ctx);

}  // namespace pages::shop
