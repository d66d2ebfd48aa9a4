-- What a sale costs in triggers. The joins below touch the few rows of one statement: planned
-- against whole tables they read all stock for each order.

ALTER FUNCTION apply_movement() SET enable_hashjoin = off;
ALTER FUNCTION apply_movement() SET enable_mergejoin = off;

-- Units in payment are off the pages already. An order that turns them into allocated ones changes
-- nothing there: the movement says so by held_delta, and the hold that goes with it is not looked at.
CREATE OR REPLACE FUNCTION movements_shown() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added WHERE on_hand_delta - allocated_delta - held_delta <> 0) THEN
    RETURN NULL;
  END IF;
  PERFORM note_products_changed(ARRAY(
    WITH moved AS (
      SELECT m.stock_item_id, m.delta::int AS delta,
             (s.on_hand - s.allocated - s.buffer
               - coalesce((SELECT sum(h.units) FROM holds h
                            WHERE h.stock_item_id = s.id AND h.expires_at IS NULL), 0))::int AS is_now
        FROM (SELECT stock_item_id, sum(on_hand_delta - allocated_delta - held_delta) AS delta
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

CREATE OR REPLACE FUNCTION payment_hold_shown_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  item bigint := coalesce(NEW.stock_item_id, OLD.stock_item_id);
  freed int := coalesce(CASE WHEN OLD.kind = 'payment' THEN OLD.units END, 0)
               - coalesce(CASE WHEN NEW.kind = 'payment' THEN NEW.units END, 0);
  is_now int;
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
      SELECT FROM stock_movements m
       WHERE m.order_id = OLD.order_id AND m.stock_item_id = OLD.stock_item_id
         AND m.kind = 'allocated' AND m.held_delta = -OLD.units) THEN
    RETURN NULL;
  END IF;
  is_now := available(item, 'infinity');
  PERFORM note_stock_shown(item, is_now - freed, is_now);
  RETURN NULL;
END $$;
