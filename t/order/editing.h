#pragma once
#include <algorithm>
#include <string>

#include "order/edit.h"
#include "order/fulfil.h"
#include "t/placed.h"

// A placed order, and staff who change it.
namespace t {

struct Edits : PlacedOrder {
  auto begin(base::OrderId order = kOrder) {
    return db().transact("begin",
                         [&](store::Tx& tx) { return order::begin_edit(tx, order, kWhy, kNoon); });
  }
  auto add(base::OrderEditId edit, const order::Addition& what) {
    return db().transact("add", [&](store::Tx& tx) { return order::edit_add(tx, edit, what); });
  }
  auto cancel(base::OrderEditId edit, const order::LineUnits& what) {
    return db().transact("cancel",
                         [&](store::Tx& tx) { return order::edit_cancel(tx, edit, what); });
  }
  auto shipping(base::OrderEditId edit, std::int64_t cents) {
    return db().transact("shipping", [&](store::Tx& tx) {
      return order::edit_shipping(tx, edit, base::Money::cents(cents));
    });
  }
  auto address(base::OrderEditId edit, const order::Address& wanted) {
    return db().transact("address",
                         [&](store::Tx& tx) { return order::edit_address(tx, edit, wanted); });
  }
  auto preview(base::OrderEditId edit) {
    return db().snapshot("preview",
                         [&](store::Tx& tx) { return order::preview_edit(tx, edit, kNoon); });
  }
  auto confirm(store::Db& on, base::OrderEditId edit, const std::string& seen) {
    return on.transact("confirm", [&](store::Tx& tx) {
      return order::confirm_edit(tx, edit, seen, {"staff", ""}, kNoon);
    });
  }
  auto confirm(base::OrderEditId edit) { return confirm(db(), edit, preview(edit)->fingerprint); }
  auto abandon(base::OrderEditId edit) {
    return db().transact("abandon",
                         [&](store::Tx& tx) { return order::abandon_edit(tx, edit, kWhy, kNoon); });
  }
  void ship(const std::vector<order::LineUnits>& lines) {
    db().transact("ship", [&](store::Tx& tx) {
      const auto parcel = order::pack(tx, kOrder, lines, kWhy, kNoon);
      CPPUNIT_ASSERT(order::ship(tx, *parcel, {"UPS", "1Z"}, kWhy, kNoon));
      return base::Done{};
    });
  }
  std::string amounts() {
    return sql(
        "SELECT concat_ws(' ', subtotal_cents, discount_cents, shipping_cents, tax_cents, "
        "total_cents, due_cents) FROM orders WHERE id = 1");
  }
  std::string balance() {
    return sql("SELECT total_cents - granted_cents - paid_cents FROM orders WHERE id = 1");
  }
  // Refused, for this reason, and nothing changed.
  template <class Work>
  void refused(order::EditWhy why, Work work) {
    const auto before = everything();
    const auto done = work();
    CPPUNIT_ASSERT(!done);
    CPPUNIT_ASSERT(done.why() == why);
    CPPUNIT_ASSERT_EQUAL(before, everything());
  }
  static order::Address moved_to(const std::string& line1, const std::string& state = "TX") {
    return {"Kim Lee", "Lee Labs", line1, "", "Austin", state, "78702", ""};
  }
};

}  // namespace t
