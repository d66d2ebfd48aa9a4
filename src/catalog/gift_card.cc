#include "catalog/gift_card.h"

#include "base/text.h"
#include "catalog/import_write.h"
#include "catalog/places.h"

namespace catalog {
namespace {

using store::Query;

const Query<bool(std::string)> kIsThere{"catalog.find_gift_card", R"sql(
    SELECT true FROM variants WHERE lower(sku) = lower($1))sql"};

const Query<base::ProductId(base::BrandId, base::CategoryId, std::string, std::string, std::string,
                            base::Instant)>
    kAdd{"catalog.add_gift_card_product", R"sql(
    WITH added AS (
      INSERT INTO products (kind, brand_id, category_id, mpn, title, slug, created_at, updated_at)
      VALUES ('gift_card', $1, $2, $3, $4, $5, $6, $6)
      RETURNING id, slug),
    addressed AS (
      INSERT INTO slugs (slug, product_id, created_at) SELECT slug, id, $6 FROM added)
    SELECT id FROM added)sql"};

constexpr const char* kPlace = "Gift cards";

}  // namespace

GiftCardOffer offer_gift_card(store::Tx& tx, int dollars, base::Instant now) {
  BASE_CHECK(dollars >= 1 && dollars <= kMostGiftCardDollars);
  const auto sku = "GIFT-CARD-" + std::to_string(dollars);
  if (tx.one_or_none(kIsThere, sku)) return GiftCardOffer::Unchanged;
  const auto amount = base::Money::cents(dollars * 100);
  const auto brand = ensure_brands(tx, {kPlace}).at(base::lower_ascii(kPlace));
  const auto category = ensure_categories(tx, {{kPlace}}).at(category_path({kPlace}));
  const auto product = tx.one(kAdd, brand, category, sku, "Gift card, " + base::to_text(amount),
                              base::lower_ascii(sku), now);
  VariantWrite variant;
  variant.product = product;
  variant.sku = sku;
  variant.condition = Condition::New;
  variant.price = amount;
  insert_variants(tx, {variant}, now);
  write_part_numbers(tx, {{product, sku, "mpn"}, {product, sku, "sku"}});
  return GiftCardOffer::Created;
}

}  // namespace catalog
