#include "payment/dispute.h"

#include <algorithm>

#include "base/columns.h"
#include "order/hold.h"
#include "payment/dispute_news.h"
#include "payment/doubts.h"
#include "payment/plan_money.h"
#include "payment/tasks.h"
#include "referral/reverse.h"
#include "tender/tender.h"

namespace payment {
namespace {

using store::Query;

constexpr const char* kActor = "stripe";

struct Target {
  base::PaymentId payment;
  OrderId order;
  static constexpr auto columns() { return base::Columns<&Target::payment, &Target::order>{}; }
};
const Query<Target(std::string, std::string)> kTarget{"payment.disputed", R"sql(
    SELECT id, order_id FROM payments WHERE intent_id = nullif($1, '')
    UNION ALL
    SELECT p.id, p.order_id FROM payment_charges c JOIN payments p ON p.id = c.payment_id
     WHERE c.charge_id = nullif($2, '')
    LIMIT 1)sql"};

const Query<DisputeBefore(std::string)> kBefore{"payment.dispute_before", R"sql(
    SELECT status, said_at, is_open FROM disputes WHERE dispute_id = $1)sql"};

const Query<void(std::string, base::PaymentId, OrderId, std::string, std::string, std::string,
                 Money, bool, std::optional<Instant>, bool, std::int64_t, Instant)>
    kKeep{"payment.keep_dispute", R"sql(
    INSERT INTO disputes (dispute_id, payment_id, order_id, charge_id, status, reason,
                          amount_cents, refundable, due_by, has_evidence, submissions, opened_at,
                          said_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
    ON CONFLICT (dispute_id) DO UPDATE
      SET status = excluded.status, reason = excluded.reason, amount_cents = excluded.amount_cents,
          refundable = excluded.refundable, due_by = excluded.due_by,
          has_evidence = excluded.has_evidence, submissions = excluded.submissions,
          said_at = excluded.said_at, opened_at = least(disputes.opened_at, excluded.opened_at))sql"};

// What the ledger has not had yet; the payment counts along.
const Query<void(base::PaymentId, std::vector<std::string>, std::vector<std::string>,
                 std::vector<std::int64_t>, Instant)>
    kEnter{"payment.enter_dispute", R"sql(
    WITH entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT $1, e.kind, e.cents, e.ref, $5
        FROM unnest($2::text[], $3::text[], $4::bigint[]) AS e (kind, ref, cents)
      ON CONFLICT (kind, provider_ref) DO NOTHING
      RETURNING kind, amount_cents)
    UPDATE payments
       SET updated_at = $5,
           disputed_cents = disputed_cents
             + (SELECT sum(CASE kind WHEN 'disputed' THEN amount_cents ELSE -amount_cents END)
                  FROM entered)
     WHERE id = $1 AND EXISTS (SELECT FROM entered))sql"};

// An inquiry takes nothing; what is lost stays so, whatever else the payment went through.
const Query<void(base::PaymentId, Instant)> kSettle{"payment.settle_dispute", R"sql(
    UPDATE payments p SET updated_at = $2, state = s.state
      FROM (SELECT CASE
                     WHEN EXISTS (SELECT FROM disputes d
                                   WHERE d.payment_id = $1 AND d.is_open
                                     AND d.status NOT LIKE 'warning%') THEN 'disputed'
                     WHEN EXISTS (SELECT FROM disputes d
                                   WHERE d.payment_id = $1 AND d.status = 'lost') THEN 'charged_back'
                     WHEN q.refunded_cents = 0 THEN 'captured'
                     WHEN q.refunded_cents = q.captured_cents THEN 'refunded'
                     ELSE 'partly_refunded' END AS state
              FROM payments q WHERE q.id = $1) s
     WHERE p.id = $1 AND p.state <> s.state)sql"};

const Query<std::string(OrderId)> kStanding{"payment.at_the_bank", R"sql(
    SELECT CASE WHEN bool_or(is_open) THEN 'open' WHEN bool_or(status = 'lost') THEN 'lost'
                ELSE '' END
      FROM disputes WHERE order_id = $1 HAVING count(*) > 0)sql"};

// Takes back what the order's referral paid, as far as it is still there; says what is missing.
Money reverse_referral(store::Tx& tx, OrderId order, Instant now) {
  Money missing;
  for (const auto& credit : referral::reverse(tx, order, "the payment was charged back")) {
    const auto account = tender::account_of(tx, credit.customer);
    BASE_CHECK(account.has_value());
    const tender::Source source{.credit = account};
    const auto left = std::min(tender::balance(tx, source, now), credit.amount);
    missing += credit.amount - left;
    if (left > Money{})
      BASE_CHECK(tender::adjust(tx, source, Money{} - left, "the payment was charged back",
                                {credit.cause, kActor}, now));
  }
  return missing;
}

void opened(store::Tx& tx, OrderId order, const stripe::Dispute& dispute, Round round,
            Instant now) {
  const auto subject = subject_of(dispute, round);
  order::hold_shipment(tx, order, "dispute " + subject, {kActor, sentence_of(dispute)}, now);
  open_task(tx,
            {.kind = TaskKind::Dispute,
             .subject = subject,
             .order = order,
             .said = sentence_of(dispute),
             .due_at = dispute.due_by},
            now);
}

// Of an order whose payment is lost nothing leaves any more; of any other it may again.
void closed(store::Tx& tx, OrderId order, const stripe::Dispute& dispute, Instant now) {
  const auto standing = order::holds(tx, order);
  for (const auto round : {Round::First, Round::Appeal}) {
    const auto subject = subject_of(dispute, round);
    end_task(tx, TaskKind::Dispute, subject, kActor, now);
    for (const auto& hold : standing)
      if (dispute.status != "lost" && hold.cause == "dispute " + subject)
        order::lift_hold(tx, order, hold.cause, {kActor, "the dispute ended: " + dispute.status},
                         now);
  }
  if (dispute.status != "lost") return;
  order::hold_shipment(tx, order, "dispute " + dispute.id, {kActor, sentence_of(dispute)}, now);
  const auto missing = reverse_referral(tx, order, now);
  if (missing.is_zero()) return;
  order::note(tx, order, "referral credit spent",
              {kActor, base::to_text(missing) + " of it could not be taken back"}, now);
}

}  // namespace

std::string dispute_seen(store::Tx& tx, const stripe::Dispute& dispute, const std::string& type,
                         Instant said_at, Instant now) {
  const auto target = tx.one_or_none(kTarget, dispute.payment_intent, dispute.charge);
  if (!target) return plan_dispute_seen(tx, dispute, type, said_at, now).value_or(kNoPayment);
  BASE_CHECK(order::lock_order(tx, target->order));
  const auto entries = entries_of(dispute, type);
  if (!entries.kinds.empty())
    tx.exec(kEnter, target->payment, entries.kinds, entries.refs, entries.cents, now);
  const auto before = tx.one_or_none(kBefore, dispute.id);
  if (is_old_news(tx, dispute, before, said_at, now)) return "old news";
  tx.exec(kKeep, dispute.id, target->payment, target->order, dispute.charge, dispute.status,
          dispute.reason, dispute.amount, dispute.refundable, dispute.due_by, dispute.has_evidence,
          dispute.submissions, said_at);
  if (before && before->status == dispute.status) return "noted";
  order::note(tx, target->order, before ? "dispute: " + dispute.status : "disputed",
              {kActor, dispute.id + ": " + dispute.reason + ", " + base::to_text(dispute.amount)},
              now);
  tx.exec(kSettle, target->payment, now);
  if (is_over(dispute)) {
    closed(tx, target->order, dispute, now);
    return "dispute closed";
  }
  opened(tx, target->order, dispute, round_of(dispute, before), now);
  return before ? "noted" : "dispute opened";
}

AtTheBank at_the_bank(store::Tx& tx, OrderId order) {
  const auto word = tx.one_or_none(kStanding, order).value_or("");
  if (word == "open") return AtTheBank::Open;
  return word == "lost" ? AtTheBank::Lost : AtTheBank::Undisputed;
}

}  // namespace payment
