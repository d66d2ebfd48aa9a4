-- Carts: anonymous, found by the hash of a cookie's token.

CREATE TABLE carts (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,                     -- pii: identifier
  state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'completing', 'completed', 'abandoned')), -- pii: none
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE cart_lines (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cart_id     bigint NOT NULL REFERENCES carts ON DELETE CASCADE,
  variant_id  bigint NOT NULL REFERENCES variants,
  units       int NOT NULL CHECK (units BETWEEN 1 AND 999),
  price_cents bigint NOT NULL CHECK (price_cents > 0), -- the unit price the shopper last saw
  added_at    timestamptz NOT NULL,
  UNIQUE (cart_id, variant_id)
);

-- A line of a cart that is being paid for, or was, does not change (invariants O4, O5): the
-- application answers so in words, this trigger makes it certain.
CREATE FUNCTION refuse_closed_cart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM carts WHERE id = coalesce(NEW.cart_id, OLD.cart_id)) IN ('completing', 'completed') THEN
    RAISE EXCEPTION 'the cart is closed' USING ERRCODE = '55000';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER refuse_closed_cart BEFORE INSERT OR UPDATE OR DELETE ON cart_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_cart();

-- What the shopper told the checkout so far, kept as typed.
CREATE TABLE checkouts (
  cart_id         bigint PRIMARY KEY REFERENCES carts ON DELETE CASCADE,
  email           text NOT NULL,                       -- pii: contact
  name            text NOT NULL,                       -- pii: contact
  company         text NOT NULL DEFAULT '',            -- pii: contact
  line1           text NOT NULL,                       -- pii: contact
  line2           text NOT NULL DEFAULT '',            -- pii: contact
  city            text NOT NULL,                       -- pii: contact
  state           text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: contact
  zip             text NOT NULL CHECK (zip ~ '^[0-9]{5}(-[0-9]{4})?$'), -- pii: contact
  phone           text NOT NULL DEFAULT '',            -- pii: contact
  shipping_method text,                                -- pii: none
  updated_at      timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON carts, checkouts TO gds_shop, gds_hooks, gds_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON cart_lines TO gds_shop;
GRANT SELECT ON carts, cart_lines, checkouts TO gds_admin;
GRANT SELECT ON cart_lines TO gds_hooks, gds_jobs;
GRANT DELETE ON checkouts TO gds_shop;
