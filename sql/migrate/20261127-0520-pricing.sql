-- What goods cost, and why. variants.price_cents stays the public price, the one that pages, feeds
-- and carts read; it comes of a base price, unless an override or a public price list counts. What
-- counts is looked at when something is written and each minute (apply-prices), never by readers:
-- a page, a feed and a cart that read the same row cannot differ.

ALTER TABLE variants
  ADD COLUMN base_price_cents bigint CHECK (base_price_cents BETWEEN 1 AND 99999999),
  ADD COLUMN price_source text NOT NULL DEFAULT 'base' CHECK (price_source <> ''), -- pii: none
  ADD COLUMN compare_at_cents bigint CHECK (compare_at_cents BETWEEN 1 AND 99999999);
UPDATE variants SET base_price_cents = price_cents;
ALTER TABLE variants
  ALTER COLUMN base_price_cents SET NOT NULL,
  ADD CONSTRAINT variants_price_is_base CHECK (price_source <> 'base' OR price_cents = base_price_cents);
CREATE INDEX variants_not_at_base ON variants (id) WHERE price_source <> 'base';

-- Whoever writes the base price writes the public one with it while that is the source. A price
-- written alone, without a word of its source, is a base price.
CREATE FUNCTION keep_base_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.base_price_cents := coalesce(NEW.base_price_cents, NEW.price_cents);
    NEW.price_cents := NEW.base_price_cents;
  ELSIF NEW.price_source = 'base' THEN
    IF NEW.base_price_cents <> OLD.base_price_cents OR OLD.price_source <> 'base' THEN
      NEW.price_cents := NEW.base_price_cents;
    ELSE
      NEW.base_price_cents := NEW.price_cents;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_base_price BEFORE INSERT OR UPDATE ON variants
  FOR EACH ROW EXECUTE FUNCTION keep_base_price();

