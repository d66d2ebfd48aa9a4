#include "payment/records.h"

#include "base/columns.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

const Query<Captured(OrderId, Money, std::string, std::string, Instant)> kCapture{
    "payment.record_capture", R"sql(
    WITH paid AS (
      UPDATE payments
         SET state = 'captured', captured_cents = $2, intent_id = nullif($3, ''), updated_at = $5
       WHERE order_id = $1 AND provider = 'stripe' AND state IN ('pending', 'authorized', 'failed')
      RETURNING id),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT id, 'captured', $2, coalesce(nullif($3, ''), $4), $5 FROM paid),
    attempt AS (
      SELECT id, session_id FROM payment_attempts
       WHERE order_id = $1 ORDER BY id DESC LIMIT 1),
    ended AS (
      UPDATE payment_attempts a
         SET state = 'complete', session_id = coalesce(a.session_id, $4), updated_at = $5
        FROM attempt WHERE a.id = attempt.id)
    SELECT attempt.session_id, o.subtotal_cents + o.shipping_cents + o.tax_cents,
           o.discount_cents + o.shipping_discount_cents + o.tender_cents
      FROM attempt, orders o WHERE o.id = $1)sql"};

const Query<void(OrderId, std::string, Instant)> kProcessing{"payment.note_processing", R"sql(
    UPDATE payment_attempts
       SET state = 'processing', session_id = coalesce(session_id, $2), updated_at = $3
     WHERE order_id = $1 AND state IN ('stored', 'open'))sql"};

struct Coupon {
  PaymentAttemptId attempt;
  bool has_coupon;
  static constexpr auto columns() { return base::Columns<&Coupon::attempt, &Coupon::has_coupon>{}; }
};

const Query<Coupon(OrderId, Instant)> kEnd{"payment.record_end", R"sql(
    WITH failed AS (
      UPDATE payments SET state = 'failed', updated_at = $2
       WHERE order_id = $1 AND provider = 'stripe' AND state IN ('pending', 'authorized'))
    UPDATE payment_attempts SET state = 'expired', updated_at = $2
     WHERE order_id = $1 AND state IN ('stored', 'open', 'processing')
    RETURNING id, coupon_body IS NOT NULL)sql"};

std::string order_payload(OrderId order) {
  base::JsonWriter json;
  json.begin_object().field("order", order.raw()).end_object();
  return json.take();
}

}  // namespace

Captured record_capture(store::Tx& tx, OrderId order, const stripe::Session& session, Instant now) {
  const auto dollars = session.currency == "usd" ? session.amount_total : Money{};
  return tx.one(kCapture, order, dollars, session.payment_intent, session.id, now);
}

void note_processing(store::Tx& tx, OrderId order, const stripe::Session& session, Instant now) {
  tx.exec(kProcessing, order, session.id, now);
}

void record_end(store::Tx& tx, OrderId order, Instant now) {
  for (const auto& ended : tx.all(kEnd, order, now)) {
    if (!ended.has_coupon) continue;
    base::JsonWriter json;
    json.begin_object().field("attempt", ended.attempt.raw()).end_object();
    store::enqueue(tx, "stripe.delete_coupon", "attempt-" + std::to_string(ended.attempt.raw()),
                   {json.take()}, now, now);
  }
}

void enqueue_mail(store::Tx& tx, const char* kind, OrderId order, Instant now) {
  store::enqueue(tx, kind, "order-" + std::to_string(order.raw()), {order_payload(order)}, now,
                 now);
}

void enqueue_tax_transaction(store::Tx& tx, OrderId order, Instant now) {
  enqueue_mail(tx, "stripe.tax_transaction", order, now);
  order::record_tax(tx, order, now);
}

}  // namespace payment
