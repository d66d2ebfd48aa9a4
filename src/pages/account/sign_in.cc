#include "cart/account.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "pages/shop/shopper.h"
#include "web/errors.h"

namespace pages::account {
namespace {

constexpr views::TextField kPasswordField{"password", "Password", "password", "current-password",
                                          "",         128,        true};

views::AccountForm form_of(const std::string& next) {
  views::AccountForm page;
  page.title = "Sign in";
  page.action = "/account/sign-in";
  page.button = "Sign in";
  page.fields = {kEmailField, kPasswordField};
  page.hidden = {{"next", next}};
  page.links = {{"/account/forgotten", "I forgot my password"},
                {"/account/register", "I have no account yet"}};
  return page;
}

struct Entered {
  std::string token;
  cart::JoinedCart cart;
};

// Everything that signing in does, in one transaction: the browser's old session ends, so that an
// id somebody planted there is worth nothing; orders of the proven address join; the carts do.
Entered enter(Ctx& ctx, store::Tx& tx, const identity::User& user, const std::string& device) {
  using identity::Audience;
  BASE_CHECK(identity::lock_user(tx, user.id));
  const auto customer = user.customer.value();
  identity::end_session(tx, Audience::Shopper, session_token(ctx));
  auto begun = identity::begin_session(tx, Audience::Shopper, user.id, client_of(ctx), ctx.now);
  identity::know_device(tx, Audience::Shopper, user.id, device, ctx.now);
  order::join_guest_orders(tx, customer, ctx.now);
  return {begun.token.reveal(), cart::join_account(tx, shop::shopper_of(ctx), customer,
                                                   shop::cart_limits(ctx.config), ctx.now)};
}

// The cart says what came into it, and what there was too little of.
std::string cart_with_notice(const cart::JoinedCart& joined) {
  auto path = "/cart?joined=" + std::to_string(joined.units);
  for (std::size_t i = 0; i < joined.cut.size() && i < 20; ++i)
    path += (i == 0 ? "&cut=" : ",") + std::to_string(joined.cut[i].raw());
  return path;
}

web::Response entered(Ctx& ctx, const identity::User& user, const std::string& next) {
  const auto device = device_token(ctx);
  const auto done =
      ctx.db.transact("sign_in", [&](store::Tx& tx) { return enter(ctx, tx, user, device); });
  auto response =
      web::Response::see_other(done.cart.units > 0 ? cart_with_notice(done.cart) : next);
  keep_session_token(ctx, response, done.token);
  keep_device_token(ctx, response, device);
  if (done.cart.new_token) shop::keep_cart_token(ctx, response, *done.cart.new_token);
  return response;
}

}  // namespace

web::Response sign_in_form(Ctx& ctx) {
  const auto& query = ctx.req.query_fields();
  auto page = form_of(safe_next(query.value("next")));
  if (const auto* session = signed_in(ctx)) {
    page.lead = "To see your account, please show your password again.";
    page.typed.add("email", session->email);
  } else if (query.find("set") != nullptr) {
    page.notice = {{"Your password is set", "Sign in with it now."}};
  } else if (query.find("out") != nullptr) {
    page.notice = {{"You are signed out", "Your cart waits in your account."}};
  }
  return form_page(ctx, page);
}

web::Response sign_in_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  const auto next = safe_next(ctx.req.body_fields().value("next"));
  const auto typed = ctx.req.body_fields().value("password");
  if (typed.empty()) form.refuse("password", "Please fill this in.");
  if (form.ok()) {
    const identity::Attempt attempt{identity::Audience::Shopper, email,
                                    identity::typed_password(typed), device_token(ctx),
                                    client_of(ctx)};
    if (const auto user = identity::check_password(ctx.db, attempt, hash_slots(ctx), ctx.now))
      return entered(ctx, *user, next);
    form.refuse("",
                "This mail address and password do not fit together. After several tries we wait a "
                "while; a new password by mail always works.");
  }
  auto page = form_of(next);
  page.typed = form.kept();
  page.errors = form.errors();
  return form_page(ctx, page);
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
