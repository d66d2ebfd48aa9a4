#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "inventory/purchase.h"
#include "store/db.h"

// "Why does it say 47?": a stock number taken apart, for staff; and whether all numbers are right.
// Reads only.
namespace inventory {

// A stock row: available = on_hand - allocated - buffer - on_hold where it sells, else 0.
struct Shelf {
  StockItemId item;
  std::string sku;
  std::string location;
  bool sells;
  int on_hand;
  int allocated;
  int buffer;
  int on_hold;  // on holds that have not ended
  int available;
  int reorder_threshold;
  static constexpr auto columns() {
    return base::Columns<&Shelf::item, &Shelf::sku, &Shelf::location, &Shelf::sells,
                         &Shelf::on_hand, &Shelf::allocated, &Shelf::buffer, &Shelf::on_hold,
                         &Shelf::available, &Shelf::reorder_threshold>{};
  }
};
// What all movements of one kind come to.
struct KindSum {
  StockItemId item;
  std::string kind;
  int times;
  int on_hand;
  int allocated;
  static constexpr auto columns() {
    return base::Columns<&KindSum::item, &KindSum::kind, &KindSum::times, &KindSum::on_hand,
                         &KindSum::allocated>{};
  }
};
struct Step {
  StockItemId item;
  Instant at;
  std::string kind;
  int on_hand;        // by how much
  int allocated;      // by how much
  int on_hand_after;  // what it came to
  int allocated_after;
  std::string cause;
  std::string reason;
  std::string actor;
  static constexpr auto columns() {
    return base::Columns<&Step::item, &Step::at, &Step::kind, &Step::on_hand, &Step::allocated,
                         &Step::on_hand_after, &Step::allocated_after, &Step::cause, &Step::reason,
                         &Step::actor>{};
  }
};
struct OnHold {
  StockItemId item;
  std::string holder;  // "cart 7", "payment of order 12"
  int units;
  std::optional<Instant> until;
  static constexpr auto columns() {
    return base::Columns<&OnHold::item, &OnHold::holder, &OnHold::units, &OnHold::until>{};
  }
};

struct Why {
  int available = 0;           // what a shopper may have: variant_available()
  int incoming = 0;            // on its way, never available (invariant S11)
  std::vector<Shelf> shelves;  // of the variant, or of a bundle's parts
  std::vector<KindSum> sums;   // of each shelf; together its on_hand and allocated
  std::vector<Step> steps;     // the last `limit` of each shelf, oldest first
  std::vector<OnHold> holds;   // that have not ended
  std::optional<UnitCost> cost;
};
Why why(store::Tx& tx, VariantId variant, int limit, Instant now);

// A sentence for every invariant of this module's tables that does not hold ("S3: stock item 4 has
// 5 on hand and 0 allocated, its movements say 6 and 0"); none when all is well. In a snapshot.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace inventory
