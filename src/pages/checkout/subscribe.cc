#include "pages/account/session.h"
#include "pages/checkout/carding.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "pages/shop/shopper.h"
#include "payment/subscriptions.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

constexpr const char* kPage = "/account/plans";

// Stripe's page of an unpaid invoice: nothing else is gone to.
std::string invoice_page(const stripe::Answer& answer) {
  auto url = answer.body.text_or("hosted_invoice_url", "");
  const bool safe = url.starts_with("https://") || url.starts_with("http://127.0.0.1:") ||
                    url.starts_with("http://localhost:");
  return safe ? url : "";
}

}  // namespace

web::Response subscribe(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto plan = form.text("plan", {1, 64});
  if (!form.ok()) throw web::NotFound{};
  const payment::Payer payer{.cart = {}, .order = {}, .address = shop::address_key(ctx)};
  const PageAsk page_ask{
      "/checkout/subscribe", {{"csrf", account::form_token(ctx)}, {"plan", plan}}, kPage};
  if (auto held_up = hold_up(ctx, payer, page_ask)) return *held_up;
  const auto terms = payment::terms(ctx.config);
  const auto asked = payment::subscribe(till(ctx, terms), account::customer_of(ctx), plan, ctx.now);
  if (!asked) {
    switch (asked.why()) {
      case payment::SubscribeWhy::NoSuchPlan:
        throw web::NotFound{};
      case payment::SubscribeWhy::Subscribed:
        return web::Response::see_other(kPage);
    }
  }
  switch (asked->outcome) {
    case payment::AskOutcome::Open:
      return web::Response::see_other_outside(asked->url);
    case payment::AskOutcome::Unknown:
      return problem(ctx, views::CheckoutProblem::PaymentUnavailable, kPage);
    case payment::AskOutcome::Refused:
      // What Stripe had of the account is gone: the next click names nothing of it.
      if (asked->param == "customer") return web::Response::see_other(kPage);
      return problem(ctx, views::CheckoutProblem::Refused, kPage);
    case payment::AskOutcome::NotWaiting:
      break;
  }
  return web::Response::see_other(kPage);
}

web::Response pay_invoice(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<payment::SubscriptionId>("id");
  if (!form.ok()) throw web::NotFound{};
  const auto invoice = ctx.db.at_once("unpaid_invoice", [&](store::Tx& tx) {
    return payment::unpaid_invoice(tx, account::customer_of(ctx), id);
  });
  if (!invoice) throw web::NotFound{};
  try {
    const auto reply = ctx.stripe.retrieve_invoice(*invoice, ctx.deadline);
    const auto url = reply ? invoice_page(*reply) : "";
    if (url.empty()) return web::Response::see_other(kPage);
    return web::Response::see_other_outside(url);
  } catch (const stripe::Unknown&) {
    return problem(ctx, views::CheckoutProblem::PaymentUnavailable, kPage);
  }
}

}  // namespace pages::checkout
