#include "order/read.h"

#include <algorithm>

#include "pages/checkout/checkout.h"
#include "pages/checkout/visit.h"
#include "pages/payment_form.h"
#include "web/errors.h"

namespace pages::checkout {
namespace {

// Ids of Stripe's are opaque; this only keeps what cannot be one away from it.
bool may_be_session(std::string_view id) {
  return !id.empty() && id.size() <= 255 &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '!' && c <= '~'; });
}

struct Order {
  order::Summary summary;
  std::vector<order::Line> lines;
  order::Address address;
  std::vector<order::Discount> discounts;
  std::string unloading;
};

std::optional<Order> find(Ctx& ctx, const std::string& session) {
  return ctx.db.snapshot("checkout_done", [&](store::Tx& tx) -> std::optional<Order> {
    const auto id = payment::order_of_session(tx, session);
    const auto summary = id ? order::find(tx, *id) : std::nullopt;
    if (!summary) return std::nullopt;
    return Order{*summary, order::lines(tx, *id), order::address(tx, *id),
                 order::discounts(tx, *id), order::unloading_text(tx, *id)};
  });
}

bool is_expired(const Order& order) {
  return order.summary.state == order::to_word(order::State::Expired);
}

// Is nothing left to ask Stripe? An order that expired may have been paid all the same.
bool is_settled(const std::optional<Order>& order) {
  return order && !is_expired(*order) &&
         order->summary.state != order::to_word(order::State::AwaitingPayment);
}

web::Response waiting(Ctx& ctx, views::WaitState state, const Order& order) {
  return page_that_pays(
      ctx, views::checkout_waiting(ctx.templates, ctx.layout,
                                   {state, "/checkout/done?" + ctx.req.query, order.summary.due}));
}

web::Response placed(Ctx& ctx, const Order& order) {
  const auto& s = order.summary;
  views::DoneView view;
  view.number = s.number.value_or("");
  view.order_path = "/orders/" + view.number + "?t=" + s.token.value_or("");
  view.being_checked = s.state == order::to_word(order::State::NeedsAttention);
  view.email = s.email;
  view.address = views::address_lines(order.address);
  view.shipping_name = s.shipping_method_name;
  view.min_days = s.min_days;
  view.max_days = s.max_days;
  view.unloading = order.unloading;
  view.summary = {views::summary_lines(order.lines),
                  s.subtotal,
                  views::summary_discounts(order.discounts),
                  s.shipping,
                  s.tax,
                  s.total};
  views::add_tender(view.summary, s.total - s.due);
  return web::Response::html(views::checkout_done(ctx.templates, ctx.layout, view));
}

// How the session stands, for an order that waits: what the page should say.
views::WaitState wait_state(Ctx& ctx, const std::string& session) {
  const auto attempt = ctx.db.at_once(
      "attempt_of_session", [&](store::Tx& tx) { return payment::attempt_state(tx, session); });
  return attempt == "open" ? views::WaitState::Open : views::WaitState::Confirming;
}

}  // namespace

web::Response done(Ctx& ctx) {
  const std::string session{ctx.req.query_fields().value("session")};
  if (!may_be_session(session)) throw web::NotFound{};
  auto order = find(ctx, session);
  bool asked = true;
  if (!is_settled(order)) {
    const auto terms = payment::terms(ctx.config);
    try {
      payment::refresh(till(ctx, terms), session, "return page", ctx.now);
      order = find(ctx, session);
    } catch (const stripe::Unknown& e) {
      asked = false;
      // The webhook or stripe-reconcile will bring the news; the page asks again by itself.
      ctx.log.write(base::LogLine{"done"}.add("id", ctx.req.id).add("error", e.what()));
    }
  }
  if (!order) throw web::NotFound{};
  // That nothing was charged is Stripe's to say.
  if (is_expired(*order))
    return waiting(ctx, asked ? views::WaitState::Expired : views::WaitState::Confirming, *order);
  if (!is_settled(order)) return waiting(ctx, wait_state(ctx, session), *order);
  return placed(ctx, *order);
}

}  // namespace pages::checkout
