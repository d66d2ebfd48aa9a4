#include "payment/effect.h"

#include "order/order.h"
#include "payment/balance.h"
#include "payment/inbox.h"
#include "payment/records.h"
#include "payment/refund.h"

namespace payment {
namespace {

constexpr const char* kActor = "stripe";

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
std::string declined(store::Tx& tx, const base::Json& intent, Instant now) {
  const auto metadata = intent.find("metadata");
  const auto public_id = metadata.is_null() ? "" : metadata.text_or("order_id", "");
  const auto order = order::lock_order(tx, public_id);
  const auto id = order ? std::optional{order->id} : order_of_balance(tx, public_id);
  if (!id) return "no order of ours";
  const auto error = intent.find("last_payment_error");
  const auto code = error.is_null() ? "" : error.text_or("code", "");
  order::note(tx, *id, "payment declined", {kActor, code}, now);
  return "noted";
}

}  // namespace

std::string effect(store::Tx& tx, const stripe::Event& event, const Terms& terms, Instant now) {
  // Test events on the live endpoint, or the other way round, are nobody's order here.
  if (event.livemode.value_or(terms.livemode) != terms.livemode) return "the other mode";
  const auto& [type, object] = std::tie(event.type, event.object);
  if (type == "checkout.session.completed" || type == "checkout.session.async_payment_succeeded")
    return completed(tx, stripe::read_session(object), terms, now);
  if (type == "checkout.session.expired")
    return ended(tx, stripe::read_session(object), terms, "the payment page expired", now);
  if (type == "checkout.session.async_payment_failed")
    return payment_failed(tx, stripe::read_session(object), terms, now);
  if (type == "payment_intent.payment_failed") return declined(tx, object, now);
  if (type == "refund.created" || type == "refund.updated" || type == "refund.failed")
    return refund_seen(tx, stripe::read_refund(object), now);
  return "noted";
}

}  // namespace payment
