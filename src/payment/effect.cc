#include "payment/effect.h"

#include <array>

#include "order/order.h"
#include "payment/balance.h"
#include "payment/carding.h"
#include "payment/dispute.h"
#include "payment/doubts.h"
#include "payment/inbox.h"
#include "payment/records.h"
#include "payment/refund.h"
#include "payment/saved.h"
#include "payment/subscriptions.h"
#include "payment/tasks.h"

namespace payment {
namespace {

constexpr const char* kActor = "stripe";

// What an event is told with.
struct News {
  const stripe::Event& event;
  const Terms& terms;
  Instant now;
  const base::Json& object() const { return event.object; }
};

std::string completed(store::Tx& tx, const stripe::Session& session, const Terms& terms,
                      Instant now) {
  if (const auto balance = complete_balance(tx, session, terms, kActor, now)) {
    switch (*balance) {
      case BalanceEnd::Paid:
        return "balance paid";
      case BalanceEnd::AlreadyDone:
        return "already done";
      case BalanceEnd::Waiting:
        return "waiting for the payment";
    }
  }
  switch (complete(tx, session, terms, kActor, now)) {
    case Completion::Placed:
      return "placed";
    case Completion::NeedsAttention:
      return "needs attention";
    case Completion::AlreadyDone:
      return "already done";
    case Completion::Waiting:
      return "waiting for the payment";
    case Completion::Unknown:
      return "no order of ours";
  }
  return "";
}

std::string ended(store::Tx& tx, const stripe::Session& session, const Terms& terms,
                  const std::string& reason, Instant now) {
  if (const auto balance = order_of_balance(tx, session.order))
    return end_balance(tx, *balance, {kActor, reason}, now) ? "given up" : "already done";
  const auto order = order::lock_order(tx, session.order);
  if (!order) return "no order of ours";
  return give_up(tx, order->id, Units::Released, terms, {kActor, reason}, now) ? "given up"
                                                                               : "already done";
}

// A delayed payment that failed: the shopper thinks the order stands, so a mail says otherwise.
std::string payment_failed(store::Tx& tx, const stripe::Session& session, const Terms& terms,
                           Instant now) {
  const auto order = order::lock_order(tx, session.order);
  auto outcome = ended(tx, session, terms, "the payment failed", now);
  if (order && outcome == "given up") enqueue_mail(tx, "mail.payment_failed", order->id, now);
  return outcome;
}

// A declined card: the session stays open and the shopper may try another one.
std::string declined(store::Tx& tx, const News& news) {
  const auto failure = stripe::read_intent_failure(news.object());
  const auto order = order::lock_order(tx, failure.order);
  const auto id = order ? std::optional{order->id} : order_of_balance(tx, failure.order);
  if (!id) return "no order of ours";
  order::note(tx, *id, "payment declined", {kActor, failure.code}, news.now);
  // One that reached no card has no charge either.
  const auto name = failure.charge.empty() ? news.event.id : failure.charge;
  decline_seen(tx, {name, failure.order, failure.fingerprint, failure.code, news.event.created},
               news.terms.carding, news.now);
  return "noted";
}

std::string session_completed(store::Tx& tx, const News& news) {
  if (auto plan = subscription_session(tx, news.object(), news.now)) return *plan;
  return completed(tx, stripe::read_session(news.object()), news.terms, news.now);
}
std::string session_expired(store::Tx& tx, const News& news) {
  if (auto plan = subscription_session(tx, news.object(), news.now)) return *plan;
  return ended(tx, stripe::read_session(news.object()), news.terms, "the payment page expired",
               news.now);
}
std::string session_failed(store::Tx& tx, const News& news) {
  return payment_failed(tx, stripe::read_session(news.object()), news.terms, news.now);
}
std::string intent_declined(store::Tx& tx, const News& news) {
  return declined(tx, news);
}
std::string succeeded(store::Tx& tx, const News& news) {
  return intent_succeeded(tx, stripe::read_about(news.object()), news.now);
}
std::string canceled(store::Tx& tx, const News& news) {
  return intent_canceled(tx, stripe::read_about(news.object()), news.now);
}
std::string charge(store::Tx& tx, const News& news) {
  const auto said = stripe::read_charge(news.object());
  if (said.status == "failed")
    decline_seen(tx, {said.id, said.order, said.fingerprint, said.failure, said.created},
                 news.terms.carding, news.now);
  return charge_seen(tx, said, news.event.created, news.now);
}
std::string refund(store::Tx& tx, const News& news) {
  return refund_seen(tx, stripe::read_refund(news.object()), news.now);
}
std::string warning(store::Tx& tx, const News& news) {
  return warning_seen(tx, stripe::read_fraud_warning(news.object()), news.now);
}
std::string review(store::Tx& tx, const News& news) {
  return review_seen(tx, stripe::read_review(news.object()), news.now);
}
std::string dispute(store::Tx& tx, const News& news) {
  return dispute_seen(tx, stripe::read_dispute(news.object()), news.event.type, news.event.created,
                      news.now);
}
std::string payout(store::Tx& tx, const News& news) {
  return payout_failed(tx, stripe::read_payout(news.object()), news.now);
}

std::string customer_deleted(store::Tx& tx, const News& news) {
  return saved_gone(tx, news.event.object_id(), news.now) ? "customer gone" : "noted";
}

std::string subscription(store::Tx& tx, const News& news) {
  return subscription_seen(tx, stripe::read_subscription(news.object()), news.event.created,
                           news.now);
}
std::string invoice(store::Tx& tx, const News& news) {
  const auto said = stripe::read_invoice(news.object());
  const auto& type = news.event.type;
  auto what = InvoiceNews::Noted;
  if (type == "invoice.paid") what = InvoiceNews::Paid;
  if (type == "invoice.payment_failed" || type == "invoice.payment_action_required" ||
      type == "invoice.payment_attempt_required")
    what = InvoiceNews::Unpaid;
  return invoice_seen(tx, said, what, news.event.created, news.now);
}
// What only somebody can mend.
std::string invoice_trouble(store::Tx& tx, const News& news) {
  const auto said = stripe::read_invoice(news.object());
  if (said.subscription.empty()) return "noted";
  open_task(tx,
            {.kind = TaskKind::Invoice,
             .subject = said.id,
             .said = "Stripe says " + news.event.type + " of an invoice for a plan"},
            news.now);
  return "staff told";
}
std::string invoice_payment(store::Tx& tx, const News& news) {
  return invoice_payment_seen(tx, stripe::read_invoice_payment(news.object()), news.now);
}

struct Effect {
  const char* type;
  std::string (*act)(store::Tx&, const News&);
};
constexpr std::array kEffects = {
    Effect{"checkout.session.completed", session_completed},
    Effect{"checkout.session.async_payment_succeeded", session_completed},
    Effect{"checkout.session.async_payment_failed", session_failed},
    Effect{"checkout.session.expired", session_expired},
    Effect{"payment_intent.succeeded", succeeded},
    Effect{"payment_intent.payment_failed", intent_declined},
    Effect{"payment_intent.canceled", canceled},
    Effect{"charge.succeeded", charge},
    Effect{"charge.failed", charge},
    Effect{"charge.pending", charge},
    Effect{"charge.updated", charge},
    Effect{"charge.captured", charge},
    Effect{"charge.expired", charge},
    Effect{"charge.refunded", charge},
    Effect{"refund.created", refund},
    Effect{"refund.updated", refund},
    Effect{"refund.failed", refund},
    Effect{"charge.dispute.created", dispute},
    Effect{"charge.dispute.updated", dispute},
    Effect{"charge.dispute.closed", dispute},
    Effect{"charge.dispute.funds_withdrawn", dispute},
    Effect{"charge.dispute.funds_reinstated", dispute},
    Effect{"radar.early_fraud_warning.created", warning},
    Effect{"radar.early_fraud_warning.updated", warning},
    Effect{"review.opened", review},
    Effect{"review.closed", review},
    Effect{"payout.failed", payout},
    Effect{"customer.deleted", customer_deleted},
    Effect{"customer.subscription.created", subscription},
    Effect{"customer.subscription.updated", subscription},
    Effect{"customer.subscription.deleted", subscription},
    Effect{"customer.subscription.paused", subscription},
    Effect{"customer.subscription.resumed", subscription},
    Effect{"customer.subscription.trial_will_end", subscription},
    Effect{"customer.subscription.pending_update_applied", subscription},
    Effect{"customer.subscription.pending_update_expired", subscription},
    Effect{"invoice.paid", invoice},
    Effect{"invoice.payment_failed", invoice},
    Effect{"invoice.payment_action_required", invoice},
    Effect{"invoice.payment_attempt_required", invoice},
    Effect{"invoice.voided", invoice},
    Effect{"invoice.finalization_failed", invoice_trouble},
    Effect{"invoice.marked_uncollectible", invoice_trouble},
    Effect{"invoice.overpaid", invoice_trouble},
    Effect{"invoice_payment.paid", invoice_payment},
};

}  // namespace

std::string effect(store::Tx& tx, const stripe::Event& event, const Terms& terms, Instant now) {
  // Test events on the live endpoint, or the other way round, are nobody's order here.
  if (event.livemode.value_or(terms.livemode) != terms.livemode) return "the other mode";
  // Money on an account that is connected to ours is not ours, whatever its metadata says.
  if (!event.account.empty()) return elsewhere(tx, event, now);
  for (const auto& known : kEffects)
    if (event.type == known.type) return known.act(tx, {event, terms, now});
  return "noted";
}

std::vector<std::string> effective_types() {
  std::vector<std::string> types;
  for (const auto& known : kEffects) types.emplace_back(known.type);
  return types;
}

}  // namespace payment
