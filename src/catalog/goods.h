#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "catalog/condition.h"
#include "catalog/import_row.h"
#include "store/db.h"

// Products and variants as machines read and change them: all there are, for sale or not, one after
// another by id. Prices are written by pricing, stock by inventory.
namespace catalog {

// What may be told of a device and may be unknown stands as an optional.
struct Goods {
  base::ProductId id{0};
  std::string kind;  // product, bundle
  std::string brand;
  std::string mpn;
  std::string title;
  std::string slug;
  std::string category;  // path
  std::string state;     // active, archived
  std::optional<int> u_height_milli;
  std::optional<int> weight_g;
  std::optional<bool> full_depth;
  std::optional<std::string> airflow;
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> power_supplies;
  std::optional<int> max_draw_watts;
  base::Instant updated_at;
  static constexpr auto columns() {
    using G = Goods;
    return base::Columns<&G::id, &G::kind, &G::brand, &G::mpn, &G::title, &G::slug, &G::category,
                         &G::state, &G::u_height_milli, &G::weight_g, &G::full_depth, &G::airflow,
                         &G::ports, &G::poe_ports, &G::power_supplies, &G::max_draw_watts,
                         &G::updated_at>{};
  }
};

struct GoodsVariant {
  base::VariantId id{0};
  base::ProductId product{0};
  std::string sku;
  Condition condition = Condition::New;
  base::Money price;       // what everybody pays now
  base::Money base_price;  // what it costs while nothing else counts
  std::string price_source;
  std::string state;
  base::Instant updated_at;
  static constexpr auto columns() {
    using V = GoodsVariant;
    return base::Columns<&V::id, &V::product, &V::sku, &V::condition, &V::price, &V::base_price,
                         &V::price_source, &V::state, &V::updated_at>{};
  }
};

// At most `limit` with a greater id than `after`, ascending.
std::vector<Goods> goods_after(store::Tx& tx, base::ProductId after, std::int64_t limit);
std::vector<GoodsVariant> variants_after(store::Tx& tx, base::VariantId after, std::int64_t limit);

std::optional<Goods> find_goods(store::Tx& tx, base::ProductId product);
std::optional<GoodsVariant> find_variant(store::Tx& tx, base::VariantId variant);
// By SKU, in any case.
std::optional<GoodsVariant> find_variant(store::Tx& tx, const std::string& sku);
// Of these products, by product and id.
std::vector<GoodsVariant> variants_of(store::Tx& tx, const std::vector<base::ProductId>& products);

// The same, the row locked until the transaction ends: who changes it waits for who did.
std::optional<Goods> lock_goods(store::Tx& tx, base::ProductId product);
std::optional<GoodsVariant> lock_variant(store::Tx& tx, base::VariantId variant);

// Writes the title and what is known of the device, as they stand in `goods`, which was locked in
// this transaction; pages and search follow. The rest of it is not looked at.
void write_goods(store::Tx& tx, const Goods& goods, base::Instant now);

enum class MakeWhy {
  SkuTaken,      // `sku` is a variant's already
  ProductThere,  // of this brand and part number
};
struct MakeRefused {
  MakeWhy why;
  std::string sku{};
};
// A new product with its variants, one a row: the rows are one product's, with the same facts, and
// name each SKU once in any case. Brand and category are made as needed. Changes nothing that is
// there. One at a time, by a lock that lasts until the transaction ends. Of pictures and counts in
// the rows nothing is read.
base::Result<base::ProductId, MakeRefused> make_goods(store::Tx& tx,
                                                      const std::vector<ProductRow>& rows,
                                                      base::Instant now);

}  // namespace catalog
