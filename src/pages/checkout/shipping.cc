#include "shipping/shipping.h"

#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

std::vector<::shipping::Offer> offers(Ctx& ctx, const payment::Draft& draft) {
  return ctx.db.snapshot("shipping_offers",
                         [&](store::Tx& tx) { return payment::ways_to_ship(tx, draft, ctx.now); });
}

web::Response page(Ctx& ctx, const payment::Draft& draft,
                   const std::vector<::shipping::Offer>& offered, const base::FieldErrors& errors) {
  views::ShippingView view;
  for (const auto& offer : offered)
    view.options.push_back(
        {offer.code, offer.name, offer.promise.earliest, offer.promise.latest, offer.price});
  view.chosen = draft.shipping ? draft.shipping->code : "";
  view.address = views::address_lines(*draft.details);
  view.errors = errors;
  view.summary = summary(draft, std::nullopt);
  return web::Response::html(views::checkout_shipping(ctx.templates, ctx.layout, view),
                             errors.empty() ? 200 : 422);
}

}  // namespace

web::Response shipping(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  return page(ctx, here->draft, offers(ctx, here->draft), {});
}

web::Response shipping_save(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  const auto offered = offers(ctx, here->draft);
  web::Form form{ctx.req};
  const auto wanted = form.text("shipping_method", {1, 40});
  bool known = false;
  for (const auto& offer : offered) known = known || offer.code == wanted;
  if (!known) form.refuse("shipping_method", "Choose one of the ways to ship.");
  if (!form.ok()) return page(ctx, here->draft, offered, form.errors());

  const bool saved = ctx.db.transact("checkout_shipping", [&](store::Tx& tx) {
    if (!keep_holding(ctx, tx, here->cart.id)) return false;
    cart::choose_shipping(tx, here->cart.id, wanted, ctx.now);
    return true;
  });
  return web::Response::see_other(saved ? "/checkout/review" : "/cart");
}

}  // namespace pages::checkout
