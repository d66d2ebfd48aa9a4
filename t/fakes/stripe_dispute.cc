#include "stripe_dispute.h"

#include "stripe_balance.h"
#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

// How long the bank waits for evidence.
constexpr std::int64_t kDueSeconds = 7LL * 24 * 60 * 60;

Json& dispute_at(StripeWorld& world, const std::string& id) {
  Json* found = world.disputes.find(id);
  if (found == nullptr) throw no_such_object("dispute", id);
  return *found;
}

// The bank takes the amount, or gives it back; the dispute itself lists what moved.
void move_disputed(StripeWorld& world, Json& dispute, std::int64_t amount) {
  constexpr std::int64_t kFee = 1500;
  const bool taken = amount < 0;
  const auto id =
      move_money(world, taken ? "dispute" : "dispute_reversal", amount, taken ? kFee : 0, dispute);
  dispute.at("balance_transactions").push(*world.balance.find(id));
}

bool is_closed(const Json& dispute) {
  const auto status = dispute["status"].text();
  return status == "won" || status == "lost";
}

}  // namespace

Json retrieve_dispute(StripeWorld& world, const Call& call) {
  return expanded(world, dispute_at(world, call.id), call.params["expand"]);
}

Json list_disputes(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  return page_of(world, world.disputes, call, "/v1/disputes", [&](const Json& dispute) {
    return (!p["payment_intent"].given() ||
            dispute["payment_intent"].text() == p["payment_intent"].text()) &&
           (!p["charge"].given() || dispute["charge"].text() == p["charge"].text()) &&
           in_range(p["created"], dispute["created"].number());
  });
}

Json update_dispute(StripeWorld& world, const Call& call) {
  Json& dispute = dispute_at(world, call.id);
  if (dispute["status"].text() != "needs_response") {
    throw forbidden_now("", "", "This dispute does not take evidence any more.");
  }
  const auto& evidence = call.params["evidence"];
  for (const auto& [name, value] : evidence.children()) {
    dispute.at("evidence").set(name, value.text());
  }
  update_metadata(dispute, call.params["metadata"]);
  if (evidence.given()) dispute.at("evidence_details").set("has_evidence", true);
  if (evidence.given() && call.params["submit"].boolean(true)) {
    dispute.set("status", "under_review");
    dispute.at("evidence_details").set("submission_count", 1);
  }
  emit(world, "charge.dispute.updated", dispute, &call, Json::object({{"evidence", Json{}}}));
  return expanded(world, dispute, call.params["expand"]);
}

Json close_dispute(StripeWorld& world, const Call& call) {
  Json& dispute = dispute_at(world, call.id);
  if (is_closed(dispute)) throw forbidden_now("", "", "This dispute is already closed.");
  decide_dispute(world, dispute, Verdict::Lost, &call);
  return expanded(world, dispute, call.params["expand"]);
}

void open_dispute(StripeWorld& world, Json& charge, const std::string& reason) {
  charge.set("disputed", true);
  Json& dispute = world.disputes.put(
      Json::object({{"id", "du_" + random_token(24)},
                    {"object", "dispute"},
                    {"amount", charge["amount"]},
                    {"balance_transactions", Json::array()},
                    {"charge", charge["id"]},
                    {"created", world.now()},
                    {"currency", charge["currency"]},
                    {"evidence", Json::object()},
                    {"evidence_details", Json::object({{"due_by", world.now() + kDueSeconds},
                                                       {"has_evidence", false},
                                                       {"past_due", false},
                                                       {"submission_count", 0}})},
                    {"is_charge_refundable", false},
                    {"livemode", false},
                    {"metadata", Json::object()},
                    {"payment_intent", charge["payment_intent"]},
                    {"reason", reason},
                    {"status", "needs_response"}}));
  emit(world, "charge.dispute.created", dispute, nullptr);
  move_disputed(world, dispute, -dispute["amount"].number());
  emit(world, "charge.dispute.funds_withdrawn", dispute, nullptr);
}

void decide_dispute(StripeWorld& world, Json& dispute, Verdict verdict, const Call* cause) {
  const bool won = verdict == Verdict::Won;
  const Json previous = Json::object({{"status", dispute["status"]}});
  dispute.set("status", won ? "won" : "lost");
  emit(world, "charge.dispute.closed", dispute, cause, previous);
  if (won) move_disputed(world, dispute, dispute["amount"].number());
  if (won) emit(world, "charge.dispute.funds_reinstated", dispute, nullptr);
}

}  // namespace fakes
