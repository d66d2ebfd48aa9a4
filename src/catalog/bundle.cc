#include "catalog/bundle.h"

#include <algorithm>

#include "base/columns.h"
#include "base/text.h"
#include "catalog/import_write.h"
#include "catalog/places.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

using base::ProductId;
using base::VariantId;
using store::Query;

struct Part {
  std::int64_t n;  // the component asked for, counted from 1
  VariantId variant;
  base::Money price;
  bool sold;  // and no bundle itself
  static constexpr auto columns() {
    return base::Columns<&Part::n, &Part::variant, &Part::price, &Part::sold>{};
  }
};

// Locked against archiving, in one order.
const Query<Part(std::vector<std::string>)> kParts{"catalog.bundle_parts", R"sql(
    SELECT r.n, v.id, v.price_cents,
           v.state = 'active' AND p.state = 'active' AND p.kind = 'product'
      FROM unnest($1::text[]) WITH ORDINALITY AS r(sku, n)
      JOIN variants v ON lower(v.sku) = lower(r.sku)
      JOIN products p ON p.id = v.product_id
     ORDER BY v.id
       FOR SHARE OF v)sql"};

struct Known {
  VariantId variant;
  ProductId product;
  bool bundle;
  std::string brand;
  std::string title;
  std::string category;  // path
  Condition condition;
  std::optional<int> off_basis_points;
  static constexpr auto columns() {
    return base::Columns<&Known::variant, &Known::product, &Known::bundle, &Known::brand,
                         &Known::title, &Known::category, &Known::condition,
                         &Known::off_basis_points>{};
  }
};
const Query<Known(std::string)> kFind{"catalog.find_bundle", R"sql(
    SELECT v.id, p.id, p.kind = 'bundle', b.name, p.title, c.path, v.condition, u.off_basis_points
      FROM variants v
      JOIN products p ON p.id = v.product_id
      JOIN brands b ON b.id = p.brand_id
      JOIN categories c ON c.id = p.category_id
      LEFT JOIN bundles u ON u.variant_id = v.id
     WHERE lower(v.sku) = lower($1)
       FOR UPDATE OF v)sql"};

struct Item {
  VariantId variant;
  int units;
  static constexpr auto columns() { return base::Columns<&Item::variant, &Item::units>{}; }
  friend bool operator==(const Item&, const Item&) = default;
};
const Query<Item(VariantId)> kItems{"catalog.bundle_items", R"sql(
    SELECT component_variant_id, units FROM bundle_items
     WHERE bundle_variant_id = $1
     ORDER BY position, component_variant_id)sql"};

const Query<ProductId(base::BrandId, base::CategoryId, std::string, std::string, std::string,
                      base::Instant)>
    kAddProduct{"catalog.add_bundle_product", R"sql(
    WITH added AS (
      INSERT INTO products (kind, brand_id, category_id, mpn, title, slug, created_at, updated_at)
      VALUES ('bundle', $1, $2, $3, $4, $5, $6, $6)
      RETURNING id, slug),
    addressed AS (
      INSERT INTO slugs (slug, product_id, created_at) SELECT slug, id, $6 FROM added)
    SELECT id FROM added)sql"};

const Query<void(VariantId, int)> kAddBundle{
    "catalog.add_bundle", "INSERT INTO bundles (variant_id, off_basis_points) VALUES ($1, $2)"};

const Query<void(ProductId, base::CategoryId, std::string, base::Instant)> kUpdateProduct{
    "catalog.update_bundle_product", R"sql(
    UPDATE products
       SET category_id = $2, title = $3, updated_at = greatest($4::timestamptz, updated_at)
     WHERE id = $1)sql"};

const Query<void(VariantId, Condition, base::Instant)> kUpdateVariant{
    "catalog.update_bundle_variant", R"sql(
    UPDATE variants SET condition = $2, updated_at = greatest($3::timestamptz, updated_at)
     WHERE id = $1)sql"};

// The bundle's price follows by trigger, as it does after each of the statements below.
const Query<void(VariantId, int)> kUpdateOff{
    "catalog.update_bundle_off", "UPDATE bundles SET off_basis_points = $2 WHERE variant_id = $1"};

const Query<void(VariantId)> kClear{"catalog.clear_bundle",
                                    "DELETE FROM bundle_items WHERE bundle_variant_id = $1"};

