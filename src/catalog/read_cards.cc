#include <unordered_map>

#include "catalog/compared.h"
#include "catalog/search.h"
#include "catalog/shelf_rows.h"

namespace catalog {
namespace {

using store::Query;
using ProductIds = std::vector<base::ProductId>;

const Query<ShelfProduct(ProductIds)> kProducts{"catalog.card_products", R"sql(
    SELECT p.id, p.kind, p.brand_id, p.category_id, p.mpn, p.title, p.slug,
           p.u_height_milli, p.weight_g, p.full_depth, p.airflow, p.ports, p.poe_ports,
           p.power_supplies, p.max_draw_watts, p.created_at, p.updated_at, b.name, b.slug, c.path
      FROM unnest($1::bigint[]) WITH ORDINALITY AS r(id, n)
      JOIN products p ON p.id = r.id
      JOIN brands b ON b.id = p.brand_id
      JOIN categories c ON c.id = p.category_id
     WHERE p.state = 'active'
     ORDER BY r.n)sql"};

const Query<ShelfVariant(ProductIds)> kVariants{"catalog.card_variants", R"sql(
    SELECT v.product_id, v.id, v.sku, v.condition, v.price_cents, NULL::bigint,
           variant_available(v.id, 'infinity'), NULL::int, NULL::int, v.updated_at
      FROM variants v
     WHERE v.product_id = ANY($1::bigint[]) AND v.state = 'active')sql"};

const Query<ShelfPicture(ProductIds)> kPictures{"catalog.card_pictures", R"sql(
    SELECT product_id, file, width, height, alt
      FROM media WHERE product_id = ANY($1::bigint[])
     ORDER BY product_id, view)sql"};

const Query<base::ProductId(std::string)> kOfSku{"catalog.product_of_sku", R"sql(
    SELECT product_id FROM variants WHERE lower(sku) = lower($1) AND state = 'active')sql"};

// With their variants in the order of a page; those without any are left out.
std::vector<ShelfItem> read_items(store::Tx& tx, const ProductIds& products) {
  if (products.empty()) return {};
  std::vector<ShelfItem> items;
  std::unordered_map<base::ProductId, std::size_t> at;
  for (auto& product : tx.all(kProducts, products)) {
    at.emplace(product.id, items.size());
    items.push_back({std::move(product), {}, {}});
  }
  for (auto& variant : tx.all(kVariants, products))
    if (const auto item = at.find(variant.product); item != at.end())
      items[item->second].variants.push_back(std::move(variant));
  for (const auto& picture : tx.all(kPictures, products))
    if (const auto item = at.find(picture.product); item != at.end())
      items[item->second].images.push_back(image_of(picture));
  std::erase_if(items, [](const ShelfItem& item) { return item.variants.empty(); });
  for (auto& item : items) sort_variants(item.variants);
  return items;
}

}  // namespace

std::vector<ProductCard> read_cards(store::Tx& tx, const ProductIds& products) {
  std::vector<ProductCard> cards;
  for (const auto& item : read_items(tx, products)) cards.push_back(make_card(item));
  return cards;
}

std::vector<Compared> read_compared(store::Tx& tx, const ProductIds& products) {
  std::vector<Compared> compared;
  for (const auto& item : read_items(tx, products)) {
    auto& one = compared.emplace_back(Compared{make_card(item), make_specs(item.product), {}});
    if (item.in_stock()) one.offer = make_offers(item).front();
  }
  return compared;
}

std::optional<ProductCard> card_of_sku(store::Tx& tx, const std::string& sku) {
  const auto product = tx.one_or_none(kOfSku, sku);
  if (!product) return std::nullopt;
  auto cards = read_cards(tx, {*product});
  if (cards.empty()) return std::nullopt;
  return std::move(cards.front());
}

}  // namespace catalog
