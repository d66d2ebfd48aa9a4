-- Promotions that give other goods than are bought, codes for one customer, and limits by account:
-- where a customer may have so many, each use takes a numbered place of the mail address and one of
-- the account. Unique indexes keep the places apart, so that shoppers wait for themselves only.

ALTER TABLE promotions
  ADD COLUMN created_by text NOT NULL DEFAULT '',      -- pii: identifier
  ADD CHECK (buy_units <= 1000 AND get_units <= 1000 AND limit_per_customer <= 1000);
-- `used` counts where there is a limit of all uses, and nowhere else: orders do not queue at a
-- promotion that everyone gets. So a limit is for good.
UPDATE promotions SET used = 0 WHERE limit_total IS NULL;
UPDATE coupons SET used = 0 WHERE limit_total IS NULL;
ALTER TABLE promotions ADD CONSTRAINT promotions_used CHECK (used = 0 OR limit_total IS NOT NULL);
ALTER TABLE coupons ADD CONSTRAINT coupons_used CHECK (used = 0 OR limit_total IS NOT NULL);
CREATE INDEX promotions_by_themselves ON promotions (id) WHERE state = 'active' AND NOT by_code;
CREATE INDEX promotions_by_end ON promotions (ends_at) WHERE state = 'active';

-- 'gift' is what a buy-get promotion gives, when that is not what is bought.
ALTER TABLE promotion_targets
  DROP CONSTRAINT promotion_targets_side_check,
  ADD CHECK (side IN ('include', 'exclude', 'gift')),
  ADD UNIQUE NULLS NOT DISTINCT (promotion_id, side, product_id, category_id, brand_id, condition);
DROP INDEX promotion_targets_by_promotion;

ALTER TABLE coupons
  ADD COLUMN only_mail_key text,                       -- pii: contact; nobody else may use it
  ADD COLUMN only_customer_id bigint REFERENCES customers,
  ADD COLUMN starts_at timestamptz,
  ADD COLUMN created_by text NOT NULL DEFAULT '',      -- pii: identifier
  ADD CHECK (ends_at > starts_at);
CREATE INDEX coupons_by_customer ON coupons (only_customer_id);
CREATE INDEX coupons_by_end ON coupons (ends_at) WHERE used = 0;

ALTER TABLE coupon_claims
  ADD COLUMN customer_id bigint REFERENCES customers,
  ADD COLUMN mail_place int CHECK (mail_place > 0),
  ADD COLUMN account_place int CHECK (account_place > 0),
  ADD COLUMN single_use boolean NOT NULL DEFAULT false, -- of a coupon with one use
  ADD CHECK ((state = 'claimed') = (ended_at IS NULL)),
  ADD CHECK (account_place IS NULL OR customer_id IS NOT NULL);
UPDATE coupon_claims c SET mail_place = n.place
  FROM (SELECT k.id, row_number() OVER (PARTITION BY k.promotion_id, k.mail_key ORDER BY k.id) AS place
          FROM coupon_claims k JOIN promotions p ON p.id = k.promotion_id
         WHERE p.limit_per_customer IS NOT NULL AND k.state <> 'released') n
 WHERE n.id = c.id;
UPDATE coupon_claims c SET single_use = true FROM coupons k WHERE k.id = c.coupon_id AND k.limit_total = 1;
CREATE UNIQUE INDEX coupon_claims_once ON coupon_claims (coupon_id) WHERE single_use AND state <> 'released';
CREATE UNIQUE INDEX coupon_claims_mail ON coupon_claims (promotion_id, mail_key, mail_place)
  WHERE state <> 'released';
CREATE UNIQUE INDEX coupon_claims_account ON coupon_claims (promotion_id, customer_id, account_place)
  WHERE state <> 'released';

CREATE INDEX coupon_claims_by_customer ON coupon_claims (customer_id);

-- claimed -> kept -> released, each once, and nothing else of it changes (C2) but what erasure of a
-- person takes away.
CREATE FUNCTION refuse_claim_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state <> NEW.state
      AND (OLD.state, NEW.state) NOT IN (('claimed', 'kept'), ('claimed', 'released'), ('kept', 'released')))
     OR (OLD.promotion_id, OLD.coupon_id, OLD.order_id, OLD.mail_place, OLD.account_place,
         OLD.single_use, OLD.amount_cents, OLD.claimed_at)
        IS DISTINCT FROM
        (NEW.promotion_id, NEW.coupon_id, NEW.order_id, NEW.mail_place, NEW.account_place,
         NEW.single_use, NEW.amount_cents, NEW.claimed_at)
  THEN
    RAISE EXCEPTION 'a claim is kept or let go once, and never edited' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_claim_change BEFORE UPDATE ON coupon_claims
  FOR EACH ROW EXECUTE FUNCTION refuse_claim_change();

-- The zone of the store's clocks, by which days begin and end (2.23).
CREATE FUNCTION store_zone() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'America/Chicago' $$;
CREATE FUNCTION start_of_day(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT day::timestamp AT TIME ZONE store_zone()
$$;
-- "Ends on D" is over with the first instant of the day after, whatever the clocks do that night.
CREATE FUNCTION end_of_day(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT start_of_day(day + 1)
$$;

REVOKE UPDATE ON promotions, coupons FROM gds_admin, gds_jobs;
GRANT UPDATE (used, name, priority, ends_at, state) ON promotions TO gds_admin, gds_jobs;
GRANT UPDATE (used, ends_at) ON coupons TO gds_admin, gds_jobs;
GRANT DELETE ON coupons TO gds_jobs;
