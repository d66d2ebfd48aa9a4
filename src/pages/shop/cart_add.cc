#include "base/json_writer.h"
#include "pages/payment_form.h"
#include "pages/shop/cart.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/shopper.h"
#include "web/form.h"

namespace pages::shop {
namespace {

bool wants_json(const Ctx& ctx) {
  return ctx.req.header("Accept").starts_with("application/json");
}

views::AddRefusal kind_of(const cart::Refusal& refusal) {
  using views::AddRefusal;
  switch (refusal.why) {
    case cart::Why::NotForSale:
    case cart::Why::NoLine:
      return AddRefusal::NotSold;
    case cart::Why::PriceChanged:
      return AddRefusal::PriceChanged;
    case cart::Why::Short:
      return refusal.available > 0 ? AddRefusal::NotEnough : AddRefusal::SoldOut;
    case cart::Why::TooManyUnits:
      return refusal.available > refusal.line_units ? AddRefusal::NotEnough : AddRefusal::TooMany;
    case cart::Why::TooManyLines:
    case cart::Why::TooManyOpen:
      return AddRefusal::TooMany;
    case cart::Why::BeingPaid:
      return AddRefusal::CartClosed;
  }
  throw base::BugError{"a cart's refusal without a page"};
}

// The page that says why nothing was added, and proposes what can be.
web::Response refused_page(Ctx& ctx, views::AddRefusedView view, int status) {
  const auto offered = ctx.db.at_once(
      "cart_offered", [&](store::Tx& tx) { return cart::offered(tx, view.variant); });
  if (offered) {
    view.title = offered->title;
    view.path = "/p/" + offered->slug;
    view.condition = offered->condition;
    view.price = offered->price;
    view.price_version = offered->price.in_cents();
  }
  return page_that_pays(ctx, views::add_refused(ctx.templates, ctx.layout, view), status);
}

web::Response refused(Ctx& ctx, const cart::Refusal& refusal, const cart::Choice& choice) {
  const int status = status_of(refusal.why);
  const int more = std::max(refusal.available - refusal.line_units, 0);
  if (wants_json(ctx)) {
    base::JsonWriter json;
    json.begin_object().field("error", sentence(refusal)).field("available", more);
    if (refusal.why == cart::Why::PriceChanged)
      json.field("price_version", refusal.price.in_cents());
    return web::Response::json(json.end_object().take(), status);
  }
  views::AddRefusedView view;
  view.why = kind_of(refusal);
  view.variant = choice.variant;
  view.units = choice.units;
  view.available = more;
  if (refusal.why == cart::Why::PriceChanged) view.price_was = choice.seen_price;
  return refused_page(ctx, std::move(view), status);
}

web::Response misread(Ctx& ctx, const web::Form& form, base::VariantId variant) {
  if (wants_json(ctx)) {
    base::JsonWriter json;
    json.begin_object().field("error", form.errors().begin()->value).end_object();
    return web::Response::json(json.take(), 422);
  }
  views::AddRefusedView view;
  view.why = form.errors().find("units") != nullptr ? views::AddRefusal::BadUnits
                                                    : views::AddRefusal::NotSold;
  view.variant = variant;
  view.typed_units = form.kept().value("units");
  return refused_page(ctx, std::move(view), 422);
}

web::Response added(Ctx& ctx, const cart::Changed& changed) {
  auto response = web::Response::see_other("/cart");
  if (wants_json(ctx)) {
    base::JsonWriter json;
    json.begin_object().field("units", changed.units).field("line_units", changed.line_units);
    json.field("message", "Added. Your cart has " + views::units_text(changed.units) + ".");
    response = web::Response::json(json.end_object().take());
  }
  if (changed.new_token) keep_cart_token(ctx, response, *changed.new_token);
  return response;
}

}  // namespace

web::Response cart_add(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto variant = form.id<base::VariantId>("variant");
  const auto units = form.integer("units", 1, kMostTyped);
  const auto seen = form.long_integer("price_version", 1, 99'999'999);
  if (!form.ok()) return misread(ctx, form, variant);

  const cart::Choice choice{variant, units, base::Money::cents(seen)};
  const auto answer = ctx.db.transact("cart_add", [&](store::Tx& tx) {
    return cart::add(tx, shopper_of(ctx), choice, cart_limits(ctx.config), ctx.now);
  });
  return answer ? added(ctx, *answer) : refused(ctx, answer.why(), choice);
}

}  // namespace pages::shop
