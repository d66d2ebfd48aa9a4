#include "pages/payment_form.h"
#include "pages/shop/cart.h"
#include "pages/shop/cart_page.h"
#include "pages/shop/shopper.h"
#include "web/form.h"

namespace pages::shop {
namespace {

constexpr std::size_t kLongestCode = 60;

web::Response refused(Ctx& ctx, cart::CardWhy why) {
  auto view = current_cart(ctx);
  switch (why) {
    case cart::CardWhy::NotValid:
      view.card_error = "This code is not valid. Check each letter: it stands in the card's mail.";
      break;
    case cart::CardWhy::NothingLeft:
      view.card_error = "Nothing is left on this card, or another order is using it.";
      break;
    case cart::CardWhy::TooMany:
      view.card_error = "A cart takes five gift cards. Remove one to use another.";
      break;
    case cart::CardWhy::NoCart:
      view.card_error = "Put something in the cart first, then add the card.";
      break;
    case cart::CardWhy::BeingPaid:
      return web::Response::see_other("/cart");
  }
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, view), 422);
}

}  // namespace

web::Response cart_gift_card(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto remove = form.optional_id<base::GiftCardId>("remove");
  const auto code = form.text("code", {.least = 0, .most = kLongestCode});
  if (!form.ok()) return refused(ctx, cart::CardWhy::NotValid);
  const auto done = ctx.db.transact("cart_gift_card", [&](store::Tx& tx) {
    return remove ? cart::remove_gift_card(tx, shopper_of(ctx), *remove, ctx.now)
                  : cart::add_gift_card(tx, shopper_of(ctx), code, ctx.now);
  });
  return done ? web::Response::see_other("/cart") : refused(ctx, done.why());
}

web::Response cart_credit(Ctx& ctx) {
  using cart::Credit;
  web::Form form{ctx.req};
  const auto use = form.choice<Credit>("use", {{"yes", Credit::Used}, {"no", Credit::Kept}});
  if (!form.ok()) return web::Response::see_other("/cart");
  const auto done = ctx.db.transact("cart_credit", [&](store::Tx& tx) {
    return cart::use_credit(tx, shopper_of(ctx), use, ctx.now);
  });
  return done ? web::Response::see_other("/cart") : refused(ctx, done.why());
}

}  // namespace pages::shop
