#include "order/read.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "pages/shop/put_each.h"
#include "pages/shop/shopper.h"

namespace pages::orders {

namespace {

struct Again {
  std::vector<cart::Choice> choices;
  int left = 0;  // lines that are sold no more, or in another way
};

// At the prices of today, which the cart shows.
Again again_of(store::Tx& tx, base::OrderId order) {
  Again again;
  for (const auto& line : order::lines(tx, order)) {
    const auto now = cart::offered(tx, line.variant);
    if (line.kind == "goods" && now)
      again.choices.push_back({line.variant, line.units, now->price});
    else
      ++again.left;
  }
  return again;
}

}  // namespace

web::Response again(Ctx& ctx) {
  const auto token = token_of(ctx);
  const auto wanted = ctx.db.snapshot(
      "order_again", [&](store::Tx& tx) { return again_of(tx, behind_token(tx, ctx, token).id); });
  const auto put = shop::put_each(ctx, wanted.choices);
  const int left = wanted.left + put.left;
  auto response =
      web::Response::see_other(left == 0 ? "/cart" : "/cart?left=" + std::to_string(left));
  if (put.new_token) shop::keep_cart_token(ctx, response, *put.new_token);
  return response;
}

}  // namespace pages::orders
