#pragma once
#include "pages/ctx.h"

// The API: what other programs of the business read and write, each with a key of its own (decision
// 0083). Everything is JSON; ids are numbers, orders go by their number. What each takes and
// answers is described by operations.h, from which GET /api/openapi.json is made.
namespace pages::api {

// GET /api/openapi.json: for anyone.
web::Response openapi(Ctx& ctx);
// GET /api/v1/key: the key that asks, and its scopes.
web::Response key(Ctx& ctx);

web::Response products(Ctx& ctx);
web::Response product(Ctx& ctx);
// POST: a new one with its variants, and no units of them.
web::Response product_make(Ctx& ctx);
// PATCH: title and what is known of the device; null makes it unknown. If-Match.
web::Response product_change(Ctx& ctx);
web::Response variants(Ctx& ctx);
web::Response variant(Ctx& ctx);
// PATCH: the base price. If-Match.
web::Response variant_change(Ctx& ctx);

web::Response stock(Ctx& ctx);
web::Response stock_of_variant(Ctx& ctx);
// POST: more or fewer on hand, with a reason; never fewer than orders were promised.
web::Response stock_adjust(Ctx& ctx);

web::Response orders(Ctx& ctx);
web::Response order(Ctx& ctx);
// POST: packs and sends one parcel; without lines, all that is still to be sent.
web::Response parcel_send(Ctx& ctx);
// POST: a parcel has arrived.
web::Response parcel_delivered(Ctx& ctx);

}  // namespace pages::api
