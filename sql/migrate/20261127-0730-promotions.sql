-- Promotions: what lowers a price, by itself or by a code; and who has used which. Usage is a row
-- claimed by an order that freezes and let go when that order ends unpaid (invariants C1, C2).

CREATE TABLE promotions (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name               text NOT NULL CHECK (name <> ''), -- pii: none
  kind               text NOT NULL CHECK (kind IN ('percent', 'amount', 'free_shipping', 'buy_get')), -- pii: none
  class              text NOT NULL CHECK (class IN ('product', 'order', 'shipping')), -- pii: none
  by_code            boolean NOT NULL,
  percent_bp         int NOT NULL DEFAULT 0 CHECK (percent_bp BETWEEN 0 AND 10000),
  amount_cents       bigint NOT NULL DEFAULT 0 CHECK (amount_cents >= 0),
  minimum_cents      bigint NOT NULL DEFAULT 0 CHECK (minimum_cents >= 0),
  most_cents         bigint CHECK (most_cents > 0),
  buy_units          int NOT NULL DEFAULT 0 CHECK (buy_units >= 0),
  get_units          int NOT NULL DEFAULT 0 CHECK (get_units >= 0),
  most_times         int NOT NULL DEFAULT 0 CHECK (most_times >= 0),
  priority           int NOT NULL DEFAULT 0,
  combines           boolean NOT NULL DEFAULT false,
  starts_at          timestamptz,
  ends_at            timestamptz,                      -- the first instant at which it is over
  limit_total        int CHECK (limit_total > 0),
  limit_per_customer int CHECK (limit_per_customer > 0),
  used               int NOT NULL DEFAULT 0,
  state              text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')), -- pii: none
  created_at         timestamptz NOT NULL,
  CHECK (used BETWEEN 0 AND coalesce(limit_total, 2147483647)),
  CHECK (ends_at > starts_at),
  CHECK (CASE kind WHEN 'percent' THEN class <> 'shipping' AND percent_bp > 0
                   WHEN 'amount' THEN class <> 'shipping' AND amount_cents > 0
                   WHEN 'free_shipping' THEN class = 'shipping'
                   ELSE class = 'product' AND buy_units > 0 AND get_units > 0 AND percent_bp > 0 END)
);

-- What a promotion is for and what it is never for.
CREATE TABLE promotion_targets (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  promotion_id bigint NOT NULL REFERENCES promotions,
  side         text NOT NULL CHECK (side IN ('include', 'exclude')), -- pii: none
  product_id   bigint REFERENCES products,
  category_id  bigint REFERENCES categories,
  brand_id     bigint REFERENCES brands,
  condition    text CHECK (condition IN ('new', 'open_box', 'refurbished', 'used', 'for_parts')), -- pii: none
  CHECK (num_nonnulls(product_id, category_id, brand_id, condition) = 1)
);
CREATE INDEX promotion_targets_by_promotion ON promotion_targets (promotion_id);
CREATE INDEX promotion_targets_by_product ON promotion_targets (product_id);
CREATE INDEX promotion_targets_by_category ON promotion_targets (category_id);
CREATE INDEX promotion_targets_by_brand ON promotion_targets (brand_id);

-- Codes of a promotion. `normalised` is upper-case letters and digits: case, blanks and dashes of
-- what is typed do not count.
CREATE TABLE coupons (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  promotion_id bigint NOT NULL REFERENCES promotions,
  code         text NOT NULL,                          -- pii: none
  normalised   text NOT NULL UNIQUE CHECK (normalised ~ '^[A-Z0-9]{3,40}$'), -- pii: none
  limit_total  int CHECK (limit_total > 0),
  used         int NOT NULL DEFAULT 0,
  ends_at      timestamptz,
  batch        text NOT NULL DEFAULT '',               -- pii: none
  created_at   timestamptz NOT NULL,
  CHECK (used BETWEEN 0 AND coalesce(limit_total, 2147483647))
);
CREATE INDEX coupons_by_promotion ON coupons (promotion_id);

-- A use: one an order and promotion. `counted` says whether the counters hold it.
CREATE TABLE coupon_claims (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  promotion_id bigint NOT NULL REFERENCES promotions,
  coupon_id    bigint REFERENCES coupons,
  order_id     bigint NOT NULL REFERENCES orders,
  mail_key     text NOT NULL,                          -- pii: contact
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  state        text NOT NULL CHECK (state IN ('claimed', 'kept', 'released')), -- pii: none
  claimed_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  UNIQUE (order_id, promotion_id)
);
CREATE INDEX coupon_claims_by_promotion ON coupon_claims (promotion_id, mail_key) WHERE state <> 'released';
CREATE INDEX coupon_claims_by_coupon ON coupon_claims (coupon_id);

-- What an order was given, by name, as it was agreed (invariant O1).
CREATE TABLE order_discounts (
  order_id     bigint NOT NULL REFERENCES orders,
  position     int NOT NULL,
  promotion_id bigint NOT NULL REFERENCES promotions,
  name         text NOT NULL,                          -- pii: none
  code         text NOT NULL DEFAULT '',               -- pii: none
  class        text NOT NULL,                          -- pii: none
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  PRIMARY KEY (order_id, position)
);
CREATE INDEX order_discounts_by_promotion ON order_discounts (promotion_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_discounts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The codes that a shopper has typed into a cart, in that order.
CREATE TABLE cart_codes (
  cart_id    bigint NOT NULL REFERENCES carts ON DELETE CASCADE,
  normalised text NOT NULL,                            -- pii: none
  code       text NOT NULL,                            -- pii: none, as typed
  added_at   timestamptz NOT NULL,
  PRIMARY KEY (cart_id, normalised)
);
CREATE TRIGGER refuse_closed_cart BEFORE INSERT OR UPDATE OR DELETE ON cart_codes
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_cart();

GRANT SELECT ON promotions, promotion_targets, coupons, coupon_claims, order_discounts, cart_codes
  TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT UPDATE (used) ON promotions, coupons TO gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT INSERT ON coupon_claims, order_discounts TO gds_shop, gds_jobs, gds_admin;
GRANT UPDATE (state, ended_at) ON coupon_claims TO gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT INSERT, DELETE ON cart_codes TO gds_shop;
GRANT INSERT, UPDATE ON promotions, promotion_targets, coupons TO gds_admin, gds_jobs;
GRANT DELETE ON promotion_targets TO gds_admin, gds_jobs;
