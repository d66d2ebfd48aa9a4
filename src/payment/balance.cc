#include "payment/balance.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "base/text.h"
#include "order/exchange.h"
#include "order/read.h"
#include "stripe/bodies.h"

namespace payment {
namespace {

using store::Query;

const Query<Attempt(OrderId)> kLive{"payment.live_balance", R"sql(
    SELECT id, order_id, public_id, amount_cents, state, idempotency_key, coupon_body,
           session_body, session_id, session_url, expires_at
      FROM payment_attempts
     WHERE order_id = $1 AND public_id IS NOT NULL AND state IN ('stored', 'open', 'processing'))sql"};

const Query<void(OrderId, Money, std::string, std::string, store::Bytes, Instant, Instant)> kStore{
    "payment.store_balance", R"sql(
    WITH payment AS (
      INSERT INTO payments (order_id, provider, state, amount_cents, created_at, updated_at)
      VALUES ($1, 'stripe', 'pending', $2, $7, $7)
      RETURNING id)
    INSERT INTO payment_attempts (order_id, state, public_id, amount_cents, payment_id,
                                  idempotency_key, session_body, expires_at, created_at, updated_at)
    SELECT $1, 'stored', $3, $2, id, $4, $5, $6, $7, $7 FROM payment)sql"};

struct Found {
  PaymentAttemptId id;
  OrderId order;
  base::PaymentId payment;
  Money amount;
  std::string state;
  static constexpr auto columns() {
    return base::Columns<&Found::id, &Found::order, &Found::payment, &Found::amount,
                         &Found::state>{};
  }
};
const Query<Found(std::string)> kFind{"payment.find_balance", R"sql(
    SELECT id, order_id, payment_id, amount_cents, state FROM payment_attempts
     WHERE public_id = $1)sql"};

// It may have been given up meanwhile: Stripe's word counts more than our clock.
const Query<void(PaymentAttemptId, base::PaymentId, Money, std::string, std::string, Instant)>
    kCapture{"payment.capture_balance", R"sql(
    WITH paid AS (
      UPDATE payments
         SET state = 'captured', captured_cents = $3, intent_id = nullif($4, ''), updated_at = $6
       WHERE id = $2 AND state IN ('pending', 'failed')
      RETURNING id),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT id, 'captured', $3, coalesce(nullif($4, ''), $5), $6 FROM paid)
    UPDATE payment_attempts
       SET state = 'complete', session_id = coalesce(session_id, $5), updated_at = $6
     WHERE id = $1)sql"};
const Query<void(PaymentAttemptId, std::string, Instant)> kProcessing{"payment.balance_processing",
                                                                      R"sql(
    UPDATE payment_attempts
       SET state = 'processing', session_id = coalesce(session_id, $2), updated_at = $3
     WHERE id = $1 AND state IN ('stored', 'open'))sql"};
const Query<void(OrderId, Instant)> kEnd{"payment.end_balance", R"sql(
    WITH ended AS (
      UPDATE payment_attempts SET state = 'expired', updated_at = $2
       WHERE order_id = $1 AND public_id IS NOT NULL AND state IN ('stored', 'open', 'processing')
      RETURNING payment_id)
    UPDATE payments p SET state = 'failed', updated_at = $2
      FROM ended WHERE p.id = ended.payment_id AND p.state = 'pending')sql"};

// Stripe's page asks for one thing: the rest of the order.
store::Bytes body(const order::Summary& order, const std::string& public_id, Money amount,
                  const Terms& terms, Instant expires_at) {
  const auto number = order.number.value();
  return {stripe::session_body(
      {.client_reference_id = public_id,
       .customer_email = order.email,
       .items = {{"Balance of order " + number, amount}},
       .coupon = {},
       .success_url = terms.site_url + "/checkout/paid?session={CHECKOUT_SESSION_ID}",
       .cancel_url = terms.site_url + "/orders/" + base::percent_encoded(number) +
                     "/pay?t=" + base::percent_encoded(order.token.value()),
       .expires_at = expires_at})};
}

std::optional<BalanceWhy> flaw(Money due) {
  if (due.is_zero()) return BalanceWhy::NothingDue;
  if (due < kLeastDue) return BalanceWhy::TooSmall;
  if (due > kMostDue) return BalanceWhy::TooLarge;
  return std::nullopt;
}

bool is_payable(const std::string& word) {
  const auto state = order::parse_state(word);
  return state == order::State::Placed || state == order::State::PartlyShipped ||
         state == order::State::Shipped || state == order::State::Delivered;
}

// What of the session is not as it was asked; "" when it is.
std::string difference(const stripe::Session& session, const Found& asked, const Terms& terms) {
  if (session.currency != "usd") return "; in another currency, " + session.currency;
  if (session.amount_total != asked.amount) return "; asked was " + base::to_text(asked.amount);
  if (session.livemode != terms.livemode) return "; in the other mode (live or test)";
  return "";
}

}  // namespace

