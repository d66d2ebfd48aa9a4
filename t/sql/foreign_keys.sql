-- Every foreign key has an index that begins with its column: a row that goes is looked for in the
-- tables that name it, and most questions begin there too. An exception has a reason.
BEGIN;
SELECT plan(2);

CREATE TEMPORARY TABLE without_index (key text PRIMARY KEY, reason text NOT NULL);
INSERT INTO without_index (key, reason) VALUES
  ('cart_lines.variant_id', 'a variant is archived, never removed, and nobody asks by it'),
  ('order_lines.variant_id', 'as above; an index would cost every order'),
  ('order_line_stock.stock_item_id', 'stock rows are never removed, and are asked for by order'),
  ('products.category_id', 'active ones have an index, and a category is never removed'),
  ('stock_items.location_id', 'a few warehouses, never removed'),
  ('shipping_zone_states.zone_id', '51 rows that staff edit'),
  ('shipping_rates.zone_id', 'asked for by tariff; a zone is never removed'),
  ('shipping_zone_prefixes.zone_id', 'some dozens of rows that staff edit'),
  ('shipping_chart_ranges.zone_id', 'asked for by chart; a zone is never removed'),
  ('shipping_tariffs.chart_id', 'a chart is never removed'),
  ('shipping_quote_methods.tariff_id', 'a tariff is never removed');

CREATE TEMPORARY VIEW bare AS
  SELECT c.conrelid::regclass || '.' || a.attname AS key
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
   WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
     -- An index over the rows that have a value serves as well as one over all.
     AND NOT EXISTS (SELECT FROM pg_index i
                      WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indisvalid
                        AND (i.indpred IS NULL
                             OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)));

SELECT is(string_agg(key, ', ' ORDER BY key), NULL, 'a foreign key has an index that begins with it')
  FROM bare WHERE key NOT IN (SELECT key FROM without_index);
SELECT is(string_agg(key, ', ' ORDER BY key), NULL, 'an exception is one still')
  FROM without_index WHERE key NOT IN (SELECT key FROM bare);
SELECT * FROM finish();
ROLLBACK;
