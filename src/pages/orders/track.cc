#include <algorithm>

#include "order/customer.h"
#include "order/exchange.h"
#include "order/read.h"
#include "order/returns.h"
#include "order/terms.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "payment/balance.h"
#include "payment/offline.h"
#include "referral/referral.h"
#include "review/review.h"
#include "views/order_view.h"

namespace pages::orders {
namespace {

// What bringing a colleague is worth, and the buyer's link once it was asked for.
std::optional<views::ReferralOffer> referral_offer(Ctx& ctx, store::Tx& tx,
                                                   const order::Summary& order) {
  const auto terms = ::referral::terms(ctx.config);
  const auto who = order::buyer(tx, order.id);
  if (!terms || !who) return std::nullopt;
  const auto code = ::referral::find_link_code(tx, *who);
  return views::ReferralOffer{terms->referrer, terms->referred,
                              code ? ctx.config.site.url + "/r/" + *code : std::string{},
                              path_of(order, "/referral")};
}

// What was asked back, and what still can be.
views::OrderReturns returns_of(Ctx& ctx, store::Tx& tx, const order::Summary& order) {
  views::OrderReturns view;
  view.send_to = ctx.config.mail.postal_address;
  base::Instant last{};
  for (const auto& line : order::returnable(tx, order.id, ctx.now)) {
    view.path = path_of(order, "/return");
    last = std::max(last, line.until);
    view.until = base::to_date_text(last);
  }
  for (const auto& row : order::returns(tx, order.id))
    view.asked.push_back({row, order::return_lines(tx, row.id)});
  return view;
}

}  // namespace

web::Response track(Ctx& ctx) {
  const auto token = token_of(ctx);
  return ctx.db.snapshot("order_track", [&](store::Tx& tx) {
    const auto found = behind_token(tx, ctx, token);
    views::OrderView view;
    view.number = found.number.value_or("");
    view.state = order::parse_state(found.state).value();
    view.placed_at = *found.placed_at;
    view.history = views::order_steps(order::timeline(tx, found.id));
    view.email = found.email;
    view.address = views::address_lines(order::address(tx, found.id));
    view.shipping_name = found.shipping_method_name;
    view.min_days = found.min_days;
    view.max_days = found.max_days;
    view.unloading = order::unloading_text(tx, found.id);
    if (view.state != order::State::NeedsAttention) view.invoice_path = path_of(found, "/invoice");
    view.summary = {views::summary_lines(order::lines(tx, found.id)),
                    found.subtotal,
                    views::summary_discounts(order::discounts(tx, found.id)),
                    found.shipping,
                    found.tax,
                    found.total};
    views::add_tender(view.summary, found.total - found.due);
    const bool ended = view.state == order::State::Cancelled || view.state == order::State::Expired;
    if (const auto due = order::to_ask(tx, found.id); due > base::Money{} && !ended)
      view.due = {due,
                  order::terms_text(found.terms),
                  found.po_number,
                  found.payment_due_at,
                  payment::instructions(tx, found.terms),
                  payment::payable_online(tx, found.id)
                      ? "/orders/" + view.number + "/pay?t=" + token
                      : std::string{}};
    for (const auto& line : review::lines(tx, found.id))
      view.reviews.push_back(
          {line.title, line.is_reviewed ? std::string{} : review_path(found, line.position)});
    view.again_path = path_of(found, "/again");
    view.returns = returns_of(ctx, tx, found);
    if (!ended) view.referral = referral_offer(ctx, tx, found);
    auto page = web::Response::html(views::order_page(ctx.templates, ctx.layout, view));
    // The address holds the token: it must not travel on in a Referer. Without any the form for the
    // link would come without an Origin.
    page.header("Referrer-Policy", "same-origin");
    return page;
  });
}

}  // namespace pages::orders
