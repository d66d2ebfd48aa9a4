#pragma once
#include "pages/ctx.h"

// The checkout of a guest, step by step: contact and address, shipping, review, payment at Stripe,
// and what comes after. All of it runs in the pool that may wait for others. A step that cannot be
// taken yet leads to the one before; a cart that is being paid for leads to the cart page, which
// offers to resume or to cancel.
namespace pages::checkout {

// GET /checkout, POST /checkout: step 1.
web::Response contact(Ctx& ctx);
web::Response contact_save(Ctx& ctx);

// GET /checkout/shipping, POST /checkout/shipping: step 2. Freight asks where and how it is
// unloaded; other answers show their price before it can be chosen.
web::Response shipping(Ctx& ctx);
web::Response shipping_save(Ctx& ctx);

// POST /checkout/shipping/ask: where no table has a price, staff are asked for one, once.
web::Response shipping_ask(Ctx& ctx);

// GET /checkout/review: step 3, the whole total with tax.
web::Response review(Ctx& ctx);

// POST /checkout/place (expected_total; expected_due, without it the same): freezes the order and
// leads to Stripe's page, or, where nothing is due, to what it became; 409 and the review again
// when price, stock or total are not as agreed. Twice is as once.
web::Response place(Ctx& ctx);

// POST /checkout/place-on-terms (expected_total, po_number): places the order of an accepted quote
// whose payment is due later, and leads to its page; the same refusals. Twice is as once.
web::Response place_on_terms(Ctx& ctx);

// POST /checkout/resume: back to the payment page of the order under way, or to the order placed.
web::Response resume(Ctx& ctx);

// POST /checkout/cancel: ends the payment at Stripe, then opens the cart again.
web::Response cancel(Ctx& ctx);

// GET /checkout/done?session=ID: where Stripe sends the shopper back. The order is found by the
// session alone; a cookie is not needed.
web::Response done(Ctx& ctx);

// POST /checkout/balance (number, token): 303 to the payment page for what the order still has to
// be paid; to the order's own page of it when there is nothing to pay.
web::Response balance(Ctx& ctx);

// GET /checkout/paid?session=ID: back from that page. Asks Stripe, and goes on to the order.
web::Response paid(Ctx& ctx);

// POST /checkout/subscribe (plan): of who is signed in, to Stripe's page on which the plan begins;
// to the page of plans when it is had already. GET /checkout/invoice?id=N: to Stripe's page of the
// invoice of one's subscription that is still to be paid; to the page of plans when there is none.
web::Response subscribe(Ctx& ctx);
web::Response pay_invoice(Ctx& ctx);

}  // namespace pages::checkout
