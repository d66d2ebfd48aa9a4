#include "order/fulfil.h"

#include "base/json_writer.h"
#include "order/hold.h"
#include "order/life.h"
#include "order/read.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

// All of the units or none: fewer rows than lines is a refusal.
const Query<OrderLineId(OrderId, std::vector<OrderLineId>, std::vector<int>)> kTake{
    "order.take_for_parcel", R"sql(
    UPDATE order_lines l SET packed_units = l.packed_units + d.units
      FROM unnest($2::bigint[], $3::int[]) AS d (line, units)
     WHERE l.id = d.line AND l.order_id = $1 AND l.kind = 'goods'
       AND l.packed_units + l.fulfilled_units + l.cancelled_units + d.units <= l.units
    RETURNING l.id)sql"};

const Query<FulfilmentId(OrderId, std::vector<OrderLineId>, std::vector<int>, std::string, Instant)>
    kPack{"order.pack", R"sql(
    WITH parcel AS (
      INSERT INTO fulfilments (order_id, state, actor, packed_at) VALUES ($1, 'packed', $4, $5)
      RETURNING id),
    lined AS (
      INSERT INTO fulfilment_lines (fulfilment_id, order_line_id, units)
      SELECT parcel.id, d.line, d.units
        FROM parcel, unnest($2::bigint[], $3::int[]) AS d (line, units))
    SELECT id FROM parcel)sql"};

const Query<OrderId(FulfilmentId)> kOrderOf{"order.order_of_parcel", R"sql(
    SELECT order_id FROM fulfilments WHERE id = $1)sql"};

// The parcel's units go from packed to fulfilled, or back to none of both.
const Query<void(FulfilmentId, std::string, std::string, Instant)> kShip{"order.ship", R"sql(
    WITH left_now AS (
      UPDATE fulfilments SET state = 'shipped', carrier = $2, tracking = $3, shipped_at = $4
       WHERE id = $1 AND state = 'packed'
      RETURNING id)
    UPDATE order_lines l
       SET packed_units = l.packed_units - f.units, fulfilled_units = l.fulfilled_units + f.units
      FROM left_now JOIN fulfilment_lines f ON f.fulfilment_id = left_now.id
     WHERE l.id = f.order_line_id)sql"};
const Query<void(FulfilmentId)> kUnpack{"order.unpack", R"sql(
    WITH apart AS (
      UPDATE fulfilments SET state = 'cancelled' WHERE id = $1 AND state = 'packed' RETURNING id)
    UPDATE order_lines l SET packed_units = l.packed_units - f.units
      FROM apart JOIN fulfilment_lines f ON f.fulfilment_id = apart.id
     WHERE l.id = f.order_line_id)sql"};
const Query<void(FulfilmentId, Instant)> kDeliver{"order.deliver", R"sql(
    UPDATE fulfilments SET state = 'delivered', delivered_at = $2
     WHERE id = $1 AND state = 'shipped')sql"};

const Query<void(OrderId)> kHandOver{"order.hand_over", R"sql(
    UPDATE order_lines SET fulfilled_units = units - cancelled_units
     WHERE order_id = $1 AND kind = 'gift_card' AND fulfilled_units + cancelled_units < units)sql"};

const Query<Parcel(OrderId)> kParcels{"order.parcels", R"sql(
    SELECT id, state, carrier, tracking, actor, packed_at, shipped_at, delivered_at
      FROM fulfilments WHERE order_id = $1 ORDER BY id)sql"};
const Query<Parcel(FulfilmentId)> kParcel{"order.parcel", R"sql(
    SELECT id, state, carrier, tracking, actor, packed_at, shipped_at, delivered_at
      FROM fulfilments WHERE id = $1)sql"};
const Query<ParcelLine(FulfilmentId)> kParcelLines{"order.parcel_lines", R"sql(
    SELECT f.id, f.order_line_id, l.sku, l.title, f.units
      FROM fulfilment_lines f JOIN order_lines l ON l.id = f.order_line_id
     WHERE f.fulfilment_id = $1 ORDER BY l.position)sql"};

std::string name(FulfilmentId parcel) {
  return "fulfilment " + std::to_string(parcel.raw());
}

// A parcel's order is locked before the parcel is looked at: acts on one order come one by one.
std::optional<Locked> lock_order_of(store::Tx& tx, FulfilmentId parcel) {
  const auto order = tx.one_or_none(kOrderOf, parcel);
  return order ? lock_order(tx, *order) : std::nullopt;
}

