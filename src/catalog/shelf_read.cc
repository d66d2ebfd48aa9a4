#include <algorithm>
#include <map>
#include <tuple>

#include "base/columns.h"
#include "catalog/shelf.h"
#include "catalog/shelf_home.h"

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

const Query<ShelfRelation()> kRelations{"catalog.shelf_relations", R"sql(
    SELECT 'fits', part_id, device_id FROM compatibilities
    UNION ALL
    SELECT 'replaces', successor_id, product_id FROM successors
     ORDER BY 1, 2, 3)sql"};

const Query<ShelfPicture()> kPictures{"catalog.shelf_pictures", R"sql(
    SELECT product_id, file, width, height, alt FROM media ORDER BY product_id, view)sql"};

const Query<ShelfPartRow()> kBundles{"catalog.shelf_bundles", R"sql(
    SELECT v.product_id,
           CASE WHEN b.own_price_cents IS NULL AND v.price_source = 'base'
                THEN b.off_basis_points::bigint END,
           i.component_variant_id, c.product_id, i.units
      FROM bundles b
      JOIN variants v ON v.id = b.variant_id AND v.state = 'active'
      JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
      JOIN variants c ON c.id = i.component_variant_id
     ORDER BY v.product_id, i.position, i.component_variant_id)sql"};

struct CategoryRow {
  base::CategoryId id;
  std::optional<base::CategoryId> parent;
  std::string name;
  std::string path;
  static constexpr auto columns() {
    return base::Columns<&CategoryRow::id, &CategoryRow::parent, &CategoryRow::name,
                         &CategoryRow::path>{};
  }
};
const Query<CategoryRow()> kCategories{"catalog.shelf_categories", R"sql(
    SELECT id, parent_id, name, path FROM categories ORDER BY position, name, id)sql"};

struct BrandRow {
  base::BrandId id;
  std::string name;
  std::string slug;
  static constexpr auto columns() {
    return base::Columns<&BrandRow::id, &BrandRow::name, &BrandRow::slug>{};
  }
};
const Query<BrandRow()> kBrands{"catalog.shelf_brands",
                                "SELECT id, name, slug FROM brands ORDER BY lower(name), id"};

}  // namespace

// Reads all rows of a snapshot and decides the order.
class ShelfMaker {
 public:
  ShelfMaker(Shelf& shelf, store::Tx& tx) : shelf_{shelf}, order_{shelf.order_}, tx_{tx} {}

  void make() {
    read_products();
    read_bundles();
    read_places();
    read_relations();
    list_items();
    drop_empty_places();
    count_facets();
    order_.home = choose_home(order_);
  }

 private:
  using Indexes = ShelfOrder::Indexes;
  static std::uint32_t index(std::size_t i) { return static_cast<std::uint32_t>(i); }

  void read_products();
  void read_bundles();
  void read_relations();
  void read_places();
  void list_items();
  void drop_empty_places();
  void count_facets();

  Shelf& shelf_;
  ShelfOrder& order_;
  store::Tx& tx_;
  std::unordered_map<base::CategoryId, std::uint32_t> category_at_;
  std::unordered_map<base::BrandId, std::uint32_t> brand_at_;
};

Shelf::Shelf(store::Tx& tx) {
  ShelfMaker{*this, tx}.make();
}

void ShelfMaker::read_products() {
  auto& items = shelf_.items_;
  std::unordered_map<base::ProductId, std::size_t> places;
  for (auto& product : tx_.all(kProducts)) {
    places.emplace(product.id, items.size());
    items.push_back({std::move(product), {}, {}});
  }
  const auto at = [&](base::ProductId product) {
    const auto place = places.find(product);
    return place == places.end() ? nullptr : &items[place->second];
  };
  for (auto& variant : tx_.all(kVariants))
    if (auto* item = at(variant.product)) item->variants.push_back(std::move(variant));
  add_tiers(tx_.all(kTiers), at);
  add_prices(tx_.all(kPrices), at);
  for (const auto& picture : tx_.all(kPictures))
    if (auto* item = at(picture.product)) item->images.push_back(image_of(picture));
  std::erase_if(items, [](const ShelfItem& item) { return item.variants.empty(); });
  for (auto& item : items) {
    sort_variants(item.variants);
    order_.items.change().push_back(order_item(item));
  }
  for (std::size_t i = 0; i < items.size(); ++i) shelf_.note_variants(i);
}

