#include "pages/shop/put_each.h"

#include "pages/shop/shopper.h"

namespace pages::shop {

PutEach put_each(Ctx& ctx, const std::vector<cart::Choice>& choices) {
  PutEach put;
  auto shopper = shopper_of(ctx);
  for (const auto& choice : choices) {
    const auto added = ctx.db.transact("cart_put_each", [&](store::Tx& tx) {
      return cart::add(tx, shopper, choice, cart_limits(ctx.config), ctx.now);
    });
    if (!added) ++put.left;
    if (added && added->new_token) shopper.token = *(put.new_token = added->new_token);
  }
  return put;
}

}  // namespace pages::shop
