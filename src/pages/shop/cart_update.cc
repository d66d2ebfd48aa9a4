#include "pages/shop/cart.h"
#include "pages/shop/cart_page.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/shopper.h"
#include "web/form.h"

namespace pages::shop {

web::Response cart_update(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto variant = form.id<base::VariantId>("variant");
  const auto units = form.integer("units", 1, kMostTyped);
  if (!form.ok())
    return cart_again(ctx, 422, variant, form.kept().value("units"),
                      form.errors().find("units") != nullptr
                          ? units_sentence(cart_limits(ctx.config))
                          : std::string{form.errors().begin()->value});

  const auto changed = ctx.db.transact("cart_update", [&](store::Tx& tx) {
    return cart::set_units(tx, shopper_of(ctx), variant, units, cart_limits(ctx.config), ctx.now);
  });
  if (!changed)
    return cart_again(ctx, status_of(changed.why().why), variant, std::to_string(units),
                      sentence(changed.why()));
  return web::Response::see_other("/cart");
}

web::Response cart_remove(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto variant = form.id<base::VariantId>("variant");
  if (!form.ok())
    return cart_again(ctx, 422, variant, {}, std::string{form.errors().begin()->value});

  const auto changed = ctx.db.transact("cart_remove", [&](store::Tx& tx) {
    return cart::remove(tx, shopper_of(ctx), variant, cart_limits(ctx.config), ctx.now);
  });
  // Removed in another tab, or by the button pressed twice: what was asked for is so.
  if (!changed && changed.why().why != cart::Why::NoLine)
    return cart_again(ctx, status_of(changed.why().why), variant, {}, sentence(changed.why()));
  if (!changed) return web::Response::see_other("/cart");
  return web::Response::see_other("/cart?removed=" + std::to_string(variant.raw()) +
                                  "&units=" + std::to_string(changed->removed));
}

}  // namespace pages::shop
