#include "base/crypto.h"
#include "order/order.h"

namespace order {
namespace {

using store::Query;

const Query<Locked(OrderId)> kLock{"order.lock", R"sql(
    SELECT id, cart_id, state, number, due_cents, tender_cents, paid_late
      FROM orders WHERE id = $1 FOR UPDATE)sql"};

const Query<Locked(std::string)> kLockPublic{"order.lock_public", R"sql(
    SELECT id, cart_id, state, number, due_cents, tender_cents, paid_late
      FROM orders WHERE public_id = $1 FOR UPDATE)sql"};

const Query<void(OrderId, std::string, std::string, std::string, std::string, Instant)> kMove{
    "order.move", R"sql(
    WITH moved AS (
      UPDATE orders SET state = $3 WHERE id = $1 AND state = $2 RETURNING id)
    INSERT INTO order_events (order_id, what, from_state, to_state, actor, reason, at)
    SELECT id, 'moved', $2, $3, $4, $5, $6 FROM moved)sql"};

// The number drawn is nobody else's unless this transaction rolls back. A guest's order gets the
// customer of its mail and stays unseen by accounts; one that knew its customer is that account's.
const Query<std::string(OrderId, std::string, std::string, std::string, std::string, std::string,
                        Instant)>
    kMakeVisible{"order.make_visible", R"sql(
    WITH moved AS (
      UPDATE orders o
         SET state = $3, number = coalesce(o.number, draw_number('order')::text),
             token = coalesce(o.token, $6), placed_at = coalesce(o.placed_at, $7),
             customer_id = coalesce(o.customer_id, customer_for_mail(o.email,
               (SELECT a.name FROM order_addresses a WHERE a.order_id = o.id), $7)),
             joined_at = coalesce(o.joined_at, CASE WHEN o.customer_id IS NOT NULL THEN $7 END),
             attention = CASE WHEN $3 = 'needs_attention' THEN $5 ELSE '' END
       WHERE o.id = $1 AND o.state = $2
      RETURNING o.id, o.number),
    told AS (
      INSERT INTO order_events (order_id, what, from_state, to_state, actor, reason, at)
      SELECT id, 'moved', $2, $3, $4, $5, $7 FROM moved)
    SELECT number FROM moved)sql"};

const Query<void(OrderId, std::string, std::string, std::string, Instant)> kNote{"order.note",
                                                                                 R"sql(
    INSERT INTO order_events (order_id, what, actor, reason, at) VALUES ($1, $2, $3, $4, $5))sql"};

std::string word(State state) {
  return std::string{to_word(state)};
}

}  // namespace

std::optional<Locked> lock_order(store::Tx& tx, OrderId order) {
  return tx.one_or_none(kLock, order);
}

std::optional<Locked> lock_order(store::Tx& tx, const std::string& public_id) {
  return tx.one_or_none(kLockPublic, public_id);
}

void move(store::Tx& tx, OrderId order, State from, State to, const Because& because, Instant now) {
  BASE_CHECK(tx.exec(kMove, order, word(from), word(to), because.actor, because.reason, now) == 1);
}

std::string make_visible(store::Tx& tx, OrderId order, State from, State to, const Because& because,
                         Instant now) {
  BASE_CHECK(to == State::Placed || to == State::NeedsAttention);
  return tx.one(kMakeVisible, order, word(from), word(to), because.actor, because.reason,
                base::random_token(), now);
}

void note(store::Tx& tx, OrderId order, const std::string& what, const Because& because,
          Instant now) {
  tx.exec(kNote, order, what, because.actor, because.reason, now);
}

}  // namespace order
