#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/dispute.h"

// What is said to Stripe about disputes.
namespace app {
namespace {

// What Stripe says of the dispute, as of its answer; in whole seconds, as its events count.
void keep(store::Tx& tx, const stripe::Dispute& dispute, base::Instant now) {
  payment::dispute_seen(tx, dispute, "", std::chrono::floor<std::chrono::seconds>(now), now);
}

}  // namespace

// Staff's answer, stored before: evidence for Stripe or for the bank, or that we give in. The key
// is the row's own, so that any number of calls is one answer.
Outcome StripeLane::dispute(const store::OutboxRow& row, base::Instant now) {
  const payment::DisputeAnswerId id{base::Json::parse(row.payload.text).at("answer").integer()};
  const auto answer =
      db().snapshot("outbox_dispute", [&](store::Tx& tx) { return payment::find_answer(tx, id); });
  if (!answer || answer->state != "pending") return {Outcome::Kind::Done, "nothing to send"};
  const auto reply =
      answer->kind == "close"
          ? client_.close_dispute(answer->idempotency_key, answer->dispute_id)
          : client_.update_dispute(answer->idempotency_key, answer->dispute_id, answer->body.raw);
  if (!reply) {
    auto outcome = refused(reply.why());
    if (outcome.kind == Outcome::Kind::Alarm) return outcome;
    return {Outcome::Kind::Done, outcome.why, [id, why = outcome.why, now](store::Tx& tx) {
              payment::answer_ended(tx, id, why, now);
            }};
  }
  const auto said = stripe::understood(*reply, stripe::read_dispute);
  return {Outcome::Kind::Done, "", [id, said, now](store::Tx& tx) {
            payment::answer_ended(tx, id, "", now);
            keep(tx, said, now);
          }};
}

// Two events of one second that differ.
Outcome StripeLane::refresh_dispute(const store::OutboxRow& row, base::Instant now) {
  const auto id = base::Json::parse(row.payload.text).at("dispute").text();
  const auto reply = client_.retrieve_dispute(id);
  if (!reply) return refused(reply.why());
  const auto said = stripe::understood(*reply, stripe::read_dispute);
  return {Outcome::Kind::Done, "", [said, now](store::Tx& tx) { keep(tx, said, now); }};
}

}  // namespace app
