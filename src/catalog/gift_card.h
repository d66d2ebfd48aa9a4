#pragma once
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "store/db.h"

// Gift cards as goods: a product of a kind of its own for each amount, without stock, weight or
// tax.
namespace catalog {

enum class GiftCardOffer { Created, Unchanged };
// Puts gift cards of this amount on sale; the amount is their price and what each becomes worth.
// Whole dollars, from one to 2,000 (what prepaid access may be worth without asking who buys it).
inline constexpr int kMostGiftCardDollars = 2000;
GiftCardOffer offer_gift_card(store::Tx& tx, int dollars, base::Instant now);

}  // namespace catalog
