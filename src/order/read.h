#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "order/order.h"

// Reading orders: for the tracking page, mails and gdsctl.
namespace order {

// An order's header as people see it.
struct Summary {
  OrderId id;
  std::string public_id;
  std::optional<std::string> number;  // nothing until it is visible
  std::optional<std::string> token;
  std::string state;
  std::string attention;
  std::string email;
  Money subtotal;
  Money discount;
  Money shipping;  // after its discount
  Money tax;
  Money total;
  Money due;
  std::string shipping_method_name;
  int min_days;
  int max_days;
  std::string tax_calculation_id;
  Instant frozen_at;
  std::optional<Instant> placed_at;
  std::string terms{};      // "": it was to be paid at the checkout
  std::string po_number{};  // the customer's own
  std::optional<Instant> payment_due_at{};
  Money balance{};  // still to be paid; owed to the customer when negative (2.25)
  static constexpr auto columns() {
    return base::Columns<&Summary::id, &Summary::public_id, &Summary::number, &Summary::token,
                         &Summary::state, &Summary::attention, &Summary::email, &Summary::subtotal,
                         &Summary::discount, &Summary::shipping, &Summary::tax, &Summary::total,
                         &Summary::due, &Summary::shipping_method_name, &Summary::min_days,
                         &Summary::max_days, &Summary::tax_calculation_id, &Summary::frozen_at,
                         &Summary::placed_at, &Summary::terms, &Summary::po_number,
                         &Summary::payment_due_at, &Summary::balance>{};
  }
};

struct Event {
  std::string what;
  std::optional<std::string> from_state;
  std::optional<std::string> to_state;
  std::string actor;
  std::string reason;
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&Event::what, &Event::from_state, &Event::to_state, &Event::actor,
                         &Event::reason, &Event::at>{};
  }
};

std::optional<Summary> find(store::Tx& tx, OrderId order);
std::optional<Summary> find_by_number(store::Tx& tx, const std::string& number);
// The tracking page's only door: number and token must both fit (invariant 2.18).
std::optional<Summary> find_by_token(store::Tx& tx, const std::string& number,
                                     const std::string& token);
// The visible order that was placed from this cart; one that was paid late is another's neighbour.
std::optional<Summary> find_by_cart(store::Tx& tx, CartId cart);
// Newest first, visible ones only; `state` empty is every state.
std::vector<Summary> list(store::Tx& tx, const std::string& state, std::int64_t limit);

// Placed on terms, and not wholly paid on the day: the longest overdue first.
std::vector<Summary> overdue(store::Tx& tx, Instant now);

// What the order takes from stock, by stock item in ascending order.
struct StockNeed {
  base::StockItemId item;
  int units;
  static constexpr auto columns() { return base::Columns<&StockNeed::item, &StockNeed::units>{}; }
};
std::vector<StockNeed> stock_needs(store::Tx& tx, OrderId order);

std::vector<Line> lines(store::Tx& tx, OrderId order);
// An order before any edit: what Stripe was told of.
struct AsPlaced {
  std::vector<Line> lines;
  Address address;
  Money shipping;  // after its discount
  Money tax;
};
AsPlaced as_placed(store::Tx& tx, OrderId order);
// The lines that are gift cards, and to whom they go.
struct GiftCardLine {
  base::OrderLineId id;
  int units;
  Money face;
  std::string recipient;
  static constexpr auto columns() {
    return base::Columns<&GiftCardLine::id, &GiftCardLine::units, &GiftCardLine::face,
                         &GiftCardLine::recipient>{};
  }
};
std::vector<GiftCardLine> gift_card_lines(store::Tx& tx, OrderId order);
// What was taken off, by name; the lines' shares stand in them.
std::vector<Discount> discounts(store::Tx& tx, OrderId order);

// How far the units of each line have come, by position.
struct Progress {
  base::OrderLineId line;
  int position;
  std::string sku;
  std::string title;
  std::string kind;  // goods, gift_card
  int units;
  int packed;     // in parcels that have not left
  int fulfilled;  // in parcels that have
  int cancelled;
  int returned;
  int granted;  // whose amounts were given back
  Money goods;  // frozen, after discount
  Money tax;
  // Neither sent, nor packed, nor cancelled.
  int open() const { return units - packed - fulfilled - cancelled; }
  static constexpr auto columns() {
    return base::Columns<&Progress::line, &Progress::position, &Progress::sku, &Progress::title,
                         &Progress::kind, &Progress::units, &Progress::packed, &Progress::fulfilled,
                         &Progress::cancelled, &Progress::returned, &Progress::granted,
                         &Progress::goods, &Progress::tax>{};
  }
};
std::vector<Progress> progress(store::Tx& tx, OrderId order);
Address address(store::Tx& tx, OrderId order);
// Where and how freight is taken off the truck, for people: "Business with a loading dock"; "" for
// what goes by parcel.
std::string unloading_text(store::Tx& tx, OrderId order);
std::vector<Event> history(store::Tx& tx, OrderId order);

}  // namespace order
