#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// Tax: what was charged and why, in a ledger that is only added to; certificates of those who need
// not pay, state by state; the states where we must collect and how near we are to others. Owns
// tax_* (but tax_quotes, which is payment's) and nexus*. It computes no tax: Stripe does, and its
// answer is frozen with the order. It switches nothing on by itself.
namespace tax {

using base::Instant;
using base::Money;
using base::OrderId;
using base::TaxCertificateId;
using Day = std::chrono::sys_days;

// One part of what is due on an item: a jurisdiction's, or a fee such as Colorado's
// retail_delivery_fee, which is no percentage of anything.
struct Part {
  std::string jurisdiction;  // "US-TX"
  std::string label;         // "Texas"
  std::string level;         // "state", "county", ...
  std::string tax_type;      // "sales_tax", "retail_delivery_fee", ...
  std::string rate_percent;  // "6.25"
  std::string tax_code;
  Money taxable;
  Money tax;
  std::string reason;  // "standard_rated", "customer_exempt", "not_collecting", ...
};
struct Item {
  std::optional<int> position;  // the order line's; nothing is shipping
  Money amount;                 // after discounts
  std::vector<Part> parts;
};

enum class Source { Stripe, EbayFacilitator, Manual };
struct Sale {
  std::string cause;  // "order 12", "ebay 12-345-6": a cause is recorded once
  std::optional<OrderId> order;
  Source source = Source::Stripe;
  std::string state;  // ship-to
  std::string zip;
  std::vector<Item> items;
  std::optional<TaxCertificateId> certificate = std::nullopt;
};
// Writes a sale into the ledger. False, and nothing changed, when its cause stands there already.
// A facilitator's sale owes no tax of ours: a part with tax is a bug of the caller.
bool record_sale(store::Tx& tx, const Sale& sale, Instant now);

// What goes back of one item: of its amount, and of its tax.
struct Back {
  std::optional<int> position;
  Money amount;
  Money tax;
};
enum class ReverseRefusal {
  NoSale,   // no sale of this order is recorded
  TooMuch,  // more than is left of an item's amount or tax
};
// Gives tax back as it was charged, at the rates of the sale (invariant M10): what goes back of an
// item is shared among its parts by what is left of each, so that all of it gone is exactly the
// tax. Locks the sale's record. A cause that stands already changes nothing and is Done.
base::Result<base::Done, ReverseRefusal> record_reversal(store::Tx& tx, OrderId order,
                                                         const std::string& cause,
                                                         const std::vector<Back>& back,
                                                         Instant now);

// How `given` is shared among parts of which so much is left; `given` is at most their sum, and no
// share more than its part.
std::vector<Money> shares(Money given, const std::vector<Money>& left);
// The tax that goes with amounts [before, after) of an item of `amount` that was taxed `tax`:
// consecutive pieces add up to the whole, whatever they are (invariants 2.10, 2.11).
Money tax_of_piece(Money tax, Money amount, Money before, Money after);

// Reports: sums of the ledger's rows over [from, until), and of nothing else.
struct StateSums {
  std::string state;
  std::int64_t sales;  // records, the facilitators' too
  Money gross;         // ours, reversals taken off
  Money taxable;
  Money exempt;
  Money nontaxable;
  Money tax;
  Money reversed;       // tax that went back, as a positive sum; taken off `tax` already
  Money facilitator;    // gross sales that a marketplace taxed
  Money not_collected;  // amounts whose reason is not_collecting: nobody registered there
  static constexpr auto columns() {
    return base::Columns<&StateSums::state, &StateSums::sales, &StateSums::gross,
                         &StateSums::taxable, &StateSums::exempt, &StateSums::nontaxable,
                         &StateSums::tax, &StateSums::reversed, &StateSums::facilitator,
                         &StateSums::not_collected>{};
  }
};
std::vector<StateSums> by_state(store::Tx& tx, Instant from, Instant until);
struct JurisdictionSums {
  std::string state;
  std::string jurisdiction;
  std::string label;
  std::string level;
  std::string tax_type;
  std::string rate_percent;
  std::string reason;
  Money taxable;
  Money tax;
  static constexpr auto columns() {
    return base::Columns<
        &JurisdictionSums::state, &JurisdictionSums::jurisdiction, &JurisdictionSums::label,
        &JurisdictionSums::level, &JurisdictionSums::tax_type, &JurisdictionSums::rate_percent,
        &JurisdictionSums::reason, &JurisdictionSums::taxable, &JurisdictionSums::tax>{};
  }
};
std::vector<JurisdictionSums> by_jurisdiction(store::Tx& tx, Instant from, Instant until);
// A month of the business's own zone: "2026-11". Nothing for anything else.
struct Period {
  Instant from;
  Instant until;
  static constexpr auto columns() { return base::Columns<&Period::from, &Period::until>{}; }
};
std::optional<Period> month(store::Tx& tx, const std::string& year_and_month);

// What is broken in the ledger, a sentence each.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace tax
