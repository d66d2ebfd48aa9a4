-- Freight needs to know where and how it is taken off the truck: asked in the checkout, and frozen
-- with the order.
ALTER TABLE checkouts
  ADD COLUMN unload_site text CHECK (unload_site IN ('residence', 'dock', 'no_dock')), -- pii: none
  ADD COLUMN unload_wishes text[] NOT NULL DEFAULT '{}' -- pii: none
    CHECK (unload_wishes <@ ARRAY['lift_gate', 'inside', 'appointment', 'limited_access']);
ALTER TABLE orders
  ADD COLUMN unload_site text CHECK (unload_site IN ('residence', 'dock', 'no_dock')), -- pii: none
  ADD COLUMN unload_wishes text[] NOT NULL DEFAULT '{}' -- pii: none
    CHECK (unload_wishes <@ ARRAY['lift_gate', 'inside', 'appointment', 'limited_access']);
CREATE TRIGGER frozen_unloading BEFORE UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.unload_site, OLD.unload_wishes) IS DISTINCT FROM (NEW.unload_site, NEW.unload_wishes))
  EXECUTE FUNCTION refuse_change();

-- What was told of one place says nothing of another.
CREATE FUNCTION same_place(a checkouts, b checkouts) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT (a.line1, a.line2, a.city, a.state, a.zip) = (b.line1, b.line2, b.city, b.state, b.zip)
$$;

-- What a shopper wants shipped where no table has a price. Staff answer with a quote; prices are
-- theirs alone. The same wish of a cart stands once.
CREATE TABLE shipping_requests (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cart_id       bigint NOT NULL REFERENCES carts,
  fingerprint   text NOT NULL,                         -- pii: identifier
  email         text NOT NULL,                         -- pii: contact
  name          text NOT NULL,                         -- pii: contact
  company       text NOT NULL,                         -- pii: contact
  line1         text NOT NULL,                         -- pii: contact
  line2         text NOT NULL,                         -- pii: contact
  city          text NOT NULL,                         -- pii: contact
  state         text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: contact
  zip           text NOT NULL,                         -- pii: contact
  phone         text NOT NULL,                         -- pii: contact
  unload_site   text CHECK (unload_site IN ('residence', 'dock', 'no_dock')), -- pii: none
  unload_wishes text[] NOT NULL                        -- pii: none
    CHECK (unload_wishes <@ ARRAY['lift_gate', 'inside', 'appointment', 'limited_access']),
  asked_at      timestamptz NOT NULL,
  quote_id      bigint UNIQUE REFERENCES quotes,       -- the answer
  UNIQUE (cart_id, fingerprint)
);
CREATE INDEX shipping_requests_open ON shipping_requests (asked_at) WHERE quote_id IS NULL;
CREATE TABLE shipping_request_lines (
  request_id bigint NOT NULL REFERENCES shipping_requests,
  position   int NOT NULL CHECK (position > 0),
  variant_id bigint NOT NULL REFERENCES variants,
  units      int NOT NULL CHECK (units > 0),
  PRIMARY KEY (request_id, position)
);
CREATE INDEX shipping_request_lines_by_variant ON shipping_request_lines (variant_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON shipping_request_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT ON shipping_requests, shipping_request_lines TO gds_shop, gds_admin, gds_jobs;
GRANT INSERT ON shipping_requests, shipping_request_lines TO gds_shop;
GRANT UPDATE (quote_id) ON shipping_requests TO gds_admin, gds_jobs;
