-- Shipping rates by weight and zone: 50 states and DC. Numbers are the shop's own table, meant to
-- be edited by staff; the first ones stand here so that a new shop sells from its first minute.

CREATE TABLE shipping_zones (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,                           -- pii: none
  name text NOT NULL                                   -- pii: none
);
CREATE TABLE shipping_zone_states (
  state   text PRIMARY KEY CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  zone_id bigint NOT NULL REFERENCES shipping_zones
);
CREATE TABLE shipping_methods (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code     text NOT NULL UNIQUE,                       -- pii: none
  name     text NOT NULL,                              -- pii: none
  min_days int NOT NULL CHECK (min_days >= 0),         -- business days in transit
  max_days int NOT NULL,
  position int NOT NULL,
  active   boolean NOT NULL DEFAULT true,
  CHECK (max_days >= min_days)
);
-- The price of a shipment of at most `up_to_g` grams; the smallest row that fits counts, and none
-- fitting means that the method is not offered.
CREATE TABLE shipping_rates (
  method_id bigint NOT NULL REFERENCES shipping_methods,
  zone_id   bigint NOT NULL REFERENCES shipping_zones,
  up_to_g   int NOT NULL CHECK (up_to_g > 0),
  cents     bigint NOT NULL CHECK (cents >= 0),
  PRIMARY KEY (method_id, zone_id, up_to_g)
);
-- For a product of unknown weight: never 0, but what its kind weighs. The longest category path
-- that is a prefix of the product's counts; '' is every product.
CREATE TABLE weight_estimates (
  category_path text PRIMARY KEY,                      -- pii: none
  base_g        int NOT NULL CHECK (base_g > 0),
  per_u_g       int NOT NULL CHECK (per_u_g >= 0)
);

INSERT INTO shipping_zones (code, name) VALUES
  ('near', 'Central states'), ('mid', 'Rest of the contiguous states'), ('far', 'Alaska and Hawaii');
INSERT INTO shipping_zone_states (state, zone_id)
  SELECT s, z.id FROM shipping_zones z, unnest(CASE z.code
    WHEN 'near' THEN ARRAY['AR','CO','IA','IL','KS','LA','MO','MS','NE','NM','OK','TN','TX']
    WHEN 'mid' THEN ARRAY['AL','AZ','CA','CT','DC','DE','FL','GA','ID','IN','KY','MA','MD','ME','MI',
      'MN','MT','NC','ND','NH','NJ','NV','NY','OH','OR','PA','RI','SC','SD','UT','VA','VT','WA','WI','WV','WY']
    ELSE ARRAY['AK','HI'] END) s;
INSERT INTO shipping_methods (code, name, min_days, max_days, position) VALUES
  ('ground', 'Ground', 3, 5, 1), ('express', 'Two-day', 2, 2, 2), ('overnight', 'Overnight', 1, 1, 3);
INSERT INTO shipping_rates (method_id, zone_id, up_to_g, cents)
  SELECT m.id, z.id, w.up_to_g,
         round(w.cents * (CASE z.code WHEN 'near' THEN 1.0 WHEN 'mid' THEN 1.3 ELSE 3.0 END)
                       * (CASE m.code WHEN 'ground' THEN 1.0 WHEN 'express' THEN 2.4 ELSE 4.0 END))::bigint
    FROM shipping_methods m, shipping_zones z,
         (VALUES (500, 895), (1000, 1095), (2500, 1495), (5000, 1995), (10000, 2995), (20000, 4495),
                 (35000, 6995), (70000, 12995), (150000, 24995), (500000, 59995), (2000000, 149995)) w (up_to_g, cents)
   WHERE m.code = 'ground' OR w.up_to_g <= 70000;
INSERT INTO weight_estimates (category_path, base_g, per_u_g) VALUES
  ('', 3000, 6000), ('servers', 6000, 9000), ('storage', 6000, 10000), ('networking', 2000, 5000),
  ('wireless', 1200, 0), ('optics', 100, 0), ('power', 2000, 8000), ('security', 2500, 5000);

-- Grams that one unit of a variant ships with (bundles: their parts together).
CREATE FUNCTION product_weight_g(product bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(p.weight_g,
                  (SELECT e.base_g + (e.per_u_g::bigint * coalesce(p.u_height_milli, 1000) / 1000)::int
                     FROM weight_estimates e
                    WHERE e.category_path = '' OR c.path = e.category_path
                       OR starts_with(c.path, e.category_path || '/')
                    ORDER BY length(e.category_path) DESC LIMIT 1))
    FROM products p JOIN categories c ON c.id = p.category_id WHERE p.id = product
$$;
CREATE FUNCTION variant_weight_g(variant bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT sum(product_weight_g(v.product_id) * vs.units)::int
    FROM variant_stock vs
    JOIN stock_items s ON s.id = vs.stock_item_id
    JOIN variants v ON v.id = s.variant_id
   WHERE vs.variant_id = variant
$$;

GRANT SELECT ON shipping_zones, shipping_zone_states, shipping_methods, shipping_rates, weight_estimates
  TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
GRANT INSERT, UPDATE, DELETE ON shipping_zones, shipping_zone_states, shipping_methods, shipping_rates,
  weight_estimates TO gds_admin;
