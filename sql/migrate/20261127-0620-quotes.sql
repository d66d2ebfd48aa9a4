-- Quotes and drafts: what staff offer at prices of their own. Every revision is a full copy and is
-- never edited. Accepting one makes a cart at the agreed prices, which goes through the ordinary
-- checkout.
INSERT INTO number_counters (kind, next_value) VALUES ('quote', 1001);
CREATE TABLE quotes (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number     text NOT NULL UNIQUE,                     -- pii: none
  token      text NOT NULL UNIQUE,                     -- pii: identifier
  kind       text NOT NULL CHECK (kind IN ('quote', 'draft')), -- pii: none
  state      text NOT NULL CHECK (state IN ('open', 'sent', 'accepted', 'declined', 'withdrawn')), -- pii: none
  revision   int NOT NULL CHECK (revision > 0),        -- the one that counts
  created_at timestamptz NOT NULL
);
CREATE INDEX quotes_by_state ON quotes (state, id DESC);

CREATE TABLE quote_revisions (
  quote_id       bigint NOT NULL REFERENCES quotes,
  revision       int NOT NULL CHECK (revision > 0),
  email          text NOT NULL,                        -- pii: contact
  name           text NOT NULL,                        -- pii: contact
  company        text NOT NULL DEFAULT '',             -- pii: contact
  customer_id    bigint,
  company_id     bigint,
  terms          text NOT NULL DEFAULT ''              -- pii: none; '' is paid at the checkout
    CHECK (terms IN ('', 'net_15', 'net_30', 'net_60', 'wire', 'check', 'cash')),
  po_number      text NOT NULL DEFAULT '',             -- pii: none
  shipping_name  text,                                 -- pii: none; NULL: by the tables, at the checkout
  shipping_cents bigint CHECK (shipping_cents >= 0),
  min_days       int CHECK (min_days >= 0),
  max_days       int CHECK (max_days >= min_days),
  note           text NOT NULL DEFAULT '',             -- pii: free_text
  expires_at     timestamptz NOT NULL,
  actor          text NOT NULL,                        -- pii: identifier
  at             timestamptz NOT NULL,
  PRIMARY KEY (quote_id, revision),
  CHECK (expires_at > at),
  CHECK (num_nulls(shipping_name, shipping_cents, min_days, max_days) IN (0, 4))
);
CREATE INDEX quote_revisions_by_email ON quote_revisions (email);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quote_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE quote_lines (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quote_id         bigint NOT NULL,
  revision         int NOT NULL,
  position         int NOT NULL CHECK (position > 0),
  variant_id       bigint NOT NULL REFERENCES variants,
  sku              text NOT NULL,                      -- pii: none
  mpn              text NOT NULL,                      -- pii: none
  title            text NOT NULL,                      -- pii: none
  slug             text NOT NULL,                      -- pii: none
  condition        text NOT NULL,                      -- pii: none
  units            int NOT NULL CHECK (units BETWEEN 1 AND 999),
  list_price_cents bigint NOT NULL CHECK (list_price_cents > 0), -- the web price that day
  unit_price_cents bigint NOT NULL CHECK (unit_price_cents > 0), -- the one offered
  reason           text NOT NULL DEFAULT '',           -- pii: free_text
  UNIQUE (quote_id, revision, position),
  UNIQUE (quote_id, revision, variant_id),
  FOREIGN KEY (quote_id, revision) REFERENCES quote_revisions (quote_id, revision),
  -- Another price than the web's has a reason.
  CHECK (unit_price_cents = list_price_cents OR reason <> '')
);
CREATE INDEX quote_lines_by_variant ON quote_lines (variant_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quote_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE quote_events (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quote_id bigint NOT NULL REFERENCES quotes,
  what     text NOT NULL,                              -- pii: none
  actor    text NOT NULL,                              -- pii: identifier
  reason   text NOT NULL DEFAULT '',                   -- pii: free_text
  at       timestamptz NOT NULL
);
CREATE INDEX quote_events_by_quote ON quote_events (quote_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quote_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

INSERT INTO order_part_moves (part, from_state, to_state) VALUES
  ('quotes', 'open', 'sent'), ('quotes', 'sent', 'open'), ('quotes', 'sent', 'accepted'),
  ('quotes', 'sent', 'declined'), ('quotes', 'declined', 'open'),
  ('quotes', 'open', 'withdrawn'), ('quotes', 'sent', 'withdrawn');
CREATE TRIGGER listed_moves BEFORE UPDATE OF state ON quotes FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_unlisted_part_move();

-- A cart whose prices were agreed beforehand. One cart a quote, for good.
CREATE TABLE cart_agreements (
  cart_id        bigint PRIMARY KEY REFERENCES carts,
  quote_id       bigint NOT NULL UNIQUE REFERENCES quotes,
  channel        text NOT NULL CHECK (channel IN ('quote', 'draft')), -- pii: none
  until          timestamptz NOT NULL,                 -- to be ordered before
  terms          text NOT NULL                         -- pii: none
    CHECK (terms IN ('', 'net_15', 'net_30', 'net_60', 'wire', 'check', 'cash')),
  po_number      text NOT NULL,                        -- pii: none
  customer_id    bigint,
  company_id     bigint,
  shipping_name  text,                                 -- pii: none
  shipping_cents bigint CHECK (shipping_cents >= 0),
  min_days       int CHECK (min_days >= 0),
  max_days       int CHECK (max_days >= min_days),
  agreed_at      timestamptz NOT NULL,
  CHECK (num_nulls(shipping_name, shipping_cents, min_days, max_days) IN (0, 4))
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cart_agreements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE cart_lines ADD COLUMN agreed_price_cents bigint CHECK (agreed_price_cents > 0);

-- Nor does a line of a cart that was agreed: its price goes with its units and with the others.
CREATE OR REPLACE FUNCTION refuse_closed_cart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM carts WHERE id = coalesce(NEW.cart_id, OLD.cart_id)) IN ('completing', 'completed') THEN
    RAISE EXCEPTION 'the cart is closed' USING ERRCODE = '55000';
  END IF;
  IF EXISTS (SELECT FROM cart_agreements WHERE cart_id = coalesce(NEW.cart_id, OLD.cart_id)) THEN
    RAISE EXCEPTION 'the cart is as agreed' USING ERRCODE = '55000';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

GRANT SELECT ON quotes, quote_revisions, quote_lines, quote_events, cart_agreements
  TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON quotes, quote_revisions, quote_lines, quote_events TO gds_admin, gds_jobs;
GRANT UPDATE (state, revision) ON quotes TO gds_admin, gds_jobs;
-- The customer's answer.
GRANT UPDATE (state) ON quotes TO gds_shop;
GRANT INSERT ON quote_events, cart_agreements TO gds_shop;
