#include "payment/plan_money.h"

#include "base/columns.h"
#include "base/json_writer.h"
#include "payment/dispute_news.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

struct Invoice {
  PlanInvoiceId id;
  std::string name;  // for people: Stripe's number and id
  Money refunded;
  static constexpr auto columns() {
    return base::Columns<&Invoice::id, &Invoice::name, &Invoice::refunded>{};
  }
};
// What is told of one invoice comes one after another.
const Query<Invoice(std::string, std::string)> kFind{"payment.invoice_of_payment", R"sql(
    SELECT i.id, concat_ws(' ', nullif(i.number, ''), i.invoice_id),
           (SELECT coalesce(sum(CASE kind WHEN 'refunded' THEN amount_cents
                                          WHEN 'refund_failed' THEN -amount_cents END), 0)::bigint
              FROM subscription_movements WHERE invoice_id = i.id)
      FROM subscription_invoices i
     WHERE i.intent_id = nullif($1, '') OR i.charge_id = nullif($2, '')
     ORDER BY i.id LIMIT 1 FOR UPDATE)sql"};

const Query<void(PlanInvoiceId, std::string)> kCharge{"payment.charge_of_invoice", R"sql(
    UPDATE subscription_invoices SET charge_id = $2 WHERE id = $1 AND charge_id IS NULL)sql"};

const Query<std::string(PlanInvoiceId, std::vector<std::string>, std::vector<std::string>,
                        std::vector<std::int64_t>, Instant)>
    kEnter{"payment.enter_plan_money", R"sql(
    INSERT INTO subscription_movements (invoice_id, kind, amount_cents, provider_ref, at)
    SELECT $1, e.kind, e.cents, e.ref, $5
      FROM unnest($2::text[], $3::text[], $4::bigint[]) AS e (kind, ref, cents)
     WHERE e.cents > 0
    ON CONFLICT (kind, provider_ref) DO NOTHING
    RETURNING kind)sql"};
// A refund that was given up before it moved anything is none.
const Query<void(PlanInvoiceId, std::string, Instant)> kCalledOff{"payment.plan_refund_called_off",
                                                                  R"sql(
    INSERT INTO subscription_movements (invoice_id, kind, amount_cents, provider_ref, at)
    SELECT invoice_id, 'refund_failed', amount_cents, provider_ref, $3
      FROM subscription_movements
     WHERE invoice_id = $1 AND kind = 'refunded' AND provider_ref = $2
    ON CONFLICT (kind, provider_ref) DO NOTHING)sql"};

const Query<DisputeBefore(std::string)> kBefore{"payment.plan_dispute_before", R"sql(
    SELECT status, said_at, is_open FROM subscription_disputes WHERE dispute_id = $1)sql"};
const Query<void(std::string, PlanInvoiceId, std::string, std::string, Money,
                 std::optional<Instant>, Instant)>
    kKeep{"payment.keep_plan_dispute", R"sql(
    INSERT INTO subscription_disputes (dispute_id, invoice_id, status, reason, amount_cents, due_by,
                                       said_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (dispute_id) DO UPDATE
      SET status = excluded.status, reason = excluded.reason, amount_cents = excluded.amount_cents,
          due_by = excluded.due_by, said_at = excluded.said_at)sql"};

const Query<GivenBack(PlanInvoiceId)> kGivenBack{"payment.plan_given_back", R"sql(
    SELECT i.intent_id,
           (SELECT coalesce(sum(CASE kind WHEN 'refunded' THEN amount_cents
                                          WHEN 'refund_failed' THEN -amount_cents END), 0)::bigint
              FROM subscription_movements WHERE invoice_id = i.id)
      FROM subscription_invoices i WHERE i.id = $1)sql"};

std::optional<Invoice> find(store::Tx& tx, const std::string& intent, const std::string& charge) {
  return tx.one_or_none(kFind, intent, charge);
}

void tell_staff(store::Tx& tx, const std::string& subject, const Invoice& invoice,
                const std::string& what, Instant now) {
  open_task(tx,
            {.kind = TaskKind::Invoice,
             .subject = subject,
             .said = "invoice " + invoice.name + " of a plan: " + what},
            now);
}

void closed(store::Tx& tx, const Invoice& invoice, const stripe::Dispute& dispute, Instant now) {
  for (const auto round : {Round::First, Round::Appeal})
    end_task(tx, TaskKind::Dispute, subject_of(dispute, round), "stripe", now);
  if (dispute.status == "lost")
    tell_staff(tx, dispute.id, invoice,
               base::to_text(dispute.amount) + " of it is lost to the payer's bank; " +
                   "the plan goes on until somebody ends it at Stripe",
               now);
}

}  // namespace

