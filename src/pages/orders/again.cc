#include "cart/cart.h"
#include "order/read.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "pages/shop/shopper.h"

namespace pages::orders {

using Added = base::Result<cart::Changed, cart::Refusal>;

// At the prices of today, which the cart shows. An item each: what one lacks keeps no other back.
web::Response again(Ctx& ctx) {
  const auto token = token_of(ctx);
  const auto lines = ctx.db.snapshot("order_again", [&](store::Tx& tx) {
    return order::lines(tx, behind_token(tx, ctx, token).id);
  });
  auto shopper = shop::shopper_of(ctx);
  std::optional<std::string> new_token;
  int left = 0;
  for (const auto& line : lines) {
    const auto added = ctx.db.transact("cart_again", [&](store::Tx& tx) -> Added {
      const auto now = cart::offered(tx, line.variant);
      if (line.kind != "goods" || !now) return cart::Refusal{cart::Why::NotForSale};
      return cart::add(tx, shopper, {line.variant, line.units, now->price},
                       shop::cart_limits(ctx.config), ctx.now);
    });
    if (!added) ++left;
    if (added && added->new_token) shopper.token = *(new_token = added->new_token);
  }
  auto response =
      web::Response::see_other(left == 0 ? "/cart" : "/cart?left=" + std::to_string(left));
  if (new_token) shop::keep_cart_token(ctx, response, *new_token);
  return response;
}

}  // namespace pages::orders
