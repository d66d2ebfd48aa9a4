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

// Single units by serial number: from the receipt that brought them to the parcel that took them,
// and back. A serial is one unit of one variant; letter case does not count. Movements say how many
// units came and went, serials say which: callers do both in one transaction. All or nothing: the
// first serial that cannot be is the refusal.
namespace inventory {

using ReceiptLineId = base::Id<struct ReceiptLineTag>;

enum class SerialWhy {
  Known,       // of this variant already, or twice in the list
  Unreadable,  // empty, longer than 64 letters, or with others than ASCII has
  Unknown,     // nobody has heard of it
  OtherVariant,
  NotInStock,
  NotShipped,
};
struct SerialRefused {
  std::string serial;
  SerialWhy why;
};

// Units that lie at `item` get their serials: those of a receipt's line, or (nothing) of stock that
// was there before.
base::Result<base::Done, SerialRefused> register_serials(store::Tx& tx, StockItemId item,
                                                         std::optional<ReceiptLineId> receipt_line,
                                                         const std::vector<std::string>& serials,
                                                         const std::string& cause,
                                                         const std::string& actor, Instant now);

// These units leave with a parcel's line. Each is in stock, of this variant, and leaves once.
base::Result<base::Done, SerialRefused> assign_serials(store::Tx& tx, base::VariantId variant,
                                                       base::FulfilmentLineId line,
                                                       const std::vector<std::string>& serials,
                                                       const Cause& cause, Instant now);

// These came back. Resellable ones are in stock again (invariant S10), others wait as returned.
enum class Resellable { Yes, No };
base::Result<base::Done, SerialRefused> take_back_serials(store::Tx& tx, base::VariantId variant,
                                                          const std::vector<std::string>& serials,
                                                          Resellable resellable, const Cause& cause,
                                                          Instant now);

// This unit is thrown away. One in stock goes off the shelf with it, as an `adjusted` movement; one
// that came back for good is not on hand anyway.
enum class ScrapRefusal { Unknown, NotHere, Promised };
base::Result<base::Done, ScrapRefusal> scrap(store::Tx& tx, base::VariantId variant,
                                             const std::string& serial, const std::string& reason,
                                             const std::string& actor, Instant now);

// The serials that a parcel's line took, also when they have come back since.
std::vector<std::string> serials_of(store::Tx& tx, base::FulfilmentLineId line);

// What became of a serial, all variants that have one of this name, oldest first.
struct SerialEvent {
  std::string sku;
  std::string state;
  std::string cause;
  std::string actor;
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&SerialEvent::sku, &SerialEvent::state, &SerialEvent::cause,
                         &SerialEvent::actor, &SerialEvent::at>{};
  }
};
std::vector<SerialEvent> serial_history(store::Tx& tx, const std::string& serial);

}  // namespace inventory
