#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "inventory/fulfil.h"
#include "store/db.h"

// What staff say of the shelf: physical counts, adjustments with a reason, the buffer. Each becomes
// a movement by an actor; none takes away what is allocated (invariant S8), unless forced. "The
// stock" of a variant is its row at the location that sells it.
namespace inventory {

struct StockLevel {
  base::VariantId variant{0};
  base::StockItemId item{0};
  int on_hand = 0;
  int allocated = 0;
  int reorder_threshold = 0;
  static constexpr auto columns() {
    return base::Columns<&StockLevel::variant, &StockLevel::item, &StockLevel::on_hand,
                         &StockLevel::allocated, &StockLevel::reorder_threshold>{};
  }
};

// What there is of these variants where they are sold from; one without a stock row is not listed.
std::vector<StockLevel> stock_levels(store::Tx& tx, const std::vector<base::VariantId>& variants);
// The same, the rows locked by ascending id until the transaction ends.
std::vector<StockLevel> lock_stock_levels(store::Tx& tx,
                                          const std::vector<base::VariantId>& variants);

// A count says how many there are, whatever is promised of them; empty leaves the number alone.
struct Count {
  base::VariantId variant{0};
  std::optional<int> on_hand;
  std::optional<int> reorder_threshold;
};

// Makes stock rows of 0 units in the main warehouse for variants that have none yet, with the
// thresholds given; counts of theirs are for set_counts() after it.
void open_stock(store::Tx& tx, const std::vector<Count>& counts);

// Sets the counted numbers: the difference becomes a `counted` movement by `actor`, no difference
// no movement. Variants have stock rows. The caller has refused counts below what is allocated
// (invariant S8) under lock_stock_levels(), or made the rows in this transaction.
void set_counts(store::Tx& tx, const std::vector<Count>& counts, const std::string& actor,
                base::Instant now);

// May fewer be left than are allocated? Yes when units are truly gone: the orders concerned show as
// allocated > on hand until staff have settled them.
enum class Force { No, Yes };
struct Adjustment {
  StockItemId item;
  int delta;           // not 0
  std::string reason;  // not empty
  std::string actor;
  Force force = Force::No;
  std::optional<std::string> cause;  // the same cause a second time changes nothing of the item
};
// What stands against it; `on_hand` and `allocated` are what there is.
enum class AdjustWhy { BelowAllocated, BelowNothing };
struct AdjustRefused {
  AdjustWhy why;
  int on_hand;
  int allocated;
};
// Changes the number on hand by `delta`, as an `adjusted` movement. Locks the stock row.
base::Result<Moved, AdjustRefused> adjust(store::Tx& tx, const Adjustment& adjustment, Instant now);

// How many units of an item are kept back from being offered, at least 0. Pages follow.
void set_buffer(store::Tx& tx, StockItemId item, int units);

// Whether every unit of a variant has a serial number, wherever it lies: receipts and transfers
// then name as many as units, and faults() compares. Locks the variant's stock rows.
enum class Serials { Optional, Required };
void set_serials(store::Tx& tx, base::VariantId variant, Serials serials);

}  // namespace inventory
