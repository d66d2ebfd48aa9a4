#include "app/outbox_handlers.h"
#include "base/json.h"
#include "order/read.h"
#include "payment/payment.h"
#include "store/instance.h"
#include "stripe/bodies.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A tax calculation can be committed for months; a week of trying shows whoever reads the log.
const RetryRules kStripeRules{{minutes{1}, minutes{5}, minutes{15}, hours{1}, hours{4}},
                              hours{24 * 7}};

Outcome refused(const stripe::Refused& why) {
  const auto text = "Stripe refused: " + std::to_string(why.status) + " " + why.type + " " +
                    why.code + " " + why.param;
  const bool key = why.status == 401 || why.status == 403;
  return {key ? Outcome::Kind::Alarm : Outcome::Kind::Failed, text};
}

}  // namespace

StripeLane::StripeLane(const store::DbOptions& database, stripe::Client client)
    : OutboxLane{"stripe", kStripeRules, database}, client_{std::move(client)} {
  handle("stripe.tax_transaction",
         [this](const store::OutboxRow& row, base::Instant) { return tax_transaction(row); });
  handle("stripe.delete_coupon",
         [this](const store::OutboxRow& row, base::Instant) { return delete_coupon(row); });
}

// The tax of a placed order becomes part of what Stripe Tax reports (contract sheet: tax by
// calculation, 3). Key and reference are the order's own, so that any number of tries is one.
Outcome StripeLane::tax_transaction(const store::OutboxRow& row) {
  const base::OrderId id{base::Json::parse(row.payload.text).at("order").integer()};
  const auto ask =
      db().snapshot("outbox_tax", [&](store::Tx& tx) -> std::optional<stripe::TaxTransactionAsk> {
        const auto order = order::find(tx, id);
        if (!order || !order->number || order->tax_calculation_id.empty()) return std::nullopt;
        return stripe::TaxTransactionAsk{order->tax_calculation_id,
                                         store::instance_id(tx) + "-" + *order->number,
                                         order->public_id};
      });
  if (!ask) return {Outcome::Kind::Done, "no tax to commit"};
  const auto reply =
      client_.create_tax_transaction("tax-" + ask->order, stripe::tax_transaction_body(*ask));
  // A reference is taken once: after the key was pruned this is how an earlier success looks.
  if (reply || reply.why().param == "reference") return {Outcome::Kind::Done};
  return refused(reply.why());
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
