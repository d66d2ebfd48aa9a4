#include "identity/sign_in.h"
#include "identity/password.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "pages/admin/admin.h"
#include "pages/admin/session.h"
#include "pages/crowd.h"
#include "web/errors.h"

namespace pages::admin {
namespace {

using identity::Audience;

constexpr views::TextField kPassword{"password", "Password", "password", "current-password",
                                     "",         128,        true};

views::FormPage sign_in_page() {
  views::FormPage page;
  page.title = "Staff: sign in";
  page.action = "/admin/sign-in";
  page.button = "Go on";
  page.fields = {kEmailField, kPassword};
  page.links = {{"/admin/forgotten", "I forgot my password"}};
  return page;
}

views::FormPage reset_page(const identity::Proof& proof, const std::string& token) {
  views::FormPage page;
  page.title = "Staff: choose a password";
  page.lead = "For " + proof.email + ". You are signed out everywhere then.";
  page.action = "/admin/reset";
  page.button = "Set the password";
  page.fields = {account::kNewField};
  page.hidden = {{"t", token}};
  return page;
}

views::FormPage forgotten_page() {
  views::FormPage page;
  page.title = "Staff: a new password";
  page.lead = "If you work here, a link comes to your mail address.";
  page.action = "/admin/forgotten";
  page.button = "Send me the link";
  page.fields = {kEmailField};
  return page;
}

views::FormPage again(views::FormPage page, const web::Form& form) {
  page.typed = form.kept();
  page.errors = form.errors();
  return page;
}

web::Response again(Ctx& ctx, const views::FormPage& page, const web::Form& form,
                    const Captcha& captcha) {
  return page_with(ctx, again(page, form), captcha);
}

// Only of who is of the staff already: a link makes nobody one.
std::optional<identity::Proof> proof_behind(Ctx& ctx, const std::string& token) {
  if (token.empty()) return std::nullopt;
  const auto proof = ctx.db.at_once(
      "mail_proof", [&](store::Tx& tx) { return identity::find_proof(tx, token, ctx.now); });
  return proof && proof->purpose == identity::Purpose::Password && proof->user ? proof
                                                                               : std::nullopt;
}

}  // namespace

web::Response sign_in_form(Ctx& ctx) {
  auto page = sign_in_page();
  if (account::seal_keys(ctx).empty())
    page.notice = {{"Nobody can sign in", "identity.seal_keys is not set on this machine."}};
  else if (ctx.req.query_fields().find("set") != nullptr)
    page.notice = {{"Your password is set", "Sign in with it now."}};
  else if (ctx.req.query_fields().find("wait") != nullptr)
    page.notice = {{"Too many wrong codes", "Wait a quarter of an hour, then sign in again."}};
  return page_with(ctx, page,
                   {ctx, captcha::Action::StaffLogin, demand_of_sign_in(ctx, Audience::Staff, "")});
}

web::Response sign_in_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  const auto typed = ctx.req.body_fields().value("password");
  if (typed.empty()) form.refuse("password", "Please fill this in.");
  Captcha captcha{ctx, captcha::Action::StaffLogin, demand_of_sign_in(ctx, Audience::Staff, email)};
  if (form.ok() && !account::seal_keys(ctx).empty() && captcha.passes(form)) {
    const auto device = account::device_token(ctx);
    const identity::Attempt attempt{
        Audience::Staff,         email,          identity::typed_password(typed), device,
        account::client_of(ctx), captcha.proof()};
    if (auto refused = refuse_crowd(ctx, attempt.audience, email, device))
      return *std::move(refused);
    if (const auto user =
            identity::check_password(ctx.db, attempt, account::hash_slots(ctx), ctx.now)) {
      if (identity::is_tried_first(attempt.password))
        return account::sends_for_another(ctx, Audience::Staff, email);
      const auto begun = ctx.db.transact("staff_sign_in", [&](store::Tx& tx) {
        identity::end_session(tx, Audience::Staff, session_token(ctx));
        return identity::begin_session(tx, Audience::Staff, user->id, account::client_of(ctx),
                                       ctx.now);
      });
      auto response = web::Response::see_other("/admin/second");
      keep_session_token(ctx, response, begun.token.reveal());
      return response;
    }
    count_wrong_password(ctx, Audience::Staff, email);
  }
  if (form.ok())
    form.refuse("",
                "This mail address and password do not fit together. After several tries we "
                "wait a while; a new password by mail always works.");
  return again(ctx, sign_in_page(), form, captcha);
}

web::Response forgotten_form(Ctx& ctx) {
  return page_with(ctx, forgotten_page(), {ctx, captcha::Action::Forgot});
}

web::Response forgotten_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  Captcha captcha{ctx, captcha::Action::Forgot};
  if (!form.ok() || !captcha.passes(form)) return again(ctx, forgotten_page(), form, captcha);
  ctx.db.transact("account_link", [&](store::Tx& tx) {
    identity::ask_link(tx, Audience::Staff, identity::Wish::Reset, email, ctx.now);
    return true;
  });
  auto page = forgotten_page();
  page.action.clear();
  page.lead = "If you work here, a mail with a link is on its way.";
  page.links = {{"/admin/sign-in", "Sign in"}};
  return form_page(ctx, page);
}

web::Response reset_form(Ctx& ctx) {
  const auto token = link_token(ctx.req.query_fields().value("t"));
  const auto proof = proof_behind(ctx, token);
  if (!proof) return account::dead_link(ctx);
  auto page = form_page(ctx, reset_page(*proof, token));
  keep_to_ourselves(page);
  return page;
}

web::Response reset_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto token = link_token(ctx.req.body_fields().value("t"));
  const auto proof = proof_behind(ctx, token);
  if (!proof) return account::dead_link(ctx);
  const auto password = account::read_new_password(ctx, form, proof->email);
  if (!form.ok()) {
    auto page = form_page(ctx, again(reset_page(*proof, token), form));
    keep_to_ourselves(page);
    return page;
  }
  const auto hash = identity::hash_password(password, account::hash_slots(ctx));
  const auto device = account::device_token(ctx);
  const bool done = ctx.db.transact("staff_password", [&](store::Tx& tx) {
    const auto used = identity::use_proof(tx, token, ctx.now);
    if (!used || !used->user) return false;
    identity::set_password(tx, *used->user, hash, std::nullopt, ctx.now);
    identity::know_device(tx, Audience::Staff, *used->user, device, ctx.now);
    return true;
  });
  if (!done) return account::dead_link(ctx);
  auto response = web::Response::see_other("/admin/sign-in?set=1");
  account::keep_device_token(ctx, response, device);
  return response;
}

web::Response sign_out(Ctx& ctx) {
  return put_out(ctx, "/admin/sign-in");
}

web::Response end_session(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<base::SessionId>("id");
  const bool ended = ctx.db.at_once("end_session", [&](store::Tx& tx) {
    return identity::end_session(tx, session_of(ctx).user, id);
  });
  if (!ended) throw web::NotFound{};
  return web::Response::see_other("/admin");
}

}  // namespace pages::admin
