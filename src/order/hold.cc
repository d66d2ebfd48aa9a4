#include "order/hold.h"

namespace order {
namespace {

using store::Query;

const Query<Hold(OrderId)> kHolds{"order.holds", R"sql(
    SELECT cause, reason, actor, placed_at FROM shipment_holds
     WHERE order_id = $1 AND lifted_at IS NULL ORDER BY id)sql"};

const Query<void(OrderId, std::string, std::string, std::string, Instant)> kHold{"order.hold",
                                                                                 R"sql(
    INSERT INTO shipment_holds (order_id, cause, reason, actor, placed_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id, cause) DO NOTHING)sql"};

// Answers whether it stood.
const Query<bool(OrderId, std::string, std::string, Instant)> kLift{"order.lift_hold", R"sql(
    WITH before AS (
      SELECT id FROM shipment_holds WHERE order_id = $1 AND cause = $2 AND lifted_at IS NULL),
    ended AS (
      INSERT INTO shipment_holds (order_id, cause, reason, actor, placed_at, lifted_at, lifted_by)
      VALUES ($1, $2, '', $3, $4, $4, $3)
      ON CONFLICT (order_id, cause) DO UPDATE SET lifted_at = $4, lifted_by = $3
        WHERE shipment_holds.lifted_at IS NULL)
    SELECT EXISTS (SELECT FROM before))sql"};

}  // namespace

std::vector<Hold> holds(store::Tx& tx, OrderId order) {
  return tx.all(kHolds, order);
}

bool is_held(store::Tx& tx, OrderId order) {
  return !holds(tx, order).empty();
}

bool hold_shipment(store::Tx& tx, OrderId order, const std::string& cause, const Because& because,
                   Instant now) {
  if (tx.exec(kHold, order, cause, because.reason, because.actor, now) == 0) return false;
  note(tx, order, "shipment held", because, now);
  return true;
}

bool lift_hold(store::Tx& tx, OrderId order, const std::string& cause, const Because& because,
               Instant now) {
  if (!tx.one(kLift, order, cause, because.actor, now)) return false;
  note(tx, order, "shipment free", because, now);
  return true;
}

}  // namespace order
