#include "payment/dispute_news.h"

#include <algorithm>

#include "base/json_writer.h"
#include "store/outbox.h"

namespace payment {
namespace {

// Stripe's events count whole seconds, its answers are dated by our clock, which may be ahead: two
// descriptions so close together that differ are in doubt.
constexpr std::chrono::minutes kDoubt{2};

void ask_again(store::Tx& tx, const stripe::Dispute& dispute, Instant said_at, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("dispute", dispute.id).end_object();
  // What was asked before this was said may not have it yet.
  const auto key =
      dispute.id + "-" + std::to_string(base::to_unix_seconds(said_at)) + "-" + dispute.status;
  store::enqueue(tx, "stripe.refresh_dispute", key, {json.take()}, now, now);
}

}  // namespace

void Entries::add(const std::string& dispute, Money movement) {
  const bool taken = movement < Money{};
  const std::string kind = taken ? "disputed" : "reinstated";
  const auto before = std::count(kinds.begin(), kinds.end(), kind);
  kinds.push_back(kind);
  refs.push_back(before == 0 ? dispute : dispute + " " + std::to_string(before + 1));
  cents.push_back(taken ? -movement.in_cents() : movement.in_cents());
}

Entries entries_of(const stripe::Dispute& dispute, const std::string& type) {
  Entries entries;
  for (const auto movement : dispute.movements)
    if (!movement.is_zero()) entries.add(dispute.id, movement);
  if (!dispute.movements.empty()) return entries;
  const bool back = type == "charge.dispute.funds_reinstated";
  if (back || type == "charge.dispute.funds_withdrawn") {
    entries.add(dispute.id, Money{} - dispute.amount);
    if (back) entries.add(dispute.id, dispute.amount);
  }
  return entries;
}

bool is_old_news(store::Tx& tx, const stripe::Dispute& dispute,
                 const std::optional<DisputeBefore>& before, Instant said_at, Instant now) {
  if (!before) return false;
  if (before->status != dispute.status && before->said_at >= said_at &&
      before->said_at - said_at < kDoubt)
    ask_again(tx, dispute, said_at, now);
  return before->said_at > said_at;
}

Round round_of(const stripe::Dispute& dispute, const std::optional<DisputeBefore>& before) {
  const bool again = dispute.status.starts_with("appeal") || (before && !before->is_open);
  return again ? Round::Appeal : Round::First;
}

std::string subject_of(const stripe::Dispute& dispute, Round round) {
  return dispute.id + (round == Round::Appeal ? " appeal" : "");
}

std::string sentence_of(const stripe::Dispute& dispute) {
  return "disputed by the payer's bank: " + dispute.reason + ", " + base::to_text(dispute.amount);
}

bool is_over(const stripe::Dispute& dispute) {
  const auto& status = dispute.status;
  return status == "won" || status == "lost" || status == "warning_closed" || status == "prevented";
}

}  // namespace payment
