#include "cart/change.h"

#include "base/columns.h"
#include "base/crypto.h"

namespace cart {
namespace {

using store::Query;

// Marking is locking: one statement for both.
const Query<CartId(std::string, Instant)> kOpen{"cart.open", R"sql(
    UPDATE carts c SET updated_at = $2
     WHERE c.id = (SELECT coalesce(t.merged_into_id, t.id) FROM carts t WHERE t.token_hash = $1)
       AND c.state = 'open'
       AND NOT EXISTS (SELECT FROM cart_agreements a WHERE a.cart_id = c.id)
    RETURNING c.id)sql"};

struct Closed {
  std::string state;
  bool agreed;
  static constexpr auto columns() { return base::Columns<&Closed::state, &Closed::agreed>{}; }
};
const Query<Closed(std::string)> kClosed{"cart.closed", R"sql(
    SELECT c.state, EXISTS (SELECT FROM cart_agreements a WHERE a.cart_id = c.id)
      FROM carts t
      JOIN carts c ON c.id = coalesce(t.merged_into_id, t.id)
     WHERE t.token_hash = $1)sql"};

struct LineDemand {
  std::optional<base::StockItemId> item;  // nothing: a supplier's
  int units;
  bool of_changed;
  int supplied;  // what the supplier has
  static constexpr auto columns() {
    return base::Columns<&LineDemand::item, &LineDemand::units, &LineDemand::of_changed,
                         &LineDemand::supplied>{};
  }
};

// OFFSET 0: asked line by line, never worked out for the whole catalog.
const Query<LineDemand(CartId, VariantId)> kDemand{"cart.demand", R"sql(
    SELECT vs.stock_item_id, sum(vs.units * l.units)::int, bool_or(l.variant_id = $2), 0 AS supplied
      FROM cart_lines l
     CROSS JOIN LATERAL (
       SELECT stock_item_id, units FROM variant_stock WHERE variant_id = l.variant_id OFFSET 0
     ) vs
     WHERE l.cart_id = $1
     GROUP BY vs.stock_item_id
    UNION ALL
    SELECT NULL, sum(d.units * l.units)::int, bool_or(l.variant_id = $2), min(d.stock)
      FROM cart_lines l
     CROSS JOIN LATERAL (
       SELECT supplied_variant_id, units, stock FROM variant_dropship
        WHERE variant_id = l.variant_id OFFSET 0
     ) d
     WHERE l.cart_id = $1
     GROUP BY d.supplied_variant_id)sql"};

// How many of a variant this cart could have: of each stock item what is free or its own, of each
// supplier what he has, less what its other lines take.
const Query<int(CartId, VariantId, Instant)> kMost{"cart.most_units", R"sql(
    WITH room AS (
      SELECT (available(vs.stock_item_id, $3) + coalesce(h.units, 0) - coalesce(other.units, 0))
               / vs.units AS units
        FROM variant_stock vs
        LEFT JOIN holds h
          ON h.cart_id = $1 AND h.stock_item_id = vs.stock_item_id AND h.expires_at > $3
        LEFT JOIN LATERAL (
          SELECT sum(o.units * l.units)::int AS units
            FROM cart_lines l
            JOIN variant_stock o ON o.variant_id = l.variant_id
           WHERE l.cart_id = $1 AND l.variant_id <> $2 AND o.stock_item_id = vs.stock_item_id
        ) other ON true
       WHERE vs.variant_id = $2
      UNION ALL
      SELECT (d.stock - coalesce(other.units, 0)) / d.units
        FROM variant_dropship d
        LEFT JOIN LATERAL (
          SELECT sum(o.units * l.units)::int AS units
            FROM cart_lines l
            JOIN variant_dropship o ON o.variant_id = l.variant_id
           WHERE l.cart_id = $1 AND l.variant_id <> $2
             AND o.supplied_variant_id = d.supplied_variant_id
        ) other ON true
       WHERE d.variant_id = $2)
    SELECT greatest(coalesce(min(units), 0), 0)::int FROM room)sql"};

}  // namespace

std::string token_hash(const std::string& token) {
  return base::sha256_hex(token);
}

base::Result<std::optional<CartId>, Refusal> open_cart(store::Tx& tx, const std::string& token,
                                                       Instant now) {
  if (token.empty()) return std::optional<CartId>{};
  const auto hash = token_hash(token);
  const auto open = tx.one_or_none(kOpen, hash, now);
  if (open) return open;
  const auto closed = tx.one_or_none(kClosed, hash).value_or(Closed{});
  if (closed.state == "completing") return Refusal{Why::BeingPaid};
  if (closed.state == "open" && closed.agreed) return Refusal{Why::Agreed};
  return std::optional<CartId>{};
}

std::optional<Refusal> hold_lines(store::Tx& tx, CartId cart, VariantId changed,
                                  const Shopper& shopper, const Limits& limits, Instant now) {
  using inventory::Need;
  std::vector<inventory::Demand> demands;
  for (const auto& demand : tx.all(kDemand, cart, changed)) {
    if (demand.item)
      demands.push_back(
          {*demand.item, demand.units, demand.of_changed ? Need::Must : Need::IfLeft});
    else if (demand.of_changed && demand.units > demand.supplied)
      return Refusal{Why::Short, tx.one(kMost, cart, changed, now)};
  }
  const auto held = inventory::hold(tx, cart, demands, limits.hold, shopper.address_key, now);
  if (held) return std::nullopt;
  switch (held.why().why) {
    case inventory::HoldWhy::Short:
      return Refusal{Why::Short, tx.one(kMost, cart, changed, now)};
    case inventory::HoldWhy::TooManyOpen:
      return Refusal{Why::TooManyOpen};
  }
  throw base::BugError{"a hold was refused without a reason"};
}

int most_units(store::Tx& tx, CartId cart, VariantId variant, Instant now) {
  return tx.one(kMost, cart, variant, now);
}

Refusal too_many(store::Tx& tx, CartId cart, VariantId variant, const Limits& limits, Instant now) {
  const int most = tx.one(kMost, cart, variant, now);
  if (most < limits.units_per_line) return {Why::Short, most};
  return {Why::TooManyUnits, limits.units_per_line};
}

}  // namespace cart
