#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "store/db.h"

// What there is of each variant where it is sold from, one after another, for machines that keep
// numbers of their own. Reads only; a bundle has no stock of its own.
namespace inventory {

struct Level {
  base::VariantId variant{0};
  std::string sku;
  base::StockItemId item{0};
  int on_hand = 0;
  int allocated = 0;
  int buffer = 0;
  int available = 0;  // to somebody new, at that moment (invariant S1); never below 0
  int reorder_threshold = 0;
  static constexpr auto columns() {
    return base::Columns<&Level::variant, &Level::sku, &Level::item, &Level::on_hand,
                         &Level::allocated, &Level::buffer, &Level::available,
                         &Level::reorder_threshold>{};
  }
};
// At most `limit` of greater variants than `after`, ascending.
std::vector<Level> levels_after(store::Tx& tx, base::VariantId after, std::int64_t limit,
                                base::Instant now);
std::optional<Level> find_level(store::Tx& tx, base::VariantId variant, base::Instant now);

}  // namespace inventory
