#include "base/columns.h"
#include "base/json_writer.h"
#include "payment/doubts.h"
#include "payment/subscriptions.h"
#include "payment/tasks.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

// Whichever of the two names is known here. A page whose payment came after its end is made too.
const Query<SubscriptionId(std::string, std::string)> kFind{"payment.find_subscription", R"sql(
    SELECT id FROM subscriptions
     WHERE stripe_id = nullif($1, '') OR public_id = nullif($2, '')
     ORDER BY stripe_id IS NOT NULL DESC LIMIT 1 FOR UPDATE)sql"};

const Query<void(SubscriptionId, std::string, Instant)> kMade{"payment.subscription_made", R"sql(
    UPDATE subscriptions SET stripe_id = $2, state = 'made', updated_at = $3
     WHERE id = $1 AND stripe_id IS NULL)sql"};
const Query<void(std::string, Instant)> kSessionEnded{"payment.subscription_page_ended", R"sql(
    UPDATE subscriptions SET state = 'expired', updated_at = $2
     WHERE public_id = $1 AND state IN ('stored', 'open'))sql"};
const Query<bool(std::string)> kIsOurs{"payment.is_subscription", R"sql(
    SELECT true FROM subscriptions WHERE public_id = $1)sql"};

// What has ended stays so; of two things said in one second the one that goes on counts.
const Query<bool(SubscriptionId, std::string, std::optional<Instant>, bool, std::optional<Instant>,
                 Instant, Instant)>
    kSay{"payment.say_subscription", R"sql(
    UPDATE subscriptions
       SET status = $2, period_end = coalesce($3, period_end), cancel_at_end = $4,
           entitled_until = CASE WHEN entitled_until > $5::timestamptz THEN $5
                                 ELSE entitled_until END,
           grace_until = CASE WHEN $2 IN ('active', 'trialing') OR $5::timestamptz IS NOT NULL
                              THEN NULL ELSE grace_until END,
           said_at = $6, updated_at = $7
     WHERE id = $1 AND status NOT IN ('canceled', 'incomplete_expired')
       AND (said_at IS NULL OR said_at < $6 OR (said_at = $6 AND $2 <> 'incomplete'))
    RETURNING $5::timestamptz IS NOT NULL)sql"};

struct Kept {
  std::int64_t id;
  bool is_paid;   // now
  bool is_first;  // and was not before
  static constexpr auto columns() {
    return base::Columns<&Kept::id, &Kept::is_paid, &Kept::is_first>{};
  }
};
// An invoice that is paid stays so.
const Query<Kept(std::string, SubscriptionId, std::string, std::string, Money, Money, int,
                 std::optional<Instant>, Instant, std::optional<Instant>)>
    kInvoice{"payment.keep_invoice", R"sql(
    WITH before AS (SELECT paid_at FROM subscription_invoices WHERE invoice_id = $1)
    INSERT INTO subscription_invoices AS i (invoice_id, subscription_id, number, status, due_cents,
                                            paid_cents, attempts, period_end, said_at, paid_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (invoice_id) DO UPDATE
      SET number = excluded.number,
          status = CASE WHEN i.paid_at IS NULL AND i.said_at <= excluded.said_at
                        THEN excluded.status ELSE i.status END,
          due_cents = CASE WHEN i.said_at <= excluded.said_at THEN excluded.due_cents
                           ELSE i.due_cents END,
          paid_cents = greatest(i.paid_cents, excluded.paid_cents),
          attempts = greatest(i.attempts, excluded.attempts),
          period_end = coalesce(excluded.period_end, i.period_end),
          said_at = greatest(i.said_at, excluded.said_at),
          paid_at = coalesce(i.paid_at, excluded.paid_at)
    RETURNING id, paid_at IS NOT NULL,
              paid_at IS NOT NULL AND NOT EXISTS (SELECT FROM before WHERE paid_at IS NOT NULL))sql"};

const Query<void(SubscriptionId, std::optional<Instant>, Instant)> kExtend{
    "payment.extend_subscription", R"sql(
    UPDATE subscriptions
       SET entitled_until = greatest(entitled_until, $2), grace_until = NULL, updated_at = $3
     WHERE id = $1 AND status <> 'canceled')sql"};
const Query<void(SubscriptionId, Instant, Instant)> kGraceBegins{"payment.begin_grace", R"sql(
    UPDATE subscriptions SET grace_until = coalesce(grace_until, $2), updated_at = $3
     WHERE id = $1 AND NOT is_over AND entitled_until IS NOT NULL)sql"};

const Query<void(std::string, std::string)> kPaidBy{"payment.invoice_paid_by", R"sql(
    UPDATE subscription_invoices SET intent_id = $2 WHERE invoice_id = $1 AND intent_id IS NULL)sql"};
const Query<bool(std::string)> kKnownInvoice{"payment.known_invoice", R"sql(
    SELECT true FROM subscription_invoices WHERE invoice_id = $1)sql"};
const Query<bool(std::string)> kKnownIntent{"payment.is_invoice_payment", R"sql(
    SELECT EXISTS (SELECT FROM subscription_invoices WHERE intent_id = $1))sql"};

void write_to(store::Tx& tx, const char* kind, SubscriptionId subscription, const std::string& key,
              Instant now) {
  base::JsonWriter json;
  json.begin_object().field("subscription", subscription.raw()).end_object();
  store::enqueue(tx, kind, key, {json.take()}, now, now);
}

bool is_over(const std::string& status) {
  return status == "canceled" || status == "incomplete_expired";
}

}  // namespace

