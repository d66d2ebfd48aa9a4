#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "inventory/fulfil.h"
#include "inventory/serials.h"
#include "store/db.h"

// Buying: purchase orders to suppliers, and deliveries that come of them. What is on order is shown
// and never counts as available (invariant S11); a delivery's units are on hand by `received`
// movements with the cause "receipt N", and what they cost is kept. Each function locks the
// purchase order's row, then stock.
namespace inventory {

using base::PurchaseOrderId;
using base::SupplierId;
using base::VariantId;

// The supplier of this name, added when there is none; letter case does not count.
SupplierId supplier_named(store::Tx& tx, const std::string& name);

struct Wanted {
  VariantId variant;
  int units;
  base::Money unit_cost;
};
struct Purchase {
  SupplierId supplier;
  base::LocationId location;  // where it is to be delivered
  std::string reference;      // the supplier's number of it, or ""
  std::vector<Wanted> lines;  // a variant once
  std::string actor;
};
enum class PurchaseWhy { Bundle, SoldElsewhere, Twice };
struct PurchaseRefused {
  VariantId variant;
  PurchaseWhy why;
};
// A draft; each variant gets a stock row at the location.
base::Result<PurchaseOrderId, PurchaseRefused> draft_purchase(store::Tx& tx,
                                                              const Purchase& purchase,
                                                              Instant now);

enum class PurchaseMove { NoSuchOrder, NotNow };
// It was sent to the supplier: a draft becomes ordered.
base::Result<base::Done, PurchaseMove> place_purchase(store::Tx& tx, PurchaseOrderId id,
                                                      Instant now);
// No more of it will come; what came stays.
base::Result<base::Done, PurchaseMove> cancel_purchase(store::Tx& tx, PurchaseOrderId id,
                                                       Instant now);

struct Arrived {
  VariantId variant;
  int units;
  std::optional<base::Money> unit_cost{};  // as ordered, when nothing is said
  std::vector<std::string> serials{};
};
struct Delivery {
  std::string note;            // the delivery note: typed in twice, it counts once
  std::vector<Arrived> lines;  // a variant once
  std::string over_reason;     // why more than was ordered is kept, or ""
  std::string actor;
};
enum class ReceiveWhy {
  NoSuchOrder,
  NotOrdered,       // a draft, or cancelled
  NotOnOrder,       // `variant` is no line of it, or stands twice in the delivery
  MoreThanOrdered,  // of `variant`, and no reason is given
  SerialsMissing,   // of `variant`, whose units all have one; or there are more than units
  Serial,           // see `serial`
};
struct ReceiveRefused {
  ReceiveWhy why;
  std::optional<VariantId> variant = std::nullopt;
  std::optional<SerialRefused> serial = std::nullopt;
};
// Takes a delivery in, whole or part of what was ordered; the order's state follows.
base::Result<Moved, ReceiveRefused> receive(store::Tx& tx, PurchaseOrderId id,
                                            const Delivery& delivery, Instant now);

struct PurchaseSummary {
  PurchaseOrderId id;
  std::string state;
  std::string supplier;
  std::string location;
  std::string reference;
  Instant created_at;
  int units;
  int received_units;
  base::Money cost;  // of what was ordered
  static constexpr auto columns() {
    return base::Columns<&PurchaseSummary::id, &PurchaseSummary::state, &PurchaseSummary::supplier,
                         &PurchaseSummary::location, &PurchaseSummary::reference,
                         &PurchaseSummary::created_at, &PurchaseSummary::units,
                         &PurchaseSummary::received_units, &PurchaseSummary::cost>{};
  }
};
// Newest first; `state` "" is all.
std::vector<PurchaseSummary> purchases(store::Tx& tx, const std::string& state, std::int64_t limit);

struct PurchaseLine {
  VariantId variant;
  std::string sku;
  int units;
  int received_units;
  base::Money unit_cost;
  static constexpr auto columns() {
    return base::Columns<&PurchaseLine::variant, &PurchaseLine::sku, &PurchaseLine::units,
                         &PurchaseLine::received_units, &PurchaseLine::unit_cost>{};
  }
};
std::vector<PurchaseLine> purchase_lines(store::Tx& tx, PurchaseOrderId id);

// What units of a variant cost: the last delivery's, and the mean over all that were received,
// rounded half up. Nothing when none was ever received.
struct UnitCost {
  base::Money last;
  base::Money average;
  static constexpr auto columns() { return base::Columns<&UnitCost::last, &UnitCost::average>{}; }
};
std::optional<UnitCost> unit_cost(store::Tx& tx, VariantId variant);

// Variants with a reorder threshold whose stock, wherever it lies, less what is allocated, with
// what is on its way, is at or below it; the scarcest first.
struct Low {
  VariantId variant;
  std::string sku;
  int on_hand;
  int allocated;
  int incoming;
  int threshold;
  static constexpr auto columns() {
    return base::Columns<&Low::variant, &Low::sku, &Low::on_hand, &Low::allocated, &Low::incoming,
                         &Low::threshold>{};
  }
};
std::vector<Low> below_threshold(store::Tx& tx);

}  // namespace inventory
