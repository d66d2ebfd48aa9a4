-- The limit beside an import: the same rows by COPY into a temporary table and one upsert a table,
-- without reading, checking or reporting a row. In psql: \set rows FILE, the importer's role.
\set ON_ERROR_STOP on
BEGIN;
CREATE TEMP TABLE given (
  sku text, brand text, mpn text, title text, category text, condition text, price_cents bigint,
  quantity int, reorder_threshold int, u_height numeric, weight numeric, weight_unit text,
  full_depth boolean, airflow text, ports text, poe_ports int, power_supplies int,
  max_draw_watts int, image_front text, image_rear text) ON COMMIT DROP;
\set copy '\\copy given FROM ' :rows ' WITH (FORMAT csv, HEADER)'
:copy
INSERT INTO brands (name, slug)
SELECT DISTINCT brand, regexp_replace(lower(brand), '[^a-z0-9]+', '-', 'g') FROM given
ON CONFLICT DO NOTHING;
INSERT INTO categories (name, slug, path)
SELECT DISTINCT category, category, regexp_replace(lower(category), '[^a-z0-9/]+', '-', 'g') FROM given
ON CONFLICT DO NOTHING;
INSERT INTO products (brand_id, category_id, mpn, title, slug, u_height_milli, full_depth, airflow,
                      ports, poe_ports, power_supplies, max_draw_watts)
SELECT DISTINCT ON (b.id, lower(mpn)) b.id, c.id, mpn, title,
       trim('-' FROM regexp_replace(lower(brand || '-' || mpn), '[^a-z0-9]+', '-', 'g')),
       u_height * 1000, full_depth, airflow, ports, poe_ports, power_supplies, max_draw_watts
  FROM given JOIN brands b ON b.name = brand JOIN categories c ON c.name = category
ON CONFLICT (brand_id, lower(mpn)) DO UPDATE SET title = excluded.title;
INSERT INTO slugs (slug, product_id) SELECT slug, id FROM products ON CONFLICT DO NOTHING;
INSERT INTO variants (product_id, sku, condition, price_cents)
SELECT p.id, sku, replace(replace(lower(condition), ' ', '_'), '-', '_'), price_cents
  FROM given JOIN brands b ON b.name = brand
  JOIN products p ON p.brand_id = b.id AND lower(p.mpn) = lower(given.mpn)
ON CONFLICT (lower(sku)) DO UPDATE SET price_cents = excluded.price_cents;
INSERT INTO part_numbers (product_id, part_number, normalised, kind)
SELECT id, mpn, upper(regexp_replace(mpn, '[^A-Za-z0-9]', '', 'g')), 'mpn' FROM products
UNION ALL
SELECT product_id, sku, upper(regexp_replace(sku, '[^A-Za-z0-9]', '', 'g')), 'sku' FROM variants
ON CONFLICT DO NOTHING;
INSERT INTO stock_items (variant_id, location_id, reorder_threshold)
SELECT v.id, l.id, coalesce(reorder_threshold, 0)
  FROM given JOIN variants v ON lower(v.sku) = lower(given.sku), locations l WHERE l.code = 'main'
ON CONFLICT DO NOTHING;
INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
SELECT s.id, 'counted', quantity - s.on_hand, 'bench', now()
  FROM given JOIN variants v ON lower(v.sku) = lower(given.sku) JOIN stock_items s ON s.variant_id = v.id
 WHERE quantity <> s.on_hand;
COMMIT;
