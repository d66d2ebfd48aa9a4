#include <map>

#include "base/columns.h"
#include "inventory/locks.h"
#include "inventory/purchase.h"

namespace inventory {
namespace {

using base::Money;
using base::PurchaseOrderLineId;
using store::Query;
using ReceiptId = base::Id<struct ReceiptTag>;

struct Ordered {
  PurchaseOrderLineId line;
  VariantId variant;
  StockItemId item;
  int units;
  int received_units;
  Money unit_cost;
  bool serials_required;
  static constexpr auto columns() {
    return base::Columns<&Ordered::line, &Ordered::variant, &Ordered::item, &Ordered::units,
                         &Ordered::received_units, &Ordered::unit_cost,
                         &Ordered::serials_required>{};
  }
};
// What the order's row, which is locked, keeps as it is: receipts change it under that lock alone.
const Query<Ordered(PurchaseOrderId)> kOrdered{"inventory.ordered_lines", R"sql(
    SELECT l.id, l.variant_id, s.id, l.units, l.received_units, l.unit_cost_cents,
           s.serials_required
      FROM purchase_orders p
      JOIN purchase_order_lines l ON l.purchase_order_id = p.id
      JOIN stock_items s ON s.variant_id = l.variant_id AND s.location_id = p.location_id
     WHERE p.id = $1)sql"};

const Query<bool(PurchaseOrderId, std::string)> kSeen{"inventory.delivery_seen", R"sql(
    SELECT EXISTS (SELECT FROM receipts WHERE purchase_order_id = $1 AND note = $2))sql"};

const Query<void(std::vector<PurchaseOrderLineId>, std::string)> kKeepMore{
    "inventory.keep_more_than_ordered", R"sql(
    UPDATE purchase_order_lines SET over_reason = $2 WHERE id = ANY ($1))sql"};

const Query<ReceiptId(PurchaseOrderId, std::string, std::string, Instant)> kReceipt{
    "inventory.receipt", R"sql(
    INSERT INTO receipts (purchase_order_id, note, actor, at) VALUES ($1, $2, $3, $4)
    RETURNING id)sql"};

const Query<void(ReceiptId, std::vector<PurchaseOrderLineId>, std::vector<int>, std::vector<Money>)>
    kReceiptLines{"inventory.receipt_lines", R"sql(
    INSERT INTO receipt_lines (receipt_id, purchase_order_line_id, units, unit_cost_cents)
    SELECT $1, l.line, l.units, l.cost
      FROM unnest($2::bigint[], $3::int[], $4::bigint[]) AS l (line, units, cost))sql"};

const Query<void(ReceiptId, std::vector<StockItemId>, std::vector<int>)> kMove{
    "inventory.receive_units", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, cause, actor, at)
    SELECT l.item, 'received', l.units, 'receipt ' || r.id, r.actor, r.at
      FROM receipts r, unnest($2::bigint[], $3::int[]) AS l (item, units)
     WHERE r.id = $1
     ORDER BY l.item)sql"};

const Query<ReceiptLineId(ReceiptId, PurchaseOrderLineId)> kReceiptLine{"inventory.receipt_line",
                                                                        R"sql(
    SELECT id FROM receipt_lines WHERE receipt_id = $1 AND purchase_order_line_id = $2)sql"};

// A delivery beside what was ordered, line by line.
struct Matched {
  std::vector<PurchaseOrderLineId> lines;
  std::vector<StockItemId> items;
  std::vector<int> units;
  std::vector<Money> costs;
  std::vector<PurchaseOrderLineId> over;
};

base::Result<Matched, ReceiveRefused> match(const std::vector<Ordered>& ordered,
                                            const Delivery& delivery) {
  std::map<VariantId, const Ordered*> left;
  for (const auto& line : ordered) left[line.variant] = &line;
  Matched matched;
  for (const auto& arrived : delivery.lines) {
    BASE_CHECK(arrived.units > 0);
    const auto found = left.find(arrived.variant);
    if (found == left.end()) return ReceiveRefused{ReceiveWhy::NotOnOrder, arrived.variant};
    const auto& line = *found->second;
    left.erase(found);
    const auto named = arrived.serials.size();
    const auto units = static_cast<std::size_t>(arrived.units);
    if (named > units || (line.serials_required && named < units))
      return ReceiveRefused{ReceiveWhy::SerialsMissing, arrived.variant};
    if (arrived.units > line.units - line.received_units) matched.over.push_back(line.line);
    if (!matched.over.empty() && delivery.over_reason.empty())
      return ReceiveRefused{ReceiveWhy::MoreThanOrdered, arrived.variant};
    matched.lines.push_back(line.line);
    matched.items.push_back(line.item);
    matched.units.push_back(arrived.units);
    matched.costs.push_back(arrived.unit_cost.value_or(line.unit_cost));
  }
  return matched;
}

}  // namespace

base::Result<Moved, ReceiveRefused> receive(store::Tx& tx, PurchaseOrderId id,
                                            const Delivery& delivery, Instant now) {
  BASE_CHECK(!delivery.note.empty() && !delivery.lines.empty());
  const auto state = lock_purchase(tx, id);
  if (!state) return ReceiveRefused{ReceiveWhy::NoSuchOrder};
  if (tx.one(kSeen, id, delivery.note)) return Moved::Before;
  if (*state == "draft" || *state == "cancelled") return ReceiveRefused{ReceiveWhy::NotOrdered};
  const auto matched = match(tx.all(kOrdered, id), delivery);
  if (!matched) return matched.why();

  if (!matched->over.empty()) tx.exec(kKeepMore, matched->over, delivery.over_reason);
  const auto receipt = tx.one(kReceipt, id, delivery.note, delivery.actor, now);
  tx.exec(kReceiptLines, receipt, matched->lines, matched->units, matched->costs);
  tx.exec(kMove, receipt, matched->items, matched->units);
  const auto cause = "receipt " + std::to_string(receipt.raw());
  for (std::size_t i = 0; i < delivery.lines.size(); ++i) {
    const auto& arrived = delivery.lines[i];
    if (arrived.serials.empty()) continue;
    const auto line = tx.one(kReceiptLine, receipt, matched->lines[i]);
    const auto known =
        register_serials(tx, matched->items[i], line, arrived.serials, cause, delivery.actor, now);
    if (!known) return ReceiveRefused{ReceiveWhy::Serial, arrived.variant, known.why()};
  }
  return Moved::Now;
}

}  // namespace inventory
