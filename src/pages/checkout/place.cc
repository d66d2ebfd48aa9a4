#include "base/text.h"
#include "order/read.h"
#include "pages/checkout/carding.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "pages/shop/shopper.h"
#include "pages/shop/visitor.h"
#include "payment/offline.h"
#include "referral/referral.h"
#include "web/form.h"

namespace pages::checkout {
namespace {

using payment::FreezeWhy;

// The lines that ask for more than there is, each with a button to take what is left.
std::vector<views::ReviewChange> stock_changes(Ctx& ctx) {
  const auto cart = ctx.db.at_once(
      "cart_view", [&](store::Tx& tx) { return cart::view(tx, shop::cart_token(ctx), ctx.now); });
  std::vector<views::ReviewChange> changes;
  for (const auto& line : cart.lines)
    if (line.short_of_stock() || !line.for_sale) {
      const int left = line.for_sale ? line.most : 0;
      changes.push_back({line.title, views::units_text(line.units), views::units_text(left),
                         line.variant.raw(), left});
    }
  return changes;
}

web::Response refused(Ctx& ctx, FreezeWhy why, const payment::Seen& agreed) {
  // As it stands now, since something has changed after the first look.
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Review)) return *elsewhere;
  switch (why) {
    case FreezeWhy::SoldOut:
      return review_page(ctx, *here,
                         {409, views::ReviewNotice::SoldOut, stock_changes(ctx), agreed});
    case FreezeWhy::NotForSale:
      return review_page(ctx, *here,
                         {409, views::ReviewNotice::NotForSale, stock_changes(ctx), agreed});
    case FreezeWhy::QuoteStale:
    case FreezeWhy::TotalChanged:
      return review_page(ctx, *here, {409, views::ReviewNotice::LookAgain, {}, agreed});
    case FreezeWhy::CodeUsed:
      return review_page(ctx, *here, {409, views::ReviewNotice::CodeUsed, {}, agreed});
    case FreezeWhy::TenderGone:
      return review_page(ctx, *here, {409, views::ReviewNotice::TenderGone, {}, agreed});
    case FreezeWhy::TooSmall:
      return review_page(ctx, *here, {422, views::ReviewNotice::TooSmall, {}, agreed});
    case FreezeWhy::TooLarge:
      return problem(ctx, views::CheckoutProblem::TooLarge, "/cart");
    case FreezeWhy::OfferEnded:
      return problem(ctx, views::CheckoutProblem::OfferEnded, "/cart");
    case FreezeWhy::OverLimit:
      return problem(ctx, views::CheckoutProblem::OverLimit, "/cart");
    case FreezeWhy::NoTerms:
      return web::Response::see_other("/checkout/review");
    case FreezeWhy::Incomplete:
      return web::Response::see_other("/checkout/shipping");
    case FreezeWhy::Empty:
    case FreezeWhy::BeingPaid:
      return web::Response::see_other("/cart");
  }
  return web::Response::see_other("/cart");
}

std::optional<payment::Attempt> live_attempt(Ctx& ctx) {
  const auto token = shop::cart_token(ctx);
  return ctx.db.snapshot("live_attempt", [&](store::Tx& tx) -> std::optional<payment::Attempt> {
    const auto cart = cart::find_cart(tx, token);
    return cart ? payment::live_attempt(tx, cart->id) : std::nullopt;
  });
}

// To the page of the order that was placed from this cart.
web::Response to_placed(Ctx& ctx, base::CartId cart) {
  const auto order =
      ctx.db.snapshot("placed", [&](store::Tx& tx) { return order::find_by_cart(tx, cart); });
  if (!order) return web::Response::see_other("/cart");
  return web::Response::see_other("/orders/" + base::percent_encoded(order->number.value()) +
                                  "?t=" + base::percent_encoded(order->token.value()));
}

// There is nothing to pay: to the order that the cart became, if it became one.
web::Response to_order_or_cart(Ctx& ctx) {
  const auto token = shop::cart_token(ctx);
  const auto cart =
      ctx.db.at_once("find_cart", [&](store::Tx& tx) { return cart::find_cart(tx, token); });
  return cart ? to_placed(ctx, cart->id) : web::Response::see_other("/cart");
}

