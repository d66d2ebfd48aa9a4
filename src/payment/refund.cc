#include "payment/refund.h"

#include <algorithm>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "order/read.h"
#include "order/worth.h"
#include "payment/dispute.h"
#include "payment/doubts.h"
#include "payment/plan_money.h"
#include "store/outbox.h"
#include "tender/tender.h"

namespace payment {
namespace {

using store::Query;

struct Left {
  PaymentId payment;
  std::string provider;
  Money left;  // captured, neither sent back nor on its way
  Money on_its_way;
  static constexpr auto columns() {
    return base::Columns<&Left::payment, &Left::provider, &Left::left, &Left::on_its_way>{};
  }
};
// In the order in which they are given back to. What is disputed is the bank's to decide.
const Query<Left(OrderId)> kLeft{"payment.left_to_refund", R"sql(
    SELECT id, provider,
           CASE WHEN state = 'disputed' THEN 0
                ELSE greatest(captured_cents - refunded_cents - refunding_cents - disputed_cents, 0)
            END,
           refunding_cents
      FROM payments WHERE order_id = $1
     ORDER BY CASE provider WHEN 'stripe' THEN 1 WHEN 'tender' THEN 3 ELSE 2 END, id)sql"};

const Query<RefundSendId(OrderId, PaymentId, std::string, Money, std::string, std::string, Instant)>
    kSend{"payment.send_refund", R"sql(
    WITH counted AS (
      UPDATE payments SET refunding_cents = refunding_cents + $4, updated_at = $7
       WHERE id = $2 AND order_id = $1
      RETURNING id)
    INSERT INTO refund_sends (order_id, payment_id, destination, amount_cents, state,
                              idempotency_key, actor, created_at)
    SELECT $1, id, $3, $4, 'pending', $5, $6, $7 FROM counted
    RETURNING id)sql"};

const Query<Send(RefundSendId)> kFind{"payment.find_send", R"sql(
    SELECT s.id, s.order_id, s.payment_id, o.public_id, s.destination, s.amount_cents, s.state,
           s.idempotency_key, p.intent_id, s.provider_ref, s.failure, s.created_at
      FROM refund_sends s
      JOIN orders o ON o.id = s.order_id
      JOIN payments p ON p.id = s.payment_id
     WHERE s.id = $1)sql"};
const Query<Send(OrderId)> kSends{"payment.sends", R"sql(
    SELECT s.id, s.order_id, s.payment_id, o.public_id, s.destination, s.amount_cents, s.state,
           s.idempotency_key, p.intent_id, s.provider_ref, s.failure, s.created_at
      FROM refund_sends s
      JOIN orders o ON o.id = s.order_id
      JOIN payments p ON p.id = s.payment_id
     WHERE s.order_id = $1 ORDER BY s.id)sql"};

// From pending; or from failed when the call for it was refused and it went after all. Where the
// provider named the refund that failed, that is its end: old news of it changes nothing.
const Query<void(RefundSendId, std::string, Instant)> kSent{"payment.refund_sent", R"sql(
    WITH old AS (
      SELECT id, state FROM refund_sends
       WHERE id = $1 AND (state = 'pending' OR (state = 'failed' AND provider_ref IS NULL))
         FOR UPDATE),
    sent AS (
      UPDATE refund_sends s SET state = 'sent', provider_ref = $2, failure = '', ended_at = $3
        FROM old WHERE s.id = old.id
      RETURNING s.payment_id, s.amount_cents, old.state = 'pending' AS was_pending),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT payment_id, 'refunded', amount_cents, $2, $3 FROM sent)
    UPDATE payments p
       SET refunding_cents = p.refunding_cents - CASE WHEN was_pending THEN sent.amount_cents ELSE 0 END,
           refunded_cents = p.refunded_cents + sent.amount_cents, updated_at = $3,
           state = CASE WHEN p.state IN ('disputed', 'charged_back') THEN p.state
                        WHEN p.refunded_cents + sent.amount_cents = p.captured_cents THEN 'refunded'
                        ELSE 'partly_refunded' END
      FROM sent WHERE p.id = sent.payment_id)sql"};
// From pending, or from sent when the bank gave it back.
const Query<void(RefundSendId, std::string, std::string, Instant)> kFailed{"payment.refund_failed",
                                                                           R"sql(
    WITH old AS (
      SELECT id, state FROM refund_sends WHERE id = $1 AND state <> 'failed' FOR UPDATE),
    failed AS (
      UPDATE refund_sends s SET state = 'failed', provider_ref = coalesce(s.provider_ref, nullif($2, '')),
                                failure = $3, ended_at = $4
        FROM old WHERE s.id = old.id
      RETURNING s.payment_id, s.amount_cents, s.provider_ref, old.state = 'pending' AS was_pending),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT payment_id, 'refund_failed', amount_cents, provider_ref, $4
        FROM failed WHERE NOT was_pending)
    UPDATE payments p
       SET refunding_cents = p.refunding_cents - CASE WHEN was_pending THEN failed.amount_cents ELSE 0 END,
           refunded_cents = p.refunded_cents - CASE WHEN was_pending THEN 0 ELSE failed.amount_cents END,
           updated_at = $4,
           state = CASE WHEN p.state IN ('disputed', 'charged_back') THEN p.state
                        WHEN p.refunded_cents - CASE WHEN was_pending THEN 0 ELSE failed.amount_cents END = 0
                          THEN 'captured'
                        ELSE 'partly_refunded' END
      FROM failed WHERE p.id = failed.payment_id)sql"};

