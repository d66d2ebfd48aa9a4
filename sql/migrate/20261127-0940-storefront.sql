-- What the home page says was sold last: the products alone. The generator may read no orders.
CREATE FUNCTION recently_sold(most int) RETURNS TABLE (product_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.product_id
    FROM (SELECT id, placed_at FROM orders
           WHERE placed_at IS NOT NULL AND state IN ('placed', 'partly_shipped', 'shipped', 'delivered')
           ORDER BY placed_at DESC LIMIT 200) o
    JOIN order_lines l ON l.order_id = o.id
    JOIN variants v ON v.id = l.variant_id
    JOIN products p ON p.id = v.product_id AND p.kind <> 'gift_card'
   GROUP BY v.product_id
   ORDER BY max(o.placed_at) DESC, v.product_id
   LIMIT most
$$;
REVOKE ALL ON FUNCTION recently_sold(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recently_sold(int) TO gds_site;
