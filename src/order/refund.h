#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/result.h"
#include "order/order.h"

// Granting refunds: what is given back of an order, on paper. Sending the money is payment's
// (invariant P3). A grant is made of shares of what was frozen; the shares of all units of a line
// add up to the line to the cent, its tax too, however they are given back (2.10, 2.11, M10).
// Each function that writes locks the order's row and takes it from there.
namespace order {

using base::OrderLineId;
using base::RefundId;

struct LineUnits {
  OrderLineId line;
  int units;
};

// What is to be given back.
struct Give {
  std::vector<LineUnits> lines;   // their goods and tax, as frozen
  std::optional<Money> shipping;  // of what shipping cost; its tax goes with it. All that is left
                                  // of it takes the rest of the tax along, a fee beside it included
  Money goodwill;                 // beside any line
  std::vector<Money> fees{};      // kept back of a line's goods, one for each of `lines`, or none
  std::optional<Money> seen{};    // what was granted so far, as who asks has read it
};

enum class Share { Goods, Tax, Shipping, ShippingTax, Goodwill, Fee };
std::string_view to_word(Share share);
struct GrantShare {
  Share share;
  std::optional<OrderLineId> line;
  int units;  // of Goods and Tax
  Money amount;
};
struct Grant {
  std::vector<GrantShare> shares;
  Money total() const;
  // Of these kinds of shares alone.
  Money sum(Share share) const;
};

enum class GrantRefusal {
  NotPlaced,     // there is nothing to give back of yet, or staff have yet to decide
  Nothing,       // it comes to nothing
  MoreUnits,     // units of a line that it has not, or whose amounts were given back before
  MoreShipping,  // than is left of the shipping
  MoreThanLeft,  // than is left of the order
  CardSpent,     // bought gift cards were spent, or partly: only what is on them can be given back
  Changed,       // something was granted since who asks has read of it
};

enum class RefundKind { Cancel, Return, Goodwill, Shipping, Edit, Units };
std::string_view to_word(RefundKind kind);
// What staff give back without anything coming back, named by its largest part.
RefundKind kind_of(const Give& give);

// What grant() would write, without writing.
base::Result<Grant, GrantRefusal> preview_grant(store::Tx& tx, OrderId order, const Give& give);

struct Granted {
  RefundId refund;
  Grant grant;
};
// Gives back without anything coming back: goodwill, shipping, units that the customer keeps.
// Stock is not touched (invariant S10). Goodwill is an advance: when everything else of the order
// is given back too, what was given in goodwill before is counted in (decision 0036). Gift cards
// whose purchase is given back lose what they are worth (requirement 2.12).
base::Result<Granted, GrantRefusal> grant(store::Tx& tx, OrderId order, RefundKind kind,
                                          const Give& give, const Because& because, Instant now);

// A granted refund as people read it.
struct RefundRow {
  RefundId id;
  std::string kind;
  Money total;
  std::string reason;
  std::string actor;
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&RefundRow::id, &RefundRow::kind, &RefundRow::total, &RefundRow::reason,
                         &RefundRow::actor, &RefundRow::at>{};
  }
};
std::vector<RefundRow> refunds(store::Tx& tx, OrderId order);

// One share of a granted refund, with what its line is called.
struct RefundShareRow {
  std::string share;
  std::optional<int> position;  // of the line
  std::string title;            // "" beside any line
  int units;
  Money amount;
  static constexpr auto columns() {
    return base::Columns<&RefundShareRow::share, &RefundShareRow::position, &RefundShareRow::title,
                         &RefundShareRow::units, &RefundShareRow::amount>{};
  }
};
std::vector<RefundShareRow> refund_shares(store::Tx& tx, RefundId refund);

}  // namespace order
