#include "inventory/locations.h"

#include "base/columns.h"
#include "inventory/locks.h"
#include "inventory/sweep.h"

namespace inventory {
namespace {

using base::StockItemId;
using base::VariantId;
using store::Query;
using Texts = std::vector<std::string>;

const Query<Location()> kAll{"inventory.locations", R"sql(
    SELECT id, code, name, sells FROM locations ORDER BY id)sql"};
const Query<Location(std::string)> kFind{"inventory.find_location", R"sql(
    SELECT id, code, name, sells FROM locations WHERE code = $1)sql"};
const Query<LocationId(std::string, std::string, bool)> kAdd{"inventory.add_location", R"sql(
    INSERT INTO locations (code, name, sells) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING
    RETURNING id)sql"};

const Query<StockItemId(VariantId, LocationId)> kOpenAt{"inventory.open_stock_at", R"sql(
    INSERT INTO stock_items (variant_id, location_id, sells, serials_required)
    SELECT $1, l.id, l.sells,
           EXISTS (SELECT FROM stock_items o WHERE o.variant_id = $1 AND o.serials_required)
      FROM locations l
     WHERE l.id = $2 AND NOT EXISTS (SELECT FROM bundles WHERE variant_id = $1)
    ON CONFLICT DO NOTHING
    RETURNING id)sql"};
const Query<StockItemId(VariantId, LocationId)> kAt{"inventory.stock_at", R"sql(
    SELECT id FROM stock_items WHERE variant_id = $1 AND location_id = $2)sql"};
const Query<bool(VariantId)> kIsBundle{"inventory.is_bundle", R"sql(
    SELECT EXISTS (SELECT FROM bundles WHERE variant_id = $1))sql"};

struct Free {
  int units;
  bool serials_required;
  static constexpr auto columns() { return base::Columns<&Free::units, &Free::serials_required>{}; }
};
const Query<Free(StockItemId)> kFree{"inventory.free_to_move", R"sql(
    SELECT greatest(on_hand - allocated - held, 0), serials_required
      FROM stock_items WHERE id = $1)sql"};

const Query<TransferId(StockItemId, StockItemId, int, std::string, std::string, base::Instant)>
    kTransfer{"inventory.transfer", R"sql(
    INSERT INTO stock_transfers (from_item_id, to_item_id, units, reason, actor, at)
    VALUES ($1, $2, $3, $4, $5, $6)
    RETURNING id)sql"};
const Query<void(TransferId)> kMove{"inventory.transfer_units", R"sql(
    INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, cause, actor, at)
    SELECT e.item, 'transferred', e.delta, t.reason, 'transfer ' || t.id, t.actor, t.at
      FROM stock_transfers t
      JOIN LATERAL (VALUES (t.from_item_id, -t.units), (t.to_item_id, t.units)) AS e (item, delta)
        ON true
     WHERE t.id = $1
     ORDER BY e.item)sql"};
const Query<void(TransferId, Texts)> kCarry{"inventory.transfer_serials", R"sql(
    INSERT INTO serial_events (serial_id, from_state, to_state, stock_item_id, cause, actor, at)
    SELECT s.id, 'in_stock', 'in_stock', t.to_item_id, 'transfer ' || t.id, t.actor, t.at
      FROM stock_transfers t
      JOIN serials s ON s.stock_item_id = t.from_item_id AND s.state = 'in_stock'
     WHERE t.id = $1
       AND upper(s.serial) IN (SELECT upper(g.serial) FROM unnest($2::text[]) AS g (serial))
     ORDER BY s.id)sql"};

bool is_code(const std::string& code) {
  if (code.empty() || code.size() > 32 || code[0] < 'a' || code[0] > 'z') return false;
  return code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

}  // namespace

std::vector<Location> locations(store::Tx& tx) {
  return tx.all(kAll);
}

std::optional<Location> find_location(store::Tx& tx, const std::string& code) {
  return tx.one_or_none(kFind, code);
}

base::Result<LocationId, LocationRefusal> add_location(store::Tx& tx, const std::string& code,
                                                       const std::string& name, Purpose purpose) {
  BASE_CHECK(!name.empty());
  if (!is_code(code)) return LocationRefusal::BadCode;
  const auto id = tx.one_or_none(kAdd, code, name, purpose == Purpose::Sells);
  if (!id) return LocationRefusal::Taken;
  return *id;
}

base::Result<StockItemId, NoRoom> stock_at(store::Tx& tx, VariantId variant, LocationId location) {
  if (const auto there = tx.one_or_none(kAt, variant, location)) return *there;
  if (const auto made = tx.one_or_none(kOpenAt, variant, location)) return *made;
  if (const auto rivals = tx.one_or_none(kAt, variant, location)) return *rivals;
  return tx.one(kIsBundle, variant) ? NoRoom::Bundle : NoRoom::SoldElsewhere;
}

base::Result<TransferId, TransferRefused> transfer(store::Tx& tx, const Transfer& transfer,
                                                   base::Instant now) {
  BASE_CHECK(transfer.units > 0);
  if (transfer.from == transfer.to) return TransferRefused{TransferWhy::SamePlace};
  const auto from = tx.one_or_none(kAt, transfer.variant, transfer.from);
  if (!from) return TransferRefused{TransferWhy::TooFew, 0};
  const auto to = stock_at(tx, transfer.variant, transfer.to);
  if (!to) return TransferRefused{TransferWhy::NoRoomThere};
  lock_stock(tx, std::vector{*from, *to});
  sweep(tx, {*from}, now);
  const auto free = tx.one(kFree, *from);
  if (free.units < transfer.units) return TransferRefused{TransferWhy::TooFew, free.units};
  const auto named = transfer.serials.size();
  if (named > static_cast<std::size_t>(transfer.units) ||
      (free.serials_required && named != static_cast<std::size_t>(transfer.units)))
    return TransferRefused{TransferWhy::SerialsMissing, free.units};

  const auto id =
      tx.one(kTransfer, *from, *to, transfer.units, transfer.reason, transfer.actor, now);
  tx.exec(kMove, id);
  if (!transfer.serials.empty()) {
    lock_serials(tx, transfer.variant, transfer.serials);
    if (tx.exec(kCarry, id, transfer.serials) != static_cast<std::int64_t>(named))
      return TransferRefused{TransferWhy::SerialsMissing, free.units};
  }
  return id;
}

}  // namespace inventory
