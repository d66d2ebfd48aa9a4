-- A customer with an account as Stripe knows one: made once, asked for with the same bytes until it is there.
-- One that was deleted there is gone, and the next order begins another.
CREATE TABLE saved_customers (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id     bigint NOT NULL REFERENCES customers,
  email           text NOT NULL,                       -- pii: contact
  idempotency_key text NOT NULL UNIQUE,                -- pii: none
  body            bytea NOT NULL,                      -- pii: contact
  stripe_id       text UNIQUE,                         -- pii: identifier; none: not made yet
  created_at      timestamptz NOT NULL,
  made_at         timestamptz,
  gone_at         timestamptz,
  CHECK ((stripe_id IS NULL) = (made_at IS NULL))
);
CREATE INDEX saved_customers_by_customer ON saved_customers (customer_id);
CREATE UNIQUE INDEX saved_customers_one ON saved_customers (customer_id) WHERE gone_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON saved_customers TO gds_shop, gds_jobs;
GRANT SELECT, UPDATE ON saved_customers TO gds_hooks;
GRANT SELECT ON saved_customers TO gds_admin;

ALTER TABLE payment_attempts ADD COLUMN saved_customer_id bigint REFERENCES saved_customers;
CREATE INDEX payment_attempts_by_saved ON payment_attempts (saved_customer_id)
  WHERE saved_customer_id IS NOT NULL;
