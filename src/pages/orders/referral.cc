#include "referral/referral.h"

#include "base/crypto.h"
#include "order/customer.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "pages/shop/visitor.h"
#include "web/errors.h"

namespace pages::orders {

web::Response referral(Ctx& ctx) {
  const auto token = token_of(ctx);
  if (!::referral::terms(ctx.config)) throw web::NotFound{};
  const auto visitor = shop::visitor_token(ctx).value_or(base::random_token());
  const auto found = ctx.db.transact("order_referral", [&](store::Tx& tx) {
    auto order = behind_token(tx, ctx, token);
    const auto buyer = order::buyer(tx, order.id).value();
    ::referral::link_code(tx, buyer, ctx.now);
    ::referral::note(
        tx, buyer, {{::referral::SignalKind::Device, ::referral::visitor_hash(visitor)}}, ctx.now);
    return order;
  });
  auto page = web::Response::see_other(path_of(found));
  shop::keep_visitor_token(ctx, page, visitor);
  return page;
}

}  // namespace pages::orders
