-- A payment that comes after its order has expired is recorded whatever became of the cart: it may
-- have another living order by then, or get one later. Such an order is marked by the move itself
-- and does not count as the one that lives (invariant O2): only a payable or a placed one does.
ALTER TABLE orders ADD COLUMN paid_late boolean NOT NULL DEFAULT false;
UPDATE orders o SET paid_late = true
 WHERE o.state <> 'expired'
   AND EXISTS (SELECT FROM order_events e WHERE e.order_id = o.id AND e.from_state = 'expired');

DROP INDEX orders_one_a_cart;
CREATE UNIQUE INDEX orders_one_a_cart ON orders (cart_id) WHERE state <> 'expired' AND NOT paid_late;

CREATE FUNCTION mark_paid_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.paid_late := true;
  RETURN NEW;
END $$;
CREATE TRIGGER paid_late BEFORE UPDATE OF state ON orders FOR EACH ROW
  WHEN (OLD.state = 'expired' AND NEW.state <> 'expired') EXECUTE FUNCTION mark_paid_late();
-- What asks for a cart's orders no longer fits the index above.
CREATE INDEX orders_by_cart ON orders (cart_id);
