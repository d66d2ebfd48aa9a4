#include "shipping/shipping.h"

#include "order/shipping_request.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

::shipping::Offers offers(Ctx& ctx, const payment::Draft& draft) {
  return ctx.db.snapshot("shipping_offers",
                         [&](store::Tx& tx) { return payment::ways_to_ship(tx, draft, ctx.now); });
}

// What the shopper told of unloading, said anew or kept from before.
void show_unloading(views::ShippingView& view, const cart::Details& details) {
  view.unloading = {details.unload_site.value_or(""), details.unload_wishes};
}

web::Response page(Ctx& ctx, const Visit& visit, const payment::Draft& draft,
                   const ::shipping::Offers& offered, const base::FieldErrors& errors) {
  views::ShippingView view;
  for (const auto& offer : offered.methods)
    view.options.push_back(
        {offer.code, offer.name, offer.promise.earliest, offer.promise.latest, offer.price});
  view.chosen = draft.shipping ? draft.shipping->code : "";
  view.address = views::address_lines(*draft.details);
  view.email = draft.details->email;
  if (offered.by_freight) show_unloading(view, *draft.details);
  if (view.options.empty())
    view.asked = ctx.db.snapshot("shipping_asked", [&](store::Tx& tx) {
      return order::is_shipping_asked(tx, visit.cart.id, ctx.now);
    });
  view.errors = errors;
  view.summary = summary(draft, std::nullopt);
  return web::Response::html(views::checkout_shipping(ctx.templates, ctx.layout, view),
                             errors.empty() ? 200 : 422);
}

// The answers as the form has them; `details` keep them, so that the page shows them again.
::shipping::Unloading read(web::Form& form, cart::Details& details) {
  const auto site = ::shipping::parse_site(form.text("unload_site", {0, 20}));
  ::shipping::Unloading told{site.value_or(::shipping::Site::Residence), {}};
  for (const auto wish : ::shipping::kWishes)
    if (form.is_checked(to_word(wish))) told.wishes.push_back(wish);
  if (!site) form.refuse("unload_site", "Say where the truck is unloaded.");
  if (told.wants(::shipping::Wish::Appointment) && details.phone.empty())
    form.refuse("appointment",
                "The carrier calls ahead: give a phone number with the address, one step back.");
  details.unload_site = site ? std::optional<std::string>{to_word(*site)} : std::nullopt;
  details.unload_wishes = ::shipping::to_words(told.wishes);
  return told;
}

// Is it the price that the shopper saw beside these answers, or the ones before?
bool is_shown(const payment::Draft& before, const ::shipping::Offers& seen,
              const ::shipping::Offer& way) {
  if (!seen.by_freight) return true;
  const auto* old = seen.find(way.code);
  return before.details->unloading() && old != nullptr && old->price == way.price;
}

// Keeps what was told and chosen; nothing chosen leads to the same page, with its price.
web::Response keep(Ctx& ctx, const Visit& visit, const std::optional<::shipping::Unloading>& told,
                   const std::optional<std::string>& method) {
  const bool saved = ctx.db.transact("checkout_shipping", [&](store::Tx& tx) {
    if (!keep_holding(ctx, tx, visit.cart.id)) return false;
    if (told) cart::tell_unloading(tx, visit.cart.id, *told, ctx.now);
    if (method) cart::choose_shipping(tx, visit.cart.id, *method, ctx.now);
    return true;
  });
  if (!saved) return web::Response::see_other("/cart");
  return web::Response::see_other(method ? "/checkout/review" : "/checkout/shipping");
}

}  // namespace

web::Response shipping(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  return page(ctx, *here, here->draft, offers(ctx, here->draft), {});
}

web::Response shipping_save(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  const auto seen = offers(ctx, here->draft);
  web::Form form{ctx.req};
  auto draft = here->draft;
  std::optional<::shipping::Unloading> told;
  if (seen.by_freight) told = read(form, *draft.details);
  if (!form.ok()) return page(ctx, *here, draft, seen, form.errors());

  const auto offered = told ? offers(ctx, draft) : seen;
  const auto* way = offered.find(form.text("shipping_method", {0, 40}));
  if (way != nullptr && is_shown(here->draft, seen, *way)) return keep(ctx, *here, told, way->code);
  if (told && told != here->draft.details->unloading()) return keep(ctx, *here, told, std::nullopt);
  if (offered.methods.empty()) return web::Response::see_other("/checkout/shipping");
  if (way == nullptr) form.refuse("shipping_method", "Choose one of the ways to ship.");
  return page(ctx, *here, draft, offered, form.errors());
}

web::Response shipping_ask(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  const auto offered = offers(ctx, here->draft);
  const bool told = !offered.by_freight || here->draft.details->unloading();
  if (!offered.methods.empty() || !told) return web::Response::see_other("/checkout/shipping");
  const auto asked = ctx.db.transact(
      "checkout_ask", [&](store::Tx& tx) -> base::Result<base::Done, order::AskRefusal> {
        if (!keep_holding(ctx, tx, here->cart.id)) return order::AskRefusal::Incomplete;
        return order::ask_for_shipping(tx, here->cart.id, ctx.now);
      });
  // Refused: the cart was emptied meanwhile, or is being paid for.
  return web::Response::see_other(asked ? "/checkout/shipping" : "/cart");
}

}  // namespace pages::checkout