-- A bundle costs its parts' sum less a percentage, or a price of its own; either is its base price.
ALTER TABLE bundles ADD COLUMN own_price_cents bigint CHECK (own_price_cents BETWEEN 1 AND 99999999);
CREATE OR REPLACE FUNCTION bundle_price(bundle bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(b.own_price_cents,
                  (sum(v.price_cents * i.units) * (10000 - b.off_basis_points) + 5000)::bigint / 10000)
    FROM bundles b
    LEFT JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
    LEFT JOIN variants v ON v.id = i.component_variant_id
   WHERE b.variant_id = bundle
   GROUP BY b.own_price_cents, b.off_basis_points
$$;
CREATE OR REPLACE FUNCTION reprice_bundles() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'variants' THEN
    UPDATE variants SET base_price_cents = bundle_price(id), updated_at = NEW.updated_at
     WHERE id IN (SELECT bundle_variant_id FROM bundle_items WHERE component_variant_id = NEW.id)
       AND base_price_cents IS DISTINCT FROM bundle_price(id);
  ELSE
    UPDATE variants SET base_price_cents = bundle_price(id)
     WHERE id = CASE TG_TABLE_NAME WHEN 'bundles' THEN (to_jsonb(NEW) ->> 'variant_id')::bigint
                ELSE coalesce((to_jsonb(NEW) ->> 'bundle_variant_id')::bigint,
                              (to_jsonb(OLD) ->> 'bundle_variant_id')::bigint) END
       AND base_price_cents IS DISTINCT FROM bundle_price(id) AND bundle_price(id) IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER reprice_bundles ON variants;
CREATE TRIGGER reprice_bundles AFTER UPDATE ON variants
  FOR EACH ROW WHEN (OLD.price_cents <> NEW.price_cents) EXECUTE FUNCTION reprice_bundles();

-- One channel's own word on a variant. web: another public price, for a time. dropship: a supplier
-- sends it; it takes none of our stock, has his (none: without end) and his time to get going. ebay:
-- the price there, and units kept back from there.
CREATE TABLE channel_overrides (
  variant_id    bigint NOT NULL REFERENCES variants,
  channel       text NOT NULL CHECK (channel IN ('web', 'dropship', 'ebay')), -- pii: none
  price_cents   bigint CHECK (price_cents BETWEEN 1 AND 99999999),
  starts_at     timestamptz,                           -- none: since ever
  ends_at       timestamptz,                           -- none: for ever; the first instant after it
  stock         int CHECK (stock >= 0),
  lead_days_min int CHECK (lead_days_min >= 0),
  lead_days_max int CHECK (lead_days_max BETWEEN lead_days_min AND 365),
  buffer        int CHECK (buffer >= 0),
  actor         text NOT NULL,                         -- pii: identifier
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (variant_id, channel),
  CHECK (ends_at > starts_at),
  CHECK (channel = 'web' OR (starts_at IS NULL AND ends_at IS NULL)),
  CHECK (channel <> 'web' OR price_cents IS NOT NULL),
  CHECK ((channel = 'dropship') = (lead_days_min IS NOT NULL AND lead_days_max IS NOT NULL)),
  CHECK (channel = 'dropship' OR stock IS NULL),
  CHECK (channel = 'ebay' OR buffer IS NULL)
);
CREATE INDEX channel_overrides_by_channel ON channel_overrides (channel, variant_id);

-- Prices for a group of customers, or for everybody (''), for a time, from so many units on. Of the
-- lists that apply the one of the highest priority counts; of equals the cheaper.
CREATE TABLE price_lists (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name           text NOT NULL UNIQUE CHECK (name <> ''), -- pii: none
  customer_group text NOT NULL DEFAULT '',             -- pii: none
  priority       int NOT NULL DEFAULT 0,
  starts_at      timestamptz,
  ends_at        timestamptz,
  state          text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')), -- pii: none
  updated_at     timestamptz NOT NULL,
  CHECK (ends_at > starts_at)
);
CREATE TABLE prices (
  price_list_id bigint NOT NULL REFERENCES price_lists,
  variant_id    bigint NOT NULL REFERENCES variants,
  min_units     int NOT NULL DEFAULT 1 CHECK (min_units BETWEEN 1 AND 9999),
  price_cents   bigint NOT NULL CHECK (price_cents BETWEEN 1 AND 99999999),
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (price_list_id, variant_id, min_units)
);
CREATE INDEX prices_by_variant ON prices (variant_id);

-- The moment for which the public prices were last worked out, which never goes back; and the store's
-- zone, by whose clocks days begin and end.
CREATE TABLE price_clock (
  one        boolean PRIMARY KEY DEFAULT true CHECK (one),
  applied_at timestamptz NOT NULL,
  zone       text NOT NULL DEFAULT 'America/Chicago'   -- pii: none
);
INSERT INTO price_clock (applied_at) VALUES ('2000-01-01T00:00:00Z');

-- The one price rule of lists. Everybody's lists count as of the last applied moment, since pages
-- show them; a group's as of `at`.
CREATE FUNCTION list_price(variant bigint, wanted int, groups text[], at timestamptz)
  RETURNS TABLE (price_cents bigint, list_id bigint, list_name text, min_units int)
  LANGUAGE sql STABLE AS $$
  SELECT t.price_cents, t.id, t.name, t.min_units
    FROM (SELECT DISTINCT ON (l.id) p.price_cents, l.id, l.name, p.min_units, l.priority
            FROM prices p
            JOIN price_lists l ON l.id = p.price_list_id
           CROSS JOIN price_clock c
           WHERE p.variant_id = variant AND p.min_units <= wanted AND l.state = 'active'
             AND (l.customer_group = '' OR l.customer_group = ANY (groups))
             AND coalesce(l.starts_at <= CASE l.customer_group WHEN '' THEN c.applied_at ELSE at END, true)
             AND coalesce(l.ends_at > CASE l.customer_group WHEN '' THEN c.applied_at ELSE at END, true)
           ORDER BY l.id, p.min_units DESC) t
   ORDER BY t.priority DESC, t.price_cents, t.id
   LIMIT 1
$$;

-- The public price at the applied moment of every variant that has another one than its base price,
-- or could have: the web override, else the dropship price, else everybody's list, else the base.
CREATE FUNCTION public_prices() RETURNS TABLE (variant_id bigint, price_cents bigint, source text)
  LANGUAGE sql STABLE AS $$
  SELECT v.id, coalesce(w.price_cents, d.price_cents, l.price_cents, v.base_price_cents),
         CASE WHEN w.price_cents IS NOT NULL THEN 'web override'
              WHEN d.price_cents IS NOT NULL THEN 'dropship'
              WHEN l.price_cents IS NOT NULL THEN 'list ' || l.list_name
              ELSE 'base' END
    FROM (SELECT o.variant_id FROM channel_overrides o
           WHERE o.channel IN ('web', 'dropship') AND o.price_cents IS NOT NULL
          UNION
          SELECT p.variant_id FROM prices p JOIN price_lists pl ON pl.id = p.price_list_id
           WHERE pl.customer_group = '' AND pl.state = 'active' AND p.min_units = 1
          UNION
          SELECT id FROM variants WHERE price_source <> 'base') t
    JOIN variants v ON v.id = t.variant_id
   CROSS JOIN price_clock c
    LEFT JOIN channel_overrides w
      ON w.variant_id = v.id AND w.channel = 'web'
     AND coalesce(w.starts_at <= c.applied_at, true) AND coalesce(w.ends_at > c.applied_at, true)
    LEFT JOIN channel_overrides d ON d.variant_id = v.id AND d.channel = 'dropship'
    LEFT JOIN LATERAL list_price(v.id, 1, '{}', c.applied_at) l ON true
$$;

-- A day in the store's zone: "ends on D" is until the first instant of the day after (2.23).
CREATE FUNCTION day_begins(day date) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT day::timestamp AT TIME ZONE zone FROM price_clock
$$;

-- Every price that was ever asked: `web` the public one, `base` the one behind it where another
-- counts, `list` a price list's. Written by triggers with the owner's rights; nobody edits it.
CREATE TABLE price_history (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  variant_id    bigint NOT NULL REFERENCES variants,
  kind          text NOT NULL CHECK (kind IN ('web', 'base', 'list')), -- pii: none
  price_list_id bigint REFERENCES price_lists,
  min_units     int NOT NULL DEFAULT 1,
  old_cents     bigint,
  new_cents     bigint,
  source        text NOT NULL,                         -- pii: none
  actor         text NOT NULL,                         -- pii: identifier
  at            timestamptz NOT NULL,
  CHECK (old_cents IS DISTINCT FROM new_cents),
  CHECK ((kind = 'list') = (price_list_id IS NOT NULL))
);
CREATE INDEX price_history_by_variant ON price_history (variant_id, id);
CREATE INDEX price_history_by_list ON price_history (price_list_id) WHERE price_list_id IS NOT NULL;
INSERT INTO price_history (variant_id, kind, new_cents, source, actor, at)
SELECT id, 'web', price_cents, 'base', 'migration', updated_at FROM variants;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON price_history
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON price_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who writes: what the transaction says of itself, else the role.
CREATE FUNCTION price_actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('gds.actor', true), ''), session_user::text)
$$;
CREATE FUNCTION variant_prices_added() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO price_history (variant_id, kind, new_cents, source, actor, at)
  SELECT id, 'web', price_cents, price_source, price_actor(), updated_at FROM written ORDER BY id;
  RETURN NULL;
