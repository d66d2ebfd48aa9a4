#include <algorithm>

#include "base/columns.h"
#include "cart/cart.h"
#include "cart/change.h"
#include "cart/sale.h"
#include "promo/promo.h"

namespace cart {
namespace {

using store::Query;

// The limit is part of the write; the same code again changes nothing.
const Query<int(CartId, std::string, std::string, int, Instant)> kAdd{"cart.add_code", R"sql(
    WITH added AS (
      INSERT INTO cart_codes (cart_id, normalised, code, added_at)
      SELECT $1, $2, $3, $5 WHERE (SELECT count(*) FROM cart_codes WHERE cart_id = $1) < $4::int
      ON CONFLICT DO NOTHING RETURNING 1)
    SELECT 1 FROM added
    UNION ALL
    SELECT 1 FROM cart_codes WHERE cart_id = $1 AND normalised = $2
    LIMIT 1)sql"};

const Query<void(CartId, std::string)> kRemove{"cart.remove_code", R"sql(
    DELETE FROM cart_codes WHERE cart_id = $1 AND normalised = $2)sql"};

const Query<std::string(CartId)> kCodes{"cart.codes", R"sql(
    SELECT code FROM cart_codes WHERE cart_id = $1 ORDER BY added_at, normalised)sql"};

struct Row {
  base::VariantId variant;
  base::ProductId product;
  base::BrandId brand;
  std::vector<base::CategoryId> categories;
  std::string condition;
  int units;
  Money unit_price;
  bool agreed;
  bool is_gift_card;
  static constexpr auto columns() {
    return base::Columns<&Row::variant, &Row::product, &Row::brand, &Row::categories,
                         &Row::condition, &Row::units, &Row::unit_price, &Row::agreed,
                         &Row::is_gift_card>{};
  }
};
const Query<Row(CartId, Instant, std::vector<std::string>)> kItems{"cart.promo_items", R"sql(
    SELECT v.id, p.id, p.brand_id, c.ids, v.condition, l.units,
           coalesce(l.agreed_price_cents, u.price_cents), l.agreed_price_cents IS NOT NULL,
           p.kind = 'gift_card'
      FROM cart_lines l
      JOIN variants v ON v.id = l.variant_id
      JOIN products p ON p.id = v.product_id
     CROSS JOIN LATERAL unit_price(v.id, l.units, $3, $2) u
      JOIN LATERAL (
        WITH RECURSIVE up AS (
          SELECT id, parent_id FROM categories WHERE id = p.category_id
          UNION ALL
          SELECT k.id, k.parent_id FROM categories k JOIN up ON k.id = up.parent_id)
        SELECT array_agg(id) AS ids FROM up) c ON true
     WHERE l.cart_id = $1
     ORDER BY l.id)sql"};

// The open cart, or why it takes no code.
base::Result<CartId, CodeWhy> cart_for_codes(store::Tx& tx, const Shopper& shopper, Instant now) {
  const auto opened = open_cart(tx, shopper.token, now);
  if (!opened) return CodeWhy::BeingPaid;
  if (!*opened) return CodeWhy::NoCart;
  return **opened;
}

}  // namespace

base::Result<base::Done, CodeWhy> add_code(store::Tx& tx, const Shopper& shopper,
                                           const std::string& code, Instant now) {
  const auto normalised = promo::normalised_code(code);
  if (normalised.empty()) return CodeWhy::NotACode;
  const auto cart = cart_for_codes(tx, shopper, now);
  if (!cart) return cart.why();
  if (!tx.one_or_none(kAdd, *cart, normalised, code, kMostCodes, now)) return CodeWhy::TooMany;
  return base::Done{};
}

base::Result<base::Done, CodeWhy> remove_code(store::Tx& tx, const Shopper& shopper,
                                              const std::string& code, Instant now) {
  const auto cart = cart_for_codes(tx, shopper, now);
  if (!cart) return cart.why();
  tx.exec(kRemove, *cart, promo::normalised_code(code));
  return base::Done{};
}

namespace {

std::vector<promo::Item> promo_items(std::vector<Row> rows) {
  std::vector<promo::Item> items;
  for (auto& row : rows)
    items.push_back({.position = static_cast<int>(items.size()) + 1,
                     .variant = row.variant,
                     .product = row.product,
                     .brand = row.brand,
                     .categories = std::move(row.categories),
                     .condition = std::move(row.condition),
                     .units = row.units,
                     .unit_price = row.unit_price,
                     .goods = row.is_gift_card ? promo::Goods::GiftCard : promo::Goods::Hardware});
  return items;
}

}  // namespace

Pricing pricing(store::Tx& tx, CartId cart, const std::string& mail, const Buyer& buyer,
                Instant now) {
  auto rows = tx.all(kItems, cart, now, buyer.groups);
  const bool agreed = std::ranges::any_of(rows, &Row::agreed);
  Pricing out{promo_items(std::move(rows)), {}};
  // Prices of a quote are staff's: they replace what would come off by itself (invariant M8).
  if (!agreed) out.rules = promo::rules(tx, tx.all(kCodes, cart), promo::buyer(tx, mail), now);
  return out;
}

}  // namespace cart
