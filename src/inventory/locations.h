#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "store/db.h"

// Where stock lies. A location sells or it does not, for good. A variant is sold from one selling
// location at most; its stock elsewhere is back stock, which no page and no cart sees until it is
// transferred.
namespace inventory {

using base::LocationId;
using TransferId = base::Id<struct TransferTag>;

struct Location {
  LocationId id{0};
  std::string code;
  std::string name;
  bool sells = false;
  static constexpr auto columns() {
    return base::Columns<&Location::id, &Location::code, &Location::name, &Location::sells>{};
  }
};
std::vector<Location> locations(store::Tx& tx);
std::optional<Location> find_location(store::Tx& tx, const std::string& code);

enum class Purpose { Sells, BackStock };
enum class LocationRefusal {
  BadCode,  // a letter, then up to 31 small letters, digits and hyphens
  Taken,
};
base::Result<LocationId, LocationRefusal> add_location(store::Tx& tx, const std::string& code,
                                                       const std::string& name, Purpose purpose);

// Why a variant can have no stock at a location.
enum class NoRoom {
  Bundle,         // it is made of parts, and they have stock
  SoldElsewhere,  // the location sells, and so does the one where the variant is
};
// The stock row of a variant at a location, made (of 0 units) when there is none yet.
base::Result<base::StockItemId, NoRoom> stock_at(store::Tx& tx, base::VariantId variant,
                                                 LocationId location);

struct Transfer {
  base::VariantId variant;
  LocationId from;
  LocationId to;
  int units;
  std::vector<std::string> serials;  // of the units, where they have some
  std::string reason;
  std::string actor;
};
enum class TransferWhy {
  SamePlace,
  NoRoomThere,     // see NoRoom
  TooFew,          // `free` are neither allocated nor held
  SerialsMissing,  // serials are required, or name other units than these
};
struct TransferRefused {
  TransferWhy why;
  int free = 0;
};
// Carries units from one location to another: one `transferred` movement at each, in one
// transaction. Units that are allocated or on hold stay. Locks both stock rows.
base::Result<TransferId, TransferRefused> transfer(store::Tx& tx, const Transfer& transfer,
                                                   base::Instant now);

}  // namespace inventory
