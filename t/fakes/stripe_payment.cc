#include "stripe_payment.h"

#include "stripe_balance.h"
#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

Json decline_error(const std::string& charge) {
  return Json::object({{"charge", charge},
                       {"code", "card_declined"},
                       {"decline_code", "generic_decline"},
                       {"message", "Your card was declined."},
                       {"type", "card_error"}});
}

Json& make_charge(StripeWorld& world, const Json& intent) {
  const auto id = "ch_" + random_token(24);
  return world.charges.put(
      Json::object({{"id", id},
                    {"object", "charge"},
                    {"amount", intent["amount"]},
                    {"amount_captured", 0},
                    {"amount_refunded", 0},
                    {"balance_transaction", Json{}},
                    {"billing_details", Json::object({{"address", Json{}},
                                                      {"email", intent["receipt_email"]},
                                                      {"name", Json{}},
                                                      {"phone", Json{}}})},
                    {"captured", false},
                    {"created", world.now()},
                    {"currency", intent["currency"]},
                    {"customer", intent["customer"]},
                    {"description", intent["description"]},
                    {"disputed", false},
                    {"failure_code", Json{}},
                    {"failure_message", Json{}},
                    {"livemode", false},
                    {"metadata", intent["metadata"]},
                    {"outcome", Json{}},
                    {"paid", false},
                    {"payment_intent", intent["id"]},
                    {"payment_method_details",
                     Json::object({{"card", Json::object({{"brand", "visa"},
                                                          {"country", "US"},
                                                          {"exp_month", 12},
                                                          {"exp_year", 2034},
                                                          {"fingerprint", "Xt5EWLLDS7FJjR1c"},
                                                          {"funding", "credit"},
                                                          {"last4", "4242"}})},
                                   {"type", "card"}})},
                    {"receipt_url", Json{}},
                    {"refunded", false},
                    {"status", "pending"}}));
}

// The charge of an attempt that still waits for the bank, or a new one.
Json& open_charge(StripeWorld& world, Json& intent) {
  Json* latest = world.charges.find(intent["latest_charge"].text());
  if (latest != nullptr && (*latest)["status"].text() == "pending") return *latest;
  return make_charge(world, intent);
}

void succeed(StripeWorld& world, Json& intent, Json& charge) {
  charge.set("status", "succeeded");
  charge.set("paid", true);
  charge.set("captured", true);
  charge.set("amount_captured", charge["amount"]);
  charge.set("outcome", Json::object({{"network_status", "approved_by_network"},
                                      {"risk_level", "normal"},
                                      {"seller_message", "Payment complete."},
                                      {"type", "authorized"}}));
  const auto amount = charge["amount"].number();
  // 2.9 % and 30 cents, as it stands in Stripe's price list.
  charge.set("balance_transaction",
             move_money(world, "charge", amount, amount * 29 / 1000 + 30, charge));
  intent.set("status", "succeeded");
  intent.set("amount_received", intent["amount"]);
  intent.set("last_payment_error", Json{});
  emit(world, "charge.succeeded", charge, nullptr);
  emit(world, "payment_intent.succeeded", intent, nullptr);
}

void decline(StripeWorld& world, Json& intent, Json& charge) {
  charge.set("status", "failed");
  charge.set("failure_code", "card_declined");
  charge.set("failure_message", "Your card was declined.");
  charge.set("outcome", Json::object({{"network_status", "declined_by_network"},
                                      {"risk_level", "normal"},
                                      {"seller_message", "The bank declined the payment."},
                                      {"type", "issuer_declined"}}));
  intent.set("status", "requires_payment_method");
  intent.set("last_payment_error", decline_error(charge["id"].text()));
  emit(world, "charge.failed", charge, nullptr);
  emit(world, "payment_intent.payment_failed", intent, nullptr);
}

Json& intent_at(StripeWorld& world, const std::string& id) {
  Json* found = world.intents.find(id);
  if (found == nullptr) throw no_such_object("payment_intent", id);
  return *found;
}

}  // namespace

Json& make_intent(StripeWorld& world, const Json& session, const Json& plan) {
  const auto id = "pi_" + random_token(24);
  Json& intent =
      world.intents.put(Json::object({{"id", id},
                                      {"object", "payment_intent"},
                                      {"amount", session["amount_total"]},
                                      {"amount_capturable", 0},
                                      {"amount_received", 0},
                                      {"canceled_at", Json{}},
                                      {"cancellation_reason", Json{}},
                                      {"capture_method", "automatic_async"},
                                      {"confirmation_method", "automatic"},
                                      {"created", world.now()},
                                      {"currency", session["currency"]},
                                      {"customer", session["customer"]},
                                      {"description", plan["description"]},
                                      {"last_payment_error", Json{}},
                                      {"latest_charge", Json{}},
                                      {"livemode", false},
                                      {"metadata", plan["metadata"]},
                                      {"payment_method_types", Json{Json::Array{"card"}}},
                                      {"receipt_email", plan["receipt_email"]},
                                      {"status", "requires_payment_method"}}));
  emit(world, "payment_intent.created", intent, nullptr);
  return intent;
}

void charge_intent(StripeWorld& world, Json& intent, ChargeFate fate) {
  Json& charge = open_charge(world, intent);
  intent.set("latest_charge", charge["id"]);
  switch (fate) {
    case ChargeFate::Succeeded:
      return succeed(world, intent, charge);
    case ChargeFate::Declined:
      return decline(world, intent, charge);
    case ChargeFate::Pending:
      intent.set("status", "processing");
      emit(world, "charge.pending", charge, nullptr);
      emit(world, "payment_intent.processing", intent, nullptr);
  }
}

void cancel_intent(StripeWorld& world, Json& intent, const Call* cause) {
  intent.set("status", "canceled");
  intent.set("canceled_at", world.now());
  intent.set("cancellation_reason", "automatic");
  emit(world, "payment_intent.canceled", intent, cause);
}

Json retrieve_intent(StripeWorld& world, const Call& call) {
  return expanded(world, intent_at(world, call.id), call.params["expand"]);
}

Json list_intents(StripeWorld& world, const Call& call) {
  return page_of(world, world.intents, call, "/v1/payment_intents", [&](const Json& intent) {
    return in_range(call.params["created"], intent["created"].number());
  });
}

Json update_intent(StripeWorld& world, const Call& call) {
  Json& intent = intent_at(world, call.id);
  update_metadata(intent, call.params["metadata"]);
  return expanded(world, intent, call.params["expand"]);
}

Json cancel_intent_call(StripeWorld& world, const Call& call) {
  intent_at(world, call.id);
  throw forbidden_now("", "payment_intent_unexpected_state",
                      "You cannot cancel PaymentIntents that are created by Checkout. Instead, "
                      "expire the Checkout Session.");
}

Json retrieve_charge(StripeWorld& world, const Call& call) {
  const Json* found = world.charges.find(call.id);
  if (found == nullptr) throw no_such_object("charge", call.id);
  return expanded(world, *found, call.params["expand"]);
}

Json list_charges(StripeWorld& world, const Call& call) {
  const auto& wanted = call.params["payment_intent"];
  return page_of(world, world.charges, call, "/v1/charges", [&](const Json& charge) {
    return (!wanted.given() || charge["payment_intent"].text() == wanted.text()) &&
           in_range(call.params["created"], charge["created"].number());
  });
}

}  // namespace fakes
