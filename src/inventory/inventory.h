#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "store/db.h"

// Inventory: units that are there, set aside, sold. This module owns stock_items, stock_movements,
// holds, locations, purchase orders and serials. It promises that no unit is set aside or sold
// twice, that `held` is the sum of the holds' units, and that an expired cart hold counts for
// nobody, swept or not. What a cart or an order demands is its caller's to say.
//
// Locks are taken in one order everywhere: cart row, stock rows by ascending id, holds. Whoever
// changes a cart's or an order's holds has locked the cart's or the order's row first.
namespace inventory {

using base::CartId;
using base::Instant;
using base::OrderId;
using base::StockItemId;

// Whether the whole answer is a refusal when this demand cannot be met (a line that the shopper
// changes), or only this item goes without a hold (other lines, whose holds may have ended).
enum class Need { Must, IfLeft };

// Units of one stock item, over all lines of a cart.
struct Demand {
  StockItemId item;
  int units;
  Need need = Need::Must;
};

enum class HoldWhy { Short, TooManyOpen };

// Why units were not set aside. `available` counts what this cart already holds of the item:
// with a demand of so many it would not have been refused. It is 0 for TooManyOpen, which says
// that this network address has too many holds open.
struct HoldRefused {
  StockItemId item;
  int available;
  HoldWhy why = HoldWhy::Short;
};

// A cart hold ends `minutes` after it was last asked for, and never later than `max_minutes` after
// it was taken.
struct HoldLimits {
  int minutes = 15;
  int max_minutes = 60;
  int open_per_address = 200;
};

// Sets a cart's holds to exactly `demands` (one entry an item, any order; invariant S7): takes what
// is missing, gives back what is too much, extends the rest. Answers when the first of the holds
// ends (`now` when there are none). Two shoppers may race for the last unit: the stock row decides,
// in one statement. The cart's own holds never stand in its way. `address_key` names the
// shopper's network address where open holds are counted by address. On a refusal nothing of it
// may be kept: the caller's transaction answers with the refusal. The cart's row is locked by the
// caller; a cart with payment holds is a bug.
base::Result<Instant, HoldRefused> hold(store::Tx& tx, CartId cart,
                                        const std::vector<Demand>& demands,
                                        const HoldLimits& limits,
                                        const std::optional<std::string>& address_key, Instant now);

// Turns a cart's holds into payment holds of `order`, which no clock ends, for exactly `demands`;
// takes what is missing, all or nothing. The cart's row is locked by the caller. Locks all stock
// rows at once and sweeps them first, so that of many carts whose holds have ended only as many
// get through as there are units.
base::Result<base::Done, HoldRefused> hold_for_payment(store::Tx& tx, CartId cart, OrderId order,
                                                       const std::vector<Demand>& demands,
                                                       Instant now);

// The payment's end is certain and the shopper goes back to the cart: its payment holds become
// cart holds within `limits`, counted from when the units were first taken, but for a minute at
// least. The order's row is locked by the caller.
void return_to_cart(store::Tx& tx, OrderId order, const HoldLimits& limits, Instant now);

// The payment's end is certain and nobody waits for the units: its holds end. The order's row is
// locked by the caller.
void release_payment(store::Tx& tx, OrderId order);

// Turns the order's payment holds into `allocated` movements, and answers true. When they do not
// cover exactly what the order's lines take from stock, nothing moves, the holds stay, and the
// answer is false (paid without stock). The order's row is locked by the caller; a second call
// finds no holds and answers false.
bool allocate(store::Tx& tx, OrderId order, const std::string& actor, Instant now);

// Allocates `demands` to an order that holds nothing (paid after it had expired), from what nobody
// holds; all or nothing, and no hold is touched but expired ones. Locks the stock rows. The order's
// row is locked by the caller.
base::Result<base::Done, HoldRefused> allocate_free(store::Tx& tx, OrderId order,
                                                    const std::vector<Demand>& demands,
                                                    const std::string& actor, Instant now);

// How many of a variant may be sold to somebody new: what generated pages round to a band.
int available(store::Tx& tx, base::VariantId variant, Instant now);

// The same for every variant on sale of a product; none when there is no such product.
struct LiveStock {
  base::VariantId variant;
  int units;
  static constexpr auto columns() {
    return base::Columns<&LiveStock::variant, &LiveStock::units>{};
  }
};
std::vector<LiveStock> live_stock(store::Tx& tx, base::ProductId product, Instant now);

// The stock items with cart holds that have ended, ascending.
std::vector<StockItemId> expired_items(store::Tx& tx, Instant now);

// Ends one item's expired cart holds; answers how many units came back. Locks the stock row.
int release_expired(store::Tx& tx, StockItemId item, Instant now);

}  // namespace inventory
