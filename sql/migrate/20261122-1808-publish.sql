-- What pages show changed: one row a change, written by triggers, taken away by the sitegen run
-- whose snapshot saw it. Only what a page shows counts: a sale that does not cross a stock band
-- writes nothing.
CREATE TABLE page_changes (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind   text NOT NULL CHECK (kind IN ('product', 'category', 'brand', 'site')), -- pii: none
  ref_id bigint NOT NULL,
  at     timestamptz NOT NULL DEFAULT now()
);

-- Triggers fire once a statement, with all its rows at hand: an import writes thousands at a time,
-- and the channel's queue has one lock for the whole server.
CREATE FUNCTION note_products_changed(products bigint[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO page_changes (kind, ref_id)
  SELECT DISTINCT 'product', p FROM unnest(products) AS p WHERE p IS NOT NULL;
  IF FOUND THEN
    PERFORM pg_notify('page_changes', '');
  END IF;
END $$;

CREATE FUNCTION products_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(SELECT id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER products_added AFTER INSERT ON products
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION products_written();
CREATE TRIGGER products_edited AFTER UPDATE ON products
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION products_written();

-- Variants, pictures: rows that name their product.
CREATE FUNCTION parts_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(SELECT product_id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER variants_added AFTER INSERT ON variants
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parts_written();
CREATE TRIGGER media_added AFTER INSERT ON media
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parts_written();
CREATE TRIGGER media_edited AFTER UPDATE ON media
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parts_written();

-- A variant's page, and the pages of the bundles that list it.
CREATE FUNCTION variants_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    WITH edited AS (
      SELECT n.id, n.product_id FROM written n JOIN before o USING (id)
       WHERE (o.price_cents, o.condition, o.state, o.sku)
             IS DISTINCT FROM (n.price_cents, n.condition, n.state, n.sku))
    SELECT product_id FROM edited
    UNION
    SELECT v.product_id FROM edited e
      JOIN bundle_items i ON i.component_variant_id = e.id
      JOIN variants v ON v.id = i.bundle_variant_id));
  RETURN NULL;
END $$;
CREATE TRIGGER variants_edited AFTER UPDATE ON variants
  REFERENCING OLD TABLE AS before NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION variants_edited();

CREATE FUNCTION bundle_items_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id FROM written w JOIN variants v ON v.id = w.bundle_variant_id));
  RETURN NULL;
END $$;
CREATE TRIGGER bundle_items_added AFTER INSERT ON bundle_items
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bundle_items_written();
CREATE TRIGGER bundle_items_edited AFTER UPDATE ON bundle_items
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bundle_items_written();
CREATE TRIGGER bundle_items_removed AFTER DELETE ON bundle_items
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bundle_items_written();

-- A brand's or category's name stands in menus and trails everywhere.
CREATE FUNCTION note_site_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO page_changes (kind, ref_id) VALUES ('site', 0);
  PERFORM pg_notify('page_changes', '');
  RETURN NULL;
END $$;
CREATE TRIGGER brands_edited AFTER UPDATE ON brands
  FOR EACH STATEMENT EXECUTE FUNCTION note_site_change();
CREATE TRIGGER categories_edited AFTER UPDATE ON categories
  FOR EACH STATEMENT EXECUTE FUNCTION note_site_change();

-- Stock: only what changes the words on the page counts, for the variant and for the bundles it is
-- part of. A page tells 0 to 5 units apart and calls the rest "in stock".
CREATE FUNCTION note_stock_shown(item bigint, was int, is_now int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id
      FROM variant_stock vs JOIN variants v ON v.id = vs.variant_id
     WHERE vs.stock_item_id = item
       AND least(greatest(was, 0) / vs.units, 6) <> least(greatest(is_now, 0) / vs.units, 6)));
END $$;

-- What is read here is available(item, 'infinity') for a set at a time.
CREATE FUNCTION movements_shown() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    WITH moved AS (
      SELECT m.stock_item_id, m.delta,
             s.on_hand - s.allocated - s.buffer
               - coalesce((SELECT sum(h.units) FROM holds h
                            WHERE h.stock_item_id = s.id AND h.expires_at IS NULL), 0) AS is_now
        FROM (SELECT stock_item_id, sum(on_hand_delta - allocated_delta) AS delta
                FROM added GROUP BY stock_item_id) m
        JOIN stock_items s ON s.id = m.stock_item_id)
    SELECT v.product_id
      FROM moved m
      JOIN variant_stock vs ON vs.stock_item_id = m.stock_item_id
      JOIN variants v ON v.id = vs.variant_id
     WHERE least(div(greatest(m.is_now - m.delta, 0), vs.units), 6)
           <> least(div(greatest(m.is_now, 0), vs.units), 6)));
  RETURN NULL;
END $$;
-- Fires after apply_movement has done all rows of the statement.
CREATE TRIGGER movements_shown AFTER INSERT ON stock_movements
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION movements_shown();

CREATE FUNCTION buffer_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_stock_shown(NEW.id, available(NEW.id, 'infinity') + NEW.buffer - OLD.buffer,
                           available(NEW.id, 'infinity'));
  RETURN NULL;
END $$;
CREATE TRIGGER buffer_shown AFTER UPDATE OF buffer ON stock_items
  FOR EACH ROW WHEN (OLD.buffer <> NEW.buffer) EXECUTE FUNCTION buffer_shown();

-- Units in payment are not for sale: pages show that too (cart holds come and go unseen).
CREATE FUNCTION payment_hold_shown_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item bigint := coalesce(NEW.stock_item_id, OLD.stock_item_id);
  freed int := coalesce(CASE WHEN OLD.kind = 'payment' THEN OLD.units END, 0)
               - coalesce(CASE WHEN NEW.kind = 'payment' THEN NEW.units END, 0);
BEGIN
  PERFORM note_stock_shown(item, available(item, 'infinity') - freed, available(item, 'infinity'));
  RETURN NULL;
END $$;
CREATE TRIGGER payment_hold_added AFTER INSERT ON holds
  FOR EACH ROW WHEN (NEW.kind = 'payment') EXECUTE FUNCTION payment_hold_shown_changed();
CREATE TRIGGER payment_hold_edited AFTER UPDATE OF kind, units ON holds
  FOR EACH ROW WHEN (NEW.kind = 'payment' OR OLD.kind = 'payment')
  EXECUTE FUNCTION payment_hold_shown_changed();
CREATE TRIGGER payment_hold_removed AFTER DELETE ON holds
  FOR EACH ROW WHEN (OLD.kind = 'payment') EXECUTE FUNCTION payment_hold_shown_changed();

CREATE TABLE generations (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at   timestamptz NOT NULL,
  published_at timestamptz,
  pages        int NOT NULL DEFAULT 0,
  linked       int NOT NULL DEFAULT 0,
  written      int NOT NULL DEFAULT 0
);

-- The generator only reads, but for its own records: it cannot change what it shows.
GRANT SELECT, DELETE ON page_changes TO gds_site;
GRANT SELECT, INSERT, UPDATE ON generations TO gds_site;
GRANT SELECT ON page_changes, generations TO gds_shop, gds_admin, gds_jobs;
