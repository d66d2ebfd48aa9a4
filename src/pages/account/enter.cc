#include "pages/account/enter.h"

#include "base/text.h"
#include "cart/account.h"
#include "cart/lists.h"
#include "identity/second_step.h"
#include "order/customer.h"
#include "pages/account/session.h"
#include "pages/shop/lists.h"
#include "pages/shop/shopper.h"

namespace pages::account {
namespace {

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
  cart::join_lists(tx, shop::list_token(ctx), customer, ctx.now);
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

}  // namespace

web::Response entered(Ctx& ctx, const identity::User& user, const std::string& next) {
  const bool wants_code = ctx.db.at_once(
      "second_step", [&](store::Tx& tx) { return identity::has_second_step(tx, user.id); });
  if (!wants_code) return let_in(ctx, user, next);
  const auto token = ctx.db.transact("sign_in_half", [&](store::Tx& tx) {
    identity::end_session(tx, identity::Audience::Shopper, session_token(ctx));
    return identity::begin_half_session(tx, user.id, client_of(ctx), ctx.now).token;
  });
  auto response = web::Response::see_other("/account/second?next=" + base::percent_encoded(next));
  keep_session_token(ctx, response, token.reveal());
  return response;
}

web::Response let_in(Ctx& ctx, const identity::User& user, const std::string& next) {
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

}  // namespace pages::account
