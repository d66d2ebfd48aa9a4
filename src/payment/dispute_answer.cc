#include "base/crypto.h"
#include "base/json_writer.h"
#include "order/fulfil.h"
#include "order/read.h"
#include "order/timeline.h"
#include "payment/dispute.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

const Query<DisputeRow()> kAll{"payment.disputes", R"sql(
    SELECT d.id, d.dispute_id, d.order_id, o.number, d.status, d.reason, d.amount_cents, d.is_open,
           d.due_by, d.has_evidence, d.submissions, d.opened_at
      FROM disputes d JOIN orders o ON o.id = d.order_id
     ORDER BY d.is_open DESC, CASE WHEN d.is_open THEN d.due_by END, d.opened_at DESC, d.id)sql"};
const Query<DisputeRow(std::string)> kFind{"payment.find_dispute", R"sql(
    SELECT d.id, d.dispute_id, d.order_id, o.number, d.status, d.reason, d.amount_cents, d.is_open,
           d.due_by, d.has_evidence, d.submissions, d.opened_at
      FROM disputes d JOIN orders o ON o.id = d.order_id
     WHERE d.dispute_id = $1)sql"};
const Query<bool(DisputeId)> kLock{"payment.lock_dispute", R"sql(
    SELECT is_open FROM disputes WHERE id = $1 FOR UPDATE)sql"};

// None while another is on its way.
const Query<DisputeAnswerId(DisputeId, std::string, std::string, store::Bytes, std::string,
                            Instant)>
    kAnswer{"payment.answer_dispute", R"sql(
    INSERT INTO dispute_answers (dispute_id, kind, state, idempotency_key, body, actor, created_at)
    VALUES ($1, $2, 'pending', $3, $4, $5, $6)
    ON CONFLICT (dispute_id) WHERE state = 'pending' DO NOTHING
    RETURNING id)sql"};

const Query<DisputeAnswer(DisputeAnswerId)> kFindAnswer{"payment.find_answer", R"sql(
    SELECT a.id, d.dispute_id, a.kind, a.state, a.idempotency_key, a.body, a.failure, a.actor,
           a.created_at
      FROM dispute_answers a JOIN disputes d ON d.id = a.dispute_id
     WHERE a.id = $1)sql"};
const Query<DisputeAnswer(DisputeId)> kAnswers{"payment.dispute_answers", R"sql(
    SELECT a.id, d.dispute_id, a.kind, a.state, a.idempotency_key, a.body, a.failure, a.actor,
           a.created_at
      FROM dispute_answers a JOIN disputes d ON d.id = a.dispute_id
     WHERE d.id = $1 ORDER BY a.id)sql"};
const Query<store::Bytes(DisputeId)> kStaged{"payment.staged_evidence", R"sql(
    SELECT body FROM dispute_answers
     WHERE dispute_id = $1 AND kind = 'evidence' AND state = 'sent' ORDER BY id DESC LIMIT 1)sql"};
const Query<void(DisputeAnswerId, std::string, Instant)> kEnded{"payment.answer_ended", R"sql(
    UPDATE dispute_answers
       SET state = CASE WHEN $2 = '' THEN 'sent' ELSE 'failed' END, failure = $2, ended_at = $3
     WHERE id = $1 AND state = 'pending')sql"};

// The dispute, open and locked: answers to it come one by one.
base::Result<DisputeRow, AnswerRefusal> open_dispute(store::Tx& tx, const std::string& name) {
  const auto found = find_dispute(tx, name);
  if (!found) return AnswerRefusal::NoSuchDispute;
  if (!tx.one(kLock, found->id)) return AnswerRefusal::Closed;
  return *found;
}

base::Result<DisputeAnswerId, AnswerRefusal> answer(store::Tx& tx, const DisputeRow& dispute,
                                                    const std::string& kind,
                                                    const std::string& body,
                                                    const order::Because& because, Instant now) {
  const auto id = tx.one_or_none(kAnswer, dispute.id, kind, base::random_uuid(), store::Bytes{body},
                                 because.actor, now);
  if (!id) return AnswerRefusal::OnItsWay;
  base::JsonWriter json;
  json.begin_object().field("answer", id->raw()).end_object();
  store::enqueue(tx, "stripe.dispute", "answer-" + std::to_string(id->raw()), {json.take()}, now,
                 now);
  order::note(tx, dispute.order, "dispute answered", because, now);
  return *id;
}