END $$;
CREATE TRIGGER variant_prices_added AFTER INSERT ON variants
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION variant_prices_added();
CREATE FUNCTION variant_prices_edited() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO price_history (variant_id, kind, old_cents, new_cents, source, actor, at)
  SELECT n.id, k.kind, k.was, k.is_now, n.price_source, price_actor(), n.updated_at
    FROM written n
    JOIN before o USING (id)
   CROSS JOIN LATERAL (VALUES ('web', o.price_cents, n.price_cents),
                              ('base', o.base_price_cents, n.base_price_cents)) AS k (kind, was, is_now)
   WHERE k.was <> k.is_now AND (k.kind = 'web' OR n.price_source <> 'base')
   ORDER BY n.id, k.kind;
  RETURN NULL;
END $$;
CREATE TRIGGER variant_prices_edited AFTER UPDATE ON variants
  REFERENCING OLD TABLE AS before NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION variant_prices_edited();

-- Of lists: the history, and the pages that show everybody's prices from some units on.
CREATE FUNCTION list_prices_written() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO price_history (variant_id, kind, price_list_id, min_units, new_cents, source, actor, at)
    SELECT n.variant_id, 'list', n.price_list_id, n.min_units, n.price_cents, l.name, price_actor(),
           n.updated_at
      FROM written n JOIN price_lists l ON l.id = n.price_list_id;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO price_history (variant_id, kind, price_list_id, min_units, old_cents, new_cents,
                               source, actor, at)
    SELECT n.variant_id, 'list', n.price_list_id, n.min_units, o.price_cents, n.price_cents, l.name,
           price_actor(), n.updated_at
      FROM written n
      JOIN before o USING (price_list_id, variant_id, min_units)
      JOIN price_lists l ON l.id = n.price_list_id
     WHERE o.price_cents <> n.price_cents;
  ELSE
    INSERT INTO price_history (variant_id, kind, price_list_id, min_units, old_cents, source, actor, at)
    SELECT o.variant_id, 'list', o.price_list_id, o.min_units, o.price_cents, l.name, price_actor(),
           l.updated_at
      FROM written o JOIN price_lists l ON l.id = o.price_list_id;
  END IF;
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id
      FROM written w
      JOIN price_lists l ON l.id = w.price_list_id AND l.customer_group = ''
      JOIN variants v ON v.id = w.variant_id));
  RETURN NULL;
