#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "store/db.h"

// Physical counts: what a person found on the shelf becomes the number on hand, as a movement.
namespace inventory {

struct StockLevel {
  base::VariantId variant{0};
  base::StockItemId item{0};
  int on_hand = 0;
  int allocated = 0;
  int reorder_threshold = 0;
  static constexpr auto columns() {
    return std::make_tuple(&StockLevel::variant, &StockLevel::item, &StockLevel::on_hand,
                           &StockLevel::allocated, &StockLevel::reorder_threshold);
  }
};

// What the main warehouse has of these variants; one without a stock row is not listed.
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

}  // namespace inventory
