#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "cart/lists.h"
#include "pages/account/session.h"
#include "pages/payment_form.h"
#include "pages/shop/cart.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/lists.h"
#include "pages/shop/shopper.h"
#include "web/form.h"

namespace pages::shop {
namespace {

// Nothing costs that: a page that does not say what it showed gets today's price to agree to.
constexpr auto kNoPrice = base::Money::cents(0);

bool wants_json(const Ctx& ctx) {
  return ctx.req.header("Accept").starts_with("application/json");
}

// How many more this cart could have.
int more_than_held(const cart::Refusal& refusal) {
  return std::max(refusal.available - refusal.line_units, 0);
}

views::AddAgain again_after(const cart::Refusal& refusal) {
  switch (refusal.why) {
    case cart::Why::PriceChanged:
      return views::AddAgain::Form;
    case cart::Why::Short:
    case cart::Why::TooManyUnits:
      return more_than_held(refusal) > 0 ? views::AddAgain::Form : views::AddAgain::No;
    case cart::Why::BeingPaid:
      return views::AddAgain::AfterPayment;
    case cart::Why::NotForSale:
    case cart::Why::NoLine:
    case cart::Why::TooManyLines:
    case cart::Why::TooManyOpen:
    case cart::Why::Agreed:
      return views::AddAgain::No;
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
  }
  return page_that_pays(ctx, views::add_refused(ctx.templates, ctx.layout, view), status);
}

web::Response refused(Ctx& ctx, const cart::Refusal& refusal, const cart::Choice& choice) {
  const int status = status_of(refusal.why);
  const int more = more_than_held(refusal);
  const bool other_price = refusal.why == cart::Why::PriceChanged;
  if (wants_json(ctx)) {
    base::JsonWriter json;
    json.begin_object().field("error", sentence(refusal)).field("available", more);
    if (other_price) json.field("price_version", refusal.price.in_cents());
    return web::Response::json(json.end_object().take(), status);
  }
  views::AddRefusedView view;
  view.sentence = sentence(refusal);
  view.again = again_after(refusal);
  view.variant = choice.variant;
  view.units = std::to_string(more > 0 ? more : choice.units);
  if (other_price && choice.seen_price != kNoPrice) view.price_was = choice.seen_price;
  return refused_page(ctx, std::move(view), status);
}

// A form that no page of ours sends, or units that are none.
web::Response misread(Ctx& ctx, const web::Form& form, base::VariantId variant) {
  const bool units_wrong = form.errors().find("units") != nullptr;
  views::AddRefusedView view;
  view.sentence = units_wrong ? units_sentence(cart_limits(ctx.config))
                              : "We could not tell what to add. Please choose it on its page.";
  if (wants_json(ctx)) {
    base::JsonWriter json;
    json.begin_object().field("error", view.sentence).end_object();
    return web::Response::json(json.take(), 422);
  }
  view.again = units_wrong ? views::AddAgain::UnitsWrong : views::AddAgain::No;
  view.variant = variant;
  view.units = form.kept().value("units");
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

base::Money seen_price(const web::Form& form) {
  const auto cents = base::parse_integer<std::int64_t>(form.kept().value("price_version"));
  return cents && *cents > 0 && *cents < 100'000'000 ? base::Money::cents(*cents) : kNoPrice;
}

}  // namespace

web::Response cart_add(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto variant = form.id<base::VariantId>("variant");
  const auto units = form.integer("units", 1, kMostTyped);
  const auto list = form.optional_id<cart::SavedListId>("list");
  if (!form.ok()) return misread(ctx, form, variant);

  const auto* session = account::signed_in(ctx);  // a new cart is the account's
  const cart::Keeper keeper{list_token(ctx), session ? session->customer : std::nullopt};
  const cart::Choice choice{variant, units, seen_price(form)};
  const auto answer = ctx.db.transact("cart_add", [&](store::Tx& tx) {
    auto done = cart::add(tx, shopper_of(ctx), choice, cart_limits(ctx.config), ctx.now);
    if (done && list) cart::remove_item(tx, keeper, *list, variant);
    return done;
  });
  return answer ? added(ctx, *answer) : refused(ctx, answer.why(), choice);
}

}  // namespace pages::shop
