-- The catalog: what is sold. A product is brand + exact MPN (case-blind, punctuation counts);
-- a variant is a SKU: one condition of a product, with its price.

CREATE TABLE brands (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL CHECK (name <> ''),        -- pii: none
  slug       text NOT NULL UNIQUE,                     -- pii: none
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX brands_by_name ON brands (lower(name));

-- A tree; `path` is the slugs from the root ("networking/switches"), what /c/<path> shows.
CREATE TABLE categories (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id  bigint REFERENCES categories,
  name       text NOT NULL CHECK (name <> ''),        -- pii: none
  slug       text NOT NULL,                            -- pii: none
  path       text NOT NULL UNIQUE,                     -- pii: none
  position   int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (parent_id <> id)
);
CREATE INDEX categories_by_parent ON categories (parent_id);

-- Physical facts are columns: every device has them, importers fill them, facets filter on them.
-- NULL is "not known". Ports read like "24x 1G RJ45, 4x 10G SFP+".
CREATE TABLE products (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text NOT NULL DEFAULT 'product' CHECK (kind IN ('product', 'bundle')), -- pii: none
  brand_id        bigint NOT NULL REFERENCES brands,
  category_id     bigint NOT NULL REFERENCES categories,
  mpn             text NOT NULL CHECK (mpn <> ''),     -- pii: none
  title           text NOT NULL CHECK (title <> ''),   -- pii: none
  slug            text NOT NULL UNIQUE,                -- pii: none
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')), -- pii: none
  u_height_milli  int CHECK (u_height_milli >= 0),     -- thousandths of a rack unit; 0 is not rack-mounted
  weight_g        int CHECK (weight_g > 0),
  full_depth      boolean,
  airflow         text,                                -- pii: none
  ports           text,                                -- pii: none
  poe_ports       int CHECK (poe_ports >= 0),
  power_supplies  int CHECK (power_supplies >= 0),
  max_draw_watts  int CHECK (max_draw_watts >= 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  search          tsvector GENERATED ALWAYS AS
                    (to_tsvector('simple', title || ' ' || mpn || ' ' || coalesce(ports, ''))) STORED
);
CREATE UNIQUE INDEX products_by_mpn ON products (brand_id, lower(mpn));
CREATE INDEX products_by_category ON products (category_id) WHERE state = 'active';
CREATE INDEX products_by_search ON products USING gin (search);

-- Every slug a product ever had. The live one stands in products.slug; an old one answers 301
-- (invariant G4) and is never given to another product.
CREATE TABLE slugs (
  slug       text PRIMARY KEY CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), -- pii: none
  product_id bigint NOT NULL REFERENCES products,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX slugs_by_product ON slugs (product_id);

CREATE TABLE variants (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id  bigint NOT NULL REFERENCES products,
  sku         text NOT NULL CHECK (sku <> ''),         -- pii: none
  condition   text NOT NULL CHECK (condition IN ('new', 'open_box', 'refurbished', 'used', 'for_parts')), -- pii: none
  price_cents bigint NOT NULL CHECK (price_cents BETWEEN 1 AND 99999999),
  state       text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')), -- pii: none
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX variants_by_sku ON variants (lower(sku));
CREATE INDEX variants_by_product ON variants (product_id);

-- Part numbers as typed and as searched: `normalised` is upper-case letters and digits only.
CREATE TABLE part_numbers (
  product_id  bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  part_number text NOT NULL CHECK (part_number <> ''), -- pii: none
  normalised  text NOT NULL CHECK (normalised ~ '^[A-Z0-9]+$'), -- pii: none
  kind        text NOT NULL CHECK (kind IN ('mpn', 'sku', 'alias')), -- pii: none
  PRIMARY KEY (product_id, kind, part_number)
);
CREATE INDEX part_numbers_by_prefix ON part_numbers (normalised text_pattern_ops);
CREATE INDEX part_numbers_by_infix ON part_numbers USING gin (normalised gin_trgm_ops);

-- Pictures, stored under their content's hash below $VAR/media.
CREATE TABLE media (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  view       text NOT NULL CHECK (view IN ('front', 'rear')), -- pii: none
  file       text NOT NULL,                            -- pii: none
  width      int NOT NULL CHECK (width > 0),
  height     int NOT NULL CHECK (height > 0),
  alt        text NOT NULL,                            -- pii: none
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (product_id, view)
);

-- A bundle is a product whose variant is made of other variants' units: its stock is theirs, its
-- price their sum less a percentage (kept in variants.price_cents by the trigger below).
CREATE TABLE bundles (
  variant_id      bigint PRIMARY KEY REFERENCES variants ON DELETE CASCADE,
  off_basis_points int NOT NULL DEFAULT 0 CHECK (off_basis_points BETWEEN 0 AND 9900)
);
CREATE TABLE bundle_items (
  bundle_variant_id    bigint NOT NULL REFERENCES bundles ON DELETE CASCADE,
  component_variant_id bigint NOT NULL REFERENCES variants,
  units                int NOT NULL CHECK (units BETWEEN 1 AND 99),
  position             int NOT NULL DEFAULT 0,
  PRIMARY KEY (bundle_variant_id, component_variant_id),
  CHECK (bundle_variant_id <> component_variant_id)
);
CREATE INDEX bundle_items_by_component ON bundle_items (component_variant_id);

-- The bundle's price: the parts' sum less the percentage, rounded half up once.
CREATE FUNCTION bundle_price(bundle bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (sum(v.price_cents * i.units) * (10000 - b.off_basis_points) + 5000)::bigint / 10000
    FROM bundles b
    JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
    JOIN variants v ON v.id = i.component_variant_id
   WHERE b.variant_id = bundle
   GROUP BY b.off_basis_points
$$;

CREATE FUNCTION reprice_bundles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'variants' THEN
    UPDATE variants SET price_cents = bundle_price(id), updated_at = NEW.updated_at
     WHERE id IN (SELECT bundle_variant_id FROM bundle_items WHERE component_variant_id = NEW.id)
       AND price_cents IS DISTINCT FROM bundle_price(id);
  ELSIF TG_TABLE_NAME = 'bundles' THEN
    UPDATE variants SET price_cents = bundle_price(id)
     WHERE id = NEW.variant_id AND price_cents IS DISTINCT FROM bundle_price(id)
       AND bundle_price(id) IS NOT NULL;
  ELSE
    UPDATE variants SET price_cents = bundle_price(id)
     WHERE id = coalesce(NEW.bundle_variant_id, OLD.bundle_variant_id)
       AND price_cents IS DISTINCT FROM bundle_price(id) AND bundle_price(id) IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reprice_bundles AFTER UPDATE OF price_cents ON variants
  FOR EACH ROW WHEN (OLD.price_cents <> NEW.price_cents) EXECUTE FUNCTION reprice_bundles();
CREATE TRIGGER reprice_bundles AFTER UPDATE ON bundles
  FOR EACH ROW EXECUTE FUNCTION reprice_bundles();
CREATE TRIGGER reprice_bundles AFTER INSERT OR UPDATE OR DELETE ON bundle_items
  FOR EACH ROW EXECUTE FUNCTION reprice_bundles();

GRANT SELECT ON brands, categories, products, slugs, variants, part_numbers, media, bundles,
                bundle_items TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
GRANT INSERT, UPDATE ON brands, categories, products, slugs, variants, media, bundles TO gds_admin;
GRANT INSERT, UPDATE, DELETE ON part_numbers, bundle_items TO gds_admin;
