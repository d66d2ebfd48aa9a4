#include "customers/customers.h"
#include "identity/linked.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

constexpr views::TextField kNameField{"name", "Your name", "text", "name", "", 60, true};

views::FormPage form_of(const identity::Proof& proof, const std::string& token) {
  views::FormPage page;
  page.action = "/account/reset";
  page.hidden = {{"t", token}};
  if (proof.user) {
    page.title = "Choose a new password";
    page.lead = "For the account of " + proof.email + ". You are signed out everywhere then.";
    page.fields = {kNewField};
  } else {
    page.title = "Open your account";
    page.lead = "Your mail address is " + proof.email + ". One step is left.";
    page.fields = {kNameField, kNewField};
  }
  page.button = proof.user ? "Set the password" : "Open the account";
  return page;
}

std::optional<identity::Proof> proof_behind(Ctx& ctx, const std::string& token) {
  if (token.empty()) return std::nullopt;
  const auto proof = ctx.db.at_once(
      "mail_proof", [&](store::Tx& tx) { return identity::find_proof(tx, token, ctx.now); });
  return proof && proof->purpose == identity::Purpose::Password ? proof : std::nullopt;
}

struct NewAccount {
  std::string token;
  std::string name;
  std::string password_hash;
};

enum class Outcome { Done, DeadLink, OthersCustomer };

// The account of a proven address, with the customer that its orders made; or its new password.
Outcome open_account(store::Tx& tx, const NewAccount& wanted, const std::string& device,
                     base::Instant now) {
  const auto proof = identity::use_proof(tx, wanted.token, now);
  if (!proof || proof->purpose != identity::Purpose::Password) return Outcome::DeadLink;
  auto user = proof->user;
  if (user) {
    identity::set_password(tx, *user, wanted.password_hash, std::nullopt, now);
    identity::forget_links(tx, *user);
  } else {
    const auto customer = customers::for_mail(tx, proof->email, wanted.name, now);
    if (identity::of_customer(tx, customer)) return Outcome::OthersCustomer;
    customers::verify_email(tx, customer, now);
    user = identity::create_shopper(tx, proof->email, wanted.name, customer, wanted.password_hash,
                                    now);
    order::join_guest_orders(tx, customer, now);
  }
  // Who was locked out by others' tries signs in here all the same.
  identity::know_device(tx, identity::Audience::Shopper, *user, device, now);
  return Outcome::Done;
}

web::Response others_customer(Ctx& ctx) {
  views::FormPage page;
  page.title = "This address belonged to another account";
  page.lead =
      "Orders of this address are kept with an account that signs in with another one. Write to us "
      "and we part them.";
  auto response = form_page(ctx, page);
  response.status = 409;
  return response;
}

}  // namespace

web::Response reset_form(Ctx& ctx) {
  const auto token = link_token(ctx.req.query_fields().value("t"));
  const auto proof = proof_behind(ctx, token);
  if (!proof) return dead_link(ctx);
  auto page = form_page(ctx, form_of(*proof, token));
  keep_to_ourselves(page);
  return page;
}

web::Response reset_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto token = link_token(ctx.req.body_fields().value("t"));
  const auto proof = proof_behind(ctx, token);
  if (!proof) return dead_link(ctx);
  NewAccount wanted{token, proof->user ? "" : form.text("name", {1, 60}), ""};
  const auto password = read_new_password(ctx, form, proof->email);
  if (!form.ok()) {
    auto again = form_of(*proof, token);
    again.typed = form.kept();
    again.errors = form.errors();
    auto page = form_page(ctx, again);
    keep_to_ourselves(page);
    return page;
  }
  wanted.password_hash = identity::hash_password(password, hash_slots(ctx));
  const auto device = device_token(ctx);
  const auto outcome = ctx.db.transact(
      "account_open", [&](store::Tx& tx) { return open_account(tx, wanted, device, ctx.now); });
  if (outcome == Outcome::DeadLink) return dead_link(ctx);
  if (outcome == Outcome::OthersCustomer) return others_customer(ctx);
  auto response = web::Response::see_other("/account/sign-in?set=1");
  keep_device_token(ctx, response, device);
  return response;
}

}  // namespace pages::account