std::string one_line(const order::Address& a) {
  std::string out;
  for (const auto& part : {a.name, a.company, a.line1, a.line2, a.city, a.state + " " + a.zip})
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string goods(store::Tx& tx, OrderId order) {
  std::string out;
  for (const auto& line : order::lines(tx, order))
    out += (out.empty() ? "" : "; ") + std::to_string(line.units) + " x " + line.title + " (" +
           line.sku + "), " + base::to_text(line.total);
  return out;
}

std::string history(store::Tx& tx, const order::Summary& order) {
  std::string out = "Order " + order.number.value_or("") + " of " +
                    base::to_iso8601(order.placed_at.value_or(order.frozen_at)) + ", total " +
                    base::to_text(order.total) + ".\n";
  for (const auto& parcel : order::parcels(tx, order.id)) {
    if (!parcel.shipped_at) continue;
    out += "Parcel: " + parcel.carrier + " " + parcel.tracking + ", left " +
           base::to_iso8601(*parcel.shipped_at);
    if (parcel.delivered_at) out += ", arrived " + base::to_iso8601(*parcel.delivered_at);
    out += ".\n";
  }
  // What the customer was told; notes among staff are nobody else's.
  for (const auto& entry : order::timeline(tx, order.id))
    if (entry.told)
      out += base::to_iso8601(entry.at) + " " + entry.what +
             (entry.state.empty() ? "" : " " + entry.state) +
             (entry.told->empty() ? "" : ": " + *entry.told) + "\n";
  return out;
}

}  // namespace

std::vector<DisputeRow> disputes(store::Tx& tx) {
  return tx.all(kAll);
}

std::optional<DisputeRow> find_dispute(store::Tx& tx, const std::string& dispute_id) {
  return tx.one_or_none(kFind, dispute_id);
}

stripe::Evidence evidence_of(store::Tx& tx, const DisputeRow& dispute, const std::string& word) {
  const auto order = order::find(tx, dispute.order);
  BASE_CHECK(order.has_value());
  const auto address = order::address(tx, dispute.order);
  stripe::Evidence evidence{.customer_name = address.name,
                            .customer_email = order->email,
                            .shipping_address = one_line(address),
                            .shipping_carrier = {},
                            .shipping_date = {},
                            .shipping_tracking = {},
                            .product_description = goods(tx, dispute.order),
                            .text = word.empty() ? "" : word + "\n\n"};
  evidence.text += history(tx, *order);
  for (const auto& parcel : order::parcels(tx, dispute.order)) {
    if (!parcel.shipped_at) continue;
    const auto add = [](std::string& to, const std::string& what) {
      if (!what.empty()) to += (to.empty() ? "" : ", ") + what;
    };
    add(evidence.shipping_carrier, parcel.carrier);
    add(evidence.shipping_tracking, parcel.tracking);
    add(evidence.shipping_date, base::to_date_text(*parcel.shipped_at));
  }
  return evidence;
}

base::Result<DisputeAnswerId, AnswerRefusal> stage_evidence(store::Tx& tx, const std::string& name,
                                                            const std::string& word,
                                                            const std::string& actor, Instant now) {
  const auto dispute = open_dispute(tx, name);
  if (!dispute) return dispute.why();
  const auto body = stripe::evidence_body(evidence_of(tx, *dispute, word), stripe::Handing::Stage);
  return answer(tx, *dispute, "evidence", body, {actor, "evidence kept at Stripe"}, now);
}

base::Result<DisputeAnswerId, AnswerRefusal> submit_evidence(store::Tx& tx, const std::string& name,
                                                             const std::string& actor,
                                                             Instant now) {
  const auto dispute = open_dispute(tx, name);
  if (!dispute) return dispute.why();
  const auto staged = tx.one_or_none(kStaged, dispute->id);
  if (!staged) return AnswerRefusal::NoEvidence;
  // The very bytes that staff have seen at Stripe; only the last word of them changes.
  constexpr std::string_view kStage = "submit=false";
  BASE_CHECK(staged->raw.ends_with(kStage));
  const auto body = staged->raw.substr(0, staged->raw.size() - kStage.size()) + "submit=true";
  return answer(tx, *dispute, "submit", body, {actor, "evidence handed to the bank"}, now);
}

base::Result<DisputeAnswerId, AnswerRefusal> accept_dispute(store::Tx& tx, const std::string& name,
                                                            const std::string& actor, Instant now) {
  const auto dispute = open_dispute(tx, name);
  if (!dispute) return dispute.why();
  return answer(tx, *dispute, "close", "", {actor, "given in"}, now);
}

std::optional<DisputeAnswer> find_answer(store::Tx& tx, DisputeAnswerId id) {
  return tx.one_or_none(kFindAnswer, id);
}

std::vector<DisputeAnswer> answers(store::Tx& tx, DisputeId dispute) {
  return tx.all(kAnswers, dispute);
}

void answer_ended(store::Tx& tx, DisputeAnswerId id, const std::string& failure, Instant now) {
  tx.exec(kEnded, id, failure, now);
}

}  // namespace payment
