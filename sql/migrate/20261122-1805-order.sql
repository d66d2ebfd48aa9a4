-- Orders: what was agreed, copied in full (invariant O1). An order is frozen before it is paid;
-- its number and tracking token are drawn when it is completed.

CREATE TABLE number_counters (
  kind       text PRIMARY KEY,                         -- pii: none
  next_value bigint NOT NULL
);
INSERT INTO number_counters (kind, next_value) VALUES ('order', 10001);

CREATE TABLE orders (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id            text NOT NULL UNIQUE,           -- pii: none
  cart_id              bigint NOT NULL REFERENCES carts,
  number               text UNIQUE,                    -- pii: none
  token                text UNIQUE,                    -- pii: identifier
  state                text NOT NULL CHECK (state IN ('awaiting_payment', 'placed', 'partly_shipped', 'shipped',
                         'delivered', 'needs_attention', 'cancelled', 'expired')), -- pii: none
  attention            text NOT NULL DEFAULT '',       -- pii: none
  email                text NOT NULL,                  -- pii: contact
  subtotal_cents       bigint NOT NULL CHECK (subtotal_cents >= 0),
  discount_cents       bigint NOT NULL DEFAULT 0 CHECK (discount_cents BETWEEN 0 AND subtotal_cents),
  shipping_cents       bigint NOT NULL CHECK (shipping_cents >= 0),
  tax_cents            bigint NOT NULL CHECK (tax_cents >= 0),
  total_cents          bigint NOT NULL,
  tender_cents         bigint NOT NULL DEFAULT 0 CHECK (tender_cents BETWEEN 0 AND total_cents),
  due_cents            bigint NOT NULL CHECK (due_cents = 0 OR due_cents >= 50),
  shipping_method      text NOT NULL,                  -- pii: none
  shipping_method_name text NOT NULL,                  -- pii: none
  min_days             int NOT NULL,
  max_days             int NOT NULL,
  weight_g             int NOT NULL CHECK (weight_g > 0),
  tax_calculation_id   text NOT NULL,                  -- pii: none
  frozen_at            timestamptz NOT NULL,
  expires_at           timestamptz NOT NULL,
  placed_at            timestamptz,
  CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents + tax_cents),
  CHECK (due_cents = total_cents - tender_cents),
  CHECK ((number IS NULL) = (token IS NULL)),
  CHECK (number IS NOT NULL OR state IN ('awaiting_payment', 'expired'))
);
-- One cart, one order that lives (invariant O2): two payable sessions cannot exist for a cart.
CREATE UNIQUE INDEX orders_one_a_cart ON orders (cart_id) WHERE state <> 'expired';
CREATE INDEX orders_by_expiry ON orders (expires_at) WHERE state = 'awaiting_payment';
CREATE INDEX orders_by_placed ON orders (placed_at DESC) WHERE placed_at IS NOT NULL;
ALTER TABLE stock_movements ADD FOREIGN KEY (order_id) REFERENCES orders;
ALTER TABLE holds ADD FOREIGN KEY (order_id) REFERENCES orders;
ALTER TABLE holds ADD FOREIGN KEY (cart_id) REFERENCES carts;

-- Amounts of a placed order never change (invariants M7, O1) but by staff's recorded edits, which
-- come with a role of their own; until then nobody's do.
CREATE FUNCTION refuse_amount_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the amounts of an order are frozen' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER frozen_amounts BEFORE UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.subtotal_cents, OLD.discount_cents, OLD.shipping_cents, OLD.tax_cents, OLD.total_cents,
         OLD.tender_cents, OLD.due_cents) IS DISTINCT FROM
        (NEW.subtotal_cents, NEW.discount_cents, NEW.shipping_cents, NEW.tax_cents, NEW.total_cents,
         NEW.tender_cents, NEW.due_cents))
  EXECUTE FUNCTION refuse_amount_change();

