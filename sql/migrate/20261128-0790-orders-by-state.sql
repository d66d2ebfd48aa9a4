
-- Orders in a state that few have, newest first, and the list of all of them with its whole order.

CREATE INDEX orders_by_state ON orders (state, placed_at DESC, id DESC) WHERE placed_at IS NOT NULL;
DROP INDEX orders_by_placed;
CREATE INDEX orders_by_placed ON orders (placed_at DESC, id DESC) WHERE placed_at IS NOT NULL;