std::optional<std::string> subscription_session(store::Tx& tx, const base::Json& json,
                                                Instant now) {
  if (json.text_or("mode", "") != "subscription") return std::nullopt;
  const auto public_id = json.text_or("client_reference_id", "");
  if (!tx.one_or_none(kIsOurs, public_id)) return "no subscription of ours";
  if (json.text_or("status", "") == "expired")
    return tx.exec(kSessionEnded, public_id, now) > 0 ? "given up" : "already done";
  const auto id = tx.one_or_none(kFind, std::string{}, public_id);
  const auto stripe_id = json.find("subscription");
  if (!id || stripe_id.kind() != base::Json::Kind::Text) return "noted";
  return tx.exec(kMade, *id, stripe_id.text(), now) > 0 ? "subscribed" : "already done";
}

std::string subscription_seen(store::Tx& tx, const stripe::Subscription& said, Instant said_at,
                              Instant now) {
  const auto id = tx.one_or_none(kFind, said.id, said.public_id);
  if (!id) return kNoPayment;
  tx.exec(kMade, *id, said.id, now);
  const auto ended =
      is_over(said.status) ? std::optional{said.ended_at.value_or(said_at)} : std::nullopt;
  const auto ends = tx.one_or_none(kSay, *id, said.status, said.period_end,
                                   said.cancel_at_period_end, ended, said_at, now);
  if (!ends) return "said before";
  if (*ends && said.status == "canceled")
    write_to(tx, "mail.plan_ended", *id, "subscription-" + std::to_string(id->raw()), now);
  return "noted";
}

std::string invoice_seen(store::Tx& tx, const stripe::Invoice& said, InvoiceNews news,
                         Instant said_at, Instant now) {
  if (said.id.empty() || said.subscription.empty()) return "noted";
  const auto id = tx.one_or_none(kFind, said.subscription, said.public_id);
  if (!id) return kNoPayment;
  const bool paid = news == InvoiceNews::Paid || said.status == "paid";
  const auto kept =
      tx.one(kInvoice, said.id, *id, said.number, said.status, said.due, said.paid, said.attempts,
             said.period_end, said_at, paid ? std::optional{said_at} : std::nullopt);
  if (kept.is_first) {
    tx.exec(kExtend, *id, said.period_end, now);
    end_task(tx, TaskKind::Invoice, said.id, "stripe", now);
    return "paid";
  }
  if (news != InvoiceNews::Unpaid || kept.is_paid) return "noted";
  tx.exec(kGraceBegins, *id, now + kGrace, now);
  write_to(tx, "mail.plan_unpaid", *id, said.id + "-" + std::to_string(said.attempts), now);
  return "unpaid";
}

std::string invoice_payment_seen(store::Tx& tx, const stripe::InvoicePayment& said, Instant now) {
  if (!tx.one_or_none(kKnownInvoice, said.invoice)) return kNoPayment;
  if (said.payment_intent.empty()) return "noted";
  tx.exec(kPaidBy, said.invoice, said.payment_intent);
  // Its payment came first, and nobody knew whose it was.
  end_task(tx, TaskKind::UnknownPayment, said.payment_intent, "stripe", now);
  return "noted";
}

bool is_invoice_payment(store::Tx& tx, const std::string& intent) {
  return tx.one(kKnownIntent, intent);
}

}  // namespace payment
