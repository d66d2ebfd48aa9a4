-- What pages show changed: one row a change, written by triggers, taken away by the sitegen run
-- whose snapshot saw it. Only what a page shows counts: a sale that does not cross a stock band
-- writes nothing.
CREATE TABLE page_changes (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind   text NOT NULL CHECK (kind IN ('product', 'category', 'brand', 'site')), -- pii: none
  ref_id bigint NOT NULL,
  at     timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION note_page_change(kind text, ref bigint) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO page_changes (kind, ref_id) VALUES (kind, ref);
  PERFORM pg_notify('page_changes', '');
END $$;

CREATE FUNCTION product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'products' THEN
    PERFORM note_page_change('product', NEW.id);
  ELSE
    PERFORM note_page_change('product', NEW.product_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER product_changed AFTER INSERT OR UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION product_changed();
CREATE TRIGGER product_changed AFTER INSERT ON variants
  FOR EACH ROW EXECUTE FUNCTION product_changed();
CREATE TRIGGER product_changed_later AFTER UPDATE OF price_cents, condition, state, sku ON variants
  FOR EACH ROW WHEN ((OLD.price_cents, OLD.condition, OLD.state, OLD.sku) IS DISTINCT FROM
                     (NEW.price_cents, NEW.condition, NEW.state, NEW.sku))
  EXECUTE FUNCTION product_changed();
CREATE TRIGGER product_changed AFTER INSERT OR UPDATE ON media
  FOR EACH ROW EXECUTE FUNCTION product_changed();

-- Stock: only what changes the words on the page, for the variant and the bundles it is part of.
CREATE FUNCTION stock_shown_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_page_change('product', v.product_id)
     FROM variants v
    WHERE v.id = NEW.variant_id
       OR v.id IN (SELECT bundle_variant_id FROM bundle_items WHERE component_variant_id = NEW.variant_id);
  RETURN NULL;
END $$;
CREATE TRIGGER stock_shown_changed AFTER UPDATE OF on_hand, allocated, buffer ON stock_items FOR EACH ROW
  WHEN (least(greatest(OLD.on_hand - OLD.allocated - OLD.buffer, 0), 6)
        <> least(greatest(NEW.on_hand - NEW.allocated - NEW.buffer, 0), 6))
  EXECUTE FUNCTION stock_shown_changed();

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
