#include "catalog/import_write.h"

#include "catalog/slug.h"

namespace catalog {
namespace {

using store::Query;
using Texts = std::vector<std::string>;
using SomeTexts = std::vector<std::optional<std::string>>;
using SomeInts = std::vector<std::optional<int>>;
using SomeBools = std::vector<std::optional<bool>>;

const Query<KnownVariant(Texts)> kFindVariants{"catalog.find_variants", R"sql(
    SELECT r.n, v.id, v.product_id, b.name, p.mpn, p.kind = 'bundle', v.sku, v.condition,
           v.base_price_cents, v.updated_at
      FROM unnest($1::text[]) WITH ORDINALITY AS r(sku, n)
      JOIN variants v ON lower(v.sku) = lower(r.sku)
      JOIN products p ON p.id = v.product_id
      JOIN brands b ON b.id = p.brand_id)sql"};

// One look-up a row by index, which the LIMIT makes certain: planned as a plain join on tables
// without statistics it once went through all products of a brand for each row.
const Query<KnownProduct(Texts, Texts)> kFindProducts{"catalog.find_products", R"sql(
    SELECT r.n, p.id, p.kind = 'bundle', p.mpn, p.title, c.path, p.u_height_milli, p.weight_g,
           p.full_depth, p.airflow, p.ports, p.poe_ports, p.power_supplies, p.max_draw_watts,
           front.file, rear.file, p.updated_at
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r(brand, mpn, n)
     CROSS JOIN LATERAL (
      SELECT p.*
        FROM brands b JOIN products p ON p.brand_id = b.id
       WHERE lower(b.name) = lower(r.brand) AND lower(p.mpn) = lower(r.mpn)
       LIMIT 1) p
      JOIN categories c ON c.id = p.category_id
      LEFT JOIN media front ON front.product_id = p.id AND front.view = 'front'
      LEFT JOIN media rear ON rear.product_id = p.id AND rear.view = 'rear')sql"};

const Query<base::ProductId(std::vector<base::BrandId>, std::vector<base::CategoryId>, Texts, Texts,
                            Texts, SomeInts, SomeInts, SomeBools, SomeTexts, SomeTexts, SomeInts,
                            SomeInts, SomeInts, base::Instant)>
    kInsertProducts{"catalog.insert_products", R"sql(
    WITH added AS (
      INSERT INTO products (brand_id, category_id, mpn, title, slug, u_height_milli, weight_g,
                            full_depth, airflow, ports, poe_ports, power_supplies, max_draw_watts,
                            created_at, updated_at)
      SELECT brand, category, mpn, title, slug, u_height, weight, full_depth, airflow, ports,
             poe_ports, power_supplies, max_draw, $14::timestamptz, $14::timestamptz
        FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[],
                    $7::int[], $8::boolean[], $9::text[], $10::text[], $11::int[], $12::int[],
                    $13::int[])
             AS r(brand, category, mpn, title, slug, u_height, weight, full_depth, airflow, ports,
                  poe_ports, power_supplies, max_draw)
      RETURNING id, slug),
    addressed AS (
      INSERT INTO slugs (slug, product_id, created_at) SELECT slug, id, $14 FROM added)
    SELECT a.id
      FROM unnest($5::text[]) WITH ORDINALITY AS r(slug, n) JOIN added a USING (slug)
     ORDER BY r.n)sql"};

const Query<void(std::vector<base::ProductId>, std::vector<base::Instant>,
                 std::vector<base::CategoryId>, Texts, Texts, SomeInts, SomeInts, SomeBools,
                 SomeTexts, SomeTexts, SomeInts, SomeInts, SomeInts, base::Instant)>
    kUpdateProducts{"catalog.update_products", R"sql(
    UPDATE products p
       SET category_id = r.category, mpn = r.mpn, title = r.title, u_height_milli = r.u_height,
           weight_g = r.weight, full_depth = r.full_depth, airflow = r.airflow, ports = r.ports,
           poe_ports = r.poe_ports, power_supplies = r.power_supplies,
           max_draw_watts = r.max_draw, updated_at = greatest($14::timestamptz, p.updated_at)
      FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[], $6::int[],
                  $7::int[], $8::boolean[], $9::text[], $10::text[], $11::int[], $12::int[],
                  $13::int[])
           AS r(id, seen_at, category, mpn, title, u_height, weight, full_depth, airflow, ports,
                poe_ports, power_supplies, max_draw)
     WHERE p.id = r.id AND p.updated_at = r.seen_at)sql"};

