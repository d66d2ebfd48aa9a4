#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "store/db.h"

namespace catalog {

// A product beside others: what its card says, its specification, and what can be bought of it.
struct Compared {
  ProductCard card;
  std::vector<SpecRow> specs;
  std::optional<Offer> offer;  // the first of its page; nothing when it is sold out
};

// These products in this order, as of now; what is not for sale is left out.
std::vector<Compared> read_compared(store::Tx& tx, const std::vector<base::ProductId>& products);

// The product that has this SKU; nothing when it is not for sale.
std::optional<ProductCard> card_of_sku(store::Tx& tx, const std::string& sku);
// The same by slug.
std::optional<ProductCard> card_of_slug(store::Tx& tx, const std::string& slug);

}  // namespace catalog
