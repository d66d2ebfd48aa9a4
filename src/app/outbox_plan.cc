#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/subscriptions.h"
#include "views/plan_view.h"

namespace app {
namespace {

payment::SubscriptionId subscription_of(const store::OutboxRow& row) {
  return payment::SubscriptionId{base::Json::parse(row.payload.text).at("subscription").integer()};
}

}  // namespace

// A payment that failed, while it is still unpaid; and that a plan has ended.
void MailLane::add_plan_news() {
  const auto news = [this](const char* kind, auto wanted, auto write) {
    add(kind, To::Shopper,
        [this, wanted, write](const store::OutboxRow& row) -> std::optional<Prepared> {
          const auto mail = db().snapshot("outbox_plan", [&](store::Tx& tx) {
            return payment::plan_mail(tx, subscription_of(row));
          });
          if (!mail || !wanted(*mail)) return std::nullopt;
          return Prepared{{}, mail->email, write(templates_, frame_, *mail)};
        });
  };
  news(
      "mail.plan_unpaid", [](const payment::PlanMail& mail) { return mail.is_open; },
      views::plan_unpaid_mail);
  news(
      "mail.plan_ended", [](const payment::PlanMail&) { return true; }, views::plan_ended_mail);
}

// Who subscribed ends it: Stripe charges nothing more, and says so in an event.
Outcome StripeLane::cancel_subscription(const store::OutboxRow& row) {
  const auto ask = db().snapshot("outbox_subscription", [&](store::Tx& tx) {
    return payment::to_cancel(tx, subscription_of(row));
  });
  if (!ask) return {Outcome::Kind::Done, "over already"};
  const auto reply = client_.update_subscription(ask->idempotency_key, ask->stripe_id,
                                                 stripe::cancel_at_period_end_body());
  if (reply || reply.why().is_missing()) return {Outcome::Kind::Done};
  return refused(reply.why());
}

}  // namespace app
