-- How to pay an order that is not paid at the checkout, as its mail and its page say: the bank's
-- account, whom a check is made out to. One text for each of orders.terms; staff write it.
CREATE TABLE payment_instructions (
  terms text PRIMARY KEY CHECK (terms IN ('net_15', 'net_30', 'net_60', 'wire', 'check', 'cash')), -- pii: none
  body  text NOT NULL,                                 -- pii: none
  actor text NOT NULL,                                 -- pii: identifier
  at    timestamptz NOT NULL
);
GRANT SELECT ON payment_instructions TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT, UPDATE ON payment_instructions TO gds_admin, gds_jobs;

-- Orders that are to be paid later, for the list of what is overdue.
CREATE INDEX orders_by_payment_due ON orders (payment_due_at)
  WHERE payment_due_at IS NOT NULL AND charge_status IN ('none', 'partial');