void ShelfMaker::read_bundles() {
  for (const auto& row : tx_.all(kBundles)) {
    shelf_.bundle_off_[row.product] = row.off_basis_points;
    shelf_.parts_[row.product].push_back({row.component, row.units});
  }
}

void ShelfMaker::read_relations() {
  for (const auto& row : tx_.all(kRelations)) {
    const auto one = order_.find(row.product);
    const auto other = order_.find(row.other);
    if (one && other) shelf_.add_relation(row.kind, *one, *other);  // else one is not for sale
  }
}

void ShelfMaker::read_places() {
  std::vector<std::optional<base::CategoryId>> parents;
  auto& categories = order_.categories;
  for (auto& row : tx_.all(kCategories)) {
    category_at_.emplace(row.id, index(categories.size()));
    parents.push_back(row.parent);
    ShelfOrder::List category;
    category.id = row.id.raw();
    category.name = std::move(row.name);
    category.path = "/c/" + row.path;
    categories.push_back(std::move(category));
  }
  for (std::size_t c = 0; c < categories.size(); ++c) {
    if (!parents[c]) continue;
    categories[c].parent = category_at_.at(*parents[c]);
    categories[categories[c].parent].children.push_back(index(c));
  }
  for (auto& row : tx_.all(kBrands)) {
    brand_at_.emplace(row.id, index(order_.brands.size()));
    ShelfOrder::List brand;
    brand.id = row.id.raw();
    brand.name = std::move(row.name);
    brand.path = "/brand/" + row.slug;
    order_.brands.push_back(std::move(brand));
  }
}

// Lists show what can be bought first, then by title.
void ShelfMaker::list_items() {
  const auto& items = shelf_.items_;
  Indexes sorted(items.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = index(i);
  const auto key = [&](std::uint32_t i) {
    return std::tuple<bool, const std::string&, base::ProductId>{
        !items[i].in_stock(), items[i].product.title, items[i].product.id};
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  for (const auto i : sorted) {
    auto& item = order_.items.change()[i];
    item.category = category_at_.at(items[i].product.category);
    item.brand = brand_at_.at(items[i].product.brand);
    item.place = index(order_.categories[item.category].items.size());
    for (const auto c : order_.categories_of(i)) order_.categories[c].items.change().push_back(i);
    order_.brands[item.brand].items.change().push_back(i);
  }
}

// An empty category has no page and stands in no menu; indexes stay as they are.
void ShelfMaker::drop_empty_places() {
  for (auto& category : order_.categories)
    std::erase_if(category.children,
                  [&](std::uint32_t child) { return order_.categories[child].items.empty(); });
}

// Once for all pages that show them.
void ShelfMaker::count_facets() {
  std::map<std::string, std::string> names;  // "category:networking" is "Networking"
  for (const auto& brand : order_.brands)
    names.emplace("brand:" + brand.path.substr(brand.path.rfind('/') + 1), brand.name);
  for (const auto& category : order_.categories)
    names.emplace("category:" + category.path.substr(category.path.find('/', 1) + 1),
                  category.name);
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& item : shelf_.items_) {
    for (auto& text : make_facets(item)) {
      const auto [at, is_new] = numbers.emplace(std::move(text), index(order_.facets.size()));
      if (is_new) {
        const auto name = names.find(at->first);
        order_.facets.push_back({at->first, name != names.end()
                                                ? name->second
                                                : at->first.substr(at->first.find(':') + 1)});
      }
      order_.facet_items.change().push_back(at->second);
    }
    order_.facet_ends.change().push_back(index(order_.facet_items.size()));
  }
  for (auto* lists : {&order_.categories, &order_.brands})
    for (auto& list : *lists) {
      auto& counts = list.facet_counts.change();
      counts.assign(order_.facets.size(), 0);
      for (const auto i : list.items)
        for (const auto facet : order_.facets_of(i)) ++counts[facet];
    }
}

}  // namespace catalog
