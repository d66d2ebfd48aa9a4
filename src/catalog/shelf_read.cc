#include <algorithm>
#include <tuple>

#include "catalog/shelf.h"

namespace catalog {
namespace {

using store::Query;

const Query<ShelfProduct()> kProducts{"catalog.shelf_products", R"sql(
    SELECT p.id, p.kind, p.brand_id, p.category_id, p.mpn, p.title, p.slug,
           p.u_height_milli, p.weight_g, p.full_depth, p.airflow, p.ports, p.poe_ports,
           p.power_supplies, p.max_draw_watts, p.created_at, p.updated_at, b.name, b.slug, c.path
      FROM products p
      JOIN brands b ON b.id = p.brand_id
      JOIN categories c ON c.id = p.category_id
     WHERE p.state = 'active'
     ORDER BY p.id)sql"};

// variant_available(v.id, 'infinity') of every variant at once: the function asked ten thousand
// times takes longer than all pages. A test holds the two together.
const Query<ShelfVariant()> kVariants{"catalog.shelf_variants", R"sql(
    WITH in_payment AS (
      SELECT stock_item_id, sum(units)::int AS units
        FROM holds WHERE expires_at IS NULL OR expires_at = 'infinity'
       GROUP BY stock_item_id),
    stock AS (
      SELECT variant_id, greatest(min(units), 0) AS units
        FROM (SELECT vs.variant_id,
                     (s.on_hand - s.allocated - s.buffer - coalesce(h.units, 0)) / vs.units AS units
                FROM variant_stock vs
                JOIN stock_items s ON s.id = vs.stock_item_id
                LEFT JOIN in_payment h ON h.stock_item_id = s.id
              UNION ALL
              SELECT variant_id, stock / units FROM variant_dropship) parts
       GROUP BY variant_id)
    SELECT v.product_id, v.id, v.sku, v.condition, v.price_cents,
           struck_price(v.id, v.compare_at_cents, v.price_cents), coalesce(s.units, 0),
           d.lead_days_min, d.lead_days_max, v.updated_at
      FROM variants v
      LEFT JOIN stock s ON s.variant_id = v.id
      LEFT JOIN (SELECT variant_id, max(lead_days_min) AS lead_days_min,
                        max(lead_days_max) AS lead_days_max
                   FROM variant_dropship GROUP BY variant_id) d ON d.variant_id = v.id
     WHERE v.state = 'active')sql"};

// From how many units on everybody pays less, and what: list_price(), as a cart asks it.
const Query<ShelfTier()> kTiers{"catalog.shelf_tiers", R"sql(
    SELECT v.product_id, v.id, t.min_units, l.price_cents
      FROM (SELECT DISTINCT p.variant_id, p.min_units
              FROM prices p JOIN price_lists pl ON pl.id = p.price_list_id
             WHERE pl.customer_group = '' AND pl.state = 'active' AND p.min_units > 1) t
      JOIN variants v ON v.id = t.variant_id AND v.state = 'active'
     CROSS JOIN LATERAL list_price(v.id, t.min_units, '{}', '-infinity') l
     WHERE l.price_cents < v.price_cents
     ORDER BY v.id, t.min_units)sql"};

const Query<ShelfPrice()> kPrices{"catalog.shelf_prices", R"sql(
    SELECT v.product_id, h.variant_id, h.new_cents, h.at
      FROM price_history h JOIN variants v ON v.id = h.variant_id AND v.state = 'active'
     WHERE h.kind = 'web' AND h.new_cents IS NOT NULL
       AND h.variant_id IN (SELECT variant_id FROM price_history WHERE kind = 'web'
                             GROUP BY variant_id HAVING count(*) > 1)
     ORDER BY h.variant_id, h.id)sql"};

struct RelationRow {
  std::string kind;  // fits, replaces
  base::ProductId product;
  base::ProductId other;
  static constexpr auto columns() {
    return std::make_tuple(&RelationRow::kind, &RelationRow::product, &RelationRow::other);
  }
};
const Query<RelationRow()> kRelations{"catalog.shelf_relations", R"sql(
    SELECT 'fits', part_id, device_id FROM compatibilities
    UNION ALL
    SELECT 'replaces', successor_id, product_id FROM successors
     ORDER BY 1, 2, 3)sql"};

const Query<ShelfPicture()> kPictures{"catalog.shelf_pictures", R"sql(
    SELECT product_id, file, width, height, alt FROM media ORDER BY product_id, view)sql"};

struct BundleRow {
  base::ProductId product;
  std::optional<std::int64_t> off_basis_points;  // nothing: it has a price of its own
  base::VariantId component;
  int units;
  static constexpr auto columns() {
    return std::make_tuple(&BundleRow::product, &BundleRow::off_basis_points, &BundleRow::component,
                           &BundleRow::units);
  }
};
const Query<BundleRow()> kBundles{"catalog.shelf_bundles", R"sql(
    SELECT v.product_id,
           CASE WHEN b.own_price_cents IS NULL AND v.price_source = 'base'
                THEN b.off_basis_points::bigint END,
           i.component_variant_id, i.units
      FROM bundles b
      JOIN variants v ON v.id = b.variant_id AND v.state = 'active'
      JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
     ORDER BY v.product_id, i.position, i.component_variant_id)sql"};

// Only what is cheaper than with fewer units.
void add_tier(ShelfItem& item, const ShelfTier& tier) {
  for (auto& variant : item.variants)
    if (variant.id == tier.variant &&
        (variant.tiers.empty() || tier.price < variant.tiers.back().price))
      variant.tiers.push_back({tier.min_units, tier.price});
}

struct CategoryRow {
  base::CategoryId id;
  std::optional<base::CategoryId> parent;
  std::string name;
  std::string path;
  static constexpr auto columns() {
    return std::make_tuple(&CategoryRow::id, &CategoryRow::parent, &CategoryRow::name,
                           &CategoryRow::path);
  }
};
const Query<CategoryRow()> kCategories{"catalog.shelf_categories", R"sql(
    SELECT id, parent_id, name, path FROM categories ORDER BY position, name, id)sql"};

struct BrandRow {
  base::BrandId id;
  std::string name;
  std::string slug;
  static constexpr auto columns() {
    return std::make_tuple(&BrandRow::id, &BrandRow::name, &BrandRow::slug);
  }
};
const Query<BrandRow()> kBrands{"catalog.shelf_brands",
                                "SELECT id, name, slug FROM brands ORDER BY lower(name), id"};

}  // namespace

Shelf::Shelf(store::Tx& tx) {
  read_products(tx);
  read_bundles(tx);
  read_relations(tx);
  read_places(tx);
  list_items();
  drop_empty_places();
  count_facets();
}

void Shelf::read_products(store::Tx& tx) {
  for (auto& product : tx.all(kProducts)) {
    item_at_.emplace(product.id, items_.size());
    items_.push_back({std::move(product), {}, {}});
  }
  for (auto& variant : tx.all(kVariants)) {
    const auto at = item_at_.find(variant.product);
    if (at != item_at_.end()) items_[at->second].variants.push_back(std::move(variant));
  }
  for (const auto& tier : tx.all(kTiers))
    if (const auto at = item_at_.find(tier.product); at != item_at_.end())
      add_tier(items_[at->second], tier);
  for (const auto& price : tx.all(kPrices)) {
    const auto at = item_at_.find(price.product);
    if (at == item_at_.end()) continue;
    for (auto& variant : items_[at->second].variants)
      if (variant.id == price.variant) variant.history.push_back({price.at, price.price});
  }
  for (const auto& picture : tx.all(kPictures)) {
    const auto at = item_at_.find(picture.product);
    if (at != item_at_.end()) items_[at->second].images.push_back(image_of(picture));
  }
  std::erase_if(items_, [](const ShelfItem& item) { return item.variants.empty(); });
  item_at_.clear();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    item_at_.emplace(items_[i].product.id, i);
    item_of_slug_.emplace(items_[i].product.slug, i);
    sort_variants(items_[i].variants);
    for (std::size_t v = 0; v < items_[i].variants.size(); ++v)
      variant_at_.emplace(items_[i].variants[v].id, std::pair{i, v});
  }
}

