#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/result.h"
#include "payment/payment.h"
#include "stripe/dispute.h"

// Payments that the payer's bank takes back (decision 0058). While a dispute is open nothing of its
// order leaves, nothing is refunded, and staff have a task with the bank's deadline. What the bank
// took and gave back stands in the ledger; the order stays paid, since its buyer owes us nothing
// that the order's page should ask for. What staff answer is stored first and sent by the outbox:
// evidence is only kept at Stripe until they hand it over.
namespace payment {

using DisputeId = base::Id<struct DisputeTag>;
using DisputeAnswerId = base::Id<struct DisputeAnswerTag>;

// What an event, or Stripe's answer to us, says of a dispute as of `said_at`; `type` is the event's
// or "". Older news changes nothing but the ledger; where it is hardly older and differs, word is
// left to ask Stripe. Locks the order.
std::string dispute_seen(store::Tx& tx, const stripe::Dispute& dispute, const std::string& type,
                         Instant said_at, Instant now);

// How the payments of an order stand with the banks.
enum class AtTheBank { Undisputed, Open, Lost };
AtTheBank at_the_bank(store::Tx& tx, OrderId order);

struct DisputeRow {
  DisputeId id;
  std::string dispute_id;  // Stripe's
  OrderId order;
  std::optional<std::string> number;  // the order's
  std::string status;
  std::string reason;
  Money amount;
  bool is_open;
  std::optional<Instant> due_by;
  bool has_evidence;
  std::int64_t submissions;
  Instant opened_at;
  static constexpr auto columns() {
    return base::Columns<&DisputeRow::id, &DisputeRow::dispute_id, &DisputeRow::order,
                         &DisputeRow::number, &DisputeRow::status, &DisputeRow::reason,
                         &DisputeRow::amount, &DisputeRow::is_open, &DisputeRow::due_by,
                         &DisputeRow::has_evidence, &DisputeRow::submissions,
                         &DisputeRow::opened_at>{};
  }
};
// Open ones by their deadline, then the others, newest first.
std::vector<DisputeRow> disputes(store::Tx& tx);
// By Stripe's id.
std::optional<DisputeRow> find_dispute(store::Tx& tx, const std::string& dispute_id);

// What we hold against a dispute: the order's buyer, goods, parcels and history; `word` of staff
// stands first.
stripe::Evidence evidence_of(store::Tx& tx, const DisputeRow& dispute, const std::string& word);

enum class AnswerRefusal {
  NoSuchDispute,
  Closed,      // the bank has decided
  NoEvidence,  // nothing was staged yet that could be handed over
  OnItsWay,    // an answer is: wait for it
};
// Keeps the evidence at Stripe, where staff and bank do not meet yet; a later one replaces it.
base::Result<DisputeAnswerId, AnswerRefusal> stage_evidence(store::Tx& tx,
                                                            const std::string& dispute,
                                                            const std::string& word,
                                                            const std::string& actor, Instant now);
// Hands what was staged last to the bank.
base::Result<DisputeAnswerId, AnswerRefusal> submit_evidence(store::Tx& tx,
                                                             const std::string& dispute,
                                                             const std::string& actor, Instant now);
// We give in: the dispute is lost, for good.
base::Result<DisputeAnswerId, AnswerRefusal> accept_dispute(store::Tx& tx,
                                                            const std::string& dispute,
                                                            const std::string& actor, Instant now);

// One answer on its way, with what the call needs.
struct DisputeAnswer {
  DisputeAnswerId id;
  std::string dispute_id;  // Stripe's
  std::string kind;        // evidence, submit, close
  std::string state;
  std::string idempotency_key;
  store::Bytes body;
  std::string failure;
  std::string actor;
  Instant created_at;
  static constexpr auto columns() {
    return base::Columns<&DisputeAnswer::id, &DisputeAnswer::dispute_id, &DisputeAnswer::kind,
                         &DisputeAnswer::state, &DisputeAnswer::idempotency_key,
                         &DisputeAnswer::body, &DisputeAnswer::failure, &DisputeAnswer::actor,
                         &DisputeAnswer::created_at>{};
  }
};
std::optional<DisputeAnswer> find_answer(store::Tx& tx, DisputeAnswerId answer);
std::vector<DisputeAnswer> answers(store::Tx& tx, DisputeId dispute);
// Stripe took it, or would not ("": took).
void answer_ended(store::Tx& tx, DisputeAnswerId answer, const std::string& failure, Instant now);

}  // namespace payment
