#include "payment/subscriptions.h"

namespace payment {
namespace {

using store::Query;

const Query<Subscribed(base::CustomerId)> kOf{"payment.subscriptions_of", R"sql(
    SELECT s.id, p.code, p.name, s.price_cents, p.every, s.status, s.period_end,
           s.cancel_at_end OR s.cancel_asked_at IS NOT NULL, s.entitled_until, s.grace_until,
           s.is_over
      FROM subscriptions s JOIN plans p ON p.id = s.plan_id
     WHERE s.customer_id = $1 AND s.stripe_id IS NOT NULL
     ORDER BY s.id DESC)sql"};

const Query<bool(base::CustomerId, std::string, Instant)> kEntitled{"payment.is_entitled", R"sql(
    SELECT EXISTS (
      SELECT FROM subscriptions s JOIN plans p ON p.id = s.plan_id
       WHERE s.customer_id = $1 AND p.code = $2
         AND (s.entitled_until > $3 OR (s.grace_until > $3 AND NOT s.is_over))))sql"};

const Query<std::string(base::CustomerId, SubscriptionId)> kUnpaid{"payment.unpaid_invoice", R"sql(
    SELECT i.invoice_id
      FROM subscription_invoices i JOIN subscriptions s ON s.id = i.subscription_id
     WHERE s.customer_id = $1 AND s.id = $2 AND i.paid_at IS NULL AND i.status = 'open'
     ORDER BY i.id DESC LIMIT 1)sql"};

const Query<PlanMail(SubscriptionId)> kMail{"payment.plan_mail", R"sql(
    SELECT c.email, p.name, coalesce(i.due_cents, 0), coalesce(s.grace_until, s.entitled_until),
           i.id IS NOT NULL
      FROM subscriptions s
      JOIN customers c ON c.id = s.customer_id
      JOIN plans p ON p.id = s.plan_id
      LEFT JOIN LATERAL (
        SELECT id, due_cents FROM subscription_invoices
         WHERE subscription_id = s.id AND paid_at IS NULL ORDER BY id DESC LIMIT 1) i ON true
     WHERE s.id = $1)sql"};

}  // namespace

std::vector<Subscribed> subscriptions_of(store::Tx& tx, base::CustomerId customer) {
  return tx.all(kOf, customer);
}

bool is_entitled(store::Tx& tx, base::CustomerId customer, const std::string& plan, Instant now) {
  return tx.one(kEntitled, customer, plan, now);
}

std::optional<std::string> unpaid_invoice(store::Tx& tx, base::CustomerId customer,
                                          SubscriptionId subscription) {
  return tx.one_or_none(kUnpaid, customer, subscription);
}

std::optional<PlanMail> plan_mail(store::Tx& tx, SubscriptionId subscription) {
  return tx.one_or_none(kMail, subscription);
}

}  // namespace payment
