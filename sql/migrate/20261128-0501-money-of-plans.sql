-- What of a plan's invoices was given back at Stripe or taken by the payer's bank, as Stripe told: a ledger
-- that is only added to, beside the invoices as payment_events is beside payments.
ALTER TABLE subscription_invoices ADD COLUMN charge_id text UNIQUE; -- pii: identifier; the card's charge, once it is known

CREATE TABLE subscription_movements (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id   bigint NOT NULL REFERENCES subscription_invoices,
  kind         text NOT NULL CHECK (kind IN ('refunded', 'refund_failed', 'disputed', 'reinstated')), -- pii: none
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  provider_ref text NOT NULL,                          -- pii: identifier; Stripe's refund or dispute
  at           timestamptz NOT NULL,
  UNIQUE (kind, provider_ref)
);
CREATE INDEX subscription_movements_by_invoice ON subscription_movements (invoice_id, id);
CREATE INDEX subscription_movements_by_time ON subscription_movements (at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON subscription_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Disputes of what an invoice was paid with: no order is held by them. What Stripe says later counts by when it
-- was said.
CREATE TABLE subscription_disputes (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dispute_id   text NOT NULL UNIQUE,                   -- pii: identifier
  invoice_id   bigint NOT NULL REFERENCES subscription_invoices,
  status       text NOT NULL,                          -- pii: none; Stripe's word
  reason       text NOT NULL,                          -- pii: none; Stripe's word
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  due_by       timestamptz,
  said_at      timestamptz NOT NULL,
  is_open      boolean NOT NULL
    GENERATED ALWAYS AS (status NOT IN ('won', 'lost', 'warning_closed', 'prevented')) STORED
);
CREATE INDEX subscription_disputes_by_invoice ON subscription_disputes (invoice_id);

GRANT SELECT, INSERT ON subscription_movements TO gds_hooks, gds_jobs;
GRANT SELECT, INSERT, UPDATE ON subscription_disputes TO gds_hooks, gds_jobs;
GRANT SELECT ON subscription_movements, subscription_disputes TO gds_shop, gds_admin;
