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
  // The sum of the items, and what is taken off it; nothing where Stripe does not say.
  std::optional<base::Money> amount_subtotal{};
  std::optional<base::Money> amount_discount{};
};
Session read_session(const base::Json& json);

struct Calculation {
  struct Part {                // one jurisdiction's share
    std::string jurisdiction;  // "US-TX", or a country
    std::string rate_percent;  // "6.25", as Stripe writes it
    base::Money taxable;
    base::Money tax;
    std::string reason;      // standard_rated, not_collecting, ...
    std::string label{};     // "Texas"
    std::string level{};     // state, county, city, district
    std::string tax_type{};  // sales_tax, retail_delivery_fee, ...; empty where nothing is taxed
  };
  struct Line {
    std::string id;  // of the line in Stripe's lists
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
  bool has_more_lines;           // `lines` are only the first: list the others
  std::optional<Line> shipping;  // its id and reference are empty
  std::vector<Part> whole{};     // of everything together: fees stand only here
};
Calculation read_calculation(const base::Json& json);

struct CalculationLines {
  std::vector<Calculation::Line> lines;
  bool has_more;
};
CalculationLines read_calculation_lines(const base::Json& json);

struct Refund {
  std::string id;
  std::string payment_intent;  // empty when the charge had none
  std::string status;          // pending, requires_action, succeeded, failed, canceled
  std::string failure;         // why it failed
  std::string send;            // metadata[refund]: the key under which it was asked for
  base::Money amount;
  std::string charge{};
};
Refund read_refund(const base::Json& json);

// A line of a tax transaction: what a reversal names.
struct TaxLine {
  std::string id;
  std::string reference;  // ours
};
struct TaxLines {
  std::vector<TaxLine> lines;
  bool has_more;
};
TaxLines read_tax_lines(const base::Json& json);

// What arrived at the webhook or came from the list of events.
struct Event {
  std::string id;
  std::string type;
  std::string api_version;
  base::Instant created;          // 1970 where it is not said
  std::optional<bool> livemode;   // nothing where it is not said
  base::Json object;              // data.object; null or no object where there is none
  std::string request{};          // the call that caused it; empty where none did
  std::string account{};          // another one that is connected to ours; empty: ours
  std::string object_id() const;  // "" where there is none
};
// Throws when `object` is not "event", or there is no id or type. All else may be missing: there
// are types of event that nobody here knows, and each must be kept.
Event read_event(const base::Json& json);

// A page of a list.
struct Page {
  std::vector<base::Json> items;
  bool has_more;
};
Page read_page(const base::Json& json);

}  // namespace stripe
