#include "order/edit.h"

#include "cart/cart.h"
#include "order/edit_rows.h"
#include "order/life.h"
#include "order/read.h"

namespace order {
namespace {

using store::Query;

const Query<void(OrderEditId, VariantId, int, std::optional<Money>, std::string)> kAdd{
    "order.edit_add", R"sql(
    INSERT INTO order_edit_lines (edit_id, variant_id, units, staff_price_cents, reason)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (edit_id, variant_id) DO UPDATE
       SET units = excluded.units, staff_price_cents = excluded.staff_price_cents,
           reason = excluded.reason)sql"};
const Query<void(OrderEditId, VariantId)> kAddNot{"order.edit_add_not", R"sql(
    DELETE FROM order_edit_lines WHERE edit_id = $1 AND variant_id = $2)sql"};

const Query<void(OrderEditId, OrderLineId, int)> kCancel{"order.edit_cancel", R"sql(
    INSERT INTO order_edit_cancels (edit_id, order_line_id, units) VALUES ($1, $2, $3)
    ON CONFLICT (edit_id, order_line_id) DO UPDATE SET units = excluded.units)sql"};
const Query<void(OrderEditId, OrderLineId)> kCancelNot{"order.edit_cancel_not", R"sql(
    DELETE FROM order_edit_cancels WHERE edit_id = $1 AND order_line_id = $2)sql"};

const Query<void(OrderEditId, std::string, std::string, std::string, std::string, std::string,
                 std::string, std::string, std::string)>
    kAddress{"order.edit_address", R"sql(
    INSERT INTO order_edit_addresses (edit_id, side, name, company, line1, line2, city, state, zip,
                                      phone)
    VALUES ($1, 'wanted', $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (edit_id, side) DO UPDATE
       SET name = excluded.name, company = excluded.company, line1 = excluded.line1,
           line2 = excluded.line2, city = excluded.city, state = excluded.state,
           zip = excluded.zip, phone = excluded.phone)sql"};

const Query<void(OrderEditId, Money)> kShipping{"order.edit_shipping", R"sql(
    UPDATE order_edits SET shipping_change_cents = $2 WHERE id = $1 AND state = 'open')sql"};

const Query<EditRow(OrderId)> kEdits{"order.edits", R"sql(
    SELECT id, order_id, state, reason, actor, opened_at, ended_at, return_id
      FROM order_edits WHERE order_id = $1 ORDER BY id)sql"};

const Query<LineAdded(OrderEditId)> kAdded{"order.lines_of_edit", R"sql(
    SELECT title, units, total_cents FROM order_lines WHERE edit_id = $1 ORDER BY position)sql"};
const Query<RefundId(OrderEditId)> kRefund{"order.refund_of_edit", R"sql(
    SELECT id FROM refunds WHERE edit_id = $1)sql"};

// What can be told of a variant by itself; what else stands against it the preview says too.
std::optional<EditWhy> flaw(const Wish& wish) {
  if (!wish.is_on_sale) return EditWhy::NotForSale;
  if (wish.is_gift_card) return EditWhy::GiftCard;
  if (wish.is_by_supplier) return EditWhy::BySupplier;
  return std::nullopt;
}

}  // namespace

Money AddedLine::tax() const {
  Money sum;
  for (const auto& row : taxes) sum += row.tax;
  return sum;
}

base::Result<OrderEditId, EditWhy> begin_edit(store::Tx& tx, OrderId id, const Because& because,
                                              Instant now) {
  const auto order = lock_order(tx, id);
  if (!order) return EditWhy::NoSuchOrder;
  if (!is_open(*order)) return EditWhy::NotOpen;
  if (open_edit(tx, id)) return EditWhy::OneIsOpen;
  const auto edit = open(tx, id, std::nullopt, because, now);
  note(tx, id, "edit begun", because, now);
  return edit;
}

base::Result<base::Done, EditWhy> edit_add(store::Tx& tx, OrderEditId id, const Addition& what) {
  if (!lock_edit(tx, id)) return EditWhy::NoOpenEdit;
  if (what.units == 0) {
    tx.exec(kAddNot, id, what.variant);
    return base::Done{};
  }
  if (what.units < 1 || what.units > 999) return EditWhy::BadUnits;
  if (what.unit_price && what.reason.empty()) return EditWhy::NoReason;
  tx.exec(kAdd, id, what.variant, what.units, what.unit_price, what.reason);
  const auto all = wishes(tx, id);
  if (all.size() > cart::kMostLines) return EditWhy::BadUnits;
  for (const auto& wish : all)
    if (wish.variant == what.variant)
      if (const auto why = flaw(wish)) return *why;
  return base::Done{};
}

base::Result<base::Done, EditWhy> edit_cancel(store::Tx& tx, OrderEditId id,
                                              const LineUnits& what) {
  const auto edit = lock_edit(tx, id);
  if (!edit) return EditWhy::NoOpenEdit;
  if (what.units == 0) {
    tx.exec(kCancelNot, id, what.line);
    return base::Done{};
  }
  bool fits = false;
  for (const auto& line : progress(tx, edit->order))
    fits = fits || (line.line == what.line && what.units > 0 && what.units <= line.open());
  if (!fits) return EditWhy::MoreUnits;
  tx.exec(kCancel, id, what.line, what.units);
  return base::Done{};
}

base::Result<base::Done, EditWhy> edit_address(store::Tx& tx, OrderEditId id, const Address& a) {
  const auto edit = lock_edit(tx, id);
  if (!edit) return EditWhy::NoOpenEdit;
  if (a.name.empty() || a.line1.empty() || a.city.empty() || a.zip.empty())
    return EditWhy::BadAddress;
  if (a.state != address(tx, edit->order).state) return EditWhy::OtherState;
  tx.exec(kAddress, id, a.name, a.company, a.line1, a.line2, a.city, a.state, a.zip, a.phone);
  return base::Done{};
}

base::Result<base::Done, EditWhy> edit_shipping(store::Tx& tx, OrderEditId id, Money change) {
  if (!lock_edit(tx, id)) return EditWhy::NoOpenEdit;
  tx.exec(kShipping, id, change);
  return base::Done{};
}

base::Result<base::Done, EditWhy> abandon_edit(store::Tx& tx, OrderEditId id,
                                               const Because& because, Instant now) {
  const auto edit = lock_edit(tx, id);
  if (!edit) return EditWhy::NoOpenEdit;
  end_edit(tx, id, "abandoned", now);
  note(tx, edit->order, "edit abandoned", because, now);
  return base::Done{};
}

std::optional<EditRow> open_edit(store::Tx& tx, OrderId order) {
  for (const auto& edit : edits(tx, order))
    if (edit.state == "open") return edit;
  return std::nullopt;
}

std::vector<LineAdded> lines_added(store::Tx& tx, OrderEditId edit) {
  return tx.all(kAdded, edit);
}

std::optional<RefundId> refund_of_edit(store::Tx& tx, OrderEditId edit) {
  return tx.one_or_none(kRefund, edit);
}

std::vector<EditRow> edits(store::Tx& tx, OrderId order) {
  return tx.all(kEdits, order);
}

}  // namespace order
