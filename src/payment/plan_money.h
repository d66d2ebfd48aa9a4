#pragma once
#include <optional>
#include <string>

#include "payment/subscriptions.h"
#include "payment/tasks.h"
#include "stripe/charge.h"
#include "stripe/dispute.h"
#include "stripe/objects.h"

// Private to payment: what goes back of an invoice that a plan's payer has paid (decision 0089).
// It is entered beside the invoice, compared with Stripe's books, and told to staff, who decide
// whether the plan goes on: nothing is ended by it. Each answers what came of it; nothing where the
// payment is no invoice's that is known here.
namespace payment {

// Its charge is kept; where more of it was given back than we know of, word is left to ask for the
// refunds (stripe.refresh_refunds).
std::optional<std::string> plan_charge_seen(store::Tx& tx, const stripe::Charge& charge,
                                            Instant now);
std::optional<std::string> plan_refund_seen(store::Tx& tx, const stripe::Refund& refund,
                                            Instant now);
std::optional<std::string> plan_dispute_seen(store::Tx& tx, const stripe::Dispute& dispute,
                                             const std::string& type, Instant said_at, Instant now);
// A warning or a review: `subject` is Stripe's name of it, `said` for staff.
struct PlanDoubt {
  TaskKind kind;
  std::string subject;
  std::string payment_intent;
  std::string charge;
  std::string said;
};
std::optional<std::string> plan_doubted(store::Tx& tx, const PlanDoubt& doubt, Instant now);

}  // namespace payment
