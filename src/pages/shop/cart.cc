#include "pages/shop/cart.h"

#include "pages/payment_form.h"
#include "pages/shop/cart_page.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/shopper.h"

namespace pages::shop {

views::CartView current_cart(Ctx& ctx) {
  const auto token = cart_token(ctx);
  const auto cart =
      ctx.db.at_once("cart_view", [&](store::Tx& tx) { return cart::view(tx, token, ctx.now); });
  return to_view(cart, ctx.now);
}

web::Response cart(Ctx& ctx) {
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, current_cart(ctx)));
}

web::Response cart_again(Ctx& ctx, int status, base::VariantId variant, std::string_view typed,
                         const std::string& error) {
  auto view = current_cart(ctx);
  bool on_line = false;
  for (auto& line : view.lines) {
    if (line.variant != variant || view.mode == views::CartMode::Paying) continue;
    line.typed = typed;
    line.error = error;
    on_line = true;
  }
  if (!on_line) view.notice = error;
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, view), status);
}

}  // namespace pages::shop