// What is on its way from a payment and has to be called off, the newest first, so that this much
// fits into what was captured.
const Query<RefundSendId(PaymentId, Money)> kInTheWay{"payment.sends_in_the_way", R"sql(
    SELECT s.id
      FROM (SELECT id, (sum(amount_cents) OVER (ORDER BY id DESC) - amount_cents)::bigint AS freed
              FROM refund_sends WHERE payment_id = $1 AND state = 'pending') s
      JOIN payments p ON p.id = $1
     WHERE p.captured_cents - p.refunded_cents - p.refunding_cents + s.freed < $2
     ORDER BY s.id DESC)sql"};

struct Paid {
  PaymentId payment;
  OrderId order;
  static constexpr auto columns() { return base::Columns<&Paid::payment, &Paid::order>{}; }
};
const Query<Paid(std::string)> kOfIntent{"payment.of_intent", R"sql(
    SELECT id, order_id FROM payments WHERE intent_id = $1)sql"};
// A refund may name its charge alone.
const Query<std::string(std::string)> kIntentOfCharge{"payment.intent_of_charge", R"sql(
    SELECT p.intent_id FROM payment_charges c JOIN payments p ON p.id = c.payment_id
     WHERE c.charge_id = $1 AND p.intent_id IS NOT NULL
    UNION ALL
    SELECT intent_id FROM subscription_invoices WHERE charge_id = $1 AND intent_id IS NOT NULL
    LIMIT 1)sql"};
// The row that a refund at Stripe is about: by our name for it, or by Stripe's.
const Query<RefundSendId(std::string, std::string, std::string)> kSendOfRefund{
    "payment.send_of_refund", R"sql(
    SELECT s.id
      FROM refund_sends s JOIN payments p ON p.id = s.payment_id
     WHERE p.intent_id = $1 AND (s.idempotency_key = $2 OR s.provider_ref = $3)
     ORDER BY s.id LIMIT 1)sql"};
// Made at the dashboard, nobody here was asked: it is pending for a moment, and sent at once.
const Query<RefundSendId(std::string, std::string, Money, Instant)> kForeign{
    "payment.foreign_refund", R"sql(
    WITH counted AS (
      UPDATE payments SET refunding_cents = refunding_cents + $3, updated_at = $4
       WHERE intent_id = $1
      RETURNING id, order_id)
    INSERT INTO refund_sends (order_id, payment_id, destination, amount_cents, state,
                              idempotency_key, actor, created_at)
    SELECT order_id, id, 'card', $3, 'pending', 'stripe ' || $2, 'stripe', $4 FROM counted
    RETURNING id)sql"};

std::string name(RefundSendId send) {
  return "send-" + std::to_string(send.raw());
}

void leave_word(store::Tx& tx, const char* kind, const Send& send, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("order", send.order.raw()).field("send", send.id.raw()).end_object();
  store::enqueue(tx, kind, name(send.id), {json.take()}, now, now);
}

const char* destination_of(const std::string& provider) {
  if (provider == "stripe") return "card";
  return provider == "tender" ? "tender" : "offline";
}

}  // namespace

std::vector<Part> plan_refund(store::Tx& tx, OrderId order) {
  auto owed = Money{} - order::account(tx, order).balance();
  const auto payments = tx.all(kLeft, order);
  for (const auto& payment : payments) owed = owed - payment.on_its_way;
  std::vector<Part> parts;
  for (const auto& payment : payments) {
    const auto amount = std::min(owed, payment.left);
    if (amount <= Money{}) continue;
    parts.push_back({payment.payment, payment.provider, destination_of(payment.provider), amount});
    owed = owed - amount;
  }
  return parts;
}

namespace {

// Gift cards and credit are ours: what goes back to them is there at once.
void to_tender(store::Tx& tx, const Send& send, const std::string& actor, Instant now) {
  const auto mail = order::find(tx, send.order)->email;
  const auto back =
      tender::refund(tx, send.order, send.amount, mail, {"refund " + name(send.id), actor}, now);
  if (back) {
    refund_sent(tx, send.id, name(send.id), actor, now);
  } else {
    refund_failed(
        tx, send.id,
        {{}, "the ledger of tender has " + base::to_text(back.why().left) + " of this order"},
        actor, now);
  }
}

}  // namespace

