-- The index of claims serves the foreign key too: released ones stay in it.
DROP INDEX coupon_claims_by_promotion;
CREATE INDEX coupon_claims_by_promotion ON coupon_claims (promotion_id, mail_key);
