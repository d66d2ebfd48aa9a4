#include "app/outbox_handlers.h"
#include "app/stripe.h"
#include "base/json.h"
#include "payment/ask.h"
#include "payment/payment.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A tax calculation can be committed for months; a week of trying shows whoever reads the log.
const RetryRules kStripeRules{{minutes{1}, minutes{5}, minutes{15}, hours{1}, hours{4}},
                              hours{24 * 7}};

}  // namespace

Outcome refused(const stripe::Refused& why) {
  const auto text = "Stripe refused: " + std::to_string(why.status) + " " + why.type + " " +
                    why.code + " " + why.param;
  const bool key = why.status == 401 || why.status == 403;
  return {key ? Outcome::Kind::Alarm : Outcome::Kind::Failed, text};
}

StripeLane::StripeLane(const store::DbOptions& database, stripe::Client client,
                       payment::Terms terms, base::Log& log)
    : OutboxLane{"stripe", kStripeRules, database},
      client_{std::move(client)},
      terms_{std::move(terms)},
      log_{log} {
  client_.keep_exchanges(call_keeper(db(), log_));
  handle("stripe.tax_transaction", [this](const store::OutboxRow& row, base::Instant now) {
    return tax_transaction(row, now);
  });
  handle("stripe.tax_edit",
         [this](const store::OutboxRow& row, base::Instant now) { return tax_of_edit(row, now); });
  handle("stripe.tax_reversal",
         [this](const store::OutboxRow& row, base::Instant) { return tax_reversal(row); });
  handle("stripe.refund",
         [this](const store::OutboxRow& row, base::Instant now) { return refund(row, now); });
  handle("stripe.delete_coupon",
         [this](const store::OutboxRow& row, base::Instant) { return delete_coupon(row); });
  handle("stripe.refresh_session", [this](const store::OutboxRow& row, base::Instant now) {
    return refresh_session(row, now);
  });
  handle("stripe.refresh_dispute", [this](const store::OutboxRow& row, base::Instant now) {
    return refresh_dispute(row, now);
  });
  handle("stripe.dispute",
         [this](const store::OutboxRow& row, base::Instant now) { return dispute(row, now); });
  handle("stripe.customer",
         [this](const store::OutboxRow& row, base::Instant now) { return customer(row, now); });
  handle("stripe.cancel_subscription",
         [this](const store::OutboxRow& row, base::Instant) { return cancel_subscription(row); });
  handle("stripe.end_page",
         [this](const store::OutboxRow& row, base::Instant now) { return end_page(row, now); });
  handle("stripe.refresh_refunds", [this](const store::OutboxRow& row, base::Instant now) {
    return refresh_refunds(row, now);
  });
}

Outcome StripeLane::delete_coupon(const store::OutboxRow& row) {
  const base::PaymentAttemptId id{base::Json::parse(row.payload.text).at("attempt").integer()};
  const auto coupon =
      db().snapshot("outbox_coupon", [&](store::Tx& tx) { return payment::coupon_of(tx, id); });
  if (!coupon) return {Outcome::Kind::Done, "no coupon"};
  const auto reply = client_.delete_coupon(*coupon);
  if (reply || reply.why().is_missing()) return {Outcome::Kind::Done};
  return refused(reply.why());
}

}  // namespace app
