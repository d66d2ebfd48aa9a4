#include "payment/saved.h"

#include "base/crypto.h"
#include "base/json_writer.h"
#include "customers/customers.h"
#include "store/outbox.h"
#include "stripe/bodies.h"

namespace payment {
namespace {

using store::Query;

const Query<Saved(SavedId)> kFind{"payment.find_saved", R"sql(
    SELECT id, email, idempotency_key, body, stripe_id, gone_at IS NOT NULL
      FROM saved_customers WHERE id = $1)sql"};

const Query<Saved(base::CustomerId)> kLive{"payment.live_saved", R"sql(
    SELECT id, email, idempotency_key, body, stripe_id, false
      FROM saved_customers WHERE customer_id = $1 AND gone_at IS NULL)sql"};

const Query<SavedId(base::CustomerId, std::string, std::string, store::Bytes, Instant)> kBegin{
    "payment.begin_saved", R"sql(
    INSERT INTO saved_customers (customer_id, email, idempotency_key, body, created_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (customer_id) WHERE gone_at IS NULL DO NOTHING
    RETURNING id)sql"};

const Query<void(SavedId, std::string, Instant)> kKeep{"payment.keep_saved", R"sql(
    UPDATE saved_customers SET stripe_id = $2, made_at = $3
     WHERE id = $1 AND stripe_id IS NULL)sql"};

const Query<void(std::string, Instant)> kGone{"payment.saved_gone", R"sql(
    UPDATE saved_customers SET gone_at = $2 WHERE stripe_id = $1 AND gone_at IS NULL)sql"};

const Query<void(PaymentAttemptId, Instant)> kForget{"payment.forget_saved", R"sql(
    UPDATE saved_customers s SET gone_at = $2
      FROM payment_attempts a
     WHERE a.id = $1 AND s.id = a.saved_customer_id AND s.gone_at IS NULL)sql"};

void begin(store::Tx& tx, base::CustomerId id, Instant now) {
  const auto customer = customers::find(tx, id);
  if (!customer) return;
  const auto key = base::random_uuid();
  const auto begun = tx.one_or_none(
      kBegin, id, customer->email, key,
      {stripe::customer_body({customer->email, customer->name, std::to_string(id.raw())})}, now);
  if (!begun) return;
  base::JsonWriter json;
  json.begin_object().field("saved", begun->raw()).end_object();
  store::enqueue(tx, "stripe.customer", "saved-" + std::to_string(begun->raw()), {json.take()}, now,
                 now);
}

}  // namespace

Saved find_saved(store::Tx& tx, SavedId saved) {
  return tx.one(kFind, saved);
}

std::optional<Saved> saved_for(store::Tx& tx, base::CustomerId customer, const std::string& email,
                               Instant now) {
  const auto live = tx.one_or_none(kLive, customer);
  if (!live) {
    begin(tx, customer, now);
    return std::nullopt;
  }
  return live->stripe_id && live->email == email ? live : std::nullopt;
}

void keep_saved(store::Tx& tx, SavedId saved, const std::string& stripe_id, Instant now) {
  tx.exec(kKeep, saved, stripe_id, now);
}

bool saved_gone(store::Tx& tx, const std::string& stripe_id, Instant now) {
  return tx.exec(kGone, stripe_id, now) > 0;
}

void forget_saved(store::Tx& tx, PaymentAttemptId attempt, Instant now) {
  tx.exec(kForget, attempt, now);
}

}  // namespace payment
