#include <algorithm>

#include "cart/cart.h"
#include "cart/change.h"

namespace cart {
namespace {

using store::Query;

const Query<int(CartId, VariantId, int)> kSetUnits{"cart.set_units", R"sql(
    UPDATE cart_lines SET units = $3 WHERE cart_id = $1 AND variant_id = $2
    RETURNING units)sql"};

const Query<int(CartId, VariantId)> kRemove{"cart.remove_line", R"sql(
    DELETE FROM cart_lines WHERE cart_id = $1 AND variant_id = $2
    RETURNING units)sql"};

const Query<int(CartId)> kUnits{"cart.units", R"sql(
    SELECT coalesce(sum(units), 0)::int FROM cart_lines WHERE cart_id = $1)sql"};

}  // namespace

base::Result<Changed, Refusal> set_units(store::Tx& tx, const Shopper& shopper, VariantId variant,
                                         int units, const Limits& limits, Instant now) {
  BASE_CHECK(units > 0);
  const auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return opened.why();
  if (!*opened) return Refusal{Why::NoLine};
  const auto cart = **opened;
  // What is too long is not written, only looked for.
  const int written = std::min(units, limits.units_per_line);
  if (!tx.one_or_none(kSetUnits, cart, variant, written)) return Refusal{Why::NoLine};
  if (written < units) return too_many(tx, cart, variant, limits, now);
  if (const auto refused = hold_lines(tx, cart, variant, shopper, limits, now)) return *refused;
  return Changed{cart, units, tx.one(kUnits, cart), std::nullopt};
}

base::Result<Changed, Refusal> remove(store::Tx& tx, const Shopper& shopper, VariantId variant,
                                      const Limits& limits, Instant now) {
  const auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return opened.why();
  if (!*opened) return Refusal{Why::NoLine};
  const auto cart = **opened;
  const auto removed = tx.one_or_none(kRemove, cart, variant);
  if (!removed) return Refusal{Why::NoLine};
  // No line of that variant is left, so nothing must be there and nothing is refused.
  BASE_CHECK(!hold_lines(tx, cart, variant, shopper, limits, now));
  return Changed{cart, 0, tx.one(kUnits, cart), std::nullopt, *removed};
}

}  // namespace cart
