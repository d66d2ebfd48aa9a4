#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "catalog/condition.h"
#include "catalog/pages.h"
#include "catalog/shelf_order.h"
#include "store/db.h"

// Rows as catalog pages are made of them, and the small texts made of one row. Private to catalog.
namespace catalog {

struct ShelfProduct {
  base::ProductId id{0};
  std::string kind;  // product, bundle, gift_card
  base::BrandId brand{0};
  base::CategoryId category{0};
  std::string mpn;
  std::string title;
  std::string slug;
  std::optional<int> u_height_milli;
  std::optional<int> weight_g;
  std::optional<bool> full_depth;
  std::optional<std::string> airflow;
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> power_supplies;
  std::optional<int> max_draw_watts;
  base::Instant created_at;
  base::Instant updated_at;
  std::string brand_name;
  std::string brand_slug;
  std::string category_path;
  static constexpr auto columns() {
    using P = ShelfProduct;
    return base::Columns<&P::id, &P::kind, &P::brand, &P::category, &P::mpn, &P::title, &P::slug,
                         &P::u_height_milli, &P::weight_g, &P::full_depth, &P::airflow, &P::ports,
                         &P::poe_ports, &P::power_supplies, &P::max_draw_watts, &P::created_at,
                         &P::updated_at, &P::brand_name, &P::brand_slug, &P::category_path>{};
  }
};

struct ShelfVariant {
  base::ProductId product{0};
  base::VariantId id{0};
  std::string sku;
  Condition condition = Condition::New;
  base::Money price;
  std::optional<base::Money> was;  // struck: asked before, and higher
  int available = 0;               // variant_available(id, 'infinity')
  // Until a supplier sends it; nothing: it is here.
  std::optional<int> lead_days_min;
  std::optional<int> lead_days_max;
  base::Instant updated_at;
  std::vector<Tier> tiers{};  // not a column, as what follows
  std::vector<PricePoint> history{};
  static constexpr auto columns() {
    using V = ShelfVariant;
    return base::Columns<&V::product, &V::id, &V::sku, &V::condition, &V::price, &V::was,
                         &V::available, &V::lead_days_min, &V::lead_days_max, &V::updated_at>{};
  }
};

// What a variant's public price became and when; only of those whose price ever changed.
struct ShelfPrice {
  base::ProductId product{0};
  base::VariantId variant{0};
  base::Money price;
  base::Instant at;
  static constexpr auto columns() {
    using P = ShelfPrice;
    return base::Columns<&P::product, &P::variant, &P::price, &P::at>{};
  }
};

// A row of everybody's price lists that is below the public price.
struct ShelfTier {
  base::ProductId product{0};
  base::VariantId variant{0};
  int min_units = 0;
  base::Money price;
  static constexpr auto columns() {
    using T = ShelfTier;
    return base::Columns<&T::product, &T::variant, &T::min_units, &T::price>{};
  }
};

struct ShelfPicture {
  base::ProductId product{0};
  std::string file;
  int width = 0;
  int height = 0;
  std::string alt;
  static constexpr auto columns() {
    using M = ShelfPicture;
    return base::Columns<&M::product, &M::file, &M::width, &M::height, &M::alt>{};
  }
};

// "fits": the first is a part for the second; "replaces": it came after it.
struct ShelfRelation {
  std::string kind;
  base::ProductId product{0};
  base::ProductId other{0};
  static constexpr auto columns() {
    using R = ShelfRelation;
    return base::Columns<&R::kind, &R::product, &R::other>{};
  }
};

// An address of a product.
struct ShelfPath {
  base::ProductId product{0};
  std::string path;
  static constexpr auto columns() { return base::Columns<&ShelfPath::product, &ShelfPath::path>{}; }
};

// What a bundle contains.
struct ShelfPartRow {
  base::ProductId product{0};
  std::optional<std::int64_t> off_basis_points;  // nothing: it has a price of its own
  base::VariantId component{0};
  base::ProductId component_product{0};
  int units = 0;
  static constexpr auto columns() {
    using P = ShelfPartRow;
    return base::Columns<&P::product, &P::off_basis_points, &P::component, &P::component_product,
                         &P::units>{};
  }
};

// A product with what belongs to it.
struct ShelfItem {
  ShelfProduct product;
  std::vector<ShelfVariant> variants;  // in stock first, then cheapest
  std::vector<Image> images;           // front, then rear
  bool in_stock() const { return !variants.empty() && variants.front().available > 0; }
};

std::string product_path(const ShelfProduct& product);
// Some products for sale, as of now, in this order. A page shows more of a product than a card.
enum class Depth { Card, Page };
std::vector<ShelfItem> read_items(store::Tx& tx, const std::vector<base::ProductId>& products,
                                  Depth depth);

// In the order a page lists them.
void sort_variants(std::vector<ShelfVariant>& variants);
Image image_of(const ShelfPicture& picture);
ProductCard make_card(const ShelfItem& item);
std::vector<Offer> make_offers(const ShelfItem& item);
std::vector<SpecRow> make_specs(const ShelfProduct& product);
Front make_front(const ShelfProduct& product);
// What the search finds it by: "brand:cisco", "condition:used", "stock:in".
std::vector<std::string> make_facets(const ShelfItem& item);
// What the order of the shelf is made of, without its places.
ShelfOrder::Item order_item(const ShelfItem& item);

// Gives variants what belongs to them; `at` answers a pointer to a product's item, or null. Of
// tiers only what is cheaper than with fewer units.
template <class At>
void add_tiers(const std::vector<ShelfTier>& tiers, const At& at) {
  for (const auto& tier : tiers)
    if (ShelfItem* item = at(tier.product))
      for (auto& variant : item->variants)
        if (variant.id == tier.variant &&
            (variant.tiers.empty() || tier.price < variant.tiers.back().price))
          variant.tiers.push_back({tier.min_units, tier.price});
}

template <class At>
void add_prices(const std::vector<ShelfPrice>& prices, const At& at) {
  for (const auto& price : prices)
    if (ShelfItem* item = at(price.product))
      for (auto& variant : item->variants)
        if (variant.id == price.variant) variant.history.push_back({price.at, price.price});
}

}  // namespace catalog
