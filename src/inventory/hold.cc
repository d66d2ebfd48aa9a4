#include <algorithm>

#include "base/columns.h"
#include "inventory/inventory.h"
#include "inventory/locks.h"
#include "inventory/sweep.h"

namespace inventory {
namespace {

using store::Query;

// A hold that ends within this time is renewed under its stock row's lock, where the sweep cannot
// be at it; longer than any request lives.
constexpr auto kAboutToEnd = std::chrono::seconds{60};

struct Own {
  StockItemId item;
  int units;
  std::optional<Instant> expires_at;  // nothing: a payment hold
  static constexpr auto columns() {
    return base::Columns<&Own::item, &Own::units, &Own::expires_at>{};
  }
};

struct Room {
  int available;                      // to this cart
  std::optional<Instant> expires_at;  // nothing: refused
  static constexpr auto columns() { return base::Columns<&Room::available, &Room::expires_at>{}; }
};

const Query<Own(CartId)> kOwn{"inventory.own_holds", R"sql(
    SELECT stock_item_id, units, expires_at FROM holds
     WHERE cart_id = $1
     ORDER BY stock_item_id)sql"};

// Requests of one address wait for one another here, or each would count before the others take.
const Query<bool(std::string)> kAddressTurn{"inventory.address_turn", R"sql(
    SELECT true FROM pg_advisory_xact_lock(7264, hashtext($1)))sql"};

const Query<int(std::string, Instant)> kOpenOfAddress{"inventory.open_of_address", R"sql(
    SELECT count(*)::int FROM holds
     WHERE address_key = $1 AND kind = 'cart' AND expires_at > $2)sql"};

// The fast path, for a cart without a hold on the item: the condition is tried on the newest
// version of the stock row, whoever changed it meanwhile. That no hold of this cart was there when
// the statement began means that none is: the cart is locked.
const Query<Instant(CartId, StockItemId, int, std::optional<std::string>, Instant, Instant)> kTake{
    "inventory.take", R"sql(
    WITH taken AS (
      UPDATE stock_items SET held = held + $3
       WHERE id = $2 AND on_hand - allocated - buffer - held >= $3
         AND NOT EXISTS (SELECT FROM holds WHERE cart_id = $1 AND stock_item_id = $2)
      RETURNING id)
    INSERT INTO holds (kind, cart_id, stock_item_id, units, address_key, taken_at, expires_at)
    SELECT 'cart', $1, id, $3, $4, $5, $6 FROM taken
    RETURNING expires_at)sql"};

// The slow path, when the stock row is locked and swept: what this cart holds is not in its way,
// and lowering is never refused.
const Query<Room(CartId, StockItemId, int, std::optional<std::string>, Instant, Instant, int)> kSet{
    "inventory.set_hold", R"sql(
    WITH room AS (
      SELECT s.id, coalesce(h.units, 0) AS own,
             s.on_hand - s.allocated - s.buffer - s.held + coalesce(h.units, 0) AS available
        FROM stock_items s
        LEFT JOIN holds h ON h.stock_item_id = s.id AND h.cart_id = $1
       WHERE s.id = $2),
    counted AS (
      UPDATE stock_items s SET held = s.held + $3 - room.own
        FROM room
       WHERE s.id = room.id AND ($3 <= room.own OR $3 <= room.available)
      RETURNING s.id),
    kept AS (
      INSERT INTO holds AS h (kind, cart_id, stock_item_id, units, address_key, taken_at, expires_at)
      SELECT 'cart', $1, id, $3, $4, $5, $6 FROM counted
      ON CONFLICT (cart_id, stock_item_id) DO UPDATE
         SET units = excluded.units,
             expires_at = greatest(h.expires_at,
                                   least($6, h.taken_at + make_interval(mins => $7)))
      RETURNING expires_at)
    SELECT greatest(room.available, 0), kept.expires_at FROM room LEFT JOIN kept ON true)sql"};

const Query<void(CartId, StockItemId)> kDrop{"inventory.drop_hold", R"sql(
    WITH gone AS (
      DELETE FROM holds
       WHERE cart_id = $1 AND stock_item_id = $2 AND kind = 'cart'
      RETURNING stock_item_id, units)
    UPDATE stock_items s SET held = s.held - gone.units
      FROM gone
     WHERE s.id = gone.stock_item_id)sql"};

// Takes no stock row's lock and waits for nobody, so it can be in nobody's circle.
const Query<Instant(CartId, std::vector<StockItemId>, Instant, int)> kExtend{
    "inventory.extend_holds", R"sql(
    WITH mine AS (
      SELECT id FROM holds
       WHERE cart_id = $1 AND stock_item_id = ANY ($2) AND kind = 'cart'
         FOR UPDATE SKIP LOCKED)
    UPDATE holds h
       SET expires_at = greatest(h.expires_at, least($3, h.taken_at + make_interval(mins => $4)))
      FROM mine
     WHERE h.id = mine.id
    RETURNING h.expires_at)sql"};

// One call of hold().
class Holding {
 public:
  Holding(store::Tx& tx, CartId cart, const HoldLimits& limits,
          const std::optional<std::string>& address_key, Instant now)
      : tx_{tx},
        cart_{cart},
        max_minutes_{limits.max_minutes},
        until_{now + std::chrono::minutes{std::min(limits.minutes, limits.max_minutes)}},
        address_key_{address_key},
        now_{now} {}

