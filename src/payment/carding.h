#pragma once
#include <optional>
#include <string>

#include "payment/payment.h"

// Stolen card numbers are tried out where somebody charges them (requirement 2.19, decision 0072).
// Each declined card is kept with who tried it; whoever had too many gets no further payment page
// unless a person proves to be one. Which limits there are, the keys carding.* say.
namespace payment {

// Who asks for a payment page, as far as it is known before there is a card.
struct Payer {
  std::optional<CartId> cart{};          // whose order is to be paid
  std::optional<OrderId> order{};        // or whose balance
  std::optional<std::string> address{};  // a key for the network address; nothing: it is exempt
};

enum class Demand {
  None,
  Proof,  // of a person, once for each further payment page
  Rest,   // far too many declines, or pages for one cart: only time helps
};
// What is demanded of the payer before a payment page is made; reads only.
Demand demand(store::Tx& tx, const Payer& payer, const base::Config::Carding& limits, Instant now);

// From where the order's page under way was asked for, so that its declines count there too.
void note_payer(store::Tx& tx, OrderId order, const Payer& payer);

struct Decline {
  std::string name;   // of the charge, or of the event where there was none: once each
  std::string order;  // the UUID by which Stripe knows it
  std::string fingerprint;
  std::string code;
  Instant at;
};
// Two events tell of one decline, in any order. The page on which `limits.page_declines` cards were
// declined is to be ended at Stripe: stripe.end_page, once. One of no order of ours is none.
void decline_seen(store::Tx& tx, const Decline& decline, const base::Config::Carding& limits,
                  Instant now);

// Removes those from before `before`, at most `limit`; answers how many.
std::int64_t sweep_declines(store::Tx& tx, Instant before, std::int64_t limit);

}  // namespace payment
