-- The scalar functions that look into tables are of PL/pgSQL from here on. What they answer is what it
-- was. One of SQL that holds a subquery is planned anew within every statement that calls it, and to
-- plan is_stocked() took more of an addition to a cart than all the rest; PL/pgSQL keeps a plan as
-- long as the connection lasts (decision 0100).

CREATE OR REPLACE FUNCTION available(item bigint, at timestamptz) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT s.on_hand - s.allocated - s.buffer
           - coalesce((SELECT sum(h.units)::int FROM holds h
                        WHERE h.stock_item_id = s.id
                          AND (h.expires_at IS NULL OR h.expires_at > at)), 0)
      FROM stock_items s WHERE s.id = item);
END $$;

CREATE OR REPLACE FUNCTION variant_available(variant bigint, at timestamptz) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN greatest(coalesce(least(
    (SELECT min(available(vs.stock_item_id, at) / vs.units)
       FROM variant_stock vs WHERE vs.variant_id = variant),
    (SELECT min(d.stock / d.units) FROM variant_dropship d WHERE d.variant_id = variant)), 0), 0);
END $$;

CREATE OR REPLACE FUNCTION is_stocked(variant bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (EXISTS (SELECT FROM variant_stock vs WHERE vs.variant_id = variant)
          OR EXISTS (SELECT FROM variant_dropship d WHERE d.variant_id = variant))
     AND NOT EXISTS (SELECT FROM bundle_items i
                      WHERE i.bundle_variant_id = variant
                        AND NOT EXISTS (SELECT FROM stock_items s
                                         WHERE s.variant_id = i.component_variant_id AND s.sells)
                        AND NOT EXISTS (SELECT FROM channel_overrides o
                                         WHERE o.variant_id = i.component_variant_id
                                           AND o.channel = 'dropship'));
END $$;

CREATE OR REPLACE FUNCTION incoming(variant bigint) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(sum(greatest(l.units - l.received_units, 0)), 0)::int
      FROM purchase_order_lines l JOIN purchase_orders p ON p.id = l.purchase_order_id
     WHERE l.variant_id = variant AND p.state IN ('ordered', 'partly_received'));
END $$;

CREATE OR REPLACE FUNCTION struck_price(variant bigint, compare_at bigint, price bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF compare_at > price
     AND EXISTS (SELECT FROM (SELECT new_cents, at, lead(at) OVER (ORDER BY id) AS until
                                FROM price_history
                               WHERE variant_id = variant AND kind = 'web') h
                  WHERE h.new_cents >= compare_at AND h.until - h.at >= interval '7 days') THEN
    RETURN compare_at;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION product_weight_g(product bigint) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(p.weight_g,
                    (SELECT e.base_g + (e.per_u_g::bigint * coalesce(p.u_height_milli, 1000) / 1000)::int
                       FROM weight_estimates e
                      WHERE e.category_path = '' OR c.path = e.category_path
                         OR starts_with(c.path, e.category_path || '/')
                      ORDER BY length(e.category_path) DESC LIMIT 1))
      FROM products p JOIN categories c ON c.id = p.category_id WHERE p.id = product);
END $$;

CREATE OR REPLACE FUNCTION packed_weight_g(variant bigint) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce((SELECT packed_g FROM shipping_facts WHERE variant_id = v.id), product_weight_g(v.product_id))
      FROM variants v WHERE v.id = variant);
END $$;

CREATE OR REPLACE FUNCTION variant_weight_g(variant bigint) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT sum(packed_weight_g(i.component_variant_id) * i.units)::int
                     FROM bundle_items i WHERE i.bundle_variant_id = variant),
                  packed_weight_g(variant));
END $$;

CREATE OR REPLACE FUNCTION bundle_price(bundle bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(b.own_price_cents,
                    (sum(v.price_cents * i.units) * (10000 - b.off_basis_points) + 5000)::bigint / 10000)
      FROM bundles b
      LEFT JOIN bundle_items i ON i.bundle_variant_id = b.variant_id
      LEFT JOIN variants v ON v.id = i.component_variant_id
     WHERE b.variant_id = bundle
     GROUP BY b.own_price_cents, b.off_basis_points);
END $$;

CREATE OR REPLACE FUNCTION day_begins(day date) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT day::timestamp AT TIME ZONE zone FROM price_clock);
END $$;
