-- Several locations. One that sells is what pages and carts see; what lies at the others is back
-- stock, brought to a selling one by a transfer (decision 0026).
ALTER TABLE locations ADD COLUMN sells boolean NOT NULL DEFAULT false;
UPDATE locations SET sells = true WHERE code = 'main';
ALTER TABLE locations
  ADD UNIQUE (id, sells),
  ADD CHECK (code ~ '^[a-z][a-z0-9-]{0,31}$'),
  ADD CHECK (name <> '');

-- A variant is sold from one location at most, so that "how many are there to sell" is one row.
ALTER TABLE stock_items
  ADD COLUMN sells boolean NOT NULL DEFAULT true,
  ADD COLUMN serials_required boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (location_id, sells) REFERENCES locations (id, sells),
  -- Back stock is promised to nobody.
  ADD CHECK (sells OR (allocated = 0 AND held = 0 AND buffer = 0));
CREATE UNIQUE INDEX stock_items_sold_once ON stock_items (variant_id) WHERE sells;

CREATE OR REPLACE VIEW variant_stock AS
  SELECT s.variant_id, s.id AS stock_item_id, 1 AS units
    FROM stock_items s
   WHERE s.sells AND NOT EXISTS (SELECT FROM bundles b WHERE b.variant_id = s.variant_id)
  UNION ALL
  SELECT i.bundle_variant_id, s.id, i.units
    FROM bundle_items i JOIN stock_items s ON s.variant_id = i.component_variant_id AND s.sells;

ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements
  ADD COLUMN forced boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT stock_movements_kind_check
    CHECK (kind IN ('received', 'counted', 'adjusted', 'transferred', 'allocated', 'released', 'shipped',
                    'returned')),
  ADD CHECK (kind <> 'transferred' OR (allocated_delta = 0 AND held_delta = 0)),
  ADD CHECK (kind <> 'received' OR on_hand_delta > 0),
  ADD CHECK (kind <> 'adjusted' OR reason <> ''),
  ADD CHECK (NOT forced OR reason <> '');

-- Invariant S8: staff take nothing off the shelf that is promised to an order, unless they say that
-- they mean it, and why. The row is locked as apply_movement() will lock it.
CREATE FUNCTION refuse_below_allocated() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM stock_items WHERE id = NEW.stock_item_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM stock_items
              WHERE id = NEW.stock_item_id AND on_hand + NEW.on_hand_delta < allocated) THEN
    RAISE EXCEPTION 'stock item %: fewer on hand than are allocated', NEW.stock_item_id
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER not_below_allocated BEFORE INSERT ON stock_movements FOR EACH ROW
  WHEN (NEW.on_hand_delta < 0 AND NEW.kind IN ('counted', 'adjusted', 'transferred') AND NOT NEW.forced)
  EXECUTE FUNCTION refuse_below_allocated();

-- Units carried from one location to another: one movement at each end, with the transfer as cause.
CREATE TABLE stock_transfers (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  from_item_id bigint NOT NULL REFERENCES stock_items,
  to_item_id   bigint NOT NULL REFERENCES stock_items,
  units        int NOT NULL CHECK (units > 0),
  reason       text NOT NULL DEFAULT '',               -- pii: none
  actor        text NOT NULL,                          -- pii: identifier
  at           timestamptz NOT NULL,
  CHECK (from_item_id <> to_item_id)
);
CREATE INDEX stock_transfers_by_from ON stock_transfers (from_item_id);
CREATE INDEX stock_transfers_by_to ON stock_transfers (to_item_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_transfers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT ON stock_transfers TO gds_admin, gds_jobs;
GRANT INSERT ON stock_transfers, locations TO gds_admin, gds_jobs;
GRANT INSERT ON stock_items TO gds_jobs;
GRANT UPDATE (buffer, reorder_threshold, serials_required) ON stock_items TO gds_admin, gds_jobs;
