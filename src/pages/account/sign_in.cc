#include "base/text.h"
#include "cart/account.h"
#include "identity/password.h"
#include "pages/account/account.h"
#include "pages/account/enter.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "pages/crowd.h"
#include "pages/shop/shopper.h"
#include "web/errors.h"

namespace pages::account {
namespace {

constexpr auto kShopper = identity::Audience::Shopper;

constexpr views::TextField kPasswordField{"password", "Password", "password", "current-password",
                                          "",         128,        true};

views::FormPage form_of(const Ctx& ctx, const std::string& next) {
  views::FormPage page;
  page.title = "Sign in";
  page.action = "/account/sign-in";
  page.button = "Sign in";
  page.fields = {kEmailField, kPasswordField};
  page.hidden = {{"next", next}};
  page.links = {{"/account/forgotten", "I forgot my password"},
                {"/account/register", "I have no account yet"}};
  if (!ctx.google.is_off())
    page.links.insert(page.links.begin(), {"/auth/google?next=" + base::percent_encoded(next),
                                           "Sign in by Google instead"});
  return page;
}

}  // namespace

web::Response sign_in_form(Ctx& ctx) {
  const auto& query = ctx.req.query_fields();
  auto page = form_of(ctx, safe_next(query.value("next")));
  if (const auto* session = signed_in(ctx)) {
    page.lead = "To see your account, please show your password again.";
    page.typed.add("email", session->email);
  } else if (query.find("set") != nullptr) {
    page.notice = {{"Your password is set", "Sign in with it now."}};
  } else if (query.find("out") != nullptr) {
    page.notice = {{"You are signed out", "Your cart waits in your account."}};
  }
  const Captcha captcha{ctx, captcha::Action::Login, demand_of_sign_in(ctx, kShopper, "")};
  return page_with(ctx, page, captcha);
}

web::Response sign_in_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  const auto next = safe_next(form.text("next", kNextLimits));
  const auto typed = ctx.req.body_fields().value("password");
  if (typed.empty()) form.refuse("password", "Please fill this in.");
  Captcha captcha{ctx, captcha::Action::Login, demand_of_sign_in(ctx, kShopper, email)};
  if (form.ok() && captcha.passes(form)) {
    const identity::Attempt attempt{
        kShopper,          email,          identity::typed_password(typed),
        device_token(ctx), client_of(ctx), captcha.proof()};
    if (auto refused = refuse_crowd(ctx, attempt.audience, email, attempt.device))
      return *std::move(refused);
    if (const auto user = identity::check_password(ctx.db, attempt, hash_slots(ctx), ctx.now))
      return identity::is_tried_first(attempt.password) ? sends_for_another(ctx, kShopper, email)
                                                        : entered(ctx, *user, next);
    count_wrong_password(ctx, kShopper, email);
    form.refuse("",
                "This mail address and password do not fit together. After several tries we wait a "
                "while; a new password by mail always works.");
  }
  auto page = form_of(ctx, next);
  page.typed = form.kept();
  page.errors = form.errors();
  return page_with(ctx, page, captcha);
}

web::Response sign_out(Ctx& ctx) {
  ctx.db.at_once("sign_out", [&](store::Tx& tx) {
    return identity::end_session(tx, session_of(ctx).user, session_of(ctx).id);
  });
  auto response = web::Response::see_other("/account/sign-in?out=1");
  forget_session_token(ctx, response);
  shop::forget_cart_token(ctx, response);
  return response;
}

web::Response sign_out_everywhere(Ctx& ctx) {
  ctx.db.transact("sign_out_everywhere", [&](store::Tx& tx) {
    identity::end_sessions(tx, session_of(ctx).user, std::nullopt);
    cart::forget_tokens(tx, customer_of(ctx));
    return true;
  });
  auto response = web::Response::see_other("/account/sign-in?out=1");
  forget_session_token(ctx, response);
  shop::forget_cart_token(ctx, response);
  return response;
}

web::Response end_device(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<base::SessionId>("id");
  const bool ended = ctx.db.at_once("end_device", [&](store::Tx& tx) {
    return identity::end_session(tx, session_of(ctx).user, id);
  });
  if (!ended) throw web::NotFound{};
  return web::Response::see_other("/account?done=device");
}

}  // namespace pages::account
