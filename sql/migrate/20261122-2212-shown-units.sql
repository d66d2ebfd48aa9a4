-- What a page tells apart of the units that may be sold, in one place: up to counted_units() it
-- counts them ("only 3 left"), beyond that it says "in stock". catalog::kCountedUnits in C++ is the
-- same number, and a test compares the two.
CREATE FUNCTION counted_units() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 5 $$;

-- Two counts look the same on a page exactly when this is the same of both.
CREATE FUNCTION shown_units(units int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT least(greatest(units, 0), counted_units() + 1)
$$;

CREATE OR REPLACE FUNCTION stock_band(units int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN shown_units(units) = 0 THEN 'sold_out'
              WHEN shown_units(units) <= counted_units() THEN 'last'
              ELSE 'in_stock' END
$$;

CREATE OR REPLACE FUNCTION note_stock_shown(item bigint, was int, is_now int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id
      FROM variant_stock vs JOIN variants v ON v.id = vs.variant_id
     WHERE vs.stock_item_id = item
       AND shown_units(greatest(was, 0) / vs.units) <> shown_units(greatest(is_now, 0) / vs.units)));
END $$;

-- What is read here is available(item, 'infinity') for a set at a time.
CREATE OR REPLACE FUNCTION movements_shown() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    WITH moved AS (
      SELECT m.stock_item_id, m.delta::int AS delta,
             (s.on_hand - s.allocated - s.buffer
               - coalesce((SELECT sum(h.units) FROM holds h
                            WHERE h.stock_item_id = s.id AND h.expires_at IS NULL), 0))::int AS is_now
        FROM (SELECT stock_item_id, sum(on_hand_delta - allocated_delta) AS delta
                FROM added GROUP BY stock_item_id) m
        JOIN stock_items s ON s.id = m.stock_item_id)
    SELECT v.product_id
      FROM moved m
      JOIN variant_stock vs ON vs.stock_item_id = m.stock_item_id
      JOIN variants v ON v.id = vs.variant_id
     WHERE shown_units(greatest(m.is_now - m.delta, 0) / vs.units)
           <> shown_units(greatest(m.is_now, 0) / vs.units)));
  RETURN NULL;
END $$;
