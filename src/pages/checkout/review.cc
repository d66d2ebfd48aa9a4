#include "order/terms.h"
#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "pages/payment_form.h"
#include "pages/shop/cart_words.h"

namespace pages::checkout {
namespace {

// What costs another price than the shopper last saw in the cart.
std::vector<views::ReviewChange> price_changes(const payment::Draft& draft) {
  std::vector<views::ReviewChange> changes;
  for (const auto& line : draft.lines)
    if (line.public_price != line.price_when_added)
      changes.push_back({line.title, base::to_text(line.price_when_added),
                         base::to_text(line.public_price), std::nullopt, 0});
  return changes;
}

web::Response address_refused(Ctx& ctx, const Visit& visit) {
  return contact_again(
      ctx, visit, typed(*visit.draft.details),
      {{"zip", "We cannot place this address. Check street, city, state and ZIP code."}});
}

web::Response no_quote(Ctx& ctx, const Visit& visit, payment::QuoteRefusal why) {
  switch (why) {
    case payment::QuoteRefusal::Incomplete:
      return web::Response::see_other("/checkout/shipping");
    case payment::QuoteRefusal::TooLarge:
      return problem(ctx, views::CheckoutProblem::TooLarge, "/cart");
    case payment::QuoteRefusal::AddressRefused:
      return address_refused(ctx, visit);
    case payment::QuoteRefusal::Refused:
      return problem(ctx, views::CheckoutProblem::Refused, "/cart");
  }
  return problem(ctx, views::CheckoutProblem::Refused, "/cart");
}

// What to say above the review, and what has become of the total that the shopper agreed to.
void explain(views::ReviewView& view, const ReviewAgain& again) {
  view.notice = again.notice;
  view.changes = again.changes;
  const auto changed = [&](const char* what, base::Money was, base::Money now) {
    if (was == now) return;
    view.changes.push_back({what, base::to_text(was), base::to_text(now), std::nullopt, 0});
    if (view.notice == views::ReviewNotice::LookAgain)
      view.notice = views::ReviewNotice::TotalChanged;
  };
  if (again.agreed) {
    changed("Total", again.agreed->total, view.total);
    if (again.agreed->due != again.agreed->total || view.due != view.total)
      changed("By card", again.agreed->due, view.due);
  }
  if (!view.due.is_zero() && view.due < payment::kLeastDue)
    view.notice = views::ReviewNotice::TooSmall;
}

}  // namespace

web::Response review_page(Ctx& ctx, const Visit& visit, const ReviewAgain& again) {
  const auto& draft = visit.draft;
  const auto terms = payment::terms(ctx.config);
  try {
    const auto quote = payment::quote_tax(till(ctx, terms), visit.cart.id, draft, ctx.now);
    if (!quote) return no_quote(ctx, visit, quote.why());
    views::ReviewView view;
    view.email = draft.details->email;
    view.address = views::address_lines(*draft.details);
    view.shipping_name = draft.shipping->name;
    view.min_days = draft.shipping->min_days;
    view.max_days = draft.shipping->max_days;
    if (draft.unloading) view.unloading = shipping::unloading_text(*draft.unloading);
    view.summary = summary(draft, quote->tax);
    view.total = *view.summary.total;
    view.due = view.summary.due.value_or(view.total);
    if (draft.agreement) {
      view.terms = order::terms_text(draft.agreement->terms);
      view.po_number = draft.agreement->po_number;
    }
    if (view.due > payment::kMostDue)
      return problem(ctx, views::CheckoutProblem::TooLarge, "/cart");
    explain(view, again);
    if (draft.exemption)
      view.exempt =
          "Your certificate for " + draft.details->state + " is on file: this order is not taxed.";
    view.codes = shop::idle_codes(draft.priced, draft.refused_codes);
    if (!draft.purses.useless.empty()) view.codes.emplace_back(shop::kUselessCard);
    for (auto& change : price_changes(draft)) view.changes.push_back(std::move(change));
    return page_that_pays(ctx, views::checkout_review(ctx.templates, ctx.layout, view),
                          again.status);
  } catch (const stripe::Unknown& e) {
    ctx.log.write(base::LogLine{"tax"}.add("id", ctx.req.id).add("error", e.what()));
    return problem(ctx, views::CheckoutProblem::TaxUnavailable, "/checkout/review");
  }
}

web::Response review(Ctx& ctx) {
  const auto here = visit(ctx);
  if (auto elsewhere = detour(here, Step::Review)) return *elsewhere;
  return review_page(ctx, *here, {});
}

}  // namespace pages::checkout
