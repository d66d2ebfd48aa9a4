#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "catalog/import_batch.h"
#include "store/db.h"

// The statements of an import, each for many rows at once. Private to catalog.
namespace catalog {

// A product as the table has it, by brand and MPN.
struct KnownProduct {
  std::int64_t n = 0;  // the key asked for, counted from 1
  base::ProductId id{0};
  bool bundle = false;
  std::string mpn;
  std::string title;
  std::string category;  // path
  std::optional<int> u_height_milli;
  std::optional<int> weight_g;
  std::optional<bool> full_depth;
  std::optional<std::string> airflow;
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> power_supplies;
  std::optional<int> max_draw_watts;
  std::optional<std::string> front;  // media files
  std::optional<std::string> rear;
  base::Instant updated_at;
  static constexpr auto columns() {
    using K = KnownProduct;
    return base::Columns<&K::n, &K::id, &K::bundle, &K::mpn, &K::title, &K::category,
                         &K::u_height_milli, &K::weight_g, &K::full_depth, &K::airflow, &K::ports,
                         &K::poe_ports, &K::power_supplies, &K::max_draw_watts, &K::front, &K::rear,
                         &K::updated_at>{};
  }
};
std::vector<KnownProduct> find_products(store::Tx& tx, const std::vector<std::string>& brands,
                                        const std::vector<std::string>& mpns);

// A product on its way into the table.
struct ProductWrite {
  base::ProductId id{0};     // of an update
  base::Instant updated_at;  // what was read: an update of anything newer is a lost race
  base::BrandId brand{0};    // of an insert
  base::CategoryId category{0};
  std::string mpn;
  std::string title;
  std::string slug;  // of an insert
  ProductFacts facts;
};
// The ids in the order given.
std::vector<base::ProductId> insert_products(store::Tx& tx, const std::vector<ProductWrite>& rows,
                                             base::Instant now);
void update_products(store::Tx& tx, const std::vector<ProductWrite>& rows, base::Instant now);

struct VariantWrite {
  base::VariantId id{0};
  base::Instant updated_at;
  base::ProductId product{0};
  std::string sku;
  Condition condition = Condition::New;
  base::Money price;
};
std::vector<base::VariantId> insert_variants(store::Tx& tx, const std::vector<VariantWrite>& rows,
                                             base::Instant now);
void update_variants(store::Tx& tx, const std::vector<VariantWrite>& rows, base::Instant now);

struct PartNumberWrite {
  base::ProductId product{0};
  std::string part_number;
  std::string kind;  // mpn or sku
};
// A part number that is there in another spelling is respelled.
void write_part_numbers(store::Tx& tx, const std::vector<PartNumberWrite>& rows);

struct PictureWrite {
  base::ProductId product{0};
  std::string view;  // front or rear
  StoredPicture picture;
  std::string alt;
};
void write_pictures(store::Tx& tx, const std::vector<PictureWrite>& rows);

// Who has these slugs: what tells their products apart.
struct SlugHolder {
  std::string slug;
  std::string ports;
  std::string poe_ports;
  std::string airflow;
  std::string category;
  int u_height_milli = 0;
  bool u_height_known = false;
  std::string power_supplies;
  std::string max_draw;
  std::string weight;
  static constexpr auto columns() {
    using S = SlugHolder;
    return base::Columns<&S::slug, &S::ports, &S::poe_ports, &S::airflow, &S::category,
                         &S::u_height_milli, &S::u_height_known, &S::power_supplies, &S::max_draw,
                         &S::weight>{};
  }
};
std::vector<SlugHolder> find_slug_holders(store::Tx& tx, const std::vector<std::string>& slugs);

}  // namespace catalog
