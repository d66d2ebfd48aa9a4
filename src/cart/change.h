#pragma once
#include "cart/cart.h"

// What the changes of a cart share. Private to cart.
namespace cart {

// "" for no cookie: the hash of nothing is nobody's.
std::string token_hash(const std::string& token);

// Locks the shopper's cart and marks it changed. Refuses one that is being paid for or is as
// agreed; nothing when there is no cart or it is closed for good.
base::Result<std::optional<CartId>, Refusal> open_cart(store::Tx& tx, const std::string& token,
                                                       Instant now);

// Brings the holds to what the lines take now. What `changed` takes must be there, unless it was
// removed; other lines keep their holds, or take new ones where they can.
std::optional<Refusal> hold_lines(store::Tx& tx, CartId cart, VariantId changed,
                                  const Shopper& shopper, const Limits& limits, Instant now);

// How many units of it the cart could have, its own included.
int most_units(store::Tx& tx, CartId cart, VariantId variant, Instant now);

// Why so many units of a line cannot be: what there is, or what a line may have, if that is less.
Refusal too_many(store::Tx& tx, CartId cart, VariantId variant, const Limits& limits, Instant now);

}  // namespace cart
