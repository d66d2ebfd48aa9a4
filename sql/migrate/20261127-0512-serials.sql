-- Single units by serial number, from receipt to the parcel that took them, and back. A serial's
-- state changes by an event alone, which the database applies, as with stock movements.
CREATE TABLE serials (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  variant_id         bigint NOT NULL REFERENCES variants,
  serial             text NOT NULL CHECK (serial ~ '^[!-~]([ -~]{0,62}[!-~])?$'), -- pii: none
  state              text NOT NULL DEFAULT 'in_stock' -- pii: none
    CHECK (state IN ('in_stock', 'shipped', 'returned', 'scrapped')),
  stock_item_id      bigint NOT NULL REFERENCES stock_items,
  receipt_line_id    bigint REFERENCES receipt_lines,
  fulfilment_line_id bigint,  -- of orders, a floor above: the parcel's line that took it
  CHECK (state <> 'in_stock' OR fulfilment_line_id IS NULL),
  CHECK (state <> 'shipped' OR fulfilment_line_id IS NOT NULL)
);
-- People read serials aloud: letter case does not tell two units apart.
CREATE UNIQUE INDEX serials_once ON serials (variant_id, upper(serial));
CREATE INDEX serials_by_text ON serials (upper(serial));
CREATE INDEX serials_by_item ON serials (stock_item_id, state);
CREATE INDEX serials_by_receipt ON serials (receipt_line_id) WHERE receipt_line_id IS NOT NULL;
CREATE INDEX serials_by_fulfilment ON serials (fulfilment_line_id) WHERE fulfilment_line_id IS NOT NULL;

CREATE TABLE serial_events (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  serial_id          bigint NOT NULL REFERENCES serials,
  from_state         text CHECK (from_state IN ('in_stock', 'shipped', 'returned')), -- pii: none; NULL: it came
  to_state           text NOT NULL CHECK (to_state IN ('in_stock', 'shipped', 'returned', 'scrapped')), -- pii: none
  fulfilment_line_id bigint,
  stock_item_id      bigint REFERENCES stock_items,    -- where it lies now, when it was carried there
  cause              text NOT NULL,                    -- pii: none
  actor              text NOT NULL,                    -- pii: identifier
  at                 timestamptz NOT NULL,
  CHECK ((from_state IS NULL AND to_state = 'in_stock' AND stock_item_id IS NULL)
         OR (from_state = 'in_stock' AND to_state = 'in_stock' AND stock_item_id IS NOT NULL)
         OR (from_state, to_state) IN (('in_stock', 'shipped'), ('in_stock', 'scrapped'),
                                       ('shipped', 'returned'), ('returned', 'in_stock'),
                                       ('returned', 'scrapped'))),
  CHECK ((to_state = 'shipped') = (fulfilment_line_id IS NOT NULL))
);
CREATE INDEX serial_events_by_serial ON serial_events (serial_id, id);
CREATE INDEX serial_events_by_item ON serial_events (stock_item_id) WHERE stock_item_id IS NOT NULL;
CREATE INDEX serial_events_by_fulfilment ON serial_events (fulfilment_line_id)
  WHERE fulfilment_line_id IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON serial_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION apply_serial_event() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE serials
     SET state = NEW.to_state, stock_item_id = coalesce(NEW.stock_item_id, stock_item_id),
         fulfilment_line_id = CASE NEW.to_state WHEN 'in_stock' THEN NULL
                                                ELSE coalesce(NEW.fulfilment_line_id, fulfilment_line_id) END
   WHERE id = NEW.serial_id AND state = NEW.from_state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'serial % is not %', NEW.serial_id, NEW.from_state USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_serial_event AFTER INSERT ON serial_events FOR EACH ROW
  WHEN (NEW.from_state IS NOT NULL) EXECUTE FUNCTION apply_serial_event();

GRANT SELECT ON serials, serial_events TO gds_admin, gds_jobs;
GRANT INSERT ON serials, serial_events TO gds_admin, gds_jobs;
-- To lock a row takes the right to write some column of it: this is one that cannot be written.
GRANT UPDATE (id) ON serials TO gds_admin, gds_jobs;
