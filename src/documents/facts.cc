#include "documents/facts.h"

#include "base/columns.h"
#include "inventory/serials.h"

namespace documents {
namespace {

using order::Summary;
using store::Query;

struct Parcel {
  base::FulfilmentId id;
  std::int64_t nth;
  std::string state;
  std::string carrier;
  std::string tracking;
  static constexpr auto columns() {
    return base::Columns<&Parcel::id, &Parcel::nth, &Parcel::state, &Parcel::carrier,
                         &Parcel::tracking>{};
  }
};
// A parcel that was taken apart keeps its place, so that no other is renamed.
const Query<Parcel(OrderId)> kParcels{"documents.parcels", R"sql(
    SELECT id, row_number() OVER (ORDER BY id), state, carrier, tracking
      FROM fulfilments WHERE order_id = $1 ORDER BY id)sql"};

struct ParcelLine {
  base::FulfilmentLineId id;
  std::string title;
  std::string sku;
  std::string mpn;
  std::string condition;
  int ordered;
  int units;
  static constexpr auto columns() {
    return base::Columns<&ParcelLine::id, &ParcelLine::title, &ParcelLine::sku, &ParcelLine::mpn,
                         &ParcelLine::condition, &ParcelLine::ordered, &ParcelLine::units>{};
  }
};
const Query<ParcelLine(base::FulfilmentId)> kParcelLines{"documents.parcel_lines", R"sql(
    SELECT f.id, l.title, l.sku, l.mpn, l.condition, l.units, f.units
      FROM fulfilment_lines f JOIN order_lines l ON l.id = f.order_line_id
     WHERE f.fulfilment_id = $1 ORDER BY l.position)sql"};

struct Refund {
  base::RefundId id;
  std::string kind;
  base::Money total;
  static constexpr auto columns() {
    return base::Columns<&Refund::id, &Refund::kind, &Refund::total>{};
  }
};
const Query<Refund(OrderId)> kRefunds{"documents.refunds", R"sql(
    SELECT id, kind, total_cents FROM refunds WHERE order_id = $1 ORDER BY id)sql"};

const Query<CreditLine(base::RefundId)> kShares{"documents.refund_shares", R"sql(
    SELECT s.share, coalesce(l.title, ''), s.units, s.cents
      FROM refund_shares s LEFT JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.refund_id = $1 AND s.cents <> 0
     ORDER BY l.position NULLS LAST, s.id)sql"};

struct Return {
  base::ReturnId id;
  std::string number;
  static constexpr auto columns() { return base::Columns<&Return::id, &Return::number>{}; }
};
const Query<Return(OrderId)> kReturns{"documents.returns", R"sql(
    SELECT id, number
      FROM returns WHERE order_id = $1 AND state IN ('approved', 'received', 'closed')
     ORDER BY id)sql"};

const Query<ReturnSlipLine(base::ReturnId)> kReturnLines{"documents.return_lines", R"sql(
    SELECT l.title, l.sku, r.units, r.reason
      FROM return_lines r JOIN order_lines l ON l.id = r.order_line_id
     WHERE r.return_id = $1 ORDER BY l.position)sql"};

const Query<std::string(base::ReturnId)> kInstead{"documents.sent_instead", R"sql(
    SELECT l.units || ' x ' || l.title
      FROM order_edits e JOIN order_lines l ON l.edit_id = e.id
     WHERE e.return_id = $1 AND e.state = 'confirmed' ORDER BY l.position)sql"};

}  // namespace

InvoiceFacts invoice_facts(store::Tx& tx, const Summary& order) {
  return {order,
          order::address(tx, order.id),
          order::lines(tx, order.id),
          order::discounts(tx, order.id),
          order::taxes(tx, order.id),
          order::billing(tx, order.id)};
}

std::vector<SlipFacts> slip_facts(store::Tx& tx, const Summary& order) {
  const auto address = order::address(tx, order.id);
  const auto unloading = order::unloading_text(tx, order.id);
  std::vector<SlipFacts> all;
  for (const auto& parcel : tx.all(kParcels, order.id)) {
    if (parcel.state == "cancelled") continue;
    SlipFacts facts{parcel.id,       order.number.value_or(""),
                    order.po_number, order.shipping_method_name,
                    unloading,       parcel.carrier,
                    parcel.tracking, parcel.nth,
                    address,         {}};
    for (const auto& line : tx.all(kParcelLines, parcel.id))
      facts.lines.push_back({line.title, line.sku, line.mpn, line.condition, line.ordered,
                             line.units, inventory::serials_of(tx, line.id)});
    all.push_back(std::move(facts));
  }
  return all;
}

std::vector<CreditFacts> credit_facts(store::Tx& tx, const Summary& order) {
  const auto address = order::address(tx, order.id);
  std::vector<CreditFacts> all;
  for (const auto& refund : tx.all(kRefunds, order.id))
    all.push_back({refund.id, order.number.value_or(""), order.po_number, refund.kind, address,
                   tx.all(kShares, refund.id), refund.total});
  return all;
}

std::vector<ReturnSlipFacts> return_facts(store::Tx& tx, const Summary& order) {
  const auto address = order::address(tx, order.id);
  std::vector<ReturnSlipFacts> all;
  for (const auto& back : tx.all(kReturns, order.id))
    all.push_back({back.id, order.number.value_or(""), back.number, address,
                   tx.all(kReturnLines, back.id), tx.all(kInstead, back.id)});
  return all;
}

}  // namespace documents
