#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"

// A payment that its payer's bank takes back, and what is said against it.
namespace stripe {

struct Dispute {
  std::string id;
  std::string payment_intent;
  std::string charge;
  std::string
      status;  // needs_response, under_review, won, lost, warning_..., appeal_..., prevented
  std::string reason;  // fraudulent, product_not_received, ...
  std::string currency;
  base::Money amount;
  bool refundable = false;  // an inquiry: giving the money back ends it
  std::optional<base::Instant> due_by{};
  bool has_evidence = false;
  std::int64_t submissions = 0;
  // What the bank took (negative) and gave back, in order; empty where Stripe does not say.
  std::vector<base::Money> movements{};
};
Dispute read_dispute(const base::Json& json);

// What is said against a dispute. Stripe takes 150,000 characters in all: `text` is cut.
struct Evidence {
  std::string customer_name;
  std::string customer_email;
  std::string shipping_address;
  std::string shipping_carrier;
  std::string shipping_date;
  std::string shipping_tracking;
  std::string product_description;
  std::string text;
};
// Submit sends it to the bank, mostly once and for good; Stage only keeps it at Stripe.
enum class Handing { Stage, Submit };
std::string evidence_body(const Evidence& evidence, Handing handing);

}  // namespace stripe
