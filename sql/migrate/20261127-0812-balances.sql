-- What a placed order still has to be paid may be paid online: by an attempt of its own, which Stripe knows
-- by a UUID of its own, beside the one that the order was placed by.
ALTER TABLE payment_attempts
  ADD COLUMN public_id text UNIQUE,                    -- pii: none; none: the order's
  ADD COLUMN amount_cents bigint CHECK (amount_cents >= 50),
  ADD COLUMN payment_id bigint REFERENCES payments,
  ADD CHECK (num_nulls(public_id, amount_cents, payment_id) IN (0, 3));
CREATE INDEX payment_attempts_by_payment ON payment_attempts (payment_id) WHERE payment_id IS NOT NULL;
DROP INDEX payment_attempts_one_live;
CREATE UNIQUE INDEX payment_attempts_one_live ON payment_attempts (order_id)
  WHERE public_id IS NULL AND state IN ('stored', 'open', 'processing', 'complete');
-- Nor are there ever two pages on which the same balance could be paid.
CREATE UNIQUE INDEX payment_attempts_one_balance ON payment_attempts (order_id)
  WHERE public_id IS NOT NULL AND state IN ('stored', 'open', 'processing');
