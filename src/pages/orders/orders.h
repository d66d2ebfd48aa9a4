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

// POST /orders/:number/again?t=TOKEN: the goods of the order into the cart, at the prices of today;
// 303 to the cart, with how many lines could not be had. Behind the same door.
web::Response again(Ctx& ctx);

// GET and POST /orders/:number/return?t=TOKEN (units-N and reason-N for each line, note): what the
// buyer wants to send back; 303 to the order's page, 422 and the form again, or 422 when there is
// nothing to send back. Behind the same door; order/returns.h has the rules.
web::Response return_form(Ctx& ctx);
web::Response return_ask(Ctx& ctx);

// GET and POST /orders/lookup (number, email): 303 to the page of the order of that number that was
// bought with that address. A wrong number and a wrong address are one answer, 422; after ten wrong
// ones an hour for one mailbox or one number nothing is right.
web::Response lookup_form(Ctx& ctx);
web::Response lookup(Ctx& ctx);

// GET /review?order=NUMBER&line=POSITION&t=TOKEN, and POST /review (order, line, t, stars, title,
// text, author): what the buyer says of the goods of one line, behind the same door; 303 to
// /review/sent, or 422 and the form again. Once for each line, when some of it was sent.
web::Response review_form(Ctx& ctx);
web::Response review_send(Ctx& ctx);
// GET /review/sent
web::Response review_sent(Ctx& ctx);

}  // namespace pages::orders