const Query<base::VariantId(std::vector<base::ProductId>, Texts, std::vector<Condition>,
                            std::vector<base::Money>, base::Instant)>
    kInsertVariants{"catalog.insert_variants", R"sql(
    WITH added AS (
      INSERT INTO variants (product_id, sku, condition, base_price_cents, created_at, updated_at)
      SELECT product, sku, condition, price, $5::timestamptz, $5::timestamptz
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[])
             AS r(product, sku, condition, price)
      RETURNING id, sku)
    SELECT a.id
      FROM unnest($2::text[]) WITH ORDINALITY AS r(sku, n) JOIN added a USING (sku)
     ORDER BY r.n)sql"};

const Query<void(std::vector<base::VariantId>, std::vector<base::Instant>, Texts,
                 std::vector<Condition>, std::vector<base::Money>, base::Instant)>
    kUpdateVariants{"catalog.update_variants", R"sql(
    UPDATE variants v
       SET sku = r.sku, condition = r.condition, base_price_cents = r.price,
           updated_at = greatest($6::timestamptz, v.updated_at)
      FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[])
           AS r(id, seen_at, sku, condition, price)
     WHERE v.id = r.id AND v.updated_at = r.seen_at)sql"};

const Query<void(std::vector<base::ProductId>, Texts, Texts, Texts)> kWritePartNumbers{
    "catalog.write_part_numbers", R"sql(
    WITH given AS (
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
                    AS r(product, part_number, normalised, kind)),
    respelled AS (
      DELETE FROM part_numbers n USING given g
       WHERE n.product_id = g.product AND n.kind = g.kind
         AND lower(n.part_number) = lower(g.part_number) AND n.part_number <> g.part_number)
    INSERT INTO part_numbers (product_id, part_number, normalised, kind)
    SELECT product, part_number, normalised, kind FROM given
    ON CONFLICT DO NOTHING)sql"};

const Query<void(std::vector<base::ProductId>, Texts, Texts, std::vector<int>, std::vector<int>,
                 Texts)>
    kWritePictures{"catalog.write_pictures", R"sql(
    INSERT INTO media (product_id, view, file, width, height, alt)
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[])
    ON CONFLICT (product_id, view) DO UPDATE
       SET file = excluded.file, width = excluded.width, height = excluded.height,
           alt = excluded.alt)sql"};

const Query<SlugHolder(Texts)> kFindSlugHolders{"catalog.find_slug_holders", R"sql(
    SELECT s.slug, coalesce(p.ports, ''), coalesce(p.poe_ports::text, ''),
           coalesce(p.airflow, ''), c.name, coalesce(p.u_height_milli, 0),
           p.u_height_milli IS NOT NULL, coalesce(p.power_supplies::text, ''),
           coalesce(p.max_draw_watts::text, ''), coalesce(p.weight_g::text, '')
      FROM slugs s
      JOIN products p ON p.id = s.product_id
      JOIN categories c ON c.id = p.category_id
     WHERE s.slug = ANY($1::text[]))sql"};

template <class Row, class Member>
auto column(const std::vector<Row>& rows, Member member) {
  std::vector<std::decay_t<std::invoke_result_t<Member, const Row&>>> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.push_back(std::invoke(member, row));
  return values;
}

template <class Member>
auto fact(const std::vector<ProductWrite>& rows, Member member) {
  return column(rows, [member](const ProductWrite& row) { return row.facts.*member; });
}

void expect(const char* what, std::int64_t written, std::size_t wanted) {
  if (static_cast<std::size_t>(written) != wanted)
    throw store::DbError{what, "another writer was faster", "40001"};
}

}  // namespace

