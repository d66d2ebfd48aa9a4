#include "pages/checkout/visit.h"

#include "base/text.h"
#include "pages/account/session.h"
#include "pages/shop/shopper.h"

namespace pages::checkout {

std::optional<Visit> visit(Ctx& ctx) {
  const auto token = shop::cart_token(ctx);
  const auto buyer = account::buyer_of(ctx);
  return ctx.db.snapshot("checkout_visit", [&](store::Tx& tx) -> std::optional<Visit> {
    const auto cart = cart::find_cart(tx, token);
    if (!cart) return std::nullopt;
    return Visit{*cart, payment::draft(tx, cart->id, buyer, ctx.now)};
  });
}

std::optional<web::Response> detour(const std::optional<Visit>& visit, Step step) {
  if (!visit || visit->cart.state != "open" || visit->draft.lines.empty())
    return web::Response::see_other("/cart");
  if (step != Step::Contact && !visit->draft.details) return web::Response::see_other("/checkout");
  if (step == Step::Review && !visit->draft.shipping)
    return web::Response::see_other("/checkout/shipping");
  return std::nullopt;
}

bool keep_holding(Ctx& ctx, store::Tx& tx, base::CartId id) {
  const auto cart = cart::lock_cart(tx, id);
  if (!cart || cart->state != "open") return false;
  std::vector<inventory::Demand> demands;
  for (const auto& demand : cart::stock_demand(tx, id))
    demands.push_back({demand.item, demand.units, inventory::Need::IfLeft});
  // Units that are gone are told at the review, by name; here the shopper only typed an address.
  return static_cast<bool>(inventory::hold(tx, id, demands, shop::cart_limits(ctx.config).hold,
                                           shop::address_key(ctx), ctx.now));
}

namespace {

std::string name_of(const payment::Draft& draft, const tender::Source& source) {
  if (source.credit) return "Store credit";
  for (const auto& purse : draft.purses.usable)
    if (purse.source == source) return "Gift card ending in " + purse.last4;
  return "Gift card";
}

}  // namespace

views::Summary summary(const payment::Draft& draft, std::optional<base::Money> tax) {
  views::Summary out;
  out.lines = views::summary_lines(draft.lines);
  out.subtotal = draft.subtotal();
  for (const auto& applied : draft.priced.applied)
    if (applied.klass != promo::Class::Shipping)
      out.discounts.push_back({views::discount_name(applied.name, applied.code), applied.amount});
  if (draft.shipping) out.shipping = draft.shipping_charged();
  out.tax = tax;
  if (!tax || !out.shipping) return out;
  out.total = draft.priced.total() + *tax;
  const auto parts = draft.tender(*out.total);
  if (parts.empty()) return out;
  out.due = *out.total;
  for (const auto& part : parts) {
    out.tenders.push_back({name_of(draft, part.source), part.amount});
    *out.due = *out.due - part.amount;
  }
  return out;
}

payment::Till till(Ctx& ctx, const payment::Terms& terms) {
  return {ctx.db, ctx.stripe, terms, ctx.log, ctx.deadline};
}

namespace {

int status_of(views::CheckoutProblem problem) {
  switch (problem) {
    case views::CheckoutProblem::TaxUnavailable:
    case views::CheckoutProblem::PaymentUnavailable:
      return 503;
    case views::CheckoutProblem::TooLarge:
      return 422;
    case views::CheckoutProblem::OfferEnded:
    case views::CheckoutProblem::OverLimit:
      return 409;
    case views::CheckoutProblem::TooManyDeclines:
      return 429;
    case views::CheckoutProblem::Refused:
      return 500;
  }
  return 500;
}

// Stripe does not take the mail address that went to it. The cart is open again.
web::Response email_refused(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Shipping)) return *elsewhere;
  return contact_again(
      ctx, *here, typed(*here->draft.details),
      {{"email", "Our payment provider does not take this e-mail address. Check it."}});
}

// Stripe had deleted the customer that the order named: the next one names none.
web::Response look_again(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Review)) return *elsewhere;
  return review_page(ctx, *here, {409, views::ReviewNotice::LookAgain});
}

}  // namespace

web::Response problem(Ctx& ctx, views::CheckoutProblem what, const std::string& retry_path) {
  const int status = status_of(what);
  auto response = web::Response::html(
      views::checkout_problem(ctx.templates, ctx.layout, {what, retry_path, ctx.req.id}), status);
  if (status == 503) response.header("Retry-After", "30");
  if (status == 429) response.header("Retry-After", "3600");
  return response;
}

web::Response to_done(const std::string& session_id) {
  return web::Response::see_other("/checkout/done?session=" + base::percent_encoded(session_id));
}

web::Response to_what_became(Ctx& ctx, const payment::Attempt& attempt) {
  const auto now_stands =
      ctx.db.at_once("standing", [&](store::Tx& tx) { return payment::standing(tx, attempt.id); });
  if (now_stands.order_state == "expired" || !now_stands.session_id)
    return web::Response::see_other("/cart");
  return to_done(*now_stands.session_id);
}

web::Response to_payment(Ctx& ctx, const payment::Attempt& attempt) {
  const auto terms = payment::terms(ctx.config);
  const auto asked = payment::ask(till(ctx, terms), attempt, ctx.now);
  switch (asked.outcome) {
    case payment::AskOutcome::Open:
      return web::Response::see_other_outside(asked.url);
    case payment::AskOutcome::Unknown:
      return problem(ctx, views::CheckoutProblem::PaymentUnavailable, "/cart");
    case payment::AskOutcome::Refused:
      if (asked.param == "customer") return look_again(ctx);
      if (asked.param.starts_with("customer_email")) return email_refused(ctx);
      return problem(ctx, views::CheckoutProblem::Refused, "/cart");
    case payment::AskOutcome::NotWaiting:
      return to_what_became(ctx, attempt);
  }
  return web::Response::see_other("/cart");
}

}  // namespace pages::checkout
