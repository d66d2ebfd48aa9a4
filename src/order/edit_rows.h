#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "inventory/inventory.h"
#include "order/edit.h"
#include "order/edit_tax.h"

// Private to order: the rows of edits.
namespace order {

// An edit that is open.
struct OpenEdit {
  OrderEditId id;
  OrderId order;
  std::string reason;
  Money shipping_change;
  std::optional<base::ReturnId> return_id;
  static constexpr auto columns() {
    return base::Columns<&OpenEdit::id, &OpenEdit::order, &OpenEdit::reason,
                         &OpenEdit::shipping_change, &OpenEdit::return_id>{};
  }
};
std::optional<OpenEdit> read_edit(store::Tx& tx, OrderEditId edit);
// The same with the row of its order locked: what is done with one order comes one after another.
std::optional<OpenEdit> lock_edit(store::Tx& tx, OrderEditId edit);
// The caller has locked the order, which has no open edit.
OrderEditId open(store::Tx& tx, OrderId order, std::optional<base::ReturnId> of,
                 const Because& because, Instant now);

// Units that are to be added, with what stands against it today.
struct Wish {
  VariantId variant;
  int units;
  std::optional<Money> staff_price;
  std::string reason;
  std::string sku;
  std::string title;
  bool is_on_sale;
  bool is_gift_card;
  bool is_by_supplier;
  static constexpr auto columns() {
    return base::Columns<&Wish::variant, &Wish::units, &Wish::staff_price, &Wish::reason,
                         &Wish::sku, &Wish::title, &Wish::is_on_sale, &Wish::is_gift_card,
                         &Wish::is_by_supplier>{};
  }
};
// By ascending variant.
std::vector<Wish> wishes(store::Tx& tx, OrderEditId edit);
std::vector<LineUnits> cancels(store::Tx& tx, OrderEditId edit);
// The units of a return: those that came, or as many as were asked for.
std::vector<LineUnits> coming_back(store::Tx& tx, base::ReturnId id);
bool is_approved(store::Tx& tx, base::ReturnId id);
std::optional<Address> wanted_address(store::Tx& tx, OrderEditId edit);

Amounts amounts(store::Tx& tx, OrderId order);
// How goods of the order are taxed: the frozen tax of its dearest line of goods.
std::vector<FrozenRate> goods_rates(store::Tx& tx, OrderId order);
// How its shipping is; none where it cost nothing.
std::vector<FrozenRate> shipping_rates(store::Tx& tx, OrderId order);
bool has_goods(store::Tx& tx, OrderId order);

// What these units take from stock today.
std::vector<inventory::Demand> demands_of(store::Tx& tx, const std::vector<AddedLine>& added);
// Of which of these there are fewer than needed.
std::vector<Lacking> lacking(store::Tx& tx, const std::vector<inventory::Demand>& needed,
                             Instant now);

// The steps of confirming, each a statement or two; the order's row is locked by the caller.
void end_edit(store::Tx& tx, OrderEditId edit, const std::string& state, Instant now);
void confirm(store::Tx& tx, const EditPreview& plan, Instant now);
// The address as it was, while the edit is open; the new one, once it is confirmed.
void keep_address_before(store::Tx& tx, const EditPreview& plan);
void change_address(store::Tx& tx, const EditPreview& plan);
void raise(store::Tx& tx, const EditPreview& plan);
void insert_added(store::Tx& tx, const EditPreview& plan);
// What the lines of the edit take from stock, as it was frozen with them.
std::vector<inventory::Demand> stock_of_edit(store::Tx& tx, OrderEditId edit);

}  // namespace order
