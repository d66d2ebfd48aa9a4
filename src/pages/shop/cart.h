#pragma once
#include "pages/ctx.h"

// The cart's pages. Each changes or shows the one cart that the request's cookie names.
namespace pages::shop {

// GET /cart: what is in it, at today's prices, and how long it is held. With `removed` (a variant)
// and `units` it offers to put these back.
web::Response cart(Ctx& ctx);

// POST /cart/add (variant, units, price_version): puts units in the cart and sets them aside; with
// `list` (a saved list of the visitor's) they go from there.
// Answers 303 to the cart, or a page with what went wrong (422; 409 while a payment is under way).
// A script that asks for JSON gets {"units", "line_units", "message"}, or {"error", "available",
// "price_version"} with the same statuses.
web::Response cart_add(Ctx& ctx);

// POST /cart/update (variant, units): makes a line so many units. 303, or the cart with the error.
web::Response cart_update(Ctx& ctx);

// POST /cart/remove (variant): takes a line out. 303 to the cart, which offers to undo it; also
// when it was gone already.
web::Response cart_remove(Ctx& ctx);

// POST /cart/coupon (code, or remove): keeps a code with the cart, or takes it away. 303 to the
// cart, which says what the code does; or the cart with the error (422; 409 while a payment is
// under way). At the pace of look-ups: codes are not for guessing.
web::Response cart_coupon(Ctx& ctx);

// POST /cart/gift-card (code, or remove): keeps a gift card with the cart to pay with, or takes it
// away. 303 to the cart, which says what the card pays, or that a payment is under way; or the cart
// with the error (422), in the same words for a code that is unknown and a card that has ended. At
// a pace of its own.
web::Response cart_gift_card(Ctx& ctx);

// POST /cart/credit (use: yes or no): whether the store credit of who is signed in pays too. 303 to
// the cart.
web::Response cart_credit(Ctx& ctx);

// GET /live/products/:id: {"product", "variants": [{"variant", "band", "units"}]} as of now;
// `units` only where a page counts them.
web::Response live_product(Ctx& ctx);

}  // namespace pages::shop
