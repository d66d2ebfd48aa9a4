#include "order/cancel.h"

#include "base/json_writer.h"
#include "inventory/fulfil.h"
#include "order/books.h"
#include "order/fulfil.h"
#include "order/life.h"
#include "pricing/pricing.h"
#include "promo/promo.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

// All of the units or none: fewer rows than lines is a refusal.
const Query<OrderLineId(OrderId, std::vector<OrderLineId>, std::vector<int>)> kCancel{
    "order.cancel_units", R"sql(
    UPDATE order_lines l SET cancelled_units = l.cancelled_units + d.units
      FROM unnest($2::bigint[], $3::int[]) AS d (line, units)
     WHERE l.id = d.line AND l.order_id = $1
       AND l.packed_units + l.fulfilled_units + l.cancelled_units + d.units <= l.units
    RETURNING l.id)sql"};

bool is_whole(const Books& books, const std::vector<LineUnits>& lines) {
  int units = 0;
  int cancelled = 0;
  for (const auto& line : books.lines) {
    units += line.units;
    cancelled += line.cancelled;
  }
  for (const auto& line : lines) cancelled += line.units;
  return units == cancelled;
}

// What cancelling these units gives back; amounts given before are not given again. The books are
// as they stand before.
Grant grant_of(const Books& books, const std::vector<LineUnits>& lines) {
  Give give{not_granted(books, lines), {}, {}};
  if (is_whole(books, lines)) give.shipping = shipping_left(books);
  const auto grant = shares(books, give);
  BASE_CHECK(grant);
  return *grant;
}

// With `packed`, units in parcels that wait count too.
std::vector<LineUnits> rest(const Books& books, bool packed) {
  std::vector<LineUnits> out;
  for (const auto& line : books.lines)
    if (const int n = line.open() + (packed ? line.packed : 0); n > 0)
      out.push_back({line.line, n});
  return out;
}

bool is_undecided(const Locked& order) {
  return parse_state(order.state) == State::NeedsAttention;
}

void tell(store::Tx& tx, OrderId order, RefundId refund, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("order", order.raw()).field("refund", refund.raw()).end_object();
  store::enqueue(tx, "mail.order_cancelled", "refund-" + std::to_string(refund.raw()),
                 {json.take()}, now, now);
}

// The order is locked and open, the units are there.
base::Result<Granted, CancelRefusal> cancelled(store::Tx& tx, const Locked& order,
                                               const std::vector<LineUnits>& lines,
                                               const Because& because, Instant now) {
  const auto before = books(tx, order.id);
  const auto grant = grant_of(before, lines);
  if (!count_cancelled(tx, order.id, lines)) return CancelRefusal::MoreUnits;
  // Promotions are locked before stock, as by freeze.
  if (is_whole(before, lines)) promo::release(tx, order.id, now);
  const auto refund = write(tx, order.id, RefundKind::Cancel, grant, {}, because, now);
  if (!is_undecided(order)) {
    const auto demands = stock_of(tx, lines);
    const inventory::Cause cause{order.id, "refund " + std::to_string(refund.raw()), because.actor};
    if (!demands.empty()) inventory::release_allocated(tx, demands, cause, now);
  }
  if (is_whole(before, lines)) pricing::give_back_supplied(tx, order.id, now);
  int units = 0;
  for (const auto& line : lines) units += line.units;
  note(tx, order.id, "units cancelled", {because.actor, std::to_string(units)}, now);
  settle_state(tx, order.id, because, now);
  tell(tx, order.id, refund, now);
  return Granted{refund, grant};
}

}  // namespace

bool count_cancelled(store::Tx& tx, OrderId order, const std::vector<LineUnits>& lines) {
  const auto want = columns_of(lines);
  return tx.all(kCancel, order, want.lines, want.units).size() == want.lines.size();
}

base::Result<Granted, CancelRefusal> cancel_rest(store::Tx& tx, OrderId id, const Because& because,
                                                 Instant now) {
  const auto order = lock_order(tx, id);
  if (!order || (!is_open(*order) && !is_undecided(*order))) return CancelRefusal::NotOpen;
  for (const auto& parcel : parcels(tx, id))
    if (parcel.state == "packed") BASE_CHECK(unpack(tx, parcel.id, because, now));
  const auto lines = rest(books(tx, id), false);
  if (lines.empty()) return CancelRefusal::NotOpen;
  return cancelled(tx, *order, lines, because, now);
}

base::Result<Granted, CancelRefusal> cancel_units(store::Tx& tx, OrderId id,
                                                  const std::vector<LineUnits>& lines,
                                                  const Because& because, Instant now) {
  const auto order = lock_order(tx, id);
  if (!order || !is_open(*order)) return CancelRefusal::NotOpen;
  if (lines.empty()) return CancelRefusal::MoreUnits;
  return cancelled(tx, *order, lines, because, now);
}

base::Result<Grant, CancelRefusal> preview_cancel(store::Tx& tx, OrderId id,
                                                  const std::vector<LineUnits>& lines) {
  const auto now = books(tx, id);
  const auto state = parse_state(now.order.state);
  if (state != State::Placed && state != State::PartlyShipped && state != State::NeedsAttention)
    return CancelRefusal::NotOpen;
  const auto units = lines.empty() ? rest(now, true) : lines;
  if (units.empty()) return CancelRefusal::NotOpen;
  for (const auto& want : units) {
    bool fits = false;
    for (const auto& line : now.lines)
      if (line.line == want.line)
        fits = want.units <= line.open() + (lines.empty() ? line.packed : 0);
    if (!fits) return CancelRefusal::MoreUnits;
  }
  return grant_of(now, units);
}

}  // namespace order