void Shelf::read_bundles(store::Tx& tx) {
  for (const auto& row : tx.all(kBundles)) {
    bundle_off_[row.product] = row.off_basis_points;
    parts_[row.product].push_back({row.component, row.units});
  }
}

void Shelf::read_relations(store::Tx& tx) {
  for (const auto& row : tx.all(kRelations)) {
    const auto one = item_at_.find(row.product);
    const auto other = item_at_.find(row.other);
    if (one == item_at_.end() || other == item_at_.end()) continue;  // one of them is not for sale
    if (row.kind == "fits") {
      relations_[one->second].fits.push_back(other->second);
      relations_[other->second].fitting.push_back(one->second);
    } else {
      relations_[one->second].replaces.push_back(other->second);
      relations_[other->second].successor = one->second;
    }
  }
}

void Shelf::read_places(store::Tx& tx) {
  std::vector<std::optional<base::CategoryId>> parents;
  for (auto& row : tx.all(kCategories)) {
    category_at_.emplace(row.id, categories_.size());
    parents.push_back(row.parent);
    Category category;
    category.id = row.id;
    category.name = std::move(row.name);
    category.path = std::move(row.path);
    categories_.push_back(std::move(category));
  }
  for (std::size_t c = 0; c < categories_.size(); ++c) {
    if (!parents[c]) continue;
    categories_[c].parent = category_at_.at(*parents[c]);
    categories_[categories_[c].parent].children.push_back(c);
  }
  for (auto& row : tx.all(kBrands)) {
    brand_at_.emplace(row.id, brands_.size());
    Brand brand;
    brand.id = row.id;
    brand.name = std::move(row.name);
    brand.slug = std::move(row.slug);
    brands_.push_back(std::move(brand));
  }
}