base::Result<Money, BalanceWhy> balance_of(store::Tx& tx, OrderId id) {
  const auto order = order::find(tx, id);
  if (!order || !is_payable(order->state)) return BalanceWhy::NotPayable;
  const auto due = order::to_ask(tx, id);
  if (const auto why = flaw(due)) return *why;
  return due;
}

std::optional<Money> payable_online(store::Tx& tx, OrderId id) {
  const auto due = balance_of(tx, id);
  return due ? std::optional{*due} : std::nullopt;
}

base::Result<Attempt, BalanceWhy> freeze_balance(store::Tx& tx, OrderId id, const Terms& terms,
                                                 Instant now) {
  const auto locked = order::lock_order(tx, id);
  if (!locked || !is_payable(locked->state)) return BalanceWhy::NotPayable;
  if (const auto live = tx.one_or_none(kLive, id)) return *live;
  const auto due = order::to_ask(tx, id);
  if (const auto why = flaw(due)) return *why;
  const auto expires_at = now + kSessionLife;
  const auto public_id = base::random_uuid();
  tx.exec(kStore, id, due, public_id, base::random_uuid(),
          body(*order::find(tx, id), public_id, due, terms, expires_at), expires_at, now);
  return tx.one(kLive, id);
}

base::Result<Asked, BalanceWhy> ask_balance(const Till& t, OrderId order, Instant now) {
  const auto frozen = [&] {
    return t.db.transact("freeze_balance",
                         [&](store::Tx& tx) { return freeze_balance(tx, order, t.terms, now); });
  };
  auto attempt = frozen();
  if (!attempt) return attempt.why();
  const auto due = t.db.snapshot("to_ask", [&](store::Tx& tx) { return order::to_ask(tx, order); });
  if (attempt->due != due || attempt->expires_at <= now) {
    // Its word on the outcome is about orders; whether the attempt stands is asked below.
    if (cancel(t, *attempt, now) == CancelOutcome::Unknown) return BalanceWhy::BeingPaid;
    const auto ended = attempt->id;
    attempt = frozen();
    if (!attempt) return attempt.why();
    if (attempt->id == ended) return BalanceWhy::BeingPaid;
  }
  if (attempt->state == "processing") return BalanceWhy::BeingPaid;
  return ask(t, *attempt, now);
}

std::optional<OrderId> order_of_balance(store::Tx& tx, const std::string& public_id) {
  const auto found = tx.one_or_none(kFind, public_id);
  return found ? std::optional{found->order} : std::nullopt;
}

std::optional<BalanceEnd> complete_balance(store::Tx& tx, const stripe::Session& session,
                                           const Terms& terms, const std::string& actor,
                                           Instant now) {
  const auto order = order_of_balance(tx, session.order);
  if (!order) return std::nullopt;
  BASE_CHECK(order::lock_order(tx, *order));
  const auto found = tx.one(kFind, session.order);
  if (found.state == "complete") return BalanceEnd::AlreadyDone;
  if (session.status != "complete" || session.payment_status == "unpaid") {
    if (session.status == "complete") tx.exec(kProcessing, found.id, session.id, now);
    return BalanceEnd::Waiting;
  }
  const auto dollars = session.currency == "usd" ? session.amount_total : Money{};
  tx.exec(kCapture, found.id, found.payment, dollars, session.payment_intent, session.id, now);
  order::note(tx, *order, "paid",
              {actor, base::to_text(dollars) + " by card" + difference(session, found, terms)},
              now);
  return BalanceEnd::Paid;
}

bool end_balance(store::Tx& tx, OrderId order, const order::Because& because, Instant now) {
  const auto locked = order::lock_order(tx, order);
  if (!locked || !tx.one_or_none(kLive, order)) return false;
  tx.exec(kEnd, order, now);
  order::note(tx, order, "balance not paid", because, now);
  return true;
}

}  // namespace payment
