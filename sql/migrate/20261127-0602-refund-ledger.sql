-- A refund that the bank gave back is an entry of its own: the ledger is never edited.
ALTER TABLE payment_events DROP CONSTRAINT payment_events_kind_check;
ALTER TABLE payment_events ADD CONSTRAINT payment_events_kind_check
  CHECK (kind IN ('captured', 'refunded', 'refund_failed', 'disputed', 'reinstated'));

-- The tax that Stripe was told of, an order once: what a refund's reversal names.
CREATE TABLE tax_transactions (
  order_id       bigint PRIMARY KEY REFERENCES orders,
  transaction_id text NOT NULL UNIQUE,                 -- pii: none
  at             timestamptz NOT NULL
);
GRANT SELECT, INSERT ON tax_transactions TO gds_jobs;
GRANT SELECT ON tax_transactions TO gds_admin, gds_shop, gds_hooks;

-- A mail of a kind is sent once for its cause: an order has several parcels and refunds.
ALTER TABLE mails ADD COLUMN cause text NOT NULL DEFAULT ''; -- pii: none
ALTER TABLE mails DROP CONSTRAINT mails_order_id_kind_key;
ALTER TABLE mails ADD CONSTRAINT mails_once UNIQUE (order_id, kind, cause);