// Lists show what can be bought first, then by title.
void Shelf::list_items() {
  std::vector<std::size_t> order(items_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [&](std::size_t i) {
    return std::tuple<bool, const std::string&, base::ProductId>{
        !items_[i].in_stock(), items_[i].product.title, items_[i].product.id};
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  place_in_category_.resize(items_.size());
  for (const auto i : order) {
    const auto own = category_at_.at(items_[i].product.category);
    place_in_category_[i] = categories_[own].items.size();
    for (auto c = own; c != kNone; c = categories_[c].parent) categories_[c].items.push_back(i);
    brands_[brand_at_.at(items_[i].product.brand)].items.push_back(i);
  }
}

// An empty category has no page and stands in no menu; indexes stay as they are.
void Shelf::drop_empty_places() {
  for (auto& category : categories_)
    std::erase_if(category.children,
                  [&](std::size_t child) { return categories_[child].items.empty(); });
}

// Once for all pages: a list of a thousand products has forty pages, each with the same counts.
void Shelf::count_facets() {
  std::map<std::string, std::string> names;  // "category:networking" is "Networking"
  for (const auto& brand : brands_) names.emplace("brand:" + brand.slug, brand.name);
  for (const auto& category : categories_)
    names.emplace("category:" + category.path, category.name);
  std::map<std::string, std::size_t> numbers;
  std::vector<std::vector<std::size_t>> of_items;
  for (const auto& item : items_) {
    auto& mine = of_items.emplace_back();
    for (auto& facet : make_facets(item)) {
      const auto [at, is_new] = numbers.emplace(std::move(facet), facets_.size());
      if (is_new) {
        const auto name = names.find(at->first);
        facets_.push_back(
            {at->first,
             name != names.end() ? name->second : at->first.substr(at->first.find(':') + 1), 0});
      }
      mine.push_back(at->second);
    }
  }
  const auto count = [&](const std::vector<std::size_t>& items) {
    std::vector<int> counts(facets_.size(), 0);
    for (const auto i : items)
      for (const auto facet : of_items[i]) ++counts[facet];
    return counts;
  };
  for (auto& category : categories_) category.facet_counts = count(category.items);
  for (auto& brand : brands_) brand.facet_counts = count(brand.items);
}

}  // namespace catalog