END $$;
CREATE TRIGGER list_prices_added AFTER INSERT ON prices
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION list_prices_written();
CREATE TRIGGER list_prices_edited AFTER UPDATE ON prices
  REFERENCING OLD TABLE AS before NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION list_prices_written();
CREATE TRIGGER list_prices_removed AFTER DELETE ON prices
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION list_prices_written();

-- Pages show from how many units on a thing is cheaper: they change when such a list begins, ends
-- or is edited.
CREATE FUNCTION tiers_shown() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'price_lists' THEN
    PERFORM note_products_changed(ARRAY(
      SELECT v.product_id FROM prices p JOIN variants v ON v.id = p.variant_id
       WHERE p.price_list_id = NEW.id AND '' IN (OLD.customer_group, NEW.customer_group)));
  ELSE
    PERFORM note_products_changed(ARRAY(
      SELECT v.product_id
        FROM price_lists l
        JOIN prices p ON p.price_list_id = l.id AND p.min_units > 1
        JOIN variants v ON v.id = p.variant_id
       WHERE l.customer_group = ''
         AND (l.starts_at > OLD.applied_at AND l.starts_at <= NEW.applied_at
              OR l.ends_at > OLD.applied_at AND l.ends_at <= NEW.applied_at)));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tiers_shown AFTER UPDATE ON price_lists
  FOR EACH ROW EXECUTE FUNCTION tiers_shown();
CREATE TRIGGER tiers_shown AFTER UPDATE ON price_clock
  FOR EACH ROW EXECUTE FUNCTION tiers_shown();

-- A struck price was really asked: the public price was no lower for a week at least (contracts:
-- merchant feed, 5.4), and is lower now.
CREATE FUNCTION struck_price(variant bigint, compare_at bigint, price bigint) RETURNS bigint
  LANGUAGE sql STABLE AS $$
  SELECT compare_at
   WHERE compare_at > price
     AND EXISTS (SELECT FROM (SELECT new_cents, at, lead(at) OVER (ORDER BY id) AS until
                                FROM price_history
                               WHERE variant_id = variant AND kind = 'web') h
                  WHERE h.new_cents >= compare_at AND h.until - h.at >= interval '7 days')
$$;
CREATE FUNCTION compare_at_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY[NEW.product_id]);
  RETURN NULL;
END $$;
CREATE TRIGGER compare_at_shown AFTER UPDATE ON variants
  FOR EACH ROW WHEN (OLD.compare_at_cents IS DISTINCT FROM NEW.compare_at_cents)
  EXECUTE FUNCTION compare_at_shown();

-- What is sent by suppliers takes nothing of our stock, alone or in a bundle.
CREATE OR REPLACE VIEW variant_stock AS
  SELECT s.variant_id, s.id AS stock_item_id, 1 AS units
    FROM stock_items s
   WHERE s.sells AND NOT EXISTS (SELECT FROM bundles b WHERE b.variant_id = s.variant_id)
     AND NOT EXISTS (SELECT FROM channel_overrides o
                      WHERE o.variant_id = s.variant_id AND o.channel = 'dropship')
  UNION ALL
  SELECT i.bundle_variant_id, s.id, i.units
    FROM bundle_items i JOIN stock_items s ON s.variant_id = i.component_variant_id AND s.sells
   WHERE NOT EXISTS (SELECT FROM channel_overrides o
                      WHERE o.variant_id = s.variant_id AND o.channel = 'dropship');

