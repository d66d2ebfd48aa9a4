#include "cart/cart.h"
#include "cart/change.h"

namespace cart {
namespace {

using store::Query;

// Demand and holds meet per stock item, then come back to the lines; what a supplier sends needs no
// hold, and is the order's while a payment is under way. Only an item that is not wholly held asks
// available(), which is the dear part. OFFSET 0 keeps the planner from working out variant_stock
// for the whole catalog before it joins: it is asked line by line.
const Query<ViewLine(std::string, Instant, std::vector<std::string>)> kView{"cart.view", R"sql(
    WITH line AS (
      SELECT c.id AS cart_id, c.state, l.id, l.variant_id, l.units, l.price_cents,
             l.agreed_price_cents
        FROM carts t
        JOIN carts c ON c.id = coalesce(t.merged_into_id, t.id)
        JOIN cart_lines l ON l.cart_id = c.id
       WHERE t.token_hash = $1 AND c.state IN ('open', 'completing')),
    taken AS (
      SELECT l.cart_id, l.id, l.units, vs.stock_item_id AS item, vs.units AS each
        FROM line l
       CROSS JOIN LATERAL (
         SELECT stock_item_id, units FROM variant_stock WHERE variant_id = l.variant_id OFFSET 0
       ) vs),
    demand AS (
      SELECT cart_id, item, sum(units * each)::int AS wanted FROM taken GROUP BY cart_id, item),
    stock AS (
      SELECT d.item, d.wanted, coalesce(h.units, 0) >= d.wanted AS held, h.expires_at,
             CASE WHEN h.units >= d.wanted THEN h.units
                  ELSE available(d.item, $2) + coalesce(h.units, 0) END AS available
        FROM demand d
        LEFT JOIN holds h ON h.cart_id = d.cart_id AND h.stock_item_id = d.item
                         AND (h.expires_at IS NULL OR h.expires_at > $2)),
    supplied AS (
      SELECT l.id, l.state, l.units, d.units AS each, d.stock, d.lead_days_min, d.lead_days_max,
             sum(l.units * d.units) OVER (PARTITION BY d.supplied_variant_id)::int AS wanted
        FROM line l
       CROSS JOIN LATERAL (
         SELECT * FROM variant_dropship WHERE variant_id = l.variant_id OFFSET 0
       ) d),
    line_stock AS (
      SELECT id, bool_and(held) AS held, min(expires_at) AS until, min(most) AS most,
             max(lead_days_min) AS lead_days_min, max(lead_days_max) AS lead_days_max
        FROM (SELECT t.id, s.held, s.expires_at, NULL::int AS lead_days_min,
                     NULL::int AS lead_days_max,
                     (s.available - s.wanted + t.units * t.each) / t.each AS most
                FROM taken t
                JOIN stock s ON s.item = t.item
              UNION ALL
              SELECT id, stock >= wanted OR state = 'completing', NULL, lead_days_min, lead_days_max,
                     (stock - wanted + units * each) / each
                FROM supplied) parts
       GROUP BY id)
    SELECT l.cart_id, l.state = 'completing', l.agreed_price_cents IS NOT NULL, l.variant_id,
           p.title, p.slug, p.mpn, v.sku, v.condition, m.file, m.width, m.height, l.units,
           coalesce(l.agreed_price_cents, u.price_cents),
           coalesce(l.agreed_price_cents, v.price_cents), l.price_cents,
           v.state = 'active' AND p.state = 'active',
           coalesce(ls.held, false), ls.until, greatest(coalesce(ls.most, 0), 0)::int,
           ls.lead_days_min, ls.lead_days_max, p.kind = 'gift_card',
           (SELECT EXISTS (SELECT FROM cart_codes k WHERE k.cart_id = l.cart_id)
                OR EXISTS (SELECT FROM promotions o WHERE o.state = 'active' AND NOT o.by_code)),
           EXISTS (SELECT FROM cart_gift_cards g WHERE g.cart_id = l.cart_id)
      FROM line l
      JOIN variants v ON v.id = l.variant_id
      JOIN products p ON p.id = v.product_id
     CROSS JOIN LATERAL unit_price(v.id, l.units, $3, $2) u
      LEFT JOIN media m ON m.product_id = p.id AND m.view = 'front'
      LEFT JOIN line_stock ls ON ls.id = l.id
     ORDER BY l.id)sql"};

}  // namespace

View view(store::Tx& tx, const std::string& token, Instant now) {
  return view(tx, token, {}, now);
}

View view(store::Tx& tx, const std::string& token, const Buyer& buyer, Instant now) {
  View view;
  if (token.empty()) return view;
  view.lines = tx.all(kView, token_hash(token), now, buyer.groups);
  bool all_held = true;
  for (const auto& line : view.lines) {
    view.being_paid = line.being_paid;
    view.may_be_lowered = line.may_be_lowered && !line.agreed;
    view.agreed = line.agreed;
    view.has_gift_cards = line.has_gift_cards;
    view.units += line.units;
    view.subtotal += line.total();
    all_held = all_held && line.held;
    if (line.until && (!view.held_until || *line.until < *view.held_until))
      view.held_until = line.until;
  }
  if (!all_held) view.held_until.reset();
  return view;
}

}  // namespace cart