std::optional<std::string> plan_charge_seen(store::Tx& tx, const stripe::Charge& charge,
                                            Instant now) {
  const auto invoice = find(tx, charge.payment_intent, charge.id);
  if (!invoice) return std::nullopt;
  if (charge.status == "succeeded") tx.exec(kCharge, invoice->id, charge.id);
  if (charge.refunded <= invoice->refunded) return "noted";
  base::JsonWriter json;
  json.begin_object().field("invoice", invoice->id.raw());
  json.field("refunded", charge.refunded.in_cents()).end_object();
  store::enqueue(tx, "stripe.refresh_refunds",
                 charge.id + "-" + std::to_string(charge.refunded.in_cents()), {json.take()},
                 now + std::chrono::minutes{1}, now);
  return "noted";
}

std::optional<std::string> plan_refund_seen(store::Tx& tx, const stripe::Refund& refund,
                                            Instant now) {
  const auto invoice = find(tx, refund.payment_intent, "");
  if (!invoice) return std::nullopt;
  if (refund.status == "requires_action") return "noted";
  if (refund.status == "canceled") {
    const bool entered = tx.exec(kCalledOff, invoice->id, refund.id, now) > 0;
    return entered ? "refund failed" : "noted";
  }
  // One that failed had gone out before, whichever is told first.
  Entries entries{{"refunded"}, {refund.id}, {refund.amount.in_cents()}};
  if (refund.status == "failed") {
    entries.kinds.emplace_back("refund_failed");
    entries.refs.push_back(refund.id);
    entries.cents.push_back(refund.amount.in_cents());
  }
  if (tx.all(kEnter, invoice->id, entries.kinds, entries.refs, entries.cents, now).empty())
    return "already done";
  const auto amount = base::to_text(refund.amount);
  if (refund.status == "failed") {
    tell_staff(tx, refund.id + " failed", *invoice,
               "a refund of " + amount + " did not reach the payer: " + refund.failure, now);
    return "refund failed";
  }
  tell_staff(tx, refund.id, *invoice,
             amount + " of it were refunded; the plan goes on until somebody ends it at Stripe",
             now);
  return "refund sent";
}

std::optional<std::string> plan_dispute_seen(store::Tx& tx, const stripe::Dispute& dispute,
                                             const std::string& type, Instant said_at,
                                             Instant now) {
  const auto invoice = find(tx, dispute.payment_intent, dispute.charge);
  if (!invoice) return std::nullopt;
  const auto entries = entries_of(dispute, type);
  if (!entries.kinds.empty())
    tx.all(kEnter, invoice->id, entries.kinds, entries.refs, entries.cents, now);
  const auto before = tx.one_or_none(kBefore, dispute.id);
  if (is_old_news(tx, dispute, before, said_at, now)) return "old news";
  tx.exec(kKeep, dispute.id, invoice->id, dispute.status, dispute.reason, dispute.amount,
          dispute.due_by, said_at);
  if (before && before->status == dispute.status) return "noted";
  if (is_over(dispute)) {
    closed(tx, *invoice, dispute, now);
    return "dispute closed";
  }
  open_task(tx,
            {.kind = TaskKind::Dispute,
             .subject = subject_of(dispute, round_of(dispute, before)),
             .said = "invoice " + invoice->name + " of a plan, " + sentence_of(dispute) +
                     "; answer it at Stripe",
             .due_at = dispute.due_by},
            now);
  return before ? "noted" : "dispute opened";
}

std::optional<std::string> plan_doubted(store::Tx& tx, const PlanDoubt& doubt, Instant now) {
  const auto invoice = find(tx, doubt.payment_intent, doubt.charge);
  if (!invoice) return std::nullopt;
  const bool opened = open_task(tx,
                                {.kind = doubt.kind,
                                 .subject = doubt.subject,
                                 .said = "invoice " + invoice->name + " of a plan: " + doubt.said},
                                now);
  return opened ? "staff told" : "already done";
}

GivenBack plan_given_back(store::Tx& tx, PlanInvoiceId invoice) {
  return tx.one(kGivenBack, invoice);
}

}  // namespace payment
