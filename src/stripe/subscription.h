#pragma once
#include <optional>
#include <string>

#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"

// What renews by itself at Stripe, and the invoices it makes for it. As in stripe/objects.h:
// unknown words pass, what is not said is empty.
namespace stripe {

// A hosted page on which a subscription begins. Stripe knows it by our UUID, on the session and on
// the subscription itself.
struct SubscriptionAsk {
  std::string public_id;
  std::string customer;  // a saved customer; empty: the mail address counts
  std::string customer_email;
  std::string name;  // of what is subscribed to
  base::Money price;
  std::string every;  // month, year
  std::string success_url;
  std::string cancel_url;
  base::Instant expires_at;
};
std::string subscription_session_body(const SubscriptionAsk& ask);
// It ends with the period that is paid for.
std::string cancel_at_period_end_body();

struct Subscription {
  std::string id;
  std::string public_id;  // metadata[subscription_id]
  std::string status;     // incomplete, active, past_due, unpaid, canceled, paused, ...
  std::optional<base::Instant> period_end{};  // the latest of its items
  bool cancel_at_period_end = false;
  std::optional<base::Instant> ended_at{};
};
Subscription read_subscription(const base::Json& json);

struct Invoice {
  std::string id;
  std::string subscription;  // empty: of none
  std::string public_id;     // the subscription's metadata, as the invoice repeats it
  std::string number;
  std::string status;  // draft, open, paid, uncollectible, void
  base::Money due;
  base::Money paid;
  int attempts = 0;
  std::optional<base::Instant> period_end{};  // the latest of its lines
};
Invoice read_invoice(const base::Json& json);

// Which payment an invoice was paid by.
struct InvoicePayment {
  std::string invoice;
  std::string payment_intent;
};
InvoicePayment read_invoice_payment(const base::Json& json);

}  // namespace stripe
