#include "catalog/compared.h"
#include "catalog/search.h"
#include "catalog/shelf_rows.h"

namespace catalog {
namespace {

using store::Query;
using ProductIds = std::vector<base::ProductId>;

const Query<base::ProductId(std::string)> kOfSku{"catalog.product_of_sku", R"sql(
    SELECT product_id FROM variants WHERE lower(sku) = lower($1) AND state = 'active')sql"};

const Query<base::ProductId(std::string)> kOfSlug{
    "catalog.product_of_slug", "SELECT id FROM products WHERE slug = $1 AND state = 'active'"};

std::optional<ProductCard> card_of(store::Tx& tx, std::optional<base::ProductId> product) {
  if (!product) return std::nullopt;
  auto cards = read_cards(tx, {*product});
  if (cards.empty()) return std::nullopt;
  return std::move(cards.front());
}

}  // namespace

std::vector<ProductCard> read_cards(store::Tx& tx, const ProductIds& products) {
  std::vector<ProductCard> cards;
  for (const auto& item : read_items(tx, products, Depth::Card)) cards.push_back(make_card(item));
  return cards;
}

std::vector<Compared> read_compared(store::Tx& tx, const ProductIds& products) {
  std::vector<Compared> compared;
  for (const auto& item : read_items(tx, products, Depth::Card)) {
    auto& one = compared.emplace_back(Compared{make_card(item), make_specs(item.product), {}});
    if (item.in_stock()) one.offer = make_offers(item).front();
  }
  return compared;
}

std::optional<ProductCard> card_of_sku(store::Tx& tx, const std::string& sku) {
  return card_of(tx, tx.one_or_none(kOfSku, sku));
}

std::optional<ProductCard> card_of_slug(store::Tx& tx, const std::string& slug) {
  return card_of(tx, tx.one_or_none(kOfSlug, slug));
}

}  // namespace catalog
