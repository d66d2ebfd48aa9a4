-- What moved money on the account at Stripe, as its books have it: one row a balance transaction, never
-- edited. What it is in our ledger's words stands beside it; "other" is nothing of ours (payouts, fees).
CREATE TABLE balance_transactions (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id text NOT NULL UNIQUE,                 -- pii: none
  category       text NOT NULL,                        -- pii: none; Stripe's word
  kind           text NOT NULL CHECK (kind IN ('captured', 'refunded', 'refund_failed', 'disputed', 'reinstated',
                                               'other')), -- pii: none
  reference      text NOT NULL,                        -- pii: identifier; what it is about at Stripe
  amount_cents   bigint NOT NULL,                      -- in the account's favour, or not
  fee_cents      bigint NOT NULL,
  currency       text NOT NULL,                        -- pii: none
  made_at        timestamptz NOT NULL
);
CREATE INDEX balance_transactions_by_reference ON balance_transactions (kind, reference);
CREATE INDEX balance_transactions_by_time ON balance_transactions (made_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON balance_transactions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE INDEX payment_events_by_time ON payment_events (at);

-- Where our ledger and Stripe's books differ. A difference that is gone when it is looked at again is
-- resolved.
CREATE TABLE payment_differences (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL,                          -- pii: none
  reference    text NOT NULL,                          -- pii: identifier
  ours_cents   bigint NOT NULL,
  theirs_cents bigint NOT NULL,
  found_at     timestamptz NOT NULL,
  resolved_at  timestamptz,
  UNIQUE (kind, reference),
  CHECK (ours_cents <> theirs_cents OR resolved_at IS NOT NULL)
);
CREATE INDEX payment_differences_open ON payment_differences (id) WHERE resolved_at IS NULL;

GRANT SELECT, INSERT ON balance_transactions TO gds_jobs;
GRANT SELECT, INSERT, UPDATE ON payment_differences TO gds_jobs;
GRANT SELECT ON balance_transactions, payment_differences TO gds_admin;
