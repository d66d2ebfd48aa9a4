#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/result.h"
#include "order/refund.h"

// Edits: what staff change of a placed order. At most one is open an order. It gathers units to
// add, units to cancel, another address, more or less for shipping, and changes nothing until it is
// confirmed; a preview says what that would do, and only what was previewed is confirmed. What is
// added raises the order's frozen amounts, by one recorded step (invariants M7, O1); what is taken
// away is a granted refund. Of it all only the difference is asked (requirement 2.25). Added units
// are taxed at the order's own frozen rates (decision 0049). Each function that writes locks the
// order's row.
namespace order {

using base::OrderEditId;
using base::VariantId;

enum class EditWhy {
  NoSuchOrder,
  NotOpen,       // the order is not placed, or wholly sent, or cancelled
  OneIsOpen,     // another edit of the order
  NoOpenEdit,    // there is none, or it has ended
  BadUnits,      // not 1 to 999 of a variant, or more variants than an order takes
  NotForSale,    // no such variant, or archived
  GiftCard,      // sold by mail, without tax: by an order of its own
  BySupplier,    // it or a part of it takes none of our stock
  NoReason,      // a price that staff make needs one
  MoreUnits,     // cancelled than are neither packed, nor sent, nor cancelled
  BadAddress,    // it lacks a name, a street, a city or a ZIP
  OtherState,    // tax and shipping were those of a state
  MoreShipping,  // taken off than is left of it
  Nothing,       // it changes nothing
  NothingLeft,   // no unit would be left: cancel the order instead
  NoRates,       // no goods in the order say how goods are taxed
  NotApproved,   // of an exchange whose return is not
  Outdated,      // order, edit, price or stock are not as they were previewed
  SoldOut,       // stock lacks units; the preview says of what
  OverLimit,     // on net terms, and the company would owe more than its limit
};

// Opens an edit.
base::Result<OrderEditId, EditWhy> begin_edit(store::Tx& tx, OrderId order, const Because& because,
                                              Instant now);

// Units of a variant that are to be added, at the price of the day they are confirmed, or at one
// that staff make, in place of it and of any promotion (invariant M8). 0 units: none after all.
struct Addition {
  VariantId variant;
  int units;
  std::optional<Money> unit_price{};
  std::string reason{};  // of a price that staff make
};
base::Result<base::Done, EditWhy> edit_add(store::Tx& tx, OrderEditId edit, const Addition& what);
// Units of a line that are to be cancelled; 0: none after all.
base::Result<base::Done, EditWhy> edit_cancel(store::Tx& tx, OrderEditId edit,
                                              const LineUnits& what);
// Where it is to go instead: within the state of the order.
base::Result<base::Done, EditWhy> edit_address(store::Tx& tx, OrderEditId edit,
                                               const Address& wanted);
// More for shipping, or less of it; its tax goes with it.
base::Result<base::Done, EditWhy> edit_shipping(store::Tx& tx, OrderEditId edit, Money change);

// The frozen amounts of an order.
struct Amounts {
  Money subtotal;
  Money discount;
  Money shipping;
  Money shipping_discount;
  Money tax;
  Money total() const { return subtotal - discount + shipping - shipping_discount + tax; }
  friend bool operator==(const Amounts&, const Amounts&) = default;
  static constexpr auto columns() {
    return base::Columns<&Amounts::subtotal, &Amounts::discount, &Amounts::shipping,
                         &Amounts::shipping_discount, &Amounts::tax>{};
  }
};

// A row of order_taxes to be, after the frozen row whose rate it takes.
struct EditTax {
  std::int64_t like;
  Money taxable;
  Money tax;
};
struct AddedLine {
  VariantId variant;
  std::string sku;
  std::string title;
  int units;
  Money list_price;  // of the day, for so many
  Money unit_price;
  std::string reason;
  std::vector<EditTax> taxes{};
  Money total() const { return unit_price * units; }
  Money tax() const;
};
// A stock item of which units are missing: so many are there for the edit, counting those that it
// cancels.
struct Lacking {
  std::string sku;
  int needed;
  int available;
  static constexpr auto columns() {
    return base::Columns<&Lacking::sku, &Lacking::needed, &Lacking::available>{};
  }
};

// What confirming would do.
struct EditPreview {
  OrderEditId edit;
  OrderId order;
  Amounts before{};
  Amounts after{};
  std::vector<AddedLine> added{};
  std::vector<LineUnits> cancelled{};
  std::vector<EditTax> shipping_taxes{};  // of more shipping
  Grant given{};                          // for units cancelled and shipping taken off
  std::optional<Address> address{};
  Money balance_before{};
  Money balance{};  // still to be paid then; owed to the customer when negative (2.25)
  Money awaited{};  // of an exchange: what its return is to give back; counted in nowhere else
  std::vector<Lacking> lacking{};
  std::string fingerprint{};  // of all this but stock; what confirm_edit() is told
  Money rise() const { return after.total() - before.total(); }
};
// Changes nothing. Not of an edit that could never be confirmed: the reason instead.
base::Result<EditPreview, EditWhy> preview_edit(store::Tx& tx, OrderEditId edit, Instant now);

// Does what was previewed, all of it or nothing: stock, lines and taxes, amounts, granted refund,
// address, history, state, and a mail to the
// customer. Nothing of a refusal may be kept. `seen` is the preview's fingerprint.
// Locks the order, stock, and on net terms the company.
base::Result<EditPreview, EditWhy> confirm_edit(store::Tx& tx, OrderEditId edit,
                                                const std::string& seen, const Because& because,
                                                Instant now);

// Ends the edit; the order is as it was.
base::Result<base::Done, EditWhy> abandon_edit(store::Tx& tx, OrderEditId edit,
                                               const Because& because, Instant now);

struct EditRow {
  OrderEditId id;
  OrderId order;
  std::string state;  // open, confirmed, abandoned
  std::string reason;
  std::string actor;
  Instant opened_at;
  std::optional<Instant> ended_at;
  std::optional<base::ReturnId> return_id;  // of an exchange
  static constexpr auto columns() {
    return base::Columns<&EditRow::id, &EditRow::order, &EditRow::state, &EditRow::reason,
                         &EditRow::actor, &EditRow::opened_at, &EditRow::ended_at,
                         &EditRow::return_id>{};
  }
};
std::optional<EditRow> open_edit(store::Tx& tx, OrderId order);
std::vector<EditRow> edits(store::Tx& tx, OrderId order);

// What a confirmed edit added, as its mail says it.
struct LineAdded {
  std::string title;
  int units;
  Money total;
  static constexpr auto columns() {
    return base::Columns<&LineAdded::title, &LineAdded::units, &LineAdded::total>{};
  }
};
std::vector<LineAdded> lines_added(store::Tx& tx, OrderEditId edit);
// The refund of what it took away, if it did.
std::optional<RefundId> refund_of_edit(store::Tx& tx, OrderEditId edit);

// A sentence for each broken rule of edits; none when all is well.
std::vector<std::string> edit_faults(store::Tx& tx);

}  // namespace order
