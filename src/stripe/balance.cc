#include "stripe/balance.h"

#include "stripe/id_of.h"

namespace stripe {

BalanceTransaction read_balance_transaction(const base::Json& json) {
  const auto source = json.find("source");
  const bool expanded = source.kind() == base::Json::Kind::Object;
  auto category = json.text_or("reporting_category", "");
  if (category.empty()) category = json.text_or("type", "");
  return {.id = json.at("id").text(),
          .category = category,
          .source = id_of(json, "source"),
          .payment_intent = expanded ? id_of(source, "payment_intent") : "",
          .currency = json.text_or("currency", ""),
          .amount = base::Money::cents(json.at("amount").integer()),
          .fee = base::Money::cents(json.integer_or("fee", 0)),
          .created = base::from_unix_seconds(json.at("created").integer())};
}

}  // namespace stripe
