#include "views/order_view.h"

#include "views/summary.h"

namespace views {
namespace {

struct StateWords {
  const char* title;
  const char* advice;
};

StateWords words_of(order::State state) {
  switch (state) {
    case order::State::AwaitingPayment:
      return {"Waiting for payment", "The order is placed as soon as its payment is confirmed."};
    case order::State::Placed:
      return {"Placed",
              "The payment is received and we are packing. You get a mail when it ships."};
    case order::State::PartlyShipped:
      return {"Partly shipped", "Some of it is on its way; the rest follows."};
    case order::State::Shipped:
      return {"Shipped", "It is on its way."};
    case order::State::Delivered:
      return {"Delivered", "The carrier has delivered it."};
    case order::State::NeedsAttention:
      return {"Payment received, being checked",
              "We have your payment and look at the order by hand. You hear from us by mail; there "
              "is nothing you need to do."};
    case order::State::Cancelled:
      return {"Cancelled", "This order was cancelled."};
    case order::State::Expired:
      return {"Expired", "This order was not paid in time. Nothing was charged."};
  }
  return {"", ""};
}

// What else than a move is told, by its word in the timeline.
std::string event_text(const std::string& what) {
  if (what == "shipped") return "Parcel shipped";
  if (what == "return asked for") return "Return requested";
  if (what == "comment") return "A word from us";
  auto text = what;  // "refund sent"
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::vector<OrderStep> order_steps(const std::vector<order::Entry>& timeline) {
  std::vector<OrderStep> steps;
  for (const auto& entry : timeline) {
    if (!entry.told) continue;
    const auto state = order::parse_state(entry.state);
    steps.push_back(
        {entry.at, state ? words_of(*state).title : event_text(entry.what), *entry.told});
  }
  return steps;
}

namespace {

void fill_due(render::Model& model, const OrderView& view) {
  const auto due = view.due.value_or(PaymentDue{});
  model.show_if("PAYMENT_DUE", view.due.has_value())
      .set("DUE_AMOUNT", base::to_text(due.amount))
      .set("DUE_TERMS", due.terms)
      .set("DUE_PO_NUMBER", due.po_number)
      .set("DUE_UNTIL", due.until ? base::to_date_text(*due.until) : std::string{})
      .set("DUE_HOW", due.instructions)
      .set("DUE_PAY_PATH", due.pay_path);
}

// "They get $25.00 of store credit, and you get $10.00", or one of both.
std::string referral_text(const ReferralOffer& offer) {
  const auto theirs = "They get " + base::to_text(offer.referred) + " of store credit";
  const auto yours = base::to_text(offer.referrer);
  if (offer.referred.is_zero()) return "You get " + yours + " of store credit";
  return offer.referrer.is_zero() ? theirs : theirs + ", and you get " + yours + ",";
}

void fill_referral(render::Model& model, const OrderView& view) {
  const auto offer = view.referral.value_or(ReferralOffer{});
  model.show_if("REFERRAL", view.referral.has_value())
      .set("REFERRAL_TEXT", referral_text(offer))
      .set("REFERRAL_LINK", offer.link)
      .set("REFERRAL_ASK_PATH", offer.ask_path)
      .show_if("REFERRAL_ASK", offer.link.empty());
}

void fill_review_offers(render::Model& model, const OrderView& view) {
  model.show_if("REVIEWABLE", !view.reviews.empty()).rows("TO_REVIEW");
  for (const auto& one : view.reviews)
    model.row("TO_REVIEW")
        .set("TO_REVIEW_TITLE", one.title)
        .set("TO_REVIEW_PATH", one.path)
        .show_if("REVIEWED", one.path.empty());
}

}  // namespace

std::string state_title(order::State state) {
  return words_of(state).title;
}

std::string order_page(const render::Templates& templates, const Layout& layout,
                       const OrderView& view) {
  render::Model model;
  Head head;
  head.title = "Order " + view.number;
  fill_layout(model, layout, head);
  const auto words = words_of(view.state);
  model.set("NUMBER", view.number)
      .set("STATE_WORD", order::to_word(view.state))
      .set("STATE_TITLE", words.title)
      .set("STATE_ADVICE", view.due && view.state == order::State::Placed
                               ? "We are packing; the payment is still due. You get a mail when it "
                                 "ships."
                               : words.advice)
      .set("PLACED_ON", base::to_date_text(view.placed_at))
      .set("EMAIL", view.email)
      .set("METHOD", view.shipping_name)
      .set("METHOD_DAYS", days_text(view.min_days, view.max_days))
      .set("UNLOADING", view.unloading);
  model.rows("STEPS");
  for (const auto& step : view.history)
    model.row("STEPS")
        .set("STEP_AT", base::to_iso8601(step.at))
        .set("STEP_ON", base::to_date_text(step.at))
        .set("STEP_WHAT", step.what)
        .set("STEP_DETAIL", step.detail);
  model.rows("INVOICE");
  if (!view.invoice_path.empty()) model.row("INVOICE").set("INVOICE_PATH", view.invoice_path);
  fill_due(model, view);
  fill_referral(model, view);
  fill_review_offers(model, view);
  fill_returns(model, view.returns);
  model.set("AGAIN_PATH", view.again_path);
  fill_address(model, view.address);
  fill_summary(model, view.summary);
  return templates.render("shop/order", model);
}

}  // namespace views
