-- The feed says what an offer weighs when it is packed, as the checkout has it (variant_weight_g): what changes
-- that changes the feed.
CREATE FUNCTION note_weights_changed(variants_weighed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(
    SELECT v.product_id FROM variants v WHERE v.id = ANY (variants_weighed)
    UNION
    SELECT b.product_id
      FROM bundle_items i JOIN variants b ON b.id = i.bundle_variant_id
     WHERE i.component_variant_id = ANY (variants_weighed)));
END $$;

CREATE FUNCTION facts_weighed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM note_weights_changed(ARRAY[OLD.variant_id]);
  ELSIF TG_OP = 'INSERT' OR OLD.packed_g IS DISTINCT FROM NEW.packed_g THEN
    PERFORM note_weights_changed(ARRAY[NEW.variant_id]);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER facts_weighed AFTER INSERT OR UPDATE OR DELETE ON shipping_facts
  FOR EACH ROW EXECUTE FUNCTION facts_weighed();

-- Bundles weigh what their parts do; the product itself is noted by products_edited.
CREATE FUNCTION products_weighed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_weights_changed(ARRAY(
    SELECT v.id
      FROM written n JOIN before o USING (id) JOIN variants v ON v.product_id = n.id
     WHERE (o.weight_g, o.u_height_milli, o.category_id)
           IS DISTINCT FROM (n.weight_g, n.u_height_milli, n.category_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER products_weighed AFTER UPDATE ON products
  REFERENCING OLD TABLE AS before NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION products_weighed();

CREATE TRIGGER estimates_edited AFTER INSERT OR UPDATE OR DELETE ON weight_estimates
  FOR EACH STATEMENT EXECUTE FUNCTION note_site_change();
