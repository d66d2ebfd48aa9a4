-- Payments: what was asked of Stripe, byte for byte, and what came of it.

-- Stripe's answer to "what tax is due", for one cart; `fingerprint` names everything the answer
-- depended on (lines, prices, ship-from, ship-to, shipping), so that a changed cart asks anew.
CREATE TABLE tax_quotes (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cart_id        bigint NOT NULL REFERENCES carts,
  calculation_id text NOT NULL UNIQUE,                 -- pii: none
  fingerprint    text NOT NULL,                        -- pii: none
  tax_cents      bigint NOT NULL CHECK (tax_cents >= 0),
  expires_at     timestamptz NOT NULL,
  created_at     timestamptz NOT NULL
);
CREATE INDEX tax_quotes_by_cart ON tax_quotes (cart_id, id DESC);
CREATE TABLE tax_quote_lines (
  quote_id      bigint NOT NULL REFERENCES tax_quotes ON DELETE CASCADE,
  position      int NOT NULL,
  variant_id    bigint,                                -- NULL is shipping
  jurisdiction  text NOT NULL,                         -- pii: none
  rate_percent  text NOT NULL,                         -- pii: none
  taxable_cents bigint NOT NULL,
  tax_cents     bigint NOT NULL CHECK (tax_cents >= 0),
  reason        text NOT NULL,                         -- pii: none
  PRIMARY KEY (quote_id, position)
);

CREATE TABLE payments (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id       bigint NOT NULL UNIQUE REFERENCES orders,
  provider       text NOT NULL CHECK (provider IN ('stripe')), -- pii: none
  state          text NOT NULL CHECK (state IN ('pending', 'authorized', 'captured', 'partly_refunded',
                                                'refunded', 'failed', 'disputed')), -- pii: none
  amount_cents   bigint NOT NULL CHECK (amount_cents >= 0),
  captured_cents bigint NOT NULL DEFAULT 0 CHECK (captured_cents >= 0),
  refunded_cents bigint NOT NULL DEFAULT 0 CHECK (refunded_cents BETWEEN 0 AND captured_cents),
  intent_id      text UNIQUE,                          -- pii: identifier
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL
);

-- One try to be paid: the request as it was stored before it was sent, and the session it became.
-- Sending the same bytes under the same key again is always safe (Stripe answers the same).
CREATE TABLE payment_attempts (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id        bigint NOT NULL REFERENCES orders,
  state           text NOT NULL CHECK (state IN ('stored', 'open', 'processing', 'complete', 'expired', 'refused')), -- pii: none
  idempotency_key text NOT NULL UNIQUE,                -- pii: none
  coupon_body     bytea,                               -- pii: free_text
  session_body    bytea NOT NULL,                      -- pii: contact
  session_id      text UNIQUE,                         -- pii: identifier
  session_url     text,                                -- pii: identifier
  expires_at      timestamptz NOT NULL,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  CHECK (state NOT IN ('open', 'processing', 'complete') OR session_id IS NOT NULL)
);
CREATE UNIQUE INDEX payment_attempts_one_live ON payment_attempts (order_id)
  WHERE state IN ('stored', 'open', 'processing', 'complete');

-- The ledger: money that moved, one row a movement, never edited (invariant L1).
CREATE TABLE payment_events (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id   bigint NOT NULL REFERENCES payments,
  kind         text NOT NULL CHECK (kind IN ('captured', 'refunded', 'disputed', 'reinstated')), -- pii: none
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  provider_ref text NOT NULL,                          -- pii: identifier
  at           timestamptz NOT NULL,
  UNIQUE (kind, provider_ref)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What others told us, as it came (bodies redacted of secrets). The row commits before its effect;
-- the effect and `processed_at` commit together (invariant E1).
CREATE TABLE inbox_events (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider     text NOT NULL CHECK (provider IN ('stripe')), -- pii: none
  event_id     text NOT NULL,                          -- pii: none
  type         text NOT NULL,                          -- pii: none
  body         bytea NOT NULL,                         -- pii: free_text
  created_at   timestamptz NOT NULL,                   -- the sender's
  received_at  timestamptz NOT NULL,
  processed_at timestamptz,
  outcome      text NOT NULL DEFAULT '',               -- pii: none
  attempts     int NOT NULL DEFAULT 0,
  last_error   text NOT NULL DEFAULT '',               -- pii: none
  UNIQUE (provider, event_id)
);
CREATE INDEX inbox_events_waiting ON inbox_events (received_at) WHERE processed_at IS NULL;

-- How far stripe-reconcile has read Stripe's list of events.
CREATE TABLE provider_cursors (
  provider text PRIMARY KEY,                           -- pii: none
  event_id text NOT NULL,                              -- pii: none
  at       timestamptz NOT NULL
);

GRANT SELECT, INSERT ON tax_quotes, tax_quote_lines TO gds_shop;
GRANT SELECT ON tax_quotes, tax_quote_lines TO gds_hooks, gds_jobs, gds_admin;
GRANT SELECT, INSERT, UPDATE ON payments, payment_attempts, inbox_events TO gds_shop, gds_hooks, gds_jobs;
GRANT SELECT, INSERT ON payment_events TO gds_shop, gds_hooks, gds_jobs;
GRANT SELECT ON payments, payment_attempts, payment_events, inbox_events, provider_cursors TO gds_admin;
GRANT SELECT, INSERT, UPDATE ON provider_cursors TO gds_jobs;
