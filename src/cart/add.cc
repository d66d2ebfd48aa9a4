#include "base/columns.h"
#include "base/crypto.h"
#include "cart/account.h"
#include "cart/cart.h"
#include "cart/change.h"

namespace cart {
namespace {

using store::Query;

const Query<CartId(std::string, std::optional<base::CustomerId>, Instant)> kCreate{"cart.create",
                                                                                   R"sql(
    INSERT INTO carts (token_hash, customer_id, created_at, updated_at) VALUES ($1, $2, $3, $3)
    RETURNING id)sql"};

// What stood in the way when `line_units` is missing, in the order of asking.
struct Put {
  bool for_sale;
  Money price;
  bool stocked;
  int units_before;  // of this line
  int lines;
  int cart_units;  // before
  std::optional<int> line_units;
  static constexpr auto columns() {
    return base::Columns<&Put::for_sale, &Put::price, &Put::stocked, &Put::units_before,
                         &Put::lines, &Put::cart_units, &Put::line_units>{};
  }
};

// The condition and the write are one statement: price, state and limits are those of the moment
// in which the line is written. Without a stock row or a supplier for it and each of its parts, a
// variant cannot be counted and so not be sold.
const Query<Put(CartId, VariantId, int, Money, int, int, Instant)> kPut{"cart.put_line", R"sql(
    WITH lines AS (
      SELECT coalesce(sum(units) FILTER (WHERE variant_id = $2), 0)::int AS own,
             count(*)::int AS lines, coalesce(sum(units), 0)::int AS units
        FROM cart_lines WHERE cart_id = $1),
    offer AS (
      SELECT v.id, v.price_cents, v.state = 'active' AND p.state = 'active' AS for_sale,
             is_stocked(v.id) AS stocked
        FROM variants v
        JOIN products p ON p.id = v.product_id
       WHERE v.id = $2),
    put AS (
      INSERT INTO cart_lines AS l (cart_id, variant_id, units, price_cents, added_at)
      SELECT $1, o.id, $3, o.price_cents, $7
        FROM offer o, lines
       WHERE o.for_sale AND o.price_cents = $4 AND o.stocked
         AND lines.own + $3 <= $5 AND (lines.own > 0 OR lines.lines < $6)
      ON CONFLICT (cart_id, variant_id) DO UPDATE
         SET units = l.units + excluded.units, price_cents = excluded.price_cents
      RETURNING units)
    SELECT o.for_sale, o.price_cents, o.stocked, lines.own, lines.lines, lines.units, put.units
      FROM offer o CROSS JOIN lines LEFT JOIN put ON true)sql"};

// Nothing: the line is too long.
std::optional<Refusal> refusal(const std::optional<Put>& put, const Choice& choice,
                               const Limits& limits) {
  if (!put || !put->for_sale) return Refusal{Why::NotForSale};
  if (put->price != choice.seen_price)
    return Refusal{.why = Why::PriceChanged, .price = put->price};
  if (!put->stocked) return Refusal{Why::Short};
  if (put->units_before + choice.units > limits.units_per_line) return std::nullopt;
  BASE_CHECK(put->lines >= kMostLines);
  return Refusal{Why::TooManyLines};
}

}  // namespace

base::Result<Changed, Refusal> add(store::Tx& tx, const Shopper& shopper, const Choice& choice,
                                   const Limits& limits, Instant now) {
  BASE_CHECK(choice.units > 0);
  auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return opened.why();
  std::optional<std::string> new_token;
  if (!*opened && shopper.customer) {
    // Another browser of the same account may have begun one.
    new_token = join_account(tx, {}, *shopper.customer, limits, now).new_token;
    if (new_token) opened = open_cart(tx, *new_token, now);
    if (!opened) return opened.why();
  }
  if (!*opened) {
    new_token = base::random_token();
    *opened = tx.one(kCreate, token_hash(*new_token), shopper.customer, now);
  }
  const auto cart = **opened;
  const auto put = tx.one_or_none(kPut, cart, choice.variant, choice.units, choice.seen_price,
                                  limits.units_per_line, kMostLines, now);
  auto refused = std::optional<Refusal>{};
  if (!put || !put->line_units) {
    refused = refusal(put, choice, limits);
    if (!refused) refused = too_many(tx, cart, choice.variant, limits, now);
  } else {
    refused = hold_lines(tx, cart, choice.variant, shopper, limits, now);
  }
  if (refused) {
    if (put) refused->line_units = put->units_before;
    return *refused;
  }
  return Changed{cart, *put->line_units, put->cart_units + choice.units, new_token};
}

}  // namespace cart
