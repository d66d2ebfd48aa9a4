#include "payment/balance.h"

#include <algorithm>

#include "base/text.h"
#include "order/read.h"
#include "pages/checkout/carding.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "pages/shop/shopper.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

constexpr web::TextLimits kWord{1, 64};

std::string path_of(const order::Summary& order, const char* page) {
  return "/orders/" + base::percent_encoded(order.number.value()) + page +
         "?t=" + base::percent_encoded(order.token.value());
}

}  // namespace

web::Response balance(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto number = form.text("number", kWord);
  const auto token = form.text("token", kWord);
  if (!form.ok()) throw web::NotFound{};
  const auto order = ctx.db.snapshot(
      "balance_order", [&](store::Tx& tx) { return order::find_by_token(tx, number, token); });
  if (!order) throw web::NotFound{};
  const auto page = path_of(*order, "/pay");
  const payment::Payer payer{.cart = {}, .order = order->id, .address = shop::address_key(ctx)};
  const PageAsk page_ask{"/checkout/balance", {{"number", number}, {"token", token}}, page};
  if (auto held_up = hold_up(ctx, payer, page_ask)) return *held_up;
  const auto terms = payment::terms(ctx.config);
  const auto asked = payment::ask_balance(till(ctx, terms), order->id, ctx.now);
  if (!asked) {
    switch (asked.why()) {
      case payment::BalanceWhy::NotPayable:
      case payment::BalanceWhy::NothingDue:
      case payment::BalanceWhy::TooSmall:
      case payment::BalanceWhy::TooLarge:
        return web::Response::see_other(page);
      case payment::BalanceWhy::BeingPaid:
        return problem(ctx, views::CheckoutProblem::PaymentUnavailable, page);
    }
  }
  ctx.db.transact("note_payer", [&](store::Tx& tx) {
    payment::note_payer(tx, order->id, payer);
    return base::Done{};
  });
  switch (asked->outcome) {
    case payment::AskOutcome::Open:
      return web::Response::see_other_outside(asked->url);
    case payment::AskOutcome::Refused:
      return problem(ctx, views::CheckoutProblem::Refused, page);
    case payment::AskOutcome::Unknown:
      return problem(ctx, views::CheckoutProblem::PaymentUnavailable, page);
    case payment::AskOutcome::NotWaiting:
      return web::Response::see_other(path_of(*order, ""));
  }
  return web::Response::see_other(page);
}

web::Response paid(Ctx& ctx) {
  const std::string session{ctx.req.query_fields().value("session")};
  if (session.empty() || session.size() > 255 ||
      !std::all_of(session.begin(), session.end(), [](char c) { return c >= '!' && c <= '~'; }))
    throw web::NotFound{};
  const auto terms = payment::terms(ctx.config);
  try {
    payment::refresh(till(ctx, terms), session, "return page", ctx.now);
  } catch (const stripe::Unknown& e) {
    // The webhook or stripe-reconcile will bring the news.
    ctx.log.write(base::LogLine{"paid"}.add("id", ctx.req.id).add("error", e.what()));
  }
  const auto order =
      ctx.db.snapshot("paid_order", [&](store::Tx& tx) -> std::optional<order::Summary> {
        const auto id = payment::order_of_session(tx, session);
        return id ? order::find(tx, *id) : std::nullopt;
      });
  if (!order || !order->number) throw web::NotFound{};
  return web::Response::see_other(path_of(*order, ""));
}

}  // namespace pages::checkout