  std::optional<HoldRefused> set(const Demand& demand, const Own* own) {
    if (own == nullptr) {
      const auto taken =
          tx_.one_or_none(kTake, cart_, demand.item, demand.units, address_key_, now_, until_);
      if (taken) return ends(*taken);
    } else if (own->units == demand.units && *own->expires_at > now_ + kAboutToEnd) {
      to_extend_.push_back(demand.item);
      return std::nullopt;
    }
    lock_stock(tx_, demand.item);
    sweep(tx_, {demand.item}, now_);
    const auto room =
        tx_.one(kSet, cart_, demand.item, demand.units, address_key_, now_, until_, max_minutes_);
    if (room.expires_at) return ends(*room.expires_at);
    if (demand.need == Need::IfLeft) return drop_locked(demand.item);
    return HoldRefused{demand.item, room.available};
  }

  void drop(StockItemId item) {
    lock_stock(tx_, item);
    drop_locked(item);
  }

  // Comes last: a transaction that holds rows of `holds` and then waits for a stock row could
  // wait for one that has the stock row and wants those holds.
  Instant extend_rest() {
    if (!to_extend_.empty()) {
      const auto extended = tx_.all(kExtend, cart_, to_extend_, until_, max_minutes_);
      if (extended.size() != to_extend_.size())
        throw store::DbError{kExtend.name, "a hold ended meanwhile", "40001"};
      for (const auto at : extended) ends(at);
    }
    return first_end_.value_or(now_);
  }

 private:
  std::optional<HoldRefused> ends(Instant at) {
    first_end_ = first_end_ ? std::min(*first_end_, at) : at;
    return std::nullopt;
  }
  std::optional<HoldRefused> drop_locked(StockItemId item) {
    tx_.exec(kDrop, cart_, item);
    return std::nullopt;
  }

  store::Tx& tx_;
  CartId cart_;
  int max_minutes_;
  Instant until_;
  const std::optional<std::string>& address_key_;
  Instant now_;
  std::vector<StockItemId> to_extend_;
  std::optional<Instant> first_end_;
};

std::vector<Demand> ascending(std::vector<Demand> demands) {
  std::sort(demands.begin(), demands.end(),
            [](const Demand& a, const Demand& b) { return a.item < b.item; });
  for (std::size_t i = 0; i < demands.size(); ++i) {
    BASE_CHECK(demands[i].units > 0);
    BASE_CHECK(i == 0 || demands[i - 1].item != demands[i].item);
  }
  return demands;
}

const Own* find(const std::vector<Own>& holds, StockItemId item) {
  const auto at = std::lower_bound(holds.begin(), holds.end(), item,
                                   [](const Own& own, StockItemId i) { return own.item < i; });
  return at == holds.end() || at->item != item ? nullptr : &*at;
}

// Counts only demands that must be met: what a cart held before does not stand against it.
std::optional<HoldRefused> too_many_open(store::Tx& tx, const std::vector<Demand>& demands,
                                         const std::vector<Own>& own, const HoldLimits& limits,
                                         const std::optional<std::string>& address_key,
                                         Instant now) {
  if (!address_key) return std::nullopt;
  const Demand* first = nullptr;
  int more = 0;
  for (const auto& demand : demands) {
    if (demand.need == Need::IfLeft || find(own, demand.item) != nullptr) continue;
    if (first == nullptr) first = &demand;
    ++more;
  }
  if (first == nullptr) return std::nullopt;
  tx.one(kAddressTurn, *address_key);
  if (tx.one(kOpenOfAddress, *address_key, now) + more <= limits.open_per_address)
    return std::nullopt;
  return HoldRefused{first->item, 0, HoldWhy::TooManyOpen};
}

}  // namespace

base::Result<Instant, HoldRefused> hold(store::Tx& tx, CartId cart,
                                        const std::vector<Demand>& demands,
                                        const HoldLimits& limits,
                                        const std::optional<std::string>& address_key,
                                        Instant now) {
  const auto wanted = ascending(demands);
  const auto own = tx.all(kOwn, cart);
  for (const auto& held : own) BASE_CHECK(held.expires_at.has_value());
  if (const auto refused = too_many_open(tx, wanted, own, limits, address_key, now))
    return *refused;

  Holding holding{tx, cart, limits, address_key, now};
  auto held = own.begin();
  const auto drop_below = [&](std::optional<StockItemId> item) {
    for (; held != own.end() && (!item || held->item < *item); ++held) holding.drop(held->item);
  };
  for (const auto& demand : wanted) {
    drop_below(demand.item);
    const bool own_one = held != own.end() && held->item == demand.item;
    if (const auto refused = holding.set(demand, own_one ? &*held++ : nullptr)) return *refused;
  }
  drop_below(std::nullopt);
  return holding.extend_rest();
}

}  // namespace inventory
