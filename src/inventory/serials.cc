#include "inventory/serials.h"

#include <set>

#include "base/columns.h"
#include "inventory/count.h"
#include "inventory/locks.h"

namespace inventory {
namespace {

using base::VariantId;
using store::Query;
using Texts = std::vector<std::string>;

constexpr std::size_t kLongest = 64;  // as the table has it

const Query<std::string(StockItemId, std::optional<ReceiptLineId>, Texts, std::string, std::string,
                        Instant)>
    kRegister{"inventory.register_serials", R"sql(
    WITH made AS (
      INSERT INTO serials (variant_id, serial, stock_item_id, receipt_line_id)
      SELECT s.variant_id, g.serial, s.id, $2
        FROM unnest($3::text[]) AS g (serial), stock_items s
       WHERE s.id = $1
      ON CONFLICT DO NOTHING
      RETURNING id, serial),
    told AS (
      INSERT INTO serial_events (serial_id, to_state, cause, actor, at)
      SELECT id, 'in_stock', $4, $5, $6 FROM made)
    SELECT serial FROM made)sql"};

struct Found {
  std::string serial;  // as it was given
  std::optional<base::SerialId> id;
  std::optional<std::string> state;
  bool of_another;
  static constexpr auto columns() {
    return base::Columns<&Found::serial, &Found::id, &Found::state, &Found::of_another>{};
  }
};
const Query<Found(VariantId, Texts)> kFind{"inventory.find_serials", R"sql(
    SELECT g.serial, s.id, s.state,
           EXISTS (SELECT FROM serials o
                    WHERE upper(o.serial) = upper(g.serial) AND o.variant_id <> $1)
      FROM unnest($2::text[]) WITH ORDINALITY AS g (serial, n)
      LEFT JOIN serials s ON s.variant_id = $1 AND upper(s.serial) = upper(g.serial)
     ORDER BY g.n)sql"};

using SerialIds = std::vector<base::SerialId>;
const Query<void(SerialIds, std::string, std::string, std::optional<base::FulfilmentLineId>,
                 std::string, std::string, Instant)>
    kMove{"inventory.move_serials", R"sql(
    INSERT INTO serial_events (serial_id, from_state, to_state, fulfilment_line_id, cause, actor, at)
    SELECT g.id, $2, $3, $4, $5, $6, $7 FROM unnest($1::bigint[]) AS g (id) ORDER BY g.id)sql"};

const Query<StockItemId(base::SerialId)> kWhere{"inventory.serial_lies_at", R"sql(
    SELECT stock_item_id FROM serials WHERE id = $1)sql"};

const Query<std::string(base::FulfilmentLineId)> kOfLine{"inventory.serials_of_line", R"sql(
    SELECT s.serial FROM serial_events e JOIN serials s ON s.id = e.serial_id
     WHERE e.fulfilment_line_id = $1
     ORDER BY s.serial)sql"};

const Query<SerialEvent(std::string)> kHistory{"inventory.serial_history", R"sql(
    SELECT v.sku, e.to_state, e.cause, e.actor, e.at
      FROM serials s
      JOIN variants v ON v.id = s.variant_id
      JOIN serial_events e ON e.serial_id = s.id
     WHERE upper(s.serial) = upper($1)
     ORDER BY e.id)sql"};

bool is_readable(const std::string& serial) {
  if (serial.empty() || serial.size() > kLongest) return false;
  for (const char c : serial)
    if (c < ' ' || c > '~') return false;
  return serial.front() != ' ' && serial.back() != ' ';
}

// The rows of these serials, locked, all in `state`; or the first that is not.
base::Result<SerialIds, SerialRefused> locked_in(store::Tx& tx, VariantId variant,
                                                 const Texts& serials, const std::string& state,
                                                 SerialWhy otherwise) {
  lock_serials(tx, variant, serials);
  SerialIds ids;
  for (const auto& found : tx.all(kFind, variant, serials)) {
    if (!found.id)
      return SerialRefused{found.serial,
                           found.of_another ? SerialWhy::OtherVariant : SerialWhy::Unknown};
    if (found.state != state) return SerialRefused{found.serial, otherwise};
    for (const auto earlier : ids)
      if (earlier == *found.id) return SerialRefused{found.serial, SerialWhy::Known};
    ids.push_back(*found.id);
  }
  return ids;
}

}  // namespace

base::Result<base::Done, SerialRefused> register_serials(store::Tx& tx, StockItemId item,
                                                         std::optional<ReceiptLineId> receipt_line,
                                                         const Texts& serials,
                                                         const std::string& cause,
                                                         const std::string& actor, Instant now) {
  for (const auto& serial : serials)
    if (!is_readable(serial)) return SerialRefused{serial, SerialWhy::Unreadable};
  if (serials.empty()) return base::Done{};
  const auto made = tx.all(kRegister, item, receipt_line, serials, cause, actor, now);
  std::set<std::string> left{made.begin(), made.end()};
  for (const auto& serial : serials)
    if (left.erase(serial) == 0) return SerialRefused{serial, SerialWhy::Known};
  return base::Done{};
}

base::Result<base::Done, SerialRefused> assign_serials(store::Tx& tx, VariantId variant,
                                                       base::FulfilmentLineId line,
                                                       const Texts& serials, const Cause& cause,
                                                       Instant now) {
  if (serials.empty()) return base::Done{};
  const auto ids = locked_in(tx, variant, serials, "in_stock", SerialWhy::NotInStock);
  if (!ids) return ids.why();
  tx.exec(kMove, *ids, "in_stock", "shipped", line, cause.what, cause.actor, now);
  return base::Done{};
}

base::Result<base::Done, SerialRefused> take_back_serials(store::Tx& tx, VariantId variant,
                                                          const Texts& serials,
                                                          Resellable resellable, const Cause& cause,
                                                          Instant now) {
  if (serials.empty()) return base::Done{};
  const auto ids = locked_in(tx, variant, serials, "shipped", SerialWhy::NotShipped);
  if (!ids) return ids.why();
  tx.exec(kMove, *ids, "shipped", "returned", std::nullopt, cause.what, cause.actor, now);
  if (resellable == Resellable::Yes)
    tx.exec(kMove, *ids, "returned", "in_stock", std::nullopt, cause.what, cause.actor, now);
  return base::Done{};
}

base::Result<base::Done, ScrapRefusal> scrap(store::Tx& tx, VariantId variant,
                                             const std::string& serial, const std::string& reason,
                                             const std::string& actor, Instant now) {
  const auto before = tx.all(kFind, variant, {serial});
  if (!before[0].id) return ScrapRefusal::Unknown;
  lock_stock(tx, tx.one(kWhere, *before[0].id));
  lock_serials(tx, variant, {serial});
  const auto found = tx.all(kFind, variant, {serial})[0];
  if (found.state != "in_stock" && found.state != "returned") return ScrapRefusal::NotHere;
  if (found.state == "in_stock") {
    const Adjustment off{.item = tx.one(kWhere, *found.id),
                         .delta = -1,
                         .reason = "scrapped " + serial + ": " + reason,
                         .actor = actor,
                         .force = Force::No,
                         .cause = std::nullopt};
    if (!adjust(tx, off, now)) return ScrapRefusal::Promised;
  }
  tx.exec(kMove, {*found.id}, *found.state, "scrapped", std::nullopt, "scrapped: " + reason, actor,
          now);
  return base::Done{};
}

Texts serials_of(store::Tx& tx, base::FulfilmentLineId line) {
  return tx.all(kOfLine, line);
}

std::vector<SerialEvent> serial_history(store::Tx& tx, const std::string& serial) {
  return tx.all(kHistory, serial);
}

}  // namespace inventory
