#include "cart/account.h"

#include <algorithm>

#include "base/columns.h"
#include "base/crypto.h"
#include "cart/change.h"

namespace cart {
namespace {

using base::CustomerId;
using store::Query;

struct Own {
  CartId id;
  Instant updated_at;
  static constexpr auto columns() { return base::Columns<&Own::id, &Own::updated_at>{}; }
};
const Query<Own(CustomerId)> kOwn{"cart.lock_of_account", R"sql(
    SELECT c.id, c.updated_at FROM carts c
     WHERE c.customer_id = $1 AND c.state = 'open'
       AND NOT EXISTS (SELECT FROM cart_agreements a WHERE a.cart_id = c.id)
     ORDER BY c.id FOR UPDATE)sql"};

const Query<bool(CartId, CustomerId)> kIsAnothers{"cart.is_anothers", R"sql(
    SELECT coalesce(customer_id <> $2, false) FROM carts WHERE id = $1)sql"};

const Query<void(CartId, CustomerId)> kClaim{"cart.claim", R"sql(
    UPDATE carts SET customer_id = $2 WHERE id = $1 AND customer_id IS DISTINCT FROM $2)sql"};

// A second token of the same cart: a row that leads to it.
const Query<void(CartId, std::string, Instant)> kAlias{"cart.alias", R"sql(
    INSERT INTO carts (token_hash, state, merged_into_id, created_at, updated_at)
    VALUES ($2, 'abandoned', $1, $3, $3))sql"};

// What does not fit in is not lost silently: the line is not there, and its variant is answered as
// cut by kCut.
struct Moved {
  VariantId variant;
  int units;
  bool cut;
  static constexpr auto columns() {
    return base::Columns<&Moved::variant, &Moved::units, &Moved::cut>{};
  }
};
const Query<Moved(CartId, CartId, int, int)> kMove{"cart.merge_lines", R"sql(
    WITH coming AS (
      SELECT f.variant_id, f.units, f.price_cents, f.added_at, f.id, t.units AS had,
             row_number() OVER (PARTITION BY t.id IS NULL ORDER BY f.id)
               + (SELECT count(*) FROM cart_lines WHERE cart_id = $2) <= $4::int AS fits
        FROM cart_lines f
        LEFT JOIN cart_lines t ON t.cart_id = $2 AND t.variant_id = f.variant_id
       WHERE f.cart_id = $1),
    put AS (
      INSERT INTO cart_lines AS l (cart_id, variant_id, units, price_cents, added_at)
      SELECT $2, variant_id, least(units, $3::int), price_cents, added_at FROM coming
       WHERE had IS NOT NULL OR fits
       ORDER BY id
      ON CONFLICT (cart_id, variant_id) DO UPDATE
         SET units = least(l.units + excluded.units, $3::int)
      RETURNING variant_id, units)
    SELECT c.variant_id, c.units,
           coalesce(c.had, 0) + c.units > coalesce(p.units, 0)
      FROM coming c LEFT JOIN put p USING (variant_id)
     ORDER BY c.id)sql"};

const Query<void(CartId, CartId, int)> kMoveCodes{"cart.merge_codes", R"sql(
    INSERT INTO cart_codes (cart_id, normalised, code, added_at)
    SELECT $2, k.normalised, k.code, k.added_at
      FROM cart_codes k
     WHERE k.cart_id = $1
       AND (SELECT count(*) FROM cart_codes WHERE cart_id = $2) < $3::int
    ON CONFLICT DO NOTHING)sql"};
const Query<void(CartId, CartId, int)> kMoveCards{"cart.merge_gift_cards", R"sql(
    INSERT INTO cart_gift_cards (cart_id, gift_card_id, added_at)
    SELECT $2, gift_card_id, added_at FROM cart_gift_cards
     WHERE cart_id = $1
       AND (SELECT count(*) FROM cart_gift_cards WHERE cart_id = $2) < $3::int
    ON CONFLICT DO NOTHING)sql"};
const Query<void(CartId, CartId)> kMoveDetails{"cart.merge_details", R"sql(
    UPDATE checkouts SET cart_id = $2
     WHERE cart_id = $1 AND NOT EXISTS (SELECT FROM checkouts WHERE cart_id = $2))sql"};
const Query<void(CartId)> kEmpty{"cart.empty", R"sql(
    DELETE FROM cart_lines WHERE cart_id = $1)sql"};

// Whoever was led to the one is led to the other, in one step.
const Query<void(CartId, CartId, Instant)> kLead{"cart.lead_to", R"sql(
    UPDATE carts SET state = 'abandoned', merged_into_id = $2, customer_id = NULL, updated_at = $3
     WHERE id = $1 OR merged_into_id = $1)sql"};

const Query<void(CartId, VariantId, int)> kLower{"cart.lower_line", R"sql(
    UPDATE cart_lines SET units = $3 WHERE cart_id = $1 AND variant_id = $2 AND units > $3)sql"};

const Query<void(CustomerId, std::string)> kForget{"cart.forget_tokens", R"sql(
    UPDATE carts c SET token_hash = encode(sha256(convert_to(c.token_hash || $2, 'UTF8')), 'hex')
     WHERE c.customer_id = $1
        OR c.merged_into_id IN (SELECT id FROM carts WHERE customer_id = $1))sql"};

void add_once(std::vector<VariantId>& to, VariantId variant) {
  if (std::find(to.begin(), to.end(), variant) == to.end()) to.push_back(variant);
}

// All of `from` goes into `into`; its units are free in between, so that they can be had again.
void merge(store::Tx& tx, CartId from, CartId into, const Limits& limits, JoinedCart& joined,
           Instant now) {
  // Nothing asked for is never refused.
  BASE_CHECK(inventory::hold(tx, from, {}, limits.hold, std::nullopt, now));
  std::vector<VariantId> moved;
  for (const auto& line : tx.all(kMove, from, into, limits.units_per_line, kMostLines)) {
    joined.units += line.units;
    moved.push_back(line.variant);
    if (line.cut) add_once(joined.cut, line.variant);
  }
  tx.exec(kMoveCodes, from, into, kMostCodes);
  tx.exec(kMoveCards, from, into, kMostGiftCards);
  tx.exec(kMoveDetails, from, into);
  tx.exec(kEmpty, from);
  tx.exec(kLead, from, into, now);
  for (const auto variant : moved) {
    // A line of which nothing is left stays, and the cart's page says so.
    const int most = std::max(most_units(tx, into, variant, now), 1);
    if (tx.exec(kLower, into, variant, most) == 1) add_once(joined.cut, variant);
  }
}

}  // namespace

JoinedCart join_account(store::Tx& tx, const Shopper& shopper, CustomerId customer,
                        const Limits& limits, Instant now) {
  JoinedCart joined;
  const auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return joined;
  auto guest = *opened;
  if (guest && tx.one(kIsAnothers, *guest, customer)) guest.reset();
  auto own = tx.all(kOwn, customer);
  if (guest) std::erase_if(own, [&](const Own& cart) { return cart.id == *guest; });
  if (own.empty()) {
    if (guest) tx.exec(kClaim, *guest, customer);
    return joined;
  }
  const auto target = std::max_element(own.begin(), own.end(), [](const Own& a, const Own& b) {
                        return a.updated_at < b.updated_at;
                      })->id;
  for (const auto& cart : own)
    if (cart.id != target) merge(tx, cart.id, target, limits, joined, now);
  if (guest) {
    merge(tx, *guest, target, limits, joined, now);
  } else {
    joined.new_token = base::random_token();
    tx.exec(kAlias, target, token_hash(*joined.new_token), now);
  }
  // Others may have taken the last ones meanwhile: the page of the cart says what is not held.
  if (joined.units > 0)
    hold_lines(tx, target, VariantId{0}, {shopper.token, shopper.address_key}, limits, now);
  return joined;
}

void forget_tokens(store::Tx& tx, CustomerId customer) {
  tx.exec(kForget, customer, base::random_token());
}

}  // namespace cart