-- The moves an order may make (invariant O6); src/order/state.cc has the same table in C++ and a
-- test compares them.
CREATE TABLE order_moves (
  from_state text NOT NULL,                            -- pii: none
  to_state   text NOT NULL,                            -- pii: none
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO order_moves (from_state, to_state) VALUES
  ('awaiting_payment', 'placed'), ('awaiting_payment', 'needs_attention'), ('awaiting_payment', 'expired'),
  ('expired', 'needs_attention'),
  ('needs_attention', 'placed'), ('needs_attention', 'cancelled'),
  ('placed', 'partly_shipped'), ('placed', 'shipped'), ('placed', 'cancelled'),
  ('partly_shipped', 'shipped'), ('shipped', 'delivered');
CREATE FUNCTION refuse_unlisted_move() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM order_moves WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION 'an order does not move from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_moves BEFORE UPDATE OF state ON orders FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_unlisted_move();

CREATE TABLE order_lines (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id         bigint NOT NULL REFERENCES orders,
  position         int NOT NULL,
  variant_id       bigint NOT NULL REFERENCES variants,
  sku              text NOT NULL,                      -- pii: none
  mpn              text NOT NULL,                      -- pii: none
  title            text NOT NULL,                      -- pii: none
  slug             text NOT NULL,                      -- pii: none
  condition        text NOT NULL,                      -- pii: none
  units            int NOT NULL CHECK (units > 0),
  unit_price_cents bigint NOT NULL CHECK (unit_price_cents > 0),
  total_cents      bigint NOT NULL CHECK (total_cents >= 0),  -- before discount and tax (M4)
  discount_cents   bigint NOT NULL DEFAULT 0 CHECK (discount_cents BETWEEN 0 AND total_cents),
  tax_cents        bigint NOT NULL CHECK (tax_cents >= 0),
  UNIQUE (order_id, position)
);

-- What each line takes from stock, as it was when frozen: later edits of a bundle change nothing.
CREATE TABLE order_line_stock (
  order_line_id bigint NOT NULL REFERENCES order_lines,
  stock_item_id bigint NOT NULL REFERENCES stock_items,
  units         int NOT NULL CHECK (units > 0),
  PRIMARY KEY (order_line_id, stock_item_id)
);

CREATE TABLE order_addresses (
  order_id bigint PRIMARY KEY REFERENCES orders,
  name     text NOT NULL,                              -- pii: contact
  company  text NOT NULL,                              -- pii: contact
  line1    text NOT NULL,                              -- pii: contact
  line2    text NOT NULL,                              -- pii: contact
  city     text NOT NULL,                              -- pii: contact
  state    text NOT NULL,                              -- pii: contact
  zip      text NOT NULL,                              -- pii: contact
  phone    text NOT NULL                               -- pii: contact
);

-- Tax as it was calculated before payment; never recomputed (invariants M9, M10).
CREATE TABLE order_taxes (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id      bigint NOT NULL REFERENCES orders,
  position      int,                                   -- the order line's; NULL is shipping
  jurisdiction  text NOT NULL,                         -- pii: none
  rate_percent  text NOT NULL,                         -- pii: none
  taxable_cents bigint NOT NULL,
  tax_cents     bigint NOT NULL CHECK (tax_cents >= 0),
  reason        text NOT NULL                          -- pii: none
);
CREATE INDEX order_taxes_by_order ON order_taxes (order_id);

-- The order's history: who did what when (invariant O6). Append-only.
CREATE TABLE order_events (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id   bigint NOT NULL REFERENCES orders,
  what       text NOT NULL,                            -- pii: none
  from_state text,                                     -- pii: none
  to_state   text,                                     -- pii: none
  actor      text NOT NULL,                            -- pii: identifier
  reason     text NOT NULL DEFAULT '',                 -- pii: free_text
  at         timestamptz NOT NULL
);
CREATE INDEX order_events_by_order ON order_events (order_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON orders, order_lines, order_line_stock, order_addresses, order_taxes, order_events
  TO gds_shop, gds_hooks, gds_jobs;
GRANT SELECT ON order_moves TO gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT UPDATE (state, attention, number, token, placed_at) ON orders TO gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT SELECT ON orders, order_lines, order_line_stock, order_addresses, order_taxes, order_events TO gds_admin;
GRANT INSERT ON order_events TO gds_admin;
GRANT SELECT, UPDATE ON number_counters TO gds_shop, gds_hooks, gds_jobs, gds_admin;
