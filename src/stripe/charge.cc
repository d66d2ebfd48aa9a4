#include "stripe/charge.h"

#include "stripe/id_of.h"

namespace stripe {
namespace {

base::Money cents(const base::Json& json, std::string_view name) {
  return base::Money::cents(json.integer_or(name, 0));
}

std::string order_in(const base::Json& metadata) {
  return metadata.kind() == base::Json::Kind::Object ? metadata.text_or("order_id", "") : "";
}

// The member of a member, or null.
base::Json within(const base::Json& json, std::string_view name) {
  return json.kind() == base::Json::Kind::Object ? json.find(name) : json;
}

std::string text_in(const base::Json& json, std::string_view name) {
  return json.kind() == base::Json::Kind::Object ? json.text_or(name, "") : "";
}

}  // namespace

Charge read_charge(const base::Json& json) {
  const auto card = within(json.find("payment_method_details"), "card");
  auto failure = text_in(json.find("outcome"), "reason");
  if (failure.empty()) failure = json.text_or("failure_code", "");
  return {.id = json.at("id").text(),
          .payment_intent = id_of(json, "payment_intent"),
          .order = order_in(json.find("metadata")),
          .status = json.text_or("status", ""),
          .amount = cents(json, "amount"),
          .refunded = cents(json, "amount_refunded"),
          .brand = text_in(card, "brand"),
          .last4 = text_in(card, "last4"),
          .fingerprint = text_in(card, "fingerprint"),
          .risk_level = text_in(json.find("outcome"), "risk_level"),
          .failure = json.text_or("status", "") == "failed" ? failure : "",
          .created = base::from_unix_seconds(json.integer_or("created", 0))};
}

IntentFailure read_intent_failure(const base::Json& json) {
  IntentFailure out;
  out.order = order_in(json.find("metadata"));
  const auto error = json.find("last_payment_error");
  if (error.kind() != base::Json::Kind::Object) return out;
  out.charge = id_of(error, "charge");
  out.code = error.text_or("decline_code", "");
  if (out.code.empty()) out.code = error.text_or("code", "");
  out.fingerprint = text_in(within(error.find("payment_method"), "card"), "fingerprint");
  return out;
}

FraudWarning read_fraud_warning(const base::Json& json) {
  return {json.at("id").text(), id_of(json, "charge"), id_of(json, "payment_intent"),
          json.text_or("fraud_type", "")};
}

Review read_review(const base::Json& json) {
  const auto closed = json.text_or("closed_reason", "");
  return {json.at("id").text(), id_of(json, "charge"), id_of(json, "payment_intent"),
          closed.empty() ? json.text_or("reason", "") : closed,
          json.has("open") && json.at("open").boolean()};
}

Payout read_payout(const base::Json& json) {
  auto failure = json.text_or("failure_message", "");
  if (failure.empty()) failure = json.text_or("failure_code", "");
  return {json.at("id").text(), cents(json, "amount"), failure};
}

About read_about(const base::Json& object) {
  if (object.kind() != base::Json::Kind::Object) return {};
  About about{id_of(object, "payment_intent"), object.text_or("client_reference_id", "")};
  if (about.payment_intent.empty() && object.text_or("object", "") == "payment_intent")
    about.payment_intent = object.text_or("id", "");
  if (about.order.empty()) about.order = order_in(object.find("metadata"));
  return about;
}

}  // namespace stripe
