#include "payment/payment.h"

namespace payment {
namespace {

using store::Query;

const Query<Attempt(CartId)> kLive{"payment.live_attempt", R"sql(
    SELECT a.id, a.order_id, o.public_id, o.due_cents, a.state, a.idempotency_key, a.coupon_body,
           a.session_body, a.session_id, a.session_url, a.expires_at
      FROM orders o JOIN payment_attempts a ON a.order_id = o.id
     WHERE o.cart_id = $1 AND o.state = 'awaiting_payment'
       AND a.state IN ('stored', 'open', 'processing'))sql"};

const Query<Attempt(PaymentAttemptId)> kFind{"payment.find_attempt", R"sql(
    SELECT a.id, a.order_id, coalesce(a.public_id, o.public_id),
           coalesce(a.amount_cents, o.due_cents), a.state, a.idempotency_key, a.coupon_body,
           a.session_body, a.session_id, a.session_url, a.expires_at
      FROM payment_attempts a JOIN orders o ON o.id = a.order_id
     WHERE a.id = $1)sql"};

const Query<Standing(PaymentAttemptId)> kStanding{"payment.standing", R"sql(
    SELECT o.state, a.state, a.session_id
      FROM payment_attempts a JOIN orders o ON o.id = a.order_id
     WHERE a.id = $1)sql"};

const Query<std::string(std::string)> kState{"payment.attempt_state", R"sql(
    SELECT state FROM payment_attempts WHERE session_id = $1)sql"};

const Query<OrderId(std::string)> kOrderOfSession{"payment.order_of_session", R"sql(
    SELECT order_id FROM payment_attempts WHERE session_id = $1)sql"};

// The coupon's id is the attempt's key: see freeze.
const Query<std::string(PaymentAttemptId)> kCoupon{"payment.coupon_of", R"sql(
    SELECT idempotency_key FROM payment_attempts WHERE id = $1 AND coupon_body IS NOT NULL)sql"};

}  // namespace

Terms terms(const base::Config& config) {
  return {.site_url = config.site.url,
          .ship_from = config.ship,
          .livemode = config.stripe.secret_key.reveal().find("_live_") != std::string::npos,
          .hold = {config.hold.minutes, config.hold.max_minutes, config.hold.open_per_address},
          .carding = config.carding};
}

std::optional<Attempt> live_attempt(store::Tx& tx, CartId cart) {
  return tx.one_or_none(kLive, cart);
}

Attempt find_attempt(store::Tx& tx, PaymentAttemptId attempt) {
  return tx.one(kFind, attempt);
}

Standing standing(store::Tx& tx, PaymentAttemptId attempt) {
  return tx.one(kStanding, attempt);
}

std::string attempt_state(store::Tx& tx, const std::string& session_id) {
  return tx.one_or_none(kState, session_id).value_or("");
}

std::optional<OrderId> order_of_session(store::Tx& tx, const std::string& session_id) {
  return tx.one_or_none(kOrderOfSession, session_id);
}

std::optional<std::string> coupon_of(store::Tx& tx, PaymentAttemptId attempt) {
  return tx.one_or_none(kCoupon, attempt);
}

}  // namespace payment
