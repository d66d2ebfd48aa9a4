#pragma once
#include <string>

#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"

// A card that was charged, and what its issuer or Stripe doubts of it. As in stripe/objects.h:
// unknown words pass, what is not said is empty.
namespace stripe {

struct Charge {
  std::string id;
  std::string payment_intent;
  std::string order;   // metadata[order_id]: the order's UUID, or a balance's
  std::string status;  // pending, succeeded, failed
  base::Money amount;
  base::Money refunded;
  std::string brand;
  std::string last4;
  std::string fingerprint;
  std::string risk_level;  // normal, elevated, highest, not_assessed
  std::string failure;     // the issuer's word for why, or Stripe's
  base::Instant created;
};
Charge read_charge(const base::Json& json);

// A try to pay that failed, as a payment_intent tells it.
struct IntentFailure {
  std::string order;   // metadata[order_id]
  std::string charge;  // empty where no card was charged
  std::string code;    // why: the issuer's word where there is one
  std::string fingerprint;
};
IntentFailure read_intent_failure(const base::Json& json);

// The issuer thinks that the card was not its owner's to use.
struct FraudWarning {
  std::string id;
  std::string charge;
  std::string payment_intent;
  std::string fraud_type;
};
FraudWarning read_fraud_warning(const base::Json& json);

// Stripe wants somebody to look at a payment.
struct Review {
  std::string id;
  std::string charge;
  std::string payment_intent;
  std::string reason;  // rule, manual; once closed: approved, refunded, refunded_as_fraud, disputed
  bool open;
};
Review read_review(const base::Json& json);

// Money on its way to our bank.
struct Payout {
  std::string id;
  base::Money amount;
  std::string failure;
};
Payout read_payout(const base::Json& json);

// What an object of any kind is about: its payment at Stripe, and the order's UUID. Empty where it
// does not say.
struct About {
  std::string payment_intent;
  std::string order;
};
About read_about(const base::Json& object);

}  // namespace stripe
