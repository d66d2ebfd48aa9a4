-- A cart remembers whose link its visitor came by, since the order is looked at later, without the
-- cookie; and an order whether the job pay-referrals has looked at it.

ALTER TABLE carts
  ADD COLUMN visitor_hash text CHECK (visitor_hash ~ '^[0-9a-f]{64}$'); -- pii: identifier

ALTER TABLE orders
  ADD COLUMN referral_looked_at timestamptz;
CREATE INDEX orders_referral_unlooked ON orders (id)
  WHERE placed_at IS NOT NULL AND referral_looked_at IS NULL;
GRANT UPDATE (referral_looked_at) ON orders TO gds_jobs;
