-- Reading an order's attempts went through all of them: the index over live ones does not serve.
CREATE INDEX payment_attempts_by_order ON payment_attempts (order_id, id);
CREATE INDEX payment_events_by_payment ON payment_events (payment_id, id);

-- Movements of one statement are applied together, in one pass over their stock rows: an import
-- writes thousands at a time. The rows are locked by ascending id first, the order of locks that
-- every writer of stock keeps.
CREATE OR REPLACE FUNCTION apply_movement() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM stock_items WHERE id IN (SELECT stock_item_id FROM added) ORDER BY id FOR NO KEY UPDATE;
  UPDATE stock_items s
     SET on_hand = s.on_hand + m.on_hand, allocated = s.allocated + m.allocated, held = s.held + m.held
    FROM (SELECT stock_item_id, sum(on_hand_delta)::int AS on_hand,
                 sum(allocated_delta)::int AS allocated, sum(held_delta)::int AS held
            FROM added GROUP BY stock_item_id) m
   WHERE s.id = m.stock_item_id;
  RETURN NULL;
END $$;
DROP TRIGGER apply_movement ON stock_movements;
CREATE TRIGGER apply_movement AFTER INSERT ON stock_movements
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION apply_movement();