const Query<void(VariantId, std::vector<VariantId>, std::vector<int>)> kFill{"catalog.fill_bundle",
                                                                             R"sql(
    INSERT INTO bundle_items (bundle_variant_id, component_variant_id, units, position)
    SELECT $1, r.variant, r.units, r.n::int
      FROM unnest($2::bigint[], $3::int[]) WITH ORDINALITY AS r(variant, units, n))sql"};

// What the row's components are; the price is their sum, before anything is off.
struct Parts {
  std::vector<Item> items;
  base::Money price;
};

base::Result<Parts, BundleRefused> find_parts(store::Tx& tx, const BundleRow& row) {
  std::vector<std::string> skus;
  for (const auto& component : row.components) skus.push_back(component.sku);
  Parts parts;
  parts.items.assign(skus.size(), Item{VariantId{0}, 0});
  for (const auto& part : tx.all(kParts, skus)) {
    const auto at = static_cast<std::size_t>(part.n - 1);
    if (!part.sold)
      return BundleRefused{"component \"" + skus[at] + "\" is not for sale by itself"};
    parts.items[at] = {part.variant, row.components[at].units};
    parts.price += part.price * row.components[at].units;
  }
  for (std::size_t i = 0; i < skus.size(); ++i)
    if (parts.items[i].units == 0)
      return BundleRefused{"no variant has the SKU \"" + skus[i] + '"'};
  return parts;
}

void fill(store::Tx& tx, VariantId bundle, const std::vector<Item>& items) {
  std::vector<VariantId> variants;
  std::vector<int> units;
  for (const auto& item : items) {
    variants.push_back(item.variant);
    units.push_back(item.units);
  }
  tx.exec(kFill, bundle, variants, units);
}

std::string free_slug(store::Tx& tx, const BundleRow& row) {
  const auto stem = slugify(row.brand + ' ' + row.sku);
  for (int n = 1;; ++n) {
    auto slug = n == 1 ? stem : stem + '-' + std::to_string(n);
    if (find_slug_holders(tx, {slug}).empty()) return slug;
  }
}

void create(store::Tx& tx, const BundleRow& row, const Parts& parts, base::Instant now) {
  const auto brand = ensure_brands(tx, {row.brand}).at(base::lower_ascii(row.brand));
  const auto category = ensure_categories(tx, {row.category}).at(category_path(row.category));
  const auto product =
      tx.one(kAddProduct, brand, category, row.sku, row.title, free_slug(tx, row), now);
  VariantWrite variant;
  variant.product = product;
  variant.sku = row.sku;
  variant.condition = row.condition;
  variant.price = parts.price;
  const auto bundle = insert_variants(tx, {variant}, now).front();
  tx.exec(kAddBundle, bundle, row.off_basis_points);
  fill(tx, bundle, parts.items);
  write_part_numbers(tx, {{product, row.sku, "mpn"}, {product, row.sku, "sku"}});
}

}  // namespace

base::Result<BundleFate, BundleRefused> apply_bundle(store::Tx& tx, const BundleRow& row,
                                                     base::Instant now) {
  const auto parts = find_parts(tx, row);
  if (!parts) return parts.why();
  const auto known = tx.one_or_none(kFind, row.sku);
  if (!known) {
    create(tx, row, *parts, now);
    return BundleFate::Created;
  }
  if (!known->bundle) return BundleRefused{"sku \"" + row.sku + "\" is a plain variant's"};
  if (!base::equal_ignoring_case(known->brand, row.brand))
    return BundleRefused{"the bundle is " + known->brand + "'s: a bundle keeps its brand"};

  const bool product_changed =
      known->title != row.title || known->category != category_path(row.category);
  const bool items_changed = tx.all(kItems, known->variant) != parts->items;
  const bool off_changed = known->off_basis_points != row.off_basis_points;
  const bool condition_changed = known->condition != row.condition;
  if (!product_changed && !items_changed && !off_changed && !condition_changed)
    return BundleFate::Unchanged;
  const auto category = ensure_categories(tx, {row.category}).at(category_path(row.category));
  // Written whatever it was that changed: the product's row is what its page hangs on.
  tx.exec(kUpdateProduct, known->product, category, row.title, now);
  if (condition_changed) tx.exec(kUpdateVariant, known->variant, row.condition, now);
  if (off_changed) tx.exec(kUpdateOff, known->variant, row.off_basis_points);
  if (items_changed) {
    tx.exec(kClear, known->variant);
    fill(tx, known->variant, parts->items);
  }
  return BundleFate::Updated;
}

}  // namespace catalog
