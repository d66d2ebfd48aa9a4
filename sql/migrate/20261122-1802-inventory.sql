-- Inventory: how many there are, how many are promised, and why. on_hand and allocated change only
-- by an append-only movement (invariant S3); held is a counter beside the rows of `holds`.

CREATE TABLE locations (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,                           -- pii: none
  name text NOT NULL                                   -- pii: none
);
INSERT INTO locations (code, name) VALUES ('main', 'Main warehouse');

CREATE TABLE stock_items (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  variant_id        bigint NOT NULL REFERENCES variants,
  location_id       bigint NOT NULL REFERENCES locations,
  on_hand           int NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  allocated         int NOT NULL DEFAULT 0 CHECK (allocated >= 0),
  held              int NOT NULL DEFAULT 0 CHECK (held >= 0),
  buffer            int NOT NULL DEFAULT 0 CHECK (buffer >= 0),
  reorder_threshold int NOT NULL DEFAULT 0 CHECK (reorder_threshold >= 0),
  UNIQUE (variant_id, location_id)
) WITH (fillfactor = 70);  -- room for HOT updates: `held` changes with every cart

-- What a variant takes from stock when sold: one of its own, or a bundle's parts.
CREATE VIEW variant_stock AS
  SELECT s.variant_id, s.id AS stock_item_id, 1 AS units
    FROM stock_items s
   WHERE NOT EXISTS (SELECT FROM bundles b WHERE b.variant_id = s.variant_id)
  UNION ALL
  SELECT i.bundle_variant_id, s.id, i.units
    FROM bundle_items i JOIN stock_items s ON s.variant_id = i.component_variant_id;

CREATE TABLE stock_movements (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stock_item_id   bigint NOT NULL REFERENCES stock_items,
  kind            text NOT NULL CHECK (kind IN ('received', 'counted', 'adjusted', 'allocated',
                                                'released', 'shipped', 'returned')), -- pii: none
  on_hand_delta   int NOT NULL DEFAULT 0,
  allocated_delta int NOT NULL DEFAULT 0,
  held_delta      int NOT NULL DEFAULT 0,   -- held units that this movement turned into allocated ones
  order_id        bigint,
  reason          text NOT NULL DEFAULT '',            -- pii: none
  actor           text NOT NULL,                       -- pii: identifier
  at              timestamptz NOT NULL,
  CHECK (kind <> 'allocated' OR (allocated_delta > 0 AND on_hand_delta = 0 AND order_id IS NOT NULL)),
  CHECK (kind NOT IN ('counted', 'adjusted', 'received') OR (allocated_delta = 0 AND held_delta = 0)),
  CHECK (on_hand_delta <> 0 OR allocated_delta <> 0)
);
CREATE INDEX stock_movements_by_item ON stock_movements (stock_item_id, id);
-- An order allocates each stock item once: the last wall before a double sale.
CREATE UNIQUE INDEX stock_movements_once_an_order ON stock_movements (order_id, stock_item_id)
  WHERE kind = 'allocated';

-- Movements are applied by the database itself, with the owner's rights: nobody else may write
-- on_hand or allocated, so a sum that differs from its counter cannot come about.
CREATE FUNCTION apply_movement() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE stock_items
     SET on_hand = on_hand + NEW.on_hand_delta,
         allocated = allocated + NEW.allocated_delta,
         held = held + NEW.held_delta
   WHERE id = NEW.stock_item_id;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_movement AFTER INSERT ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION apply_movement();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON stock_movements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Units set aside. A cart hold ends by the clock; a payment hold has none and ends only by
-- completion or by Stripe's confirmed end of the session (design: the money path, 1).
CREATE TABLE holds (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind          text NOT NULL CHECK (kind IN ('cart', 'payment')), -- pii: none
  cart_id       bigint NOT NULL,
  order_id      bigint,
  stock_item_id bigint NOT NULL REFERENCES stock_items,
  units         int NOT NULL CHECK (units > 0),
  address_key   text,                                  -- pii: identifier
  taken_at      timestamptz NOT NULL,
  expires_at    timestamptz,
  UNIQUE (cart_id, stock_item_id),
  CHECK ((kind = 'cart') = (expires_at IS NOT NULL)),
  CHECK ((kind = 'payment') = (order_id IS NOT NULL))
);
CREATE INDEX holds_by_item ON holds (stock_item_id, expires_at);
CREATE INDEX holds_by_expiry ON holds (expires_at) WHERE kind = 'cart';
CREATE INDEX holds_by_order ON holds (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX holds_by_address ON holds (address_key, expires_at) WHERE kind = 'cart';

-- What may be sold of a stock item at an instant (invariant S1): every reader asks this function.
-- An expired cart hold no longer counts, swept or not (S6). At 'infinity' no cart hold counts:
-- that is what generated pages show, since holds come and go faster than pages.
CREATE FUNCTION available(item bigint, at timestamptz) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT s.on_hand - s.allocated - s.buffer
         - coalesce((SELECT sum(h.units)::int FROM holds h
                      WHERE h.stock_item_id = s.id
                        AND (h.expires_at IS NULL OR h.expires_at > at)), 0)
    FROM stock_items s WHERE s.id = item
$$;

-- The same for a variant, over its parts when it is a bundle; never below 0, 0 without stock rows.
CREATE FUNCTION variant_available(variant bigint, at timestamptz) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT greatest(coalesce(min(available(vs.stock_item_id, at) / vs.units), 0), 0)
    FROM variant_stock vs WHERE vs.variant_id = variant
$$;

-- What a page says of a number: 'sold_out', 'last' (few enough to count) or 'in_stock'.
CREATE FUNCTION stock_band(units int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN units <= 0 THEN 'sold_out' WHEN units <= 5 THEN 'last' ELSE 'in_stock' END
$$;

GRANT SELECT ON locations, stock_items, variant_stock TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
GRANT SELECT ON holds TO gds_site;
GRANT SELECT ON stock_movements TO gds_admin, gds_jobs;
GRANT INSERT ON stock_movements TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT UPDATE (held) ON stock_items TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON stock_items TO gds_admin;
GRANT UPDATE (buffer, reorder_threshold) ON stock_items TO gds_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON holds TO gds_shop, gds_hooks, gds_admin, gds_jobs;
