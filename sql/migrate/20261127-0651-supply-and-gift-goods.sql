-- The checkout sells what suppliers send and what is sent by mail: units that a supplier says he has
-- are taken when an order freezes, and gift cards are goods without stock, weight and tax.

-- The one price rule: the public price, or less where a list gives less for so many units. Pages show
-- it by tiers, carts and checkout ask for it.
CREATE FUNCTION unit_price(variant bigint, wanted int, groups text[], at timestamptz)
  RETURNS TABLE (price_cents bigint, source text) LANGUAGE sql STABLE AS $$
  SELECT least(l.price_cents, v.price_cents),
         CASE WHEN l.price_cents IS NULL OR l.price_cents >= v.price_cents THEN v.price_source
              WHEN l.min_units > 1 THEN 'list ' || l.list_name || ', ' || l.min_units || ' or more'
              ELSE 'list ' || l.list_name END
    FROM variants v
    LEFT JOIN LATERAL list_price(v.id, wanted, groups, at) l ON true
   WHERE v.id = variant
$$;

-- What an order took of a supplier's stock, where that has an end: from its freeze on, and given back
-- when it ends unpaid, once (invariant O9).
CREATE TABLE supplier_takings (
  order_id   bigint NOT NULL REFERENCES orders,
  variant_id bigint NOT NULL REFERENCES variants,
  units      int NOT NULL CHECK (units > 0),
  state      text NOT NULL CHECK (state IN ('taken', 'given_back')), -- pii: none
  taken_at   timestamptz NOT NULL,
  ended_at   timestamptz,
  PRIMARY KEY (order_id, variant_id),
  CHECK ((state = 'given_back') = (ended_at IS NOT NULL))
);
CREATE INDEX supplier_takings_by_variant ON supplier_takings (variant_id);

-- A gift card is a product of a kind of its own; each unit becomes a card of its price.
ALTER TABLE products DROP CONSTRAINT products_kind_check,
  ADD CONSTRAINT products_kind_check CHECK (kind IN ('product', 'bundle', 'gift_card'));
CREATE INDEX products_gift_cards ON products (id) WHERE kind = 'gift_card';
CREATE OR REPLACE VIEW variant_dropship AS
  SELECT o.variant_id, o.variant_id AS supplied_variant_id, 1 AS units,
         coalesce(o.stock, 999) AS stock, o.lead_days_min, o.lead_days_max
    FROM channel_overrides o
   WHERE o.channel = 'dropship'
     AND NOT EXISTS (SELECT FROM bundles b WHERE b.variant_id = o.variant_id)
  UNION ALL
  SELECT i.bundle_variant_id, o.variant_id, i.units, coalesce(o.stock, 999), o.lead_days_min,
         o.lead_days_max
    FROM bundle_items i
    JOIN channel_overrides o ON o.variant_id = i.component_variant_id AND o.channel = 'dropship'
  UNION ALL
  -- Made when they are sold: there are always more.
  SELECT v.id, v.id, 1, 999, NULL, NULL
    FROM variants v JOIN products p ON p.id = v.product_id AND p.kind = 'gift_card';

-- An order of gift cards alone weighs nothing.
ALTER TABLE orders DROP CONSTRAINT orders_weight_g_check,
  ADD CONSTRAINT orders_weight_g_check CHECK (weight_g >= 0);

GRANT SELECT ON supplier_takings TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT, UPDATE (units, state, taken_at, ended_at) ON supplier_takings
  TO gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT UPDATE (stock) ON channel_overrides TO gds_shop, gds_hooks, gds_jobs;