-- What it takes from suppliers instead. Stock without end counts as 999: more than a line may hold.
CREATE VIEW variant_dropship AS
  SELECT o.variant_id, o.variant_id AS supplied_variant_id, 1 AS units,
         coalesce(o.stock, 999) AS stock, o.lead_days_min, o.lead_days_max
    FROM channel_overrides o
   WHERE o.channel = 'dropship'
     AND NOT EXISTS (SELECT FROM bundles b WHERE b.variant_id = o.variant_id)
  UNION ALL
  SELECT i.bundle_variant_id, o.variant_id, i.units, coalesce(o.stock, 999), o.lead_days_min,
         o.lead_days_max
    FROM bundle_items i
    JOIN channel_overrides o ON o.variant_id = i.component_variant_id AND o.channel = 'dropship';

CREATE OR REPLACE FUNCTION variant_available(variant bigint, at timestamptz) RETURNS int
  LANGUAGE sql STABLE AS $$
  SELECT greatest(coalesce(least(
           (SELECT min(available(vs.stock_item_id, at) / vs.units)
              FROM variant_stock vs WHERE vs.variant_id = variant),
           (SELECT min(d.stock / d.units) FROM variant_dropship d WHERE d.variant_id = variant)), 0), 0)
$$;

-- Everything that a variant takes is counted somewhere, so it can be sold.
CREATE FUNCTION is_stocked(variant bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (EXISTS (SELECT FROM variant_stock vs WHERE vs.variant_id = variant)
          OR EXISTS (SELECT FROM variant_dropship d WHERE d.variant_id = variant))
     AND NOT EXISTS (SELECT FROM bundle_items i
                      WHERE i.bundle_variant_id = variant
                        AND NOT EXISTS (SELECT FROM stock_items s
                                         WHERE s.variant_id = i.component_variant_id AND s.sells)
                        AND NOT EXISTS (SELECT FROM channel_overrides o
                                         WHERE o.variant_id = i.component_variant_id
                                           AND o.channel = 'dropship'))
$$;

-- A supplier's stock is shown like ours: only what changes the words on a page counts.
CREATE FUNCTION dropship_shown() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id FROM variants v
     WHERE v.id = coalesce(NEW.variant_id, OLD.variant_id)
        OR v.id IN (SELECT bundle_variant_id FROM bundle_items
                     WHERE component_variant_id = coalesce(NEW.variant_id, OLD.variant_id))));
  RETURN NULL;
END $$;
CREATE TRIGGER dropship_added AFTER INSERT ON channel_overrides
  FOR EACH ROW WHEN (NEW.channel = 'dropship') EXECUTE FUNCTION dropship_shown();
CREATE TRIGGER dropship_removed AFTER DELETE ON channel_overrides
  FOR EACH ROW WHEN (OLD.channel = 'dropship') EXECUTE FUNCTION dropship_shown();
-- A bundle takes up to 99 of a part: beyond that no page can tell two numbers apart.
CREATE TRIGGER dropship_edited AFTER UPDATE ON channel_overrides
  FOR EACH ROW WHEN (NEW.channel = 'dropship'
                     AND (least(coalesce(OLD.stock, 999), 600) <> least(coalesce(NEW.stock, 999), 600)
                          OR OLD.lead_days_max <> NEW.lead_days_max
                          OR OLD.lead_days_min <> NEW.lead_days_min))
  EXECUTE FUNCTION dropship_shown();

GRANT SELECT ON channel_overrides, price_lists, prices, price_clock, variant_dropship
  TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
GRANT SELECT ON price_history TO gds_admin, gds_jobs, gds_site, gds_shop;
GRANT INSERT, UPDATE, DELETE ON channel_overrides, prices TO gds_admin;
GRANT INSERT, UPDATE ON price_lists TO gds_admin;
GRANT UPDATE (applied_at) ON price_clock TO gds_admin, gds_jobs;
GRANT UPDATE (price_cents, price_source, updated_at) ON variants TO gds_jobs;
