#include "stripe/dispute.h"

#include "base/utf8.h"
#include "stripe/form_body.h"
#include "stripe/id_of.h"

namespace stripe {
namespace {

// Of Stripe's 150,000 characters; the other fields are a line or two.
constexpr std::size_t kTextBytes = 100'000;

}  // namespace

Dispute read_dispute(const base::Json& json) {
  Dispute out{
      .id = json.at("id").text(),
      .payment_intent = id_of(json, "payment_intent"),
      .charge = id_of(json, "charge"),
      .status = json.text_or("status", ""),
      .reason = json.text_or("reason", ""),
      .currency = json.text_or("currency", ""),
      .amount = base::Money::cents(json.integer_or("amount", 0)),
      .refundable = json.has("is_charge_refundable") && json.at("is_charge_refundable").boolean()};
  const auto details = json.find("evidence_details");
  if (!details.is_null()) {
    if (details.has("due_by")) out.due_by = base::from_unix_seconds(details.at("due_by").integer());
    out.has_evidence = details.has("has_evidence") && details.at("has_evidence").boolean();
    out.submissions = details.integer_or("submission_count", 0);
  }
  if (json.has("balance_transactions"))
    for (const auto& one : json.at("balance_transactions").items())
      if (one.kind() == base::Json::Kind::Object)
        out.movements.push_back(base::Money::cents(one.at("amount").integer()));
  return out;
}

std::string evidence_body(const Evidence& evidence, Handing handing) {
  FormBody out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out.add(name, value);
  };
  add("evidence[customer_name]", evidence.customer_name);
  add("evidence[customer_email_address]", evidence.customer_email);
  add("evidence[shipping_address]", evidence.shipping_address);
  add("evidence[shipping_carrier]", evidence.shipping_carrier);
  add("evidence[shipping_date]", evidence.shipping_date);
  add("evidence[shipping_tracking_number]", evidence.shipping_tracking);
  add("evidence[product_description]", evidence.product_description);
  add("evidence[uncategorized_text]", base::cut_utf8(evidence.text, kTextBytes));
  // Stripe's own default sends it to the bank at once.
  out.add("submit", handing == Handing::Submit ? "true" : "false");
  return out.text();
}

}  // namespace stripe
