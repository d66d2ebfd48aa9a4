#include "cart/cart.h"
#include "cart/change.h"
#include "cart/sale.h"
#include "tender/tender.h"

namespace cart {
namespace {

using base::GiftCardId;
using store::Query;

// The limit is part of the write; the same card again changes nothing.
const Query<int(CartId, GiftCardId, int, Instant)> kAdd{"cart.add_gift_card", R"sql(
    WITH added AS (
      INSERT INTO cart_gift_cards (cart_id, gift_card_id, added_at)
      SELECT $1, $2, $4 WHERE (SELECT count(*) FROM cart_gift_cards WHERE cart_id = $1) < $3::int
      ON CONFLICT DO NOTHING RETURNING 1)
    SELECT 1 FROM added
    UNION ALL
    SELECT 1 FROM cart_gift_cards WHERE cart_id = $1 AND gift_card_id = $2
    LIMIT 1)sql"};

const Query<void(CartId, GiftCardId)> kRemove{"cart.remove_gift_card", R"sql(
    DELETE FROM cart_gift_cards WHERE cart_id = $1 AND gift_card_id = $2)sql"};

const Query<GiftCardId(CartId)> kCards{"cart.gift_cards", R"sql(
    SELECT gift_card_id FROM cart_gift_cards WHERE cart_id = $1 ORDER BY added_at, gift_card_id)sql"};

const Query<bool(CartId)> kUsesCredit{"cart.uses_credit", R"sql(
    SELECT uses_credit FROM carts WHERE id = $1)sql"};
const Query<void(CartId, bool)> kUseCredit{"cart.use_credit", R"sql(
    UPDATE carts SET uses_credit = $2 WHERE id = $1)sql"};

// The open cart, or why it takes no card.
base::Result<CartId, CardWhy> cart_for_cards(store::Tx& tx, const Shopper& shopper, Instant now) {
  const auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return CardWhy::BeingPaid;
  if (!*opened) return CardWhy::NoCart;
  return **opened;
}

}  // namespace

base::Result<base::Done, CardWhy> add_gift_card(store::Tx& tx, const Shopper& shopper,
                                                std::string_view code, Instant now) {
  const auto cart = cart_for_cards(tx, shopper, now);
  if (!cart) return cart.why();
  const auto purse = tender::find(tx, code, now);
  if (!purse) return CardWhy::NotValid;
  if (purse->available.is_zero()) return CardWhy::NothingLeft;
  if (!tx.one_or_none(kAdd, *cart, purse->source.card.value(), kMostGiftCards, now))
    return CardWhy::TooMany;
  return base::Done{};
}

base::Result<base::Done, CardWhy> remove_gift_card(store::Tx& tx, const Shopper& shopper,
                                                   GiftCardId card, Instant now) {
  const auto cart = cart_for_cards(tx, shopper, now);
  if (!cart) return cart.why();
  tx.exec(kRemove, *cart, card);
  return base::Done{};
}

base::Result<base::Done, CardWhy> use_credit(store::Tx& tx, const Shopper& shopper, Credit use,
                                             Instant now) {
  const auto cart = cart_for_cards(tx, shopper, now);
  if (!cart) return cart.why();
  tx.exec(kUseCredit, *cart, use == Credit::Used);
  return base::Done{};
}

Purses purses(store::Tx& tx, CartId cart, const Buyer& buyer, Instant now) {
  Purses out;
  auto cards = tx.all(kCards, cart);
  if (cards.empty() && !buyer.customer) return out;
  const bool with_credit = !buyer.customer || tx.one(kUsesCredit, cart);
  for (auto& purse : tender::purses(tx, cards, buyer.customer, now)) {
    if (purse.source.card) std::erase(cards, *purse.source.card);
    if (purse.source.credit && !with_credit)
      out.credit_kept = purse.available;
    else
      out.usable.push_back(std::move(purse));
  }
  out.useless = std::move(cards);
  return out;
}

}  // namespace cart
