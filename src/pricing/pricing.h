#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// What goods cost, and why. This module owns channel_overrides, price_lists, prices, price_clock,
// price_history and supplier_takings, and what of variants and bundles is a price. It promises that
// the public price (variants.price_cents) is the web override's, else the dropship price, else that
// of everybody's price list, else the base price, as of the last moment for which prices were
// applied; that every price ever asked stands in the history; and that what one buyer pays is
// decided by one rule (unit_prices). Discounts are promo's.
//
// What staff do here runs as gds_admin and ends with the public prices applied at `now`. A price is
// one to 99,999,999 cents; anything else is a bug of the caller's.
namespace pricing {

using base::Instant;
using base::Money;
using base::PriceListId;
using base::VariantId;

// What a buyer pays for a unit when buying so many of the variant. Of the price lists that apply to
// him (everybody's, and those of his groups) the one of the highest priority counts, of equals the
// cheaper, with the row of the most units he reaches; where the public price is no higher, that one
// counts. One answer for each wanted, in their order; one statement, however many.
struct Wanted {
  VariantId variant;
  int units;
};
struct UnitPrice {
  VariantId variant;
  Money price;
  Money public_price;
  std::string source;  // "base", "web override", "list Volume, 5 or more"
  static constexpr auto columns() {
    return base::Columns<&UnitPrice::variant, &UnitPrice::price, &UnitPrice::public_price,
                         &UnitPrice::source>{};
  }
};
std::vector<UnitPrice> unit_prices(store::Tx& tx, const std::vector<Wanted>& wanted,
                                   const std::vector<std::string>& groups, Instant now);

enum class Refused {
  NoSuchSku,
  ABundle,    // its parts are sent by suppliers, not it
  NoBundle,   // only a bundle's price can follow its parts
  Backwards,  // it ends before it begins
};

// Sets what a variant costs while nothing else counts: the base price, or a bundle's own price.
base::Result<base::Done, Refused> set_price(store::Tx& tx, const std::string& sku, Money price,
                                            const std::string& actor, Instant now);
// A bundle costs its parts again, less its percentage.
base::Result<base::Done, Refused> follow_parts(store::Tx& tx, const std::string& sku,
                                               const std::string& actor, Instant now);
// The price that pages strike through, if it was really asked for a week; nothing: none.
base::Result<base::Done, Refused> set_compare_at(store::Tx& tx, const std::string& sku,
                                                 std::optional<Money> price, Instant now);

// From its beginning until the first instant after its end; what is left out is for ever.
struct Period {
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
};

// Another public price for a time. It replaces the one before.
base::Result<base::Done, Refused> set_web_price(store::Tx& tx, const std::string& sku, Money price,
                                                const Period& period, const std::string& actor,
                                                Instant now);
// A supplier sends the variant: it takes nothing of our stock. Without `stock` he never runs out.
struct Dropship {
  std::optional<Money> price;
  std::optional<int> stock;
  int lead_days_min = 0;
  int lead_days_max = 0;
};
base::Result<base::Done, Refused> set_dropship(store::Tx& tx, const std::string& sku,
                                               const Dropship& dropship, const std::string& actor,
                                               Instant now);
// The price at eBay (nothing: the public one) and the units kept back from there.
struct Ebay {
  std::optional<Money> price;
  std::optional<int> buffer;
};
base::Result<base::Done, Refused> set_ebay(store::Tx& tx, const std::string& sku, const Ebay& ebay,
                                           const std::string& actor, Instant now);

enum class Channel { Web, Dropship, Ebay };
std::optional<Channel> parse_channel(std::string_view word);
// Takes a channel's override away, if there is one.
base::Result<base::Done, Refused> clear_override(store::Tx& tx, const std::string& sku,
                                                 Channel channel, const std::string& actor,
                                                 Instant now);

// A list of prices by its name, which is made or edited. `customer_group` "" is everybody.
struct List {
  std::string name;
  std::string customer_group;
  int priority = 0;
  Period period;
};
struct ListPrice {
  std::string sku;
  int min_units = 1;
  Money price;
};
struct ListRefused {
  Refused why;
  std::string sku;
};
// Puts the list in place with exactly these prices, each SKU and number of units once; refuses all
// when one SKU is unknown. Answers how many prices were added, changed or removed.
base::Result<int, ListRefused> put_list(store::Tx& tx, const List& list,
                                        const std::vector<ListPrice>& prices,
                                        const std::string& actor, Instant now);

// Works out the public prices as of `now` and writes those that differ; answers how many. The
// moment never goes back: with an earlier `now` than the last, the last counts. Rivals come one
// after another. Called by the job of each minute, and by what staff change.
int apply_schedules(store::Tx& tx, Instant now);

// The first instant of a day ("2026-12-24") in the store's zone, and of the day after it; nothing
// when it is no day.
std::optional<Instant> day_begins(store::Tx& tx, const std::string& day);
std::optional<Instant> day_after_begins(store::Tx& tx, const std::string& day);

// Units that suppliers send for an order, by variant. What they say they have is taken when the
// order freezes, all or nothing; what has no end is not counted. Locks suppliers' rows by ascending
// variant, after stock of ours; the order's row is locked by the caller.
struct SupplierDemand {
  VariantId variant;
  int units;
  static constexpr auto columns() {
    return base::Columns<&SupplierDemand::variant, &SupplierDemand::units>{};
  }
};
struct SupplierLacks {
  VariantId variant;
  int available;  // 0 also where nobody sends it any more
  static constexpr auto columns() {
    return base::Columns<&SupplierLacks::variant, &SupplierLacks::available>{};
  }
};
base::Result<base::Done, SupplierLacks> take_supplied(store::Tx& tx, base::OrderId order,
                                                      const std::vector<SupplierDemand>& demands,
                                                      Instant now);
// What the order gave back, once more: it was paid after it had ended.
base::Result<base::Done, SupplierLacks> take_supplied_again(store::Tx& tx, base::OrderId order,
                                                            Instant now);
// The order ended: once, whoever asks how often (invariant O9).
void give_back_supplied(store::Tx& tx, base::OrderId order, Instant now);

// A price as it was asked; nothing: not yet, or no more.
struct Asked {
  Instant at;
  std::string kind;  // web, base, list
  int min_units;
  std::optional<Money> was;
  std::optional<Money> is;
  std::string source;
  std::string actor;
  static constexpr auto columns() {
    return base::Columns<&Asked::at, &Asked::kind, &Asked::min_units, &Asked::was, &Asked::is,
                         &Asked::source, &Asked::actor>{};
  }
};
// Oldest first; none for a SKU that nobody has.
std::vector<Asked> history(store::Tx& tx, const std::string& sku);

// What is wrong with the prices, a sentence each; none, ever: a public price that is not what base,
// overrides and lists give; a bundle that costs something else than it should; a history that does
// not end with today's price.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace pricing