std::vector<LineUnits> units_of(store::Tx& tx, FulfilmentId parcel) {
  std::vector<LineUnits> out;
  for (const auto& line : parcel_lines(tx, parcel)) out.push_back({line.line, line.units});
  return out;
}

void tell(store::Tx& tx, OrderId order, FulfilmentId parcel, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("order", order.raw()).field("parcel", parcel.raw()).end_object();
  store::enqueue(tx, "mail.parcel_shipped", "parcel-" + std::to_string(parcel.raw()), {json.take()},
                 now, now);
}

std::string by(const Carriage& carriage) {
  if (carriage.tracking.empty()) return carriage.carrier;
  return carriage.carrier + " " + carriage.tracking;
}

}  // namespace

base::Result<FulfilmentId, PackRefusal> pack(store::Tx& tx, OrderId id,
                                             const std::vector<LineUnits>& lines,
                                             const Because& because, Instant now) {
  const auto order = lock_order(tx, id);
  if (!order || !is_open(*order)) return PackRefusal::NotOpen;
  if (is_held(tx, id)) return PackRefusal::OnHold;
  if (lines.empty()) return PackRefusal::Nothing;
  for (const auto& line : lines) BASE_CHECK(line.units > 0);
  const auto want = columns_of(lines);
  if (tx.all(kTake, id, want.lines, want.units).size() != want.lines.size())
    return PackRefusal::MoreUnits;
  const auto parcel = tx.one(kPack, id, want.lines, want.units, because.actor, now);
  note(tx, id, "packed", {because.actor, name(parcel)}, now);
  return parcel;
}

std::vector<LineUnits> unpacked(store::Tx& tx, OrderId order) {
  std::vector<LineUnits> out;
  for (const auto& line : progress(tx, order))
    if (line.kind == "goods" && line.open() > 0) out.push_back({line.line, line.open()});
  return out;
}

base::Result<base::Done, ShipRefused> ship(store::Tx& tx, FulfilmentId id, const Carriage& carriage,
                                           const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ShipRefused{ShipWhy::NoSuchParcel};
  if (is_held(tx, order->id)) return ShipRefused{ShipWhy::OnHold};
  const auto lines = units_of(tx, id);
  if (tx.exec(kShip, id, carriage.carrier, carriage.tracking, now) == 0)
    return ShipRefused{ShipWhy::NotPacked};
  const inventory::Cause cause{order->id, name(id), because.actor};
  const auto demands = stock_of(tx, lines);
  if (!demands.empty()) {
    const auto moved = inventory::ship(tx, demands, cause, now);
    if (!moved) return ShipRefused{ShipWhy::NotOnHand, moved.why()};
  }
  if (auto unnamed = name_units(tx, id, carriage.serials, cause, now)) return *std::move(unnamed);
  note(tx, order->id, "shipped", {because.actor, name(id) + ": " + by(carriage)}, now);
  settle_state(tx, order->id, because, now);
  tell(tx, order->id, id, now);
  return base::Done{};
}

base::Result<base::Done, ParcelRefusal> unpack(store::Tx& tx, FulfilmentId id,
                                               const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ParcelRefusal::NoSuchParcel;
  if (tx.exec(kUnpack, id) == 0) return ParcelRefusal::NotPacked;
  note(tx, order->id, "unpacked", {because.actor, name(id)}, now);
  settle_state(tx, order->id, because, now);
  return base::Done{};
}

base::Result<base::Done, ParcelRefusal> deliver(store::Tx& tx, FulfilmentId id,
                                                const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ParcelRefusal::NoSuchParcel;
  if (tx.exec(kDeliver, id, now) == 0) return ParcelRefusal::NotShipped;
  note(tx, order->id, "parcel delivered", {because.actor, name(id)}, now);
  settle_state(tx, order->id, because, now);
  return base::Done{};
}

bool hand_over(store::Tx& tx, OrderId order, const Because& because, Instant now) {
  if (tx.exec(kHandOver, order) == 0) return false;
  note(tx, order, "gift cards sent", because, now);
  settle_state(tx, order, because, now);
  return true;
}

std::vector<Parcel> parcels(store::Tx& tx, OrderId order) {
  return tx.all(kParcels, order);
}

std::optional<Parcel> find_parcel(store::Tx& tx, FulfilmentId parcel) {
  return tx.one_or_none(kParcel, parcel);
}

std::vector<ParcelLine> parcel_lines(store::Tx& tx, FulfilmentId parcel) {
  return tx.all(kParcelLines, parcel);
}

}  // namespace order
