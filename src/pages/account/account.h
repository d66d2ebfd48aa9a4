#pragma once
#include "pages/ctx.h"

// The pages of an account. Nobody learns by them which mail addresses have one (invariant A4): the
// same words, the same work, and what differs is mailed.
namespace pages::account {

// GET and POST /account/register (email), and /account/forgotten (email): a link is mailed, whether
// there is an account or not. 303 to /account/sent.
web::Response register_form(Ctx& ctx);
web::Response register_save(Ctx& ctx);
web::Response forgotten_form(Ctx& ctx);
web::Response forgotten_save(Ctx& ctx);
// GET /account/sent: look into your mailbox.
web::Response sent(Ctx& ctx);

// GET and POST /account/reset?t=TOKEN (t, password, and name for a new account): who comes by such
// a link chooses a password, for a new account or for the one there is. Every session ends; nobody
// is signed in by it. A link that does not work (any more) is 404.
web::Response reset_form(Ctx& ctx);
web::Response reset_save(Ctx& ctx);

// GET and POST /account/sign-in (email, password, next): 303 to `next`, a path of ours, or to the
// cart when what was in another one came into it. A wrong pair is 422, in the same words whatever
// is wrong with it.
web::Response sign_in_form(Ctx& ctx);
web::Response sign_in_save(Ctx& ctx);
// GET /auth/google (next): 303 to Google, from where the browser comes back to GET
// /auth/google/callback. That signs in whom the identity belongs to, opens an account for a mail
// address that Google has verified and nobody has one of, or leads to /account/google/join.
web::Response google(Ctx& ctx);
web::Response google_callback(Ctx& ctx);
// GET and POST /account/google/join (password): the mail address is an account's, which is proven
// by its password before the two become one.
web::Response google_join_form(Ctx& ctx);
web::Response google_join(Ctx& ctx);
// GET and POST /account/google (current): the identity to sign in by is joined to this account;
// POST /account/google/remove: not any more, unless it is the only way in.
web::Response google_form(Ctx& ctx);
web::Response google_link(Ctx& ctx);
web::Response google_remove(Ctx& ctx);

// GET and POST /account/second (code, next): the code of the authenticator, after the password, for
// who has set one up. Without half a session it is 404; too many wrong codes end that.
web::Response second_form(Ctx& ctx);
web::Response second_save(Ctx& ctx);
// GET /account/codes: how it stands with the authenticator. POST (current) shows the seed of a new
// one, POST /account/codes/confirm (code) makes it count and shows the recovery codes; GET and POST
// /account/codes/recovery (code) makes new ones, POST /account/codes/remove (current, code) ends
// it.
web::Response codes_form(Ctx& ctx);
web::Response codes_begin(Ctx& ctx);
web::Response codes_confirm(Ctx& ctx);
web::Response codes_recovery_form(Ctx& ctx);
web::Response codes_recovery(Ctx& ctx);
web::Response codes_remove(Ctx& ctx);

// POST /account/sign-out: ends this session; the cart goes with it, and waits in the account.
web::Response sign_out(Ctx& ctx);
// POST /account/sign-out-everywhere: every session, and every other browser's way to the cart.
web::Response sign_out_everywhere(Ctx& ctx);
// POST /account/devices/end (id): another session of this user; 404 for anybody else's.
web::Response end_device(Ctx& ctx);

// GET /account: orders, addresses, credit, sessions and the last tries to sign in.
web::Response overview(Ctx& ctx);
// GET /account/orders/:number: 303 to the page of an order that this account sees, else 404.
web::Response order_of_account(Ctx& ctx);

// GET /account/data: what the account holds, as JSON to keep. What is on paper, in enquiries and at
// Stripe people are asked for.
web::Response data(Ctx& ctx);

// GET and POST /account/address (id of one to edit, else a new one); POST /account/address/remove
// (id) and /account/address/default (id, use). 404 for an address of anybody else.
web::Response address_form(Ctx& ctx);
web::Response address_save(Ctx& ctx);
web::Response address_remove(Ctx& ctx);
web::Response address_default(Ctx& ctx);

// GET /account/plans: support plans that the account has, and those it may subscribe to; POST
// /account/plans/end (id): one ends with the period that is paid for. 404 for anybody else's.
web::Response plans(Ctx& ctx);
web::Response plan_end(Ctx& ctx);

// GET and POST /account/certificates: papers by which the account need not pay sales tax, and the
// form to send one in, which staff look at before it counts.
web::Response certificates(Ctx& ctx);
web::Response certificate_send(Ctx& ctx);

// GET and POST /account/password (current, password): the other sessions end.
web::Response password_form(Ctx& ctx);
web::Response password_save(Ctx& ctx);
// GET and POST /account/email (email, current): a link goes to the new address and word to the old
// one; GET and POST /account/email/confirm?t=TOKEN is where that link leads.
web::Response email_form(Ctx& ctx);
web::Response email_save(Ctx& ctx);
web::Response email_confirm_form(Ctx& ctx);
web::Response email_confirm(Ctx& ctx);

}  // namespace pages::account
