#include "stripe_refund.h"

#include "stripe_balance.h"
#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

// The charge a refund pays back, or the service's refusal.
Json& charge_to_refund(StripeWorld& world, const Param& p) {
  const auto& by_intent = p["payment_intent"];
  const auto& by_charge = p["charge"];
  if (by_intent.given() == by_charge.given()) {
    throw bad_param("payment_intent", "parameter_missing",
                    "You must provide exactly one of these parameters: payment_intent, charge.");
  }
  std::string charge = by_charge.text();
  if (by_intent.given()) {
    const Json* intent = world.intents.find(by_intent.text());
    if (intent == nullptr) {
      throw no_such_param("payment_intent", "payment_intent", by_intent.text());
    }
    if ((*intent)["status"].text() != "succeeded") {
      throw forbidden_now("payment_intent", "payment_intent_unexpected_state",
                          "This PaymentIntent does not have a successful charge to refund.");
    }
    charge = (*intent)["latest_charge"].text();
  }
  Json* found = world.charges.find(charge);
  if (found == nullptr) throw no_such_param("charge", "charge", charge);
  if (!(*found)["paid"].boolean()) {
    throw forbidden_now("charge", "", "Charge " + charge + " has not been paid.");
  }
  if ((*found)["disputed"].boolean()) {
    throw forbidden_now("charge", "charge_disputed",
                        "Charge " + charge + " has been charged back.");
  }
  if ((*found)["refunded"].boolean()) {
    throw forbidden_now("charge", "charge_already_refunded",
                        "Charge " + charge + " has already been refunded.");
  }
  return *found;
}

void set_refunded(Json& charge, std::int64_t amount) {
  charge.set("amount_refunded", amount);
  charge.set("refunded", amount == charge["amount"].number());
}

Json& refund_at(StripeWorld& world, const std::string& id) {
  Json* found = world.refunds.find(id);
  if (found == nullptr) throw no_such_object("refund", id);
  return *found;
}

}  // namespace

Json create_refund(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  Json& charge = charge_to_refund(world, p);
  const auto before = charge["amount_refunded"].number();
  const auto left = charge["amount"].number() - before;
  const auto amount = p["amount"].number(left);
  if (amount > left) {
    throw forbidden_now("amount", "",
                        "Refund amount (" + dollars(amount) +
                            ") is greater than unrefunded amount on charge (" + dollars(left) +
                            ")");
  }
  const Json& refund = world.refunds.put(Json::object({{"id", "re_" + random_token(24)},
                                                       {"object", "refund"},
                                                       {"amount", amount},
                                                       {"charge", charge["id"]},
                                                       {"created", world.now()},
                                                       {"currency", charge["currency"]},
                                                       {"failure_reason", Json{}},
                                                       {"metadata", metadata_of(p["metadata"])},
                                                       {"payment_intent", charge["payment_intent"]},
                                                       {"pending_reason", Json{}},
                                                       {"reason", text_or_null(p["reason"])},
                                                       {"receipt_number", Json{}},
                                                       {"status", "succeeded"}}));
  move_money(world, "refund", -amount, 0, refund);
  set_refunded(charge, before + amount);
  emit(world, "refund.created", refund, &call);
  emit(world, "charge.refunded", charge, &call,
       Json::object({{"amount_refunded", before}, {"refunded", false}}));
  return expanded(world, refund, p["expand"]);
}

Json retrieve_refund(StripeWorld& world, const Call& call) {
  return expanded(world, refund_at(world, call.id), call.params["expand"]);
}

Json list_refunds(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  return page_of(world, world.refunds, call, "/v1/refunds", [&](const Json& refund) {
    return (!p["payment_intent"].given() ||
            refund["payment_intent"].text() == p["payment_intent"].text()) &&
           (!p["charge"].given() || refund["charge"].text() == p["charge"].text()) &&
           in_range(p["created"], refund["created"].number());
  });
}

Json update_refund(StripeWorld& world, const Call& call) {
  Json& refund = refund_at(world, call.id);
  update_metadata(refund, call.params["metadata"]);
  return expanded(world, refund, call.params["expand"]);
}

Json cancel_refund(StripeWorld& world, const Call& call) {
  refund_at(world, call.id);
  throw forbidden_now("", "", "Only refunds in the status requires_action can be canceled.");
}

void fail_refund(StripeWorld& world, Json& refund) {
  refund.set("status", "failed");
  refund.set("failure_reason", "declined");
  move_money(world, "refund_failure", refund["amount"].number(), 0, refund);
  if (Json* charge = world.charges.find(refund["charge"].text())) {
    set_refunded(*charge, (*charge)["amount_refunded"].number() - refund["amount"].number());
  }
  const Json previous = Json::object({{"status", "succeeded"}});
  emit(world, "refund.updated", refund, nullptr, previous);
  emit(world, "refund.failed", refund, nullptr, previous);
}

}  // namespace fakes
