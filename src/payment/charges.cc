#include "payment/charges.h"

#include "base/columns.h"
#include "base/json_writer.h"
#include "payment/doubts.h"
#include "payment/plan_money.h"
#include "referral/referral.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

struct Paid {
  base::PaymentId id;
  Money refunded;
  std::optional<base::CustomerId> customer;  // nothing until the order is placed
  static constexpr auto columns() {
    return base::Columns<&Paid::id, &Paid::refunded, &Paid::customer>{};
  }
};
// By its intent; before that is known, by the UUID of a balance or of the order.
const Query<Paid(std::string, std::string)> kPaymentOf{"payment.of_charge", R"sql(
    SELECT p.id, p.refunded_cents, o.customer_id
      FROM (SELECT id FROM payments WHERE intent_id = nullif($1, '')
            UNION ALL
            SELECT payment_id FROM payment_attempts WHERE public_id = $2
            UNION ALL
            SELECT p.id FROM orders o JOIN payments p ON p.order_id = o.id AND p.provider = 'stripe'
             WHERE o.public_id = $2
               AND NOT EXISTS (SELECT FROM payment_attempts a WHERE a.payment_id = p.id)) found
      JOIN payments p ON p.id = found.id
      JOIN orders o ON o.id = p.order_id
     LIMIT 1)sql"};

// Of two descriptions made in one second the one that decides counts.
const Query<void(std::string, base::PaymentId, std::string, Money, std::string, std::string,
                 std::string, std::string, std::string, Instant, Instant)>
    kKeep{"payment.keep_charge", R"sql(
    INSERT INTO payment_charges (charge_id, payment_id, status, amount_cents, brand, last4,
                                 fingerprint, risk_level, failure, made_at, said_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (charge_id) DO UPDATE
      SET status = excluded.status, amount_cents = excluded.amount_cents, brand = excluded.brand,
          last4 = excluded.last4, fingerprint = excluded.fingerprint,
          risk_level = excluded.risk_level, failure = excluded.failure, said_at = excluded.said_at
      WHERE payment_charges.said_at < excluded.said_at
         OR (payment_charges.said_at = excluded.said_at AND payment_charges.status = 'pending'))sql"};

const Query<ChargeRow(OrderId)> kCharges{"payment.charges", R"sql(
    SELECT c.charge_id, c.status, c.amount_cents, c.brand, c.last4, c.risk_level, c.failure,
           c.made_at
      FROM payment_charges c JOIN payments p ON p.id = c.payment_id
     WHERE p.order_id = $1 ORDER BY c.made_at, c.id)sql"};
const Query<std::string(OrderId)> kFingerprints{"payment.card_fingerprints", R"sql(
    SELECT DISTINCT c.fingerprint
      FROM payment_charges c JOIN payments p ON p.id = c.payment_id
     WHERE p.order_id = $1 AND c.status = 'succeeded' AND c.fingerprint <> ''
     ORDER BY c.fingerprint)sql"};

const Query<OrderId(std::string, std::string)> kOrderOf{"payment.order_of_payment", R"sql(
    SELECT order_id FROM payments WHERE intent_id = nullif($1, '')
    UNION ALL
    SELECT p.order_id FROM payment_charges c JOIN payments p ON p.id = c.payment_id
     WHERE c.charge_id = nullif($2, '')
    LIMIT 1)sql"};

const Query<GivenBack(base::PaymentId)> kGivenBack{"payment.given_back", R"sql(
    SELECT intent_id, refunded_cents FROM payments WHERE id = $1)sql"};

// The events of refunds may be lost, those of charges not.
void ask_for_refunds(store::Tx& tx, const stripe::Charge& charge, const Paid& payment,
                     Instant now) {
  base::JsonWriter json;
  json.begin_object().field("payment", payment.id.raw());
  json.field("refunded", charge.refunded.in_cents()).end_object();
  store::enqueue(tx, "stripe.refresh_refunds",
                 charge.id + "-" + std::to_string(charge.refunded.in_cents()), {json.take()},
                 now + std::chrono::minutes{1}, now);
}

}  // namespace

std::string charge_seen(store::Tx& tx, const stripe::Charge& charge, Instant said_at, Instant now) {
  const auto payment = tx.one_or_none(kPaymentOf, charge.payment_intent, charge.order);
  if (!payment) return plan_charge_seen(tx, charge, now).value_or(kNoPayment);
  tx.exec(kKeep, charge.id, payment->id, charge.status, charge.amount, charge.brand, charge.last4,
          charge.fingerprint, charge.risk_level, charge.failure, charge.created, said_at);
  // Who pays with the card of the one who brought them is the same person.
  if (payment->customer && charge.status == "succeeded" && !charge.fingerprint.empty())
    referral::note(tx, *payment->customer, {{referral::SignalKind::Card, charge.fingerprint}}, now);
  if (charge.refunded > payment->refunded) ask_for_refunds(tx, charge, *payment, now);
  return "noted";
}

std::vector<ChargeRow> charges(store::Tx& tx, OrderId order) {
  return tx.all(kCharges, order);
}

std::vector<std::string> card_fingerprints(store::Tx& tx, OrderId order) {
  return tx.all(kFingerprints, order);
}

GivenBack given_back(store::Tx& tx, base::PaymentId payment) {
  return tx.one(kGivenBack, payment);
}

std::optional<OrderId> order_of_payment(store::Tx& tx, const std::string& intent,
                                        const std::string& charge) {
  return tx.one_or_none(kOrderOf, intent, charge);
}

}  // namespace payment