base::Result<std::vector<RefundSendId>, SendRefusal> send_refund(store::Tx& tx, OrderId id,
                                                                 const std::string& actor,
                                                                 Instant now) {
  const auto order = order::lock_order(tx, id);
  BASE_CHECK(order);
  if (order->state == order::to_word(order::State::NeedsAttention)) return SendRefusal::NotDecided;
  if (at_the_bank(tx, id) == AtTheBank::Open) return SendRefusal::Disputed;
  std::vector<RefundSendId> sent;
  for (const auto& part : plan_refund(tx, id)) {
    const auto send = tx.one(kSend, id, part.payment, part.destination, part.amount,
                             base::random_uuid(), actor, now);
    order::note(tx, id, "refund on its way",
                {actor, base::to_text(part.amount) + " by " + part.destination}, now);
    if (part.destination == "card") leave_word(tx, "stripe.refund", *find_send(tx, send), now);
    if (part.destination == "tender") to_tender(tx, *find_send(tx, send), actor, now);
    sent.push_back(send);
  }
  if (sent.empty()) return SendRefusal::NothingOwed;
  return sent;
}

std::optional<Send> find_send(store::Tx& tx, RefundSendId send) {
  return tx.one_or_none(kFind, send);
}

std::vector<Send> sends(store::Tx& tx, OrderId order) {
  return tx.all(kSends, order);
}

namespace {

// Money that went after all leaves no room for another try of it: that one is called off. Its call
// would be refused, since no provider gives back more than it captured.
void make_room(store::Tx& tx, PaymentId payment, Money amount, const std::string& actor,
               Instant now) {
  for (const auto other : tx.all(kInTheWay, payment, amount))
    refund_failed(tx, other, {{}, "an earlier refund went after all"}, actor, now);
}

}  // namespace

bool refund_sent(store::Tx& tx, RefundSendId id, const std::string& reference,
                 const std::string& actor, Instant now) {
  BASE_CHECK(order::lock_order(tx, find_send(tx, id).value().order));
  const auto send = find_send(tx, id);
  if (send->state == "failed" && !send->provider_ref)
    make_room(tx, send->payment, send->amount, actor, now);
  if (tx.exec(kSent, id, reference, now) == 0) return false;
  order::note(tx, send->order, "refund sent",
              {actor, base::to_text(send->amount) + " by " + send->destination}, now);
  leave_word(tx, "mail.refund_sent", *send, now);
  return true;
}

bool refund_failed(store::Tx& tx, RefundSendId id, const Failure& failure, const std::string& actor,
                   Instant now) {
  const auto send = find_send(tx, id);
  BASE_CHECK(send && order::lock_order(tx, send->order));
  if (tx.exec(kFailed, id, failure.reference, failure.why, now) == 0) return false;
  order::note(tx, send->order, "refund failed",
              {actor, base::to_text(send->amount) + ": " + failure.why}, now);
  leave_word(tx, "mail.staff_refund_failed", *send, now);
  return true;
}

base::Result<base::Done, ConfirmRefusal> confirm_offline(store::Tx& tx, RefundSendId id,
                                                         const std::string& reference,
                                                         const std::string& actor, Instant now) {
  const auto found = find_send(tx, id);
  if (!found) return ConfirmRefusal::NoSuchSend;
  if (found->destination != "offline") return ConfirmRefusal::NotOffline;
  BASE_CHECK(order::lock_order(tx, found->order));
  if (find_send(tx, id)->state != "pending") return ConfirmRefusal::NotPending;
  BASE_CHECK(refund_sent(tx, id, reference, actor, now));
  return base::Done{};
}

namespace {

stripe::Refund with_intent(store::Tx& tx, const stripe::Refund& said) {
  auto refund = said;
  if (refund.payment_intent.empty() && !refund.charge.empty())
    refund.payment_intent = tx.one_or_none(kIntentOfCharge, refund.charge).value_or("");
  return refund;
}

}  // namespace

std::string refund_seen(store::Tx& tx, const stripe::Refund& said, Instant now) {
  const auto refund = with_intent(tx, said);
  const auto paid = tx.one_or_none(kOfIntent, refund.payment_intent);
  if (!paid) return plan_refund_seen(tx, refund, now).value_or(kNoPayment);
  BASE_CHECK(order::lock_order(tx, paid->order));
  constexpr const char* kActor = "stripe";
  const bool failed = refund.status == "failed" || refund.status == "canceled";
  auto send = tx.one_or_none(kSendOfRefund, refund.payment_intent, refund.send, refund.id);
  if (!send) {
    if (failed) return "noted";
    make_room(tx, paid->payment, refund.amount, kActor, now);
    send = tx.one(kForeign, refund.payment_intent, refund.id, refund.amount, now);
    order::note(tx, paid->order, "refunded at Stripe", {kActor, base::to_text(refund.amount)}, now);
  }
  const bool changed = failed ? refund_failed(tx, *send, {refund.id, refund.failure}, kActor, now)
                              : refund_sent(tx, *send, refund.id, kActor, now);
  return changed ? (failed ? "refund failed" : "refund sent") : "already done";
}

}  // namespace payment
