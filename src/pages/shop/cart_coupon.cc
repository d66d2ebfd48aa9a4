#include "base/text.h"
#include "pages/payment_form.h"
#include "pages/shop/cart.h"
#include "pages/shop/cart_page.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/shopper.h"
#include "web/form.h"

namespace pages::shop {
namespace {

constexpr std::size_t kLongestCode = 60;

web::Response refused(Ctx& ctx, cart::CodeWhy why, const std::string& typed) {
  auto view = current_cart(ctx);
  view.code_typed = typed;
  switch (why) {
    case cart::CodeWhy::NotACode:
      view.code_error = "That is no code of ours: codes are letters and digits.";
      break;
    case cart::CodeWhy::TooMany:
      view.code_error = "A cart takes five codes. Remove one to use another.";
      break;
    case cart::CodeWhy::NoCart:
      view.code_error = "Put something in the cart first, then add the code.";
      break;
    case cart::CodeWhy::BeingPaid:
      return web::Response::see_other("/cart");
  }
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, view), 422);
}

}  // namespace

web::Response cart_coupon(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto remove = form.text("remove", {.least = 0, .most = kLongestCode});
  const auto code = form.text("code", {.least = 0, .most = kLongestCode});
  if (!form.ok())
    return refused(ctx, cart::CodeWhy::NotACode, std::string{form.kept().value("code")});
  const auto done = ctx.db.transact("cart_coupon", [&](store::Tx& tx) {
    return remove.empty() ? cart::add_code(tx, shopper_of(ctx), code, ctx.now)
                          : cart::remove_code(tx, shopper_of(ctx), remove, ctx.now);
  });
  return done ? web::Response::see_other("/cart") : refused(ctx, done.why(), code);
}

}  // namespace pages::shop