// The click on the review, to be repeated.
PageAsk page_ask(const payment::Seen& agreed) {
  return {"/checkout/place",
          {{"expected_total", std::to_string(agreed.total.in_cents())},
           {"expected_due", std::to_string(agreed.due.in_cents())}},
          "/checkout/review"};
}

// Whose link the visitor came by is asked when the order was placed, without the cookie.
void remember_visitor(Ctx& ctx, store::Tx& tx, base::CartId cart) {
  if (const auto token = shop::visitor_token(ctx))
    cart::set_visitor(tx, cart, referral::visitor_hash(*token));
}

}  // namespace

web::Response place(Ctx& ctx) {
  const auto here = visit(ctx);
  // A second click, or another tab: the order under way, or placed, is the order.
  if (here && here->cart.state != "open") return resume(ctx);
  if (auto elsewhere = detour(here, Step::Review)) return *elsewhere;
  web::Form form{ctx.req};
  const auto amount = [&form](const char* name) {
    return base::Money::cents(form.long_integer(name, 0, 999999999999));
  };
  const auto total = amount("expected_total");
  const payment::Seen agreed{total, form.has("expected_due") ? amount("expected_due") : total};
  if (!form.ok()) return review_page(ctx, *here, {422, views::ReviewNotice::LookAgain});

  const payment::Payer payer{.cart = here->cart.id, .order = {}, .address = shop::address_key(ctx)};
  if (!agreed.due.is_zero())
    if (auto held_up = hold_up(ctx, payer, page_ask(agreed))) return *held_up;
  const auto terms = payment::terms(ctx.config);
  const auto& buyer = here->draft.buyer;
  const auto frozen = ctx.db.transact("freeze", [&](store::Tx& tx) {
    remember_visitor(ctx, tx, here->cart.id);
    auto order = payment::freeze(tx, here->cart.id, agreed, buyer, terms, ctx.now);
    if (order) payment::note_payer(tx, order->order, payer);
    return order;
  });
  if (!frozen && frozen.why().why != FreezeWhy::BeingPaid)
    return refused(ctx, frozen.why().why, agreed);
  return resume(ctx);
}

web::Response place_on_terms(Ctx& ctx) {
  const auto here = visit(ctx);
  if (here && here->cart.state == "completed") return to_placed(ctx, here->cart.id);
  if (auto elsewhere = detour(here, Step::Review)) return *elsewhere;
  web::Form form{ctx.req};
  const auto expected = base::Money::cents(form.long_integer("expected_total", 0, 999999999999));
  const auto po_number = form.text("po_number", {0, views::kMostPoNumber});
  if (!form.ok()) return review_page(ctx, *here, {422, views::ReviewNotice::LookAgain});

  const auto terms = payment::terms(ctx.config);
  const auto placed = ctx.db.transact("place_on_terms", [&](store::Tx& tx) {
    remember_visitor(ctx, tx, here->cart.id);
    return payment::place_on_terms(
        tx, here->cart.id, {expected, po_number, "shopper", here->draft.buyer}, terms, ctx.now);
  });
  // A second click found the order placed by the first.
  if (!placed && placed.why().why != FreezeWhy::BeingPaid)
    return refused(ctx, placed.why().why, {expected, expected});
  return to_placed(ctx, here->cart.id);
}

web::Response resume(Ctx& ctx) {
  const auto attempt = live_attempt(ctx);
  if (!attempt) return to_order_or_cart(ctx);
  if (attempt->state == "processing") return to_done(attempt->session_id.value());
  return to_payment(ctx, *attempt);
}

web::Response cancel(Ctx& ctx) {
  const auto attempt = live_attempt(ctx);
  if (!attempt) return web::Response::see_other("/cart");
  const auto terms = payment::terms(ctx.config);
  switch (payment::cancel(till(ctx, terms), *attempt, ctx.now)) {
    case payment::CancelOutcome::Reopened:
      return web::Response::see_other("/cart");
    case payment::CancelOutcome::Paid:
    case payment::CancelOutcome::Waiting:
      return to_what_became(ctx, *attempt);
    case payment::CancelOutcome::Unknown:
      return problem(ctx, views::CheckoutProblem::PaymentUnavailable, "/cart");
  }
  return web::Response::see_other("/cart");
}

}  // namespace pages::checkout
