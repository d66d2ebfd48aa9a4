#include <unordered_map>

#include "catalog/relations.h"
#include "catalog/shelf_rows.h"

namespace catalog {
namespace {

using store::Query;
using ProductIds = std::vector<base::ProductId>;

// Those in a state, or in any.
const Query<ShelfProduct(ProductIds, std::optional<std::string>)> kProducts{"catalog.card_products",
                                                                            R"sql(
    SELECT p.id, p.kind, p.brand_id, p.category_id, p.mpn, p.title, p.slug,
           p.u_height_milli, p.weight_g, p.full_depth, p.airflow, p.ports, p.poe_ports,
           p.power_supplies, p.max_draw_watts, p.created_at, p.updated_at, b.name, b.slug, c.path
      FROM unnest($1::bigint[]) WITH ORDINALITY AS r(id, n)
      JOIN products p ON p.id = r.id
      JOIN brands b ON b.id = p.brand_id
      JOIN categories c ON c.id = p.category_id
     WHERE ($2::text IS NULL OR p.state = $2)
     ORDER BY r.n)sql"};

// What variant_available(id, 'infinity') answers, as catalog.shelf_variants reads it of all: the
// function asked for each takes longer. LATERAL looks each up in the view, which would be made of
// all stock otherwise: that is no slower before a third of all is asked for. A test holds them
// together.
const Query<ShelfVariant(ProductIds)> kVariants{"catalog.card_variants", R"sql(
    WITH sold AS (
      SELECT id, product_id, sku, condition, price_cents, updated_at
        FROM variants WHERE product_id = ANY($1::bigint[]) AND state = 'active'),
    in_payment AS (
      SELECT stock_item_id, sum(units)::int AS units
        FROM holds WHERE expires_at IS NULL OR expires_at = 'infinity'
       GROUP BY stock_item_id),
    stock AS (
      SELECT variant_id, greatest(min(units), 0) AS units
        FROM (SELECT sold.id AS variant_id,
                     (s.on_hand - s.allocated - s.buffer - coalesce(h.units, 0)) / vs.units AS units
                FROM sold
               CROSS JOIN LATERAL (SELECT stock_item_id, units FROM variant_stock
                                    WHERE variant_id = sold.id OFFSET 0) vs
                JOIN stock_items s ON s.id = vs.stock_item_id
                LEFT JOIN in_payment h ON h.stock_item_id = s.id
              UNION ALL
              SELECT sold.id, d.units
                FROM sold
               CROSS JOIN LATERAL (SELECT stock / units AS units FROM variant_dropship
                                    WHERE variant_id = sold.id OFFSET 0) d) parts
       GROUP BY variant_id)
    SELECT v.product_id, v.id, v.sku, v.condition, v.price_cents, NULL::bigint,
           coalesce(s.units, 0), NULL::int, NULL::int, v.updated_at
      FROM sold v LEFT JOIN stock s ON s.variant_id = v.id)sql"};

const Query<ShelfPicture(ProductIds)> kPictures{"catalog.card_pictures", R"sql(
    SELECT product_id, file, width, height, alt
      FROM media WHERE product_id = ANY($1::bigint[])
     ORDER BY product_id, view)sql"};

// What the shelf reads of all at once (catalog.shelf_variants and what follows there), of a few.
const Query<ShelfVariant(ProductIds)> kOffers{"catalog.page_variants", R"sql(
    SELECT v.product_id, v.id, v.sku, v.condition, v.price_cents,
           struck_price(v.id, v.compare_at_cents, v.price_cents),
           variant_available(v.id, 'infinity'), d.lead_days_min, d.lead_days_max, v.updated_at
      FROM variants v
      LEFT JOIN LATERAL (SELECT max(lead_days_min) AS lead_days_min,
                                max(lead_days_max) AS lead_days_max
                           FROM variant_dropship WHERE variant_id = v.id) d ON true
     WHERE v.product_id = ANY($1::bigint[]) AND v.state = 'active')sql"};

const Query<ShelfTier(ProductIds)> kTiers{"catalog.page_tiers", R"sql(
    SELECT v.product_id, v.id, t.min_units, l.price_cents
      FROM variants v
     CROSS JOIN LATERAL (SELECT DISTINCT p.min_units
                           FROM prices p JOIN price_lists pl ON pl.id = p.price_list_id
                          WHERE p.variant_id = v.id AND pl.customer_group = ''
                            AND pl.state = 'active' AND p.min_units > 1) t
     CROSS JOIN LATERAL list_price(v.id, t.min_units, '{}', '-infinity') l
     WHERE v.product_id = ANY($1::bigint[]) AND v.state = 'active'
       AND l.price_cents < v.price_cents
     ORDER BY v.id, t.min_units)sql"};

const Query<ShelfPrice(ProductIds)> kPrices{"catalog.page_prices", R"sql(
    SELECT v.product_id, h.variant_id, h.new_cents, h.at
      FROM variants v
      JOIN price_history h ON h.variant_id = v.id AND h.kind = 'web' AND h.new_cents IS NOT NULL
     WHERE v.product_id = ANY($1::bigint[]) AND v.state = 'active'
       AND (SELECT count(*) FROM price_history o
             WHERE o.variant_id = v.id AND o.kind = 'web') > 1
     ORDER BY h.variant_id, h.id)sql"};

std::vector<ShelfVariant> read_variants(store::Tx& tx, const ProductIds& products, Depth depth) {
  return tx.all(depth == Depth::Page ? kOffers : kVariants, products);
}

}  // namespace

std::vector<ShelfItem> read_items(store::Tx& tx, const ProductIds& products, Depth depth) {
  if (products.empty()) return {};
  std::vector<ShelfItem> items;
  std::unordered_map<base::ProductId, std::size_t> places;
  for (auto& product : tx.all(kProducts, products, "active")) {
    places.emplace(product.id, items.size());
    items.push_back({std::move(product), {}, {}});
  }
  const auto at = [&](base::ProductId product) {
    const auto place = places.find(product);
    return place == places.end() ? nullptr : &items[place->second];
  };
  for (auto& variant : read_variants(tx, products, depth))
    if (auto* item = at(variant.product)) item->variants.push_back(std::move(variant));
  for (const auto& picture : tx.all(kPictures, products))
    if (auto* item = at(picture.product)) item->images.push_back(image_of(picture));
  if (depth == Depth::Page) {
    add_tiers(tx.all(kTiers, products), at);
    add_prices(tx.all(kPrices, products), at);
  }
  std::erase_if(items, [](const ShelfItem& item) { return item.variants.empty(); });
  for (auto& item : items) sort_variants(item.variants);
  return items;
}

std::vector<SpecRow> read_specs(store::Tx& tx, base::ProductId product) {
  const auto found = tx.all(kProducts, ProductIds{product}, std::nullopt);
  if (found.empty() || found.front().kind == "gift_card") return {};
  return make_specs(found.front());
}

}  // namespace catalog
