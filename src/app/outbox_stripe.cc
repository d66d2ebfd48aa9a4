#include "app/outbox_handlers.h"
#include "app/stripe.h"
#include "base/json.h"
#include "order/read.h"
#include "payment/ask.h"
#include "payment/payment.h"
#include "payment/refund.h"
#include "store/instance.h"
#include "stripe/bodies.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A tax calculation can be committed for months; a week of trying shows whoever reads the log.
const RetryRules kStripeRules{{minutes{1}, minutes{5}, minutes{15}, hours{1}, hours{4}},
                              hours{24 * 7}};

// What the order's tax was asked for, from what it froze, at the rates of that day.
stripe::CalculationAsk calculation_of(store::Tx& tx, const order::Summary& order,
                                      const base::Config::Ship& from) {
  stripe::CalculationAsk ask;
  const auto placed = order::as_placed(tx, order.id);
  for (const auto& line : placed.lines) {
    ask.lines.push_back(
        {payment::line_reference(line.variant), line.total - line.discount, line.units});
  }
  ask.shipping = placed.shipping;
  const auto& to = placed.address;
  ask.ship_to = {to.line1, to.line2, to.city, to.state, to.zip};
  ask.ship_from = payment::origin(from);
  ask.tax_date = order.frozen_at;
  return ask;
}

// A reference is taken once: after the key was pruned this is how an earlier success looks.
bool is_committed(const stripe::Reply& reply) {
  return reply || reply.why().param == "reference";
}

// Committed; its id is kept for refunds, unless Stripe only says that it was there already.
Outcome committed(base::OrderId order, const stripe::Reply& reply, base::Instant now) {
  if (!reply) return {Outcome::Kind::Done};
  const auto id = reply->body.text_or("id", "");
  if (id.empty()) return {Outcome::Kind::Done};
  return {Outcome::Kind::Done, "",
          [order, id, now](store::Tx& tx) { payment::keep_tax_transaction(tx, order, id, now); }};
}

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

// The tax of a placed order becomes part of what Stripe Tax reports (contract sheet: tax by
// calculation, 3). Key and reference are the order's own, so that any number of tries is one.
Outcome StripeLane::tax_transaction(const store::OutboxRow& row, base::Instant now) {
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
  if (is_committed(reply)) return committed(id, reply, now);
  if (reply.why().param == "calculation") return tax_transaction_anew(id, *ask, now);
  return refused(reply.why());
}

// The calculation has lapsed, or Stripe knows it no more: the same is calculated anew with the date
// of the sale (contract sheet: tax by calculation, 3). What the shopper paid must not change by it.
Outcome StripeLane::tax_transaction_anew(base::OrderId id, stripe::TaxTransactionAsk ask,
                                         base::Instant now) {
  base::Money tax;
  const auto body = db().snapshot("outbox_tax_anew", [&](store::Tx& tx) {
    const auto order = order::find(tx, id);
    BASE_CHECK(order);
    tax = order::as_placed(tx, id).tax;
    return stripe::calculation_body(calculation_of(tx, *order, terms_.ship_from));
  });
  const auto reply = client_.calculate_tax("tax-anew-" + ask.order, body);
  if (!reply) return refused(reply.why());
  const auto anew = stripe::understood(*reply, stripe::read_calculation);
  if (anew.tax != tax) {
    return {Outcome::Kind::Failed, "calculated anew, the tax is " + base::to_text(anew.tax) +
                                       "; the order has " + base::to_text(tax)};
  }
  ask.calculation = anew.id;
  const auto reply_to_commit = client_.create_tax_transaction("tax-" + ask.order + "-" + anew.id,
                                                              stripe::tax_transaction_body(ask));
  if (is_committed(reply_to_commit)) return committed(id, reply_to_commit, now);
  return refused(reply_to_commit.why());
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
