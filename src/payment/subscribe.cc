#include "base/columns.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "customers/customers.h"
#include "payment/saved.h"
#include "payment/subscriptions.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

struct Row {
  SubscriptionId id;
  std::string state;
  std::string idempotency_key;
  store::Bytes session_body;
  std::optional<std::string> session_url;
  Instant expires_at;
  static constexpr auto columns() {
    return base::Columns<&Row::id, &Row::state, &Row::idempotency_key, &Row::session_body,
                         &Row::session_url, &Row::expires_at>{};
  }
};
const Query<Row(base::CustomerId, PlanId)> kLive{"payment.live_subscription", R"sql(
    SELECT id, state, idempotency_key, session_body, session_url, expires_at
      FROM subscriptions WHERE customer_id = $1 AND plan_id = $2 AND NOT is_over
     ORDER BY state = 'made' DESC, id DESC LIMIT 1)sql"};

const Query<Plan(std::string)> kPlan{"payment.plan_of_code", R"sql(
    SELECT id, code, name, about, price_cents, every, false
      FROM plans WHERE code = $1 AND withdrawn_at IS NULL)sql"};

const Query<Row(base::CustomerId, PlanId, Money, std::string, std::string, store::Bytes, Instant,
                Instant)>
    kStore{"payment.store_subscription", R"sql(
    INSERT INTO subscriptions (customer_id, plan_id, price_cents, public_id, state,
                               idempotency_key, session_body, expires_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, 'stored', $5, $6, $7, $8, $8)
    ON CONFLICT (customer_id, plan_id) WHERE state IN ('stored', 'open') DO NOTHING
    RETURNING id, state, idempotency_key, session_body, session_url, expires_at)sql"};

const Query<void(SubscriptionId, std::string, std::string, Instant)> kOpened{
    "payment.subscription_opened", R"sql(
    UPDATE subscriptions
       SET state = 'open', session_id = $2, session_url = nullif($3, ''), updated_at = $4
     WHERE id = $1 AND state = 'stored')sql"};
const Query<void(SubscriptionId, Instant)> kExpired{"payment.subscription_expired", R"sql(
    UPDATE subscriptions SET state = 'expired', updated_at = $2
     WHERE id = $1 AND state IN ('stored', 'open') AND stripe_id IS NULL)sql"};

const Query<void(base::CustomerId, SubscriptionId, Instant)> kEnd{"payment.end_subscription",
                                                                  R"sql(
    UPDATE subscriptions SET cancel_asked_at = coalesce(cancel_asked_at, $3), updated_at = $3
     WHERE id = $2 AND customer_id = $1 AND stripe_id IS NOT NULL AND NOT is_over)sql"};
const Query<ToCancel(SubscriptionId)> kToCancel{"payment.to_cancel", R"sql(
    SELECT stripe_id, idempotency_key || '-cancel'
      FROM subscriptions WHERE id = $1 AND stripe_id IS NOT NULL AND NOT is_over)sql"};

store::Bytes body(store::Tx& tx, base::CustomerId id, const Plan& plan,
                  const std::string& public_id, const Terms& terms, Instant now) {
  const auto customer = customers::find(tx, id);
  BASE_CHECK(customer);
  const auto saved = saved_for(tx, id, customer->email, now);
  return {
      stripe::subscription_session_body({.public_id = public_id,
                                         .customer = saved ? saved->stripe_id.value() : "",
                                         .customer_email = customer->email,
                                         .name = plan.name,
                                         .price = plan.price,
                                         .every = plan.every,
                                         .success_url = terms.site_url + "/account/plans?done=1",
                                         .cancel_url = terms.site_url + "/account/plans",
                                         .expires_at = now + kSessionLife})};
}

// The row to ask with: the one under way, or a new one.
base::Result<Row, SubscribeWhy> frozen(store::Tx& tx, base::CustomerId customer,
                                       const std::string& code, const Terms& terms, Instant now) {
  const auto plan = tx.one_or_none(kPlan, code);
  if (!plan) return SubscribeWhy::NoSuchPlan;
  if (const auto live = tx.one_or_none(kLive, customer, plan->id)) {
    if (live->state == "made") return SubscribeWhy::Subscribed;
    if (live->expires_at > now) return *live;
    // Nobody can pay there any more; the event that says so may still be on its way.
    tx.exec(kExpired, live->id, now);
  }
  const auto public_id = base::random_uuid();
  const auto made =
      tx.one_or_none(kStore, customer, plan->id, plan->price, public_id, base::random_uuid(),
                     body(tx, customer, *plan, public_id, terms, now), now + kSessionLife, now);
  // Another click was faster: its row is the row.
  return made ? *made : tx.one(kLive, customer, plan->id);
}

void keep_open(const Till& t, SubscriptionId id, const stripe::Session& session, Instant now) {
  t.db.at_once("subscription_opened",
               [&](store::Tx& tx) { return tx.exec(kOpened, id, session.id, session.url, now); });
}

void give_up(const Till& t, SubscriptionId id, Instant now) {
  t.db.at_once("subscription_expired", [&](store::Tx& tx) { return tx.exec(kExpired, id, now); });
}

// The customer that the page named was deleted at Stripe: the next page names none.
void forget(const Till& t, base::CustomerId id, Instant now) {
  t.db.transact("forget_saved", [&](store::Tx& tx) {
    const auto customer = customers::find(tx, id);
    const auto saved = customer ? saved_for(tx, id, customer->email, now) : std::nullopt;
    return saved && saved_gone(tx, saved->stripe_id.value(), now);
  });
}

}  // namespace

base::Result<Asked, SubscribeWhy> subscribe(const Till& t, base::CustomerId customer,
                                            const std::string& plan, Instant now) {
  const auto row = t.db.transact("freeze_subscription", [&](store::Tx& tx) {
    return frozen(tx, customer, plan, t.terms, now);
  });
  if (!row) return row.why();
  if (row->session_url) return Asked{AskOutcome::Open, *row->session_url};
  try {
    const auto reply =
        t.stripe.create_session(row->idempotency_key, row->session_body.raw, t.deadline);
    if (!reply) {
      if (!stripe::is_certain_refusal(reply.why())) return Asked{AskOutcome::Unknown};
      give_up(t, row->id, now);
      if (reply.why().param == "customer") forget(t, customer, now);
      return Asked{AskOutcome::Refused, "", reply.why().param};
    }
    const auto session = stripe::understood(*reply, stripe::read_session);
    keep_open(t, row->id, session, now);
    if (session.status != "open" || session.url.empty()) return Asked{AskOutcome::NotWaiting};
    return Asked{AskOutcome::Open, session.url};
  } catch (const stripe::Unknown&) {
    return Asked{AskOutcome::Unknown};
  }
}

base::Result<base::Done, EndRefusal> end_subscription(store::Tx& tx, base::CustomerId customer,
                                                      SubscriptionId subscription, Instant now) {
  if (tx.exec(kEnd, customer, subscription, now) == 0) return EndRefusal::NoSuchSubscription;
  base::JsonWriter json;
  json.begin_object().field("subscription", subscription.raw()).end_object();
  store::enqueue(tx, "stripe.cancel_subscription",
                 "subscription-" + std::to_string(subscription.raw()), {json.take()}, now, now);
  return base::Done{};
}

std::optional<ToCancel> to_cancel(store::Tx& tx, SubscriptionId subscription) {
  return tx.one_or_none(kToCancel, subscription);
}

}  // namespace payment
