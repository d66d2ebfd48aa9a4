#include <algorithm>

#include "pages/account/account.h"
#include "pages/account/session.h"
#include "pages/payment_form.h"
#include "views/plan_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::account {
namespace {

std::optional<views::Notice> notice_of(std::string_view done) {
  if (done == "1")
    return views::Notice{"Thank you", "The plan is yours as soon as the payment is confirmed."};
  if (done == "ended")
    return views::Notice{"It ends", "Nothing more is charged; it is yours until its day."};
  return std::nullopt;
}

// What is sold and not the account's already.
std::vector<payment::Plan> offered(const std::vector<payment::Plan>& all,
                                   const std::vector<payment::Subscribed>& subscribed) {
  std::vector<payment::Plan> out;
  for (const auto& plan : all) {
    const bool has = std::any_of(subscribed.begin(), subscribed.end(),
                                 [&](const auto& s) { return s.plan == plan.code && !s.is_over; });
    if (!plan.is_withdrawn && !has) out.push_back(plan);
  }
  return out;
}

}  // namespace

web::Response plans(Ctx& ctx) {
  views::PlansView view;
  view.token = form_token(ctx);
  view.now = ctx.now;
  view.notice = notice_of(ctx.req.query_fields().value("done"));
  ctx.db.snapshot("account_plans", [&](store::Tx& tx) {
    view.subscribed = payment::subscriptions_of(tx, customer_of(ctx));
    view.offered = offered(payment::plans(tx), view.subscribed);
    return true;
  });
  return page_that_pays(ctx, views::plans_page(ctx.templates, ctx.layout, view));
}

web::Response plan_end(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto id = form.id<payment::SubscriptionId>("id");
  if (!form.ok()) throw web::NotFound{};
  const auto ended = ctx.db.transact("plan_end", [&](store::Tx& tx) {
    return payment::end_subscription(tx, customer_of(ctx), id, ctx.now);
  });
  if (!ended) throw web::NotFound{};
  return web::Response::see_other("/account/plans?done=ended");
}

}  // namespace pages::account
