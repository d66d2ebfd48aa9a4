#include "payment/doubts.h"

#include "base/json_writer.h"
#include "order/hold.h"
#include "payment/plan_money.h"
#include "payment/tasks.h"
#include "store/outbox.h"

namespace payment {
namespace {

using std::chrono::minutes;
using store::Query;

constexpr const char* kActor = "stripe";

struct Doubt {
  TaskKind kind;
  std::string subject;
  std::string cause;  // of the hold
  std::string said;
};

std::string hold(store::Tx& tx, OrderId order, const Doubt& doubt, Instant now) {
  BASE_CHECK(order::lock_order(tx, order));
  if (!order::hold_shipment(tx, order, doubt.cause, {kActor, doubt.said}, now))
    return "already done";
  open_task(tx, {.kind = doubt.kind, .subject = doubt.subject, .order = order, .said = doubt.said},
            now);
  return "shipment held";
}

// The attempt of an order or balance that is still to be paid.
const Query<PaymentAttemptId(std::string)> kWaiting{"payment.waiting_attempt", R"sql(
    SELECT id FROM payment_attempts
     WHERE public_id = $1 AND state IN ('stored', 'open', 'processing')
    UNION ALL
    SELECT a.id FROM orders o JOIN payment_attempts a ON a.order_id = o.id
     WHERE o.public_id = $1 AND a.public_id IS NULL AND a.state IN ('stored', 'open', 'processing')
    LIMIT 1)sql"};
const Query<bool(std::string)> kIsOurs{"payment.is_ours", R"sql(
    SELECT EXISTS (SELECT FROM orders WHERE public_id = $1)
        OR EXISTS (SELECT FROM payment_attempts WHERE public_id = $1))sql"};

void ask_for_session(store::Tx& tx, PaymentAttemptId attempt, const std::string& key,
                     Instant due_at, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("attempt", attempt.raw()).end_object();
  store::enqueue(tx, "stripe.refresh_session", key, {json.take()}, due_at, now);
}

// How long the news of an order and of its payment may be apart.
constexpr minutes kApart{5};

}  // namespace

std::string warning_seen(store::Tx& tx, const stripe::FraudWarning& warning, Instant now) {
  const auto order = order_of_payment(tx, warning.payment_intent, warning.charge);
  const auto said = "the issuer of the card suspects fraud: " + warning.fraud_type;
  if (!order)
    return plan_doubted(
               tx,
               {TaskKind::FraudWarning, warning.id, warning.payment_intent, warning.charge, said},
               now)
        .value_or(kNoPayment);
  return hold(tx, *order, {TaskKind::FraudWarning, warning.id, "warning " + warning.id, said}, now);
}

std::string review_seen(store::Tx& tx, const stripe::Review& review, Instant now) {
  const auto order = order_of_payment(tx, review.payment_intent, review.charge);
  const bool stands = review.open || review.reason != "approved";
  const auto said = "Stripe wants the payment to be reviewed: " + review.reason;
  if (!order && stands)
    return plan_doubted(
               tx, {TaskKind::Review, review.id, review.payment_intent, review.charge, said}, now)
        .value_or(kNoPayment);
  if (!order) return end_task(tx, TaskKind::Review, review.id, kActor, now) ? "noted" : kNoPayment;
  const auto cause = "review " + review.id;
  if (stands) return hold(tx, *order, {TaskKind::Review, review.id, cause, said}, now);
  BASE_CHECK(order::lock_order(tx, *order));
  const bool lifted = order::lift_hold(tx, *order, cause, {kActor, "the review approved it"}, now);
  end_task(tx, TaskKind::Review, review.id, kActor, now);
  return lifted ? "shipment free" : "noted";
}

std::string payout_failed(store::Tx& tx, const stripe::Payout& payout, Instant now) {
  const bool opened = open_task(tx,
                                {.kind = TaskKind::PayoutFailed,
                                 .subject = payout.id,
                                 .said = "a payout of " + base::to_text(payout.amount) +
                                         " did not reach the bank: " + payout.failure},
                                now);
  return opened ? "staff told" : "already done";
}

std::string intent_succeeded(store::Tx& tx, const stripe::About& about, Instant now) {
  if (const auto attempt = tx.one_or_none(kWaiting, about.order)) {
    ask_for_session(tx, *attempt, about.payment_intent, now + kApart, now);
    return "noted";
  }
  if (tx.one(kIsOurs, about.order) || is_invoice_payment(tx, about.payment_intent)) return "noted";
  open_task(tx,
            {.kind = TaskKind::UnknownPayment,
             .subject = about.payment_intent,
             .said = "a payment at Stripe is no order's of this shop",
             .tell_at = now + kApart},
            now);
  return "no order of ours";
}

std::string elsewhere(store::Tx& tx, const stripe::Event& event, Instant now) {
  const auto about = stripe::read_about(event.object);
  if (!about.order.empty() && tx.one(kIsOurs, about.order))
    open_task(tx,
              {.kind = TaskKind::UnknownPayment,
               .subject = event.account + " " + about.order,
               .said = "the account " + event.account +
                       ", which is not ours, has a payment that names an order of this shop"},
              now);
  return "another account";
}

std::string intent_canceled(store::Tx& tx, const stripe::About& about, Instant now) {
  const auto attempt = tx.one_or_none(kWaiting, about.order);
  if (!attempt) return "noted";
  ask_for_session(tx, *attempt, about.payment_intent + " canceled", now, now);
  return "asked";
}

}  // namespace payment
