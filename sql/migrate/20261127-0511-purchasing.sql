-- What the shop buys: suppliers, purchase orders and what came of them. What is on order is shown to
-- staff and never counts as available (invariant S11).

CREATE TABLE suppliers (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name  text NOT NULL CHECK (name <> ''),              -- pii: none
  email text NOT NULL DEFAULT ''                       -- pii: contact
);
CREATE UNIQUE INDEX suppliers_by_name ON suppliers (lower(name));

CREATE TABLE purchase_orders (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  supplier_id bigint NOT NULL REFERENCES suppliers,
  location_id bigint NOT NULL REFERENCES locations,
  state       text NOT NULL DEFAULT 'draft' -- pii: none
    CHECK (state IN ('draft', 'ordered', 'partly_received', 'received', 'cancelled')),
  reference   text NOT NULL DEFAULT '',                -- pii: none
  actor       text NOT NULL,                           -- pii: identifier
  created_at  timestamptz NOT NULL,
  ordered_at  timestamptz,
  ended_at    timestamptz,
  CHECK (state IN ('draft', 'cancelled') OR ordered_at IS NOT NULL),
  CHECK ((state IN ('received', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX purchase_orders_by_supplier ON purchase_orders (supplier_id, id);
CREATE INDEX purchase_orders_by_location ON purchase_orders (location_id);
CREATE INDEX purchase_orders_open ON purchase_orders (id)
  WHERE state IN ('draft', 'ordered', 'partly_received');

-- received_units is a counter beside the lines of receipts, moved by their trigger alone.
CREATE TABLE purchase_order_lines (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purchase_order_id bigint NOT NULL REFERENCES purchase_orders,
  position          int NOT NULL CHECK (position > 0),
  variant_id        bigint NOT NULL REFERENCES variants,
  units             int NOT NULL CHECK (units > 0),
  unit_cost_cents   bigint NOT NULL CHECK (unit_cost_cents >= 0),
  received_units    int NOT NULL DEFAULT 0 CHECK (received_units >= 0),
  over_reason       text NOT NULL DEFAULT '',          -- pii: none
  UNIQUE (purchase_order_id, position),
  UNIQUE (purchase_order_id, variant_id),
  -- More than was ordered may come, and somebody said why it was kept.
  CHECK (received_units <= units OR over_reason <> '')
);
CREATE INDEX purchase_order_lines_by_variant ON purchase_order_lines (variant_id);

-- One delivery. `note` is the supplier's number of it: typed in twice, it counts once.
CREATE TABLE receipts (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purchase_order_id bigint NOT NULL REFERENCES purchase_orders,
  note              text NOT NULL CHECK (note <> ''),  -- pii: none
  actor             text NOT NULL,                     -- pii: identifier
  at                timestamptz NOT NULL,
  UNIQUE (purchase_order_id, note)
);
CREATE TABLE receipt_lines (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receipt_id             bigint NOT NULL REFERENCES receipts,
  purchase_order_line_id bigint NOT NULL REFERENCES purchase_order_lines,
  units                  int NOT NULL CHECK (units > 0),
  unit_cost_cents        bigint NOT NULL CHECK (unit_cost_cents >= 0),
  UNIQUE (receipt_id, purchase_order_line_id)
);
CREATE INDEX receipt_lines_by_line ON receipt_lines (purchase_order_line_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON receipts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON receipt_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Lines belong to a draft; what was sent to a supplier stays as it was sent.
CREATE FUNCTION refuse_unless_draft() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM purchase_orders WHERE id = NEW.purchase_order_id AND state = 'draft') THEN
    RAISE EXCEPTION 'purchase order % is no draft', NEW.purchase_order_id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lines_of_a_draft BEFORE INSERT ON purchase_order_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_draft();

-- The counters and the state follow what came, in the statement that records it.
CREATE FUNCTION apply_receipt() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE purchase_order_lines l SET received_units = l.received_units + a.units
    FROM added a WHERE l.id = a.purchase_order_line_id;
  UPDATE purchase_orders p
     SET state = CASE WHEN whole.is_it THEN 'received' ELSE 'partly_received' END,
         ended_at = CASE WHEN whole.is_it THEN r.at END
    FROM (SELECT DISTINCT receipt_id FROM added) a
    JOIN receipts r ON r.id = a.receipt_id
    JOIN LATERAL (SELECT bool_and(l.received_units >= l.units) AS is_it
                    FROM purchase_order_lines l
                   WHERE l.purchase_order_id = r.purchase_order_id) whole ON true
   WHERE p.id = r.purchase_order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_receipt AFTER INSERT ON receipt_lines
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION apply_receipt();

CREATE FUNCTION refuse_unlisted_purchase_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
       ('draft', 'ordered'), ('draft', 'cancelled'), ('ordered', 'cancelled'),
       ('ordered', 'partly_received'), ('ordered', 'received'),
       ('partly_received', 'partly_received'), ('partly_received', 'received'),
       ('partly_received', 'cancelled'), ('received', 'received')) THEN
    RAISE EXCEPTION 'a purchase order does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves BEFORE UPDATE OF state ON purchase_orders
  FOR EACH ROW EXECUTE FUNCTION refuse_unlisted_purchase_move();

-- Units that are on their way: of what was ordered, what has not come.
CREATE FUNCTION incoming(variant bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(greatest(l.units - l.received_units, 0)), 0)::int
    FROM purchase_order_lines l JOIN purchase_orders p ON p.id = l.purchase_order_id
   WHERE l.variant_id = variant AND p.state IN ('ordered', 'partly_received')
$$;

GRANT SELECT ON suppliers, purchase_orders, purchase_order_lines, receipts, receipt_lines
  TO gds_admin, gds_jobs;
GRANT INSERT ON suppliers, purchase_orders, purchase_order_lines, receipts, receipt_lines
  TO gds_admin, gds_jobs;
GRANT UPDATE ON suppliers TO gds_admin, gds_jobs;
GRANT UPDATE (state, ordered_at, ended_at) ON purchase_orders TO gds_admin, gds_jobs;
GRANT UPDATE (over_reason) ON purchase_order_lines TO gds_admin, gds_jobs;
