#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "inventory/fulfil.h"
#include "inventory/serials.h"
#include "order/refund.h"

// Parcels: what leaves, when, by whom. An order may leave in several; what is not packed yet may
// still be cancelled. Stock falls when a parcel leaves (invariant S4); a line that a supplier sends
// takes none. Each function locks the order's row, then stock.
namespace order {

using base::FulfilmentId;

enum class PackRefusal {
  NotOpen,    // the order is not placed, or wholly sent or cancelled
  OnHold,     // someone doubts the payment (order/hold.h)
  Nothing,    // no units
  MoreUnits,  // than are left of a line, or the line is not this order's, or is no goods
};
// Puts units into a new parcel that has not left yet.
base::Result<FulfilmentId, PackRefusal> pack(store::Tx& tx, OrderId order,
                                             const std::vector<LineUnits>& lines,
                                             const Because& because, Instant now);
// Everything of the order that is neither packed, nor sent, nor cancelled; for pack().
std::vector<LineUnits> unpacked(store::Tx& tx, OrderId order);

// Units by serial number; of a bundle, its part is the variant.
struct Named {
  base::VariantId variant;
  std::vector<std::string> serials;
};
struct Carriage {
  std::string carrier;   // "UPS"
  std::string tracking;  // "" when there is none
  std::vector<Named> serials{};
};
enum class ShipWhy {
  NoSuchParcel,
  NotPacked,
  OnHold,  // someone doubts the payment (order/hold.h)
  NotOnHand,
  SerialsMissing,  // of `variant`, whose units all have one; or there are more than units
  Serial,          // see `serial`
};
struct ShipRefused {
  ShipWhy why;
  std::optional<inventory::ShipRefused> short_of = std::nullopt;
  std::optional<base::VariantId> variant = std::nullopt;
  std::optional<inventory::SerialRefused> serial = std::nullopt;
};
// The parcel leaves: its units are fulfilled and off the shelf, the order moves, and the shopper is
// told once a parcel.
base::Result<base::Done, ShipRefused> ship(store::Tx& tx, FulfilmentId parcel,
                                           const Carriage& carriage, const Because& because,
                                           Instant now);

enum class ParcelRefusal { NoSuchParcel, NotPacked, NotShipped };
// A packed parcel is taken apart: its units may be packed again or cancelled.
base::Result<base::Done, ParcelRefusal> unpack(store::Tx& tx, FulfilmentId parcel,
                                               const Because& because, Instant now);
// It arrived. The order is delivered once nothing of it is on its way.
base::Result<base::Done, ParcelRefusal> deliver(store::Tx& tx, FulfilmentId parcel,
                                                const Because& because, Instant now);

// Lines that are handed over without a parcel (gift cards, by mail) are fulfilled; for completion.
// The order's row is locked by the caller. Answers whether there were any.
bool hand_over(store::Tx& tx, OrderId order, const Because& because, Instant now);

struct Parcel {
  FulfilmentId id;
  std::string state;  // packed, shipped, delivered, cancelled
  std::string carrier;
  std::string tracking;
  std::string actor;
  Instant packed_at;
  std::optional<Instant> shipped_at;
  std::optional<Instant> delivered_at;
  static constexpr auto columns() {
    return base::Columns<&Parcel::id, &Parcel::state, &Parcel::carrier, &Parcel::tracking,
                         &Parcel::actor, &Parcel::packed_at, &Parcel::shipped_at,
                         &Parcel::delivered_at>{};
  }
};
std::vector<Parcel> parcels(store::Tx& tx, OrderId order);
std::optional<Parcel> find_parcel(store::Tx& tx, FulfilmentId parcel);

struct ParcelLine {
  base::FulfilmentLineId id;
  OrderLineId line;
  std::string sku;
  std::string title;
  int units;
  static constexpr auto columns() {
    return base::Columns<&ParcelLine::id, &ParcelLine::line, &ParcelLine::sku, &ParcelLine::title,
                         &ParcelLine::units>{};
  }
};
std::vector<ParcelLine> parcel_lines(store::Tx& tx, FulfilmentId parcel);

}  // namespace order
