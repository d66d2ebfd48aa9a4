#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"

// Stripe's objects as far as the shop reads them. Unknown fields and enum values pass; a field that
// must be there and is not, or has another type, throws base::JsonError. Texts that name a state
// are kept as Stripe's words, since there may be new ones any day.
namespace stripe {

struct Session {
  std::string id;
  std::string status;          // open, complete, expired
  std::string payment_status;  // paid, unpaid, no_payment_required
  std::string url;             // empty once it is no longer open
  std::string payment_intent;  // empty until payment was tried
  std::string order;           // client_reference_id: the order's UUID
  std::string currency;
  base::Money amount_total;
  base::Instant expires_at;
  bool livemode;
};
Session read_session(const base::Json& json);

struct Calculation {
  struct Part {                // one jurisdiction's share
    std::string jurisdiction;  // "US-TX", or a country
    std::string rate_percent;  // "6.25", as Stripe writes it
    base::Money taxable;
    base::Money tax;
    std::string reason;  // standard_rated, not_collecting, ...
  };
  struct Line {
    std::string reference;
    base::Money amount;
    base::Money tax;
    std::vector<Part> parts;
  };
  std::string id;
  base::Money tax;    // of everything, on top of the amounts
  base::Money total;  // amounts and tax
  base::Instant expires_at;
  std::vector<Line> lines;
  std::optional<Line> shipping;  // its reference is empty
};
Calculation read_calculation(const base::Json& json);

// What arrived at the webhook or came from the list of events.
struct Event {
  std::string id;
  std::string type;
  std::string api_version;
  base::Instant created;
  bool livemode;
  base::Json object;  // data.object
};
// Throws when `object` is not "event".
Event read_event(const base::Json& json);

// A page of a list.
struct Page {
  std::vector<base::Json> items;
  bool has_more;
};
Page read_page(const base::Json& json);

}  // namespace stripe
