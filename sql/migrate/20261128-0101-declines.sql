-- Declined cards, with who tried them: what further payment pages are refused by (decision 0072). Counted for
-- a while and removed; no money hangs on them.
CREATE TABLE payment_declines (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL UNIQUE,                    -- pii: identifier; the charge, or the event that told
  attempt_id  bigint NOT NULL REFERENCES payment_attempts,
  order_id    bigint NOT NULL REFERENCES orders,
  cart_id     bigint,                                  -- the order's
  address     text,                                    -- pii: identifier; the key of a network address
  fingerprint text NOT NULL,                           -- pii: identifier; of the card, where it is known
  code        text NOT NULL,                           -- pii: none; why
  at          timestamptz NOT NULL
);
CREATE INDEX payment_declines_by_attempt ON payment_declines (attempt_id);
CREATE INDEX payment_declines_by_order ON payment_declines (order_id, at);
CREATE INDEX payment_declines_by_cart ON payment_declines (cart_id, at) WHERE cart_id IS NOT NULL;
CREATE INDEX payment_declines_by_address ON payment_declines (address, at) WHERE address IS NOT NULL;
CREATE INDEX payment_declines_by_card ON payment_declines (fingerprint, at) WHERE fingerprint <> '';
CREATE INDEX payment_declines_by_time ON payment_declines (at);
GRANT SELECT, INSERT, UPDATE ON payment_declines TO gds_hooks;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_declines TO gds_jobs;
GRANT SELECT ON payment_declines TO gds_shop, gds_admin;

ALTER TABLE payment_attempts
  ADD COLUMN address text;                             -- pii: identifier; from where its page was asked for
CREATE INDEX payment_charges_by_time ON payment_charges (made_at) WHERE status = 'succeeded';