std::vector<std::optional<KnownVariant>> find_variants(store::Tx& tx,
                                                       const std::vector<std::string>& skus) {
  std::vector<std::optional<KnownVariant>> known(skus.size());
  for (auto& seen : tx.all(kFindVariants, skus))
    known[static_cast<std::size_t>(seen.n - 1)] = std::move(seen);
  return known;
}

std::vector<KnownProduct> find_products(store::Tx& tx, const std::vector<std::string>& brands,
                                        const std::vector<std::string>& mpns) {
  return tx.all(kFindProducts, brands, mpns);
}

std::vector<base::ProductId> insert_products(store::Tx& tx, const std::vector<ProductWrite>& rows,
                                             base::Instant now) {
  if (rows.empty()) return {};
  using F = ProductFacts;
  auto ids =
      tx.all(kInsertProducts, column(rows, &ProductWrite::brand),
             column(rows, &ProductWrite::category), column(rows, &ProductWrite::mpn),
             column(rows, &ProductWrite::title), column(rows, &ProductWrite::slug),
             fact(rows, &F::u_height_milli), fact(rows, &F::weight_g), fact(rows, &F::full_depth),
             fact(rows, &F::airflow), fact(rows, &F::ports), fact(rows, &F::poe_ports),
             fact(rows, &F::power_supplies), fact(rows, &F::max_draw_watts), now);
  BASE_CHECK(ids.size() == rows.size());
  return ids;
}

void update_products(store::Tx& tx, const std::vector<ProductWrite>& rows, base::Instant now) {
  if (rows.empty()) return;
  using F = ProductFacts;
  const auto written =
      tx.exec(kUpdateProducts, column(rows, &ProductWrite::id),
              column(rows, &ProductWrite::updated_at), column(rows, &ProductWrite::category),
              column(rows, &ProductWrite::mpn), column(rows, &ProductWrite::title),
              fact(rows, &F::u_height_milli), fact(rows, &F::weight_g), fact(rows, &F::full_depth),
              fact(rows, &F::airflow), fact(rows, &F::ports), fact(rows, &F::poe_ports),
              fact(rows, &F::power_supplies), fact(rows, &F::max_draw_watts), now);
  expect("catalog.update_products", written, rows.size());
}

std::vector<base::VariantId> insert_variants(store::Tx& tx, const std::vector<VariantWrite>& rows,
                                             base::Instant now) {
  if (rows.empty()) return {};
  auto ids = tx.all(kInsertVariants, column(rows, &VariantWrite::product),
                    column(rows, &VariantWrite::sku), column(rows, &VariantWrite::condition),
                    column(rows, &VariantWrite::price), now);
  BASE_CHECK(ids.size() == rows.size());
  return ids;
}

void update_variants(store::Tx& tx, const std::vector<VariantWrite>& rows, base::Instant now) {
  if (rows.empty()) return;
  const auto written =
      tx.exec(kUpdateVariants, column(rows, &VariantWrite::id),
              column(rows, &VariantWrite::updated_at), column(rows, &VariantWrite::sku),
              column(rows, &VariantWrite::condition), column(rows, &VariantWrite::price), now);
  expect("catalog.update_variants", written, rows.size());
}

void write_part_numbers(store::Tx& tx, const std::vector<PartNumberWrite>& rows) {
  if (rows.empty()) return;
  tx.exec(kWritePartNumbers, column(rows, &PartNumberWrite::product),
          column(rows, &PartNumberWrite::part_number),
          column(rows, [](const auto& row) { return normalised_part_number(row.part_number); }),
          column(rows, &PartNumberWrite::kind));
}

void write_pictures(store::Tx& tx, const std::vector<PictureWrite>& rows) {
  if (rows.empty()) return;
  tx.exec(kWritePictures, column(rows, &PictureWrite::product), column(rows, &PictureWrite::view),
          column(rows, [](const auto& row) { return row.picture.file; }),
          column(rows, [](const auto& row) { return row.picture.width; }),
          column(rows, [](const auto& row) { return row.picture.height; }),
          column(rows, &PictureWrite::alt));
}

std::vector<SlugHolder> find_slug_holders(store::Tx& tx, const std::vector<std::string>& slugs) {
  return tx.all(kFindSlugHolders, slugs);
}

}  // namespace catalog
