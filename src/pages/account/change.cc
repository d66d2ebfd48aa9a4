#include "customers/customers.h"
#include "identity/identity.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

views::FormPage password_page(Ctx& ctx) {
  views::FormPage page;
  page.title = "Change the password";
  page.lead = "Your other browsers are signed out then.";
  page.action = "/account/password";
  page.button = "Change the password";
  page.fields = {kCurrentField, kNewField};
  page.hidden = {{"csrf", form_token(ctx)}};
  page.links = {{"/account", "Back to your account"}};
  return page;
}

views::FormPage email_page(Ctx& ctx) {
  static constexpr views::TextField kNewEmail{
      "email", "New mail address", "email", "email", "", 254, true};
  views::FormPage page;
  page.title = "Change the mail address";
  page.lead = "You sign in with " + session_of(ctx).email +
              ". We send a link to the new address, and word to this one.";
  page.action = "/account/email";
  page.button = "Send the link";
  page.fields = {kNewEmail, kCurrentField};
  page.hidden = {{"csrf", form_token(ctx)}};
  page.links = {{"/account", "Back to your account"}};
  return page;
}

web::Response again(Ctx& ctx, views::FormPage page, const web::Form& form) {
  page.typed = form.kept();
  page.errors = form.errors();
  return form_page(ctx, page);
}

// The customer has the new address too. One that orders made of the new mailbox, without an
// account, is the same person: the link has proven it.
bool follow_email(store::Tx& tx, base::CustomerId customer, const std::string& email,
                  base::Instant now) {
  auto changed = customers::change_email(tx, customer, email, now);
  if (!changed && changed.why() == customers::EmailRefusal::Taken) {
    const auto other = customers::find_by_mail(tx, email).value();
    if (other.id == customer) return true;
    if (identity::of_customer(tx, other.id)) return false;
    if (!customers::merge(tx, other.id, customer, "shopper", now)) return false;
    order::follow_merge(tx, other.id, customer);
  } else if (!changed) {
    return false;
  }
  customers::verify_email(tx, customer, now);
  order::join_guest_orders(tx, customer, now);
  return true;
}

enum class Confirmed { DeadLink, Taken };

// A refusal keeps nothing: the link goes on working.
base::Result<base::Done, Confirmed> confirm(store::Tx& tx, const std::string& token,
                                            base::Instant now) {
  const auto proof = identity::use_proof(tx, token, now);
  if (!proof || proof->purpose != identity::Purpose::Email) return Confirmed::DeadLink;
  const auto user = identity::lock_user(tx, proof->user.value()).value();
  if (!identity::change_email(tx, *proof, now) ||
      !follow_email(tx, user.customer.value(), proof->email, now))
    return Confirmed::Taken;
  return base::Done{};
}

}  // namespace

web::Response password_form(Ctx& ctx) {
  return form_page(ctx, password_page(ctx));
}

web::Response password_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto password = read_new_password(ctx, form, session_of(ctx).email);
  if (form.ok()) read_current_password(ctx, form);
  if (!form.ok()) return again(ctx, password_page(ctx), form);
  const auto hash = identity::hash_password(password, hash_slots(ctx));
  const auto& session = session_of(ctx);
  // The old id of this session dies with the old password.
  const auto token = ctx.db.transact("account_password", [&](store::Tx& tx) {
    identity::set_password(tx, session.user, hash, std::nullopt, ctx.now);
    return identity::begin_session(tx, identity::Audience::Shopper, session.user, client_of(ctx),
                                   ctx.now)
        .token;
  });
  auto response = web::Response::see_other("/account?done=password");
  keep_session_token(ctx, response, token.reveal());
  return response;
}

web::Response email_form(Ctx& ctx) {
  return form_page(ctx, email_page(ctx));
}

web::Response email_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  if (form.ok()) read_current_password(ctx, form);
  if (!form.ok()) return again(ctx, email_page(ctx), form);
  ctx.db.transact("account_email", [&](store::Tx& tx) {
    identity::ask_new_email(tx, session_of(ctx).user, email, ctx.now);
    return true;
  });
  return web::Response::see_other("/account?done=email");
}

web::Response email_confirm_form(Ctx& ctx) {
  const auto token = link_token(ctx.req.query_fields().value("t"));
  const auto proof = ctx.db.at_once(
      "mail_proof", [&](store::Tx& tx) { return identity::find_proof(tx, token, ctx.now); });
  if (!proof || proof->purpose != identity::Purpose::Email) return dead_link(ctx);
  views::FormPage page;
  page.title = "Your new mail address";
  page.lead = "From now on you sign in with " + proof->email + ".";
  page.action = "/account/email/confirm";
  page.button = "Yes, use this address";
  page.hidden = {{"t", token}};
  auto response = form_page(ctx, page);
  keep_to_ourselves(response);
  return response;
}

web::Response email_confirm(Ctx& ctx) {
  const auto token = link_token(ctx.req.body_fields().value("t"));
  const auto done = ctx.db.transact("account_email_confirm",
                                    [&](store::Tx& tx) { return confirm(tx, token, ctx.now); });
  if (done) return web::Response::see_other("/account");
  if (done.why() == Confirmed::DeadLink) return dead_link(ctx);
  views::FormPage page;
  page.title = "This address has an account of its own";
  page.lead = "So it cannot be this account's too. Nothing was changed.";
  page.links = {{"/account", "To your account"}};
  auto response = form_page(ctx, page);
  response.status = 409;
  return response;
}

}  // namespace pages::account
