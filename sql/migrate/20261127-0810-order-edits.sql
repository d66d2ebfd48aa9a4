-- What an edit is to change, gathered while it is open: units to add, units to cancel, another
-- address, more or less for shipping; and of an exchange, the return that it answers.
ALTER TABLE order_edits
  ADD COLUMN return_id bigint REFERENCES returns,
  ADD COLUMN shipping_change_cents bigint NOT NULL DEFAULT 0;
CREATE INDEX order_edits_by_return ON order_edits (return_id) WHERE return_id IS NOT NULL;
CREATE UNIQUE INDEX order_edits_one_a_return ON order_edits (return_id) WHERE state <> 'abandoned';

CREATE TABLE order_edit_lines (
  edit_id           bigint NOT NULL REFERENCES order_edits,
  variant_id        bigint NOT NULL REFERENCES variants,
  units             int NOT NULL CHECK (units BETWEEN 1 AND 999),
  staff_price_cents bigint CHECK (staff_price_cents BETWEEN 1 AND 99999999), -- none: the price of the day
  reason            text NOT NULL DEFAULT '',          -- pii: free_text
  PRIMARY KEY (edit_id, variant_id),
  -- A price that staff make has a reason.
  CHECK (staff_price_cents IS NULL OR reason <> '')
);
CREATE INDEX order_edit_lines_by_variant ON order_edit_lines (variant_id);

CREATE TABLE order_edit_cancels (
  edit_id       bigint NOT NULL REFERENCES order_edits,
  order_line_id bigint NOT NULL REFERENCES order_lines,
  units         int NOT NULL CHECK (units > 0),
  PRIMARY KEY (edit_id, order_line_id)
);
CREATE INDEX order_edit_cancels_by_line ON order_edit_cancels (order_line_id);

-- The address as it is to be, and, once the edit is confirmed, as it was.
CREATE TABLE order_edit_addresses (
  edit_id bigint NOT NULL REFERENCES order_edits,
  side    text NOT NULL CHECK (side IN ('wanted', 'before')), -- pii: none
  name    text NOT NULL,                               -- pii: contact
  company text NOT NULL,                               -- pii: contact
  line1   text NOT NULL,                               -- pii: contact
  line2   text NOT NULL,                               -- pii: contact
  city    text NOT NULL,                               -- pii: contact
  state   text NOT NULL,                               -- pii: contact
  zip     text NOT NULL,                               -- pii: contact
  phone   text NOT NULL,                               -- pii: contact
  PRIMARY KEY (edit_id, side)
);

-- An edit that has ended is kept as it was confirmed or left.
CREATE FUNCTION refuse_ended_edit() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM order_edits WHERE id = coalesce(NEW.edit_id, OLD.edit_id)) <> 'open' THEN
    RAISE EXCEPTION 'the edit has ended' USING ERRCODE = '55000';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER while_open BEFORE INSERT OR UPDATE OR DELETE ON order_edit_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_ended_edit();
CREATE TRIGGER while_open BEFORE INSERT OR UPDATE OR DELETE ON order_edit_cancels
  FOR EACH ROW EXECUTE FUNCTION refuse_ended_edit();
CREATE TRIGGER while_open BEFORE INSERT OR UPDATE OR DELETE ON order_edit_addresses
  FOR EACH ROW EXECUTE FUNCTION refuse_ended_edit();

-- An order's address is what was agreed (invariant O1): it changes by the step of a confirmed edit.
CREATE FUNCTION refuse_address_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.order_id <> NEW.order_id OR NOT EXISTS (
       SELECT FROM order_edits e
         JOIN order_edit_addresses b ON b.edit_id = e.id AND b.side = 'before'
         JOIN order_edit_addresses w ON w.edit_id = e.id AND w.side = 'wanted'
        WHERE e.order_id = OLD.order_id AND e.state = 'confirmed'
          AND (b.name, b.company, b.line1, b.line2, b.city, b.state, b.zip, b.phone)
              = (OLD.name, OLD.company, OLD.line1, OLD.line2, OLD.city, OLD.state, OLD.zip, OLD.phone)
          AND (w.name, w.company, w.line1, w.line2, w.city, w.state, w.zip, w.phone)
              = (NEW.name, NEW.company, NEW.line1, NEW.line2, NEW.city, NEW.state, NEW.zip, NEW.phone)) THEN
    RAISE EXCEPTION 'the address of an order changes by an edit' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_an_edit BEFORE UPDATE ON order_addresses
  FOR EACH ROW EXECUTE FUNCTION refuse_address_change();

-- The tax of what an edit added is the edit's, as its lines are.
ALTER TABLE order_taxes ADD COLUMN edit_id bigint REFERENCES order_edits;
CREATE INDEX order_taxes_by_edit ON order_taxes (edit_id) WHERE edit_id IS NOT NULL;

GRANT SELECT ON order_edit_lines, order_edit_cancels, order_edit_addresses
  TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT, UPDATE, DELETE ON order_edit_lines, order_edit_cancels, order_edit_addresses
  TO gds_admin, gds_jobs;
GRANT UPDATE (name, company, line1, line2, city, state, zip, phone) ON order_addresses
  TO gds_admin, gds_jobs;
