-- The life of an order after it is placed: parcels, cancelled units, returns, refunds, several
-- payments, edits. What was frozen stays; what takes value away is granted beside it:
-- worth = total - granted, paid = captured - refunded, balance due = worth - paid (2.25).

-- Amounts of an order rise by a confirmed edit alone: one row an edit, with what the amounts were
-- and what they became.
CREATE TABLE order_edits (
  id                               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id                         bigint NOT NULL REFERENCES orders,
  state                            text NOT NULL CHECK (state IN ('open', 'confirmed', 'abandoned')), -- pii: none
  reason                           text NOT NULL DEFAULT '',  -- pii: free_text
  actor                            text NOT NULL,             -- pii: identifier
  opened_at                        timestamptz NOT NULL,
  ended_at                         timestamptz,
  subtotal_cents_before            bigint,
  discount_cents_before            bigint,
  shipping_cents_before            bigint,
  shipping_discount_cents_before   bigint,
  tax_cents_before                 bigint,
  subtotal_cents_after             bigint,
  discount_cents_after             bigint,
  shipping_cents_after             bigint,
  shipping_discount_cents_after    bigint,
  tax_cents_after                  bigint,
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK (state <> 'confirmed'
         OR (subtotal_cents_after >= subtotal_cents_before AND discount_cents_after >= discount_cents_before
             AND shipping_cents_after >= shipping_cents_before
             AND shipping_discount_cents_after >= shipping_discount_cents_before
             AND tax_cents_after >= tax_cents_before) IS TRUE)
);
CREATE UNIQUE INDEX order_edits_one_open ON order_edits (order_id) WHERE state = 'open';
CREATE INDEX order_edits_by_order ON order_edits (order_id, id);

ALTER TABLE orders
  ADD COLUMN customer_id bigint,
  ADD COLUMN company_id bigint,
  ADD COLUMN channel text NOT NULL DEFAULT 'web' CHECK (channel IN ('web', 'quote', 'draft')), -- pii: none
  ADD COLUMN po_number text NOT NULL DEFAULT '',       -- pii: none
  ADD COLUMN terms text NOT NULL DEFAULT ''            -- pii: none; '' is paid at the checkout
    CHECK (terms IN ('', 'net_15', 'net_30', 'net_60', 'wire', 'check', 'cash')),
  ADD COLUMN payment_due_at timestamptz,
  ADD COLUMN shipping_discount_cents bigint NOT NULL DEFAULT 0,
  -- Counters beside the rows of refunds and payments, kept by triggers: nobody writes them.
  ADD COLUMN granted_cents bigint NOT NULL DEFAULT 0,
  ADD COLUMN paid_cents bigint NOT NULL DEFAULT 0 CHECK (paid_cents >= 0),
  ADD COLUMN authorized_cents bigint NOT NULL DEFAULT 0 CHECK (authorized_cents >= 0),
  ADD CHECK (shipping_discount_cents BETWEEN 0 AND shipping_cents),
  -- No more is given back than there was (2.11).
  ADD CHECK (granted_cents BETWEEN 0 AND total_cents);
CREATE INDEX orders_by_customer ON orders (customer_id, placed_at DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_by_company ON orders (company_id, placed_at DESC) WHERE company_id IS NOT NULL;

-- The sum takes the shipping discount in; at least 50 cents are due at a checkout, not by an edit.
DO $$
DECLARE
  rule record;
BEGIN
  FOR rule IN SELECT conname FROM pg_constraint
               WHERE conrelid = 'orders'::regclass AND contype = 'c'
                 AND (pg_get_constraintdef(oid) LIKE '%total_cents = (%subtotal_cents%'
                      OR pg_get_constraintdef(oid) LIKE '%due_cents >= 50%')
  LOOP
    EXECUTE format('ALTER TABLE orders DROP CONSTRAINT %I', rule.conname);
  END LOOP;
END $$;
ALTER TABLE orders
  ADD CONSTRAINT orders_total CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents
                                                   - shipping_discount_cents + tax_cents),
  ADD CONSTRAINT orders_due CHECK (due_cents = 0 OR due_cents >= 50
                                   OR (due_cents > 0 AND placed_at IS NOT NULL));

-- How far an order is paid (invariant P2), a pure function of the counters; order::charge_status in
-- C++ is the same and a test compares the two.
CREATE FUNCTION charge_status(worth bigint, paid bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN paid > worth THEN 'over' WHEN paid = worth THEN 'full'
              WHEN paid = 0 THEN 'none' ELSE 'partial' END
$$;
CREATE FUNCTION authorize_status(worth bigint, promised bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN promised >= worth THEN 'full' WHEN promised = 0 THEN 'none' ELSE 'partial' END
$$;
ALTER TABLE orders
  ADD COLUMN charge_status text NOT NULL               -- pii: none
    GENERATED ALWAYS AS (charge_status(total_cents - granted_cents, paid_cents)) STORED,
  ADD COLUMN authorize_status text NOT NULL            -- pii: none
    GENERATED ALWAYS AS (authorize_status(total_cents - granted_cents, paid_cents + authorized_cents)) STORED;
CREATE INDEX orders_by_charge ON orders (charge_status, placed_at DESC)
  WHERE placed_at IS NOT NULL AND charge_status <> 'full';

ALTER TABLE order_lines
  ADD COLUMN kind text NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'gift_card')), -- pii: none
  ADD COLUMN source text NOT NULL DEFAULT 'own' CHECK (source IN ('own', 'dropship')), -- pii: none
  ADD COLUMN lead_days int CHECK (lead_days >= 0),
  ADD COLUMN edit_id bigint REFERENCES order_edits,
  ADD COLUMN packed_units int NOT NULL DEFAULT 0 CHECK (packed_units >= 0),      -- in parcels that have not left
  ADD COLUMN fulfilled_units int NOT NULL DEFAULT 0 CHECK (fulfilled_units >= 0), -- in parcels that have
  ADD COLUMN cancelled_units int NOT NULL DEFAULT 0 CHECK (cancelled_units >= 0),
  ADD COLUMN returned_units int NOT NULL DEFAULT 0 CHECK (returned_units >= 0),
  ADD COLUMN granted_units int NOT NULL DEFAULT 0 CHECK (granted_units >= 0),    -- whose amounts were given back
  -- Invariant O8.
  ADD CONSTRAINT order_lines_fulfilled CHECK (packed_units + fulfilled_units + cancelled_units <= units),
  ADD CONSTRAINT order_lines_returned CHECK (returned_units <= fulfilled_units),
  ADD CONSTRAINT order_lines_granted CHECK (granted_units <= units);
CREATE INDEX order_lines_by_edit ON order_lines (edit_id) WHERE edit_id IS NOT NULL;

-- Amounts are frozen (invariants M7, O1): they change by the step of a confirmed edit, and that
-- step was recorded first. They only rise, so that a step is taken once.
CREATE OR REPLACE FUNCTION refuse_amount_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.tender_cents <> NEW.tender_cents OR NOT EXISTS (
       SELECT FROM order_edits e
        WHERE e.order_id = OLD.id AND e.state = 'confirmed'
          AND (e.subtotal_cents_before, e.discount_cents_before, e.shipping_cents_before,
               e.shipping_discount_cents_before, e.tax_cents_before)
              = (OLD.subtotal_cents, OLD.discount_cents, OLD.shipping_cents, OLD.shipping_discount_cents,
                 OLD.tax_cents)
          AND (e.subtotal_cents_after, e.discount_cents_after, e.shipping_cents_after,
               e.shipping_discount_cents_after, e.tax_cents_after)
              = (NEW.subtotal_cents, NEW.discount_cents, NEW.shipping_cents, NEW.shipping_discount_cents,
                 NEW.tax_cents)) THEN
    RAISE EXCEPTION 'the amounts of an order are frozen' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER frozen_amounts ON orders;
CREATE TRIGGER frozen_amounts BEFORE UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.subtotal_cents, OLD.discount_cents, OLD.shipping_cents, OLD.shipping_discount_cents,
         OLD.tax_cents, OLD.total_cents, OLD.tender_cents, OLD.due_cents) IS DISTINCT FROM
        (NEW.subtotal_cents, NEW.discount_cents, NEW.shipping_cents, NEW.shipping_discount_cents,
         NEW.tax_cents, NEW.total_cents, NEW.tender_cents, NEW.due_cents))
  EXECUTE FUNCTION refuse_amount_change();

-- Invariant M3: an order's amounts are the sums of its rows when its transaction commits; and no
-- line or tax comes later that the amounts do not cover.
CREATE FUNCTION check_order_sums() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(total_cents), 0) AS goods, coalesce(sum(discount_cents), 0) AS off,
                           coalesce(sum(tax_cents), 0) AS tax
                      FROM order_lines WHERE order_id = o.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(tax_cents), 0) AS tax,
                           coalesce(sum(tax_cents) FILTER (WHERE position IS NULL), 0) AS beside
                      FROM order_taxes WHERE order_id = o.id) t ON true
     WHERE o.id = NEW.id AND o.subtotal_cents = l.goods AND o.discount_cents = l.off
       AND o.tax_cents = t.tax AND o.tax_cents = l.tax + t.beside) THEN
    RAISE EXCEPTION 'the amounts of order % are not the sums of its lines and taxes', NEW.id
      USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER amounts_are_sums
  AFTER INSERT OR UPDATE OF subtotal_cents, discount_cents, tax_cents ON orders
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_order_sums();

CREATE FUNCTION refuse_uncovered() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT order_id FROM added) a
      JOIN orders o ON o.id = a.order_id
      JOIN LATERAL (SELECT sum(total_cents) AS goods, sum(discount_cents) AS off, sum(tax_cents) AS tax
                      FROM order_lines WHERE order_id = o.id) l ON true
      JOIN LATERAL (SELECT sum(tax_cents) AS tax FROM order_taxes WHERE order_id = o.id) t ON true
     WHERE l.goods > o.subtotal_cents OR l.off > o.discount_cents OR l.tax > o.tax_cents
        OR t.tax > o.tax_cents) THEN
    RAISE EXCEPTION 'the amounts of the order do not cover this row' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER covered AFTER INSERT ON order_lines REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_uncovered();
CREATE TRIGGER covered AFTER INSERT ON order_taxes REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_uncovered();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_taxes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A line added to what has left opens the order again (edits, exchanges).
INSERT INTO order_moves (from_state, to_state) VALUES
  ('shipped', 'partly_shipped'), ('delivered', 'partly_shipped');

-- One fulfilment is one parcel.
CREATE TABLE fulfilments (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id     bigint NOT NULL REFERENCES orders,
  state        text NOT NULL CHECK (state IN ('packed', 'shipped', 'delivered', 'cancelled')), -- pii: none
  carrier      text NOT NULL DEFAULT '',               -- pii: none
  tracking     text NOT NULL DEFAULT '',               -- pii: identifier
  actor        text NOT NULL,                          -- pii: identifier
  packed_at    timestamptz NOT NULL,
  shipped_at   timestamptz,
  delivered_at timestamptz,
  CHECK ((state IN ('shipped', 'delivered')) = (shipped_at IS NOT NULL)),
  CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
);
CREATE INDEX fulfilments_by_order ON fulfilments (order_id, id);
CREATE INDEX fulfilments_by_tracking ON fulfilments (tracking) WHERE tracking <> '';
CREATE TABLE fulfilment_lines (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fulfilment_id bigint NOT NULL REFERENCES fulfilments,
  order_line_id bigint NOT NULL REFERENCES order_lines,
  units         int NOT NULL CHECK (units > 0),
  UNIQUE (fulfilment_id, order_line_id)
);
CREATE INDEX fulfilment_lines_by_line ON fulfilment_lines (order_line_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON fulfilment_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A return is asked for, approved or refused, received, closed (which grants its refund).
INSERT INTO number_counters (kind, next_value) VALUES ('return', 1001);
CREATE TABLE returns (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id     bigint NOT NULL REFERENCES orders,
  number       text NOT NULL UNIQUE,                   -- pii: none
  state        text NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'received', 'closed')), -- pii: none
  reason       text NOT NULL,                          -- pii: free_text
  answer       text NOT NULL DEFAULT '',               -- pii: free_text
  actor        text NOT NULL,                          -- pii: identifier
  requested_at timestamptz NOT NULL,
  answered_at  timestamptz,
  received_at  timestamptz,
  closed_at    timestamptz,
  CHECK ((state = 'requested') = (answered_at IS NULL)),
  CHECK ((state IN ('received', 'closed')) = (received_at IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX returns_by_order ON returns (order_id, id);
CREATE TABLE return_lines (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  return_id        bigint NOT NULL REFERENCES returns,
  order_line_id    bigint NOT NULL REFERENCES order_lines,
  units            int NOT NULL CHECK (units > 0),
  received_units   int NOT NULL DEFAULT 0 CHECK (received_units BETWEEN 0 AND units),
  resellable_units int NOT NULL DEFAULT 0 CHECK (resellable_units >= 0),
  grade            text NOT NULL DEFAULT '' CHECK (grade IN ('', 'a', 'b', 'c', 'scrap')), -- pii: none
  reason           text NOT NULL CHECK (reason IN ('not_needed', 'wrong_item', 'damaged', 'defective',
                                                   'not_as_described', 'late', 'other')), -- pii: none
  UNIQUE (return_id, order_line_id),
  CHECK (resellable_units <= received_units)
);
CREATE INDEX return_lines_by_line ON return_lines (order_line_id);

-- The moves of the parts of an order (invariant O6).
CREATE TABLE order_part_moves (
  part       text NOT NULL,                            -- pii: none
  from_state text NOT NULL,                            -- pii: none
  to_state   text NOT NULL,                            -- pii: none
  PRIMARY KEY (part, from_state, to_state)
);
INSERT INTO order_part_moves (part, from_state, to_state) VALUES
  ('fulfilments', 'packed', 'shipped'), ('fulfilments', 'packed', 'cancelled'),
  ('fulfilments', 'shipped', 'delivered'),
  ('returns', 'requested', 'approved'), ('returns', 'requested', 'refused'),
  ('returns', 'approved', 'received'), ('returns', 'received', 'closed'),
  ('order_edits', 'open', 'confirmed'), ('order_edits', 'open', 'abandoned');
CREATE FUNCTION refuse_unlisted_part_move() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM order_part_moves
                  WHERE part = TG_TABLE_NAME AND from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION '%: no move from % to %', TG_TABLE_NAME, OLD.state, NEW.state USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_moves BEFORE UPDATE OF state ON fulfilments FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_unlisted_part_move();
CREATE TRIGGER listed_moves BEFORE UPDATE OF state ON returns FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_unlisted_part_move();
CREATE TRIGGER listed_moves BEFORE UPDATE OF state ON order_edits FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION refuse_unlisted_part_move();

-- What was given back of an order: granted here, sent by payment (invariant P3). Append-only, and
-- so is every share. A cancellation is a row too, be it of units that cost nothing: its id is what
-- its stock movements name.
CREATE TABLE refunds (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id    bigint NOT NULL REFERENCES orders,
  kind        text NOT NULL CHECK (kind IN ('cancel', 'return', 'goodwill', 'shipping', 'edit', 'units')), -- pii: none
  return_id   bigint UNIQUE REFERENCES returns,
  edit_id     bigint UNIQUE REFERENCES order_edits,
  total_cents bigint NOT NULL CHECK (total_cents >= 0),
  reason      text NOT NULL,                           -- pii: free_text
  actor       text NOT NULL,                           -- pii: identifier
  at          timestamptz NOT NULL,
  CHECK ((kind = 'return') = (return_id IS NOT NULL))
);
CREATE INDEX refunds_by_order ON refunds (order_id, id);
-- Of what: a line's goods and tax, the shipping and its tax, goodwill. Two kinds take back: a
-- restocking fee, and goodwill given before that the last refund counts in.
CREATE TABLE refund_shares (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  refund_id     bigint NOT NULL REFERENCES refunds,
  order_line_id bigint REFERENCES order_lines,
  share         text NOT NULL CHECK (share IN ('goods', 'tax', 'shipping', 'shipping_tax', 'goodwill', 'fee')), -- pii: none
  units         int NOT NULL DEFAULT 0 CHECK (units >= 0),
  cents         bigint NOT NULL,
  CHECK ((order_line_id IS NOT NULL) = (share IN ('goods', 'tax', 'fee'))),
  CHECK ((units > 0) = (share IN ('goods', 'tax'))),
  CHECK (CASE share WHEN 'goodwill' THEN cents <> 0 WHEN 'fee' THEN cents < 0 ELSE cents >= 0 END)
);
CREATE UNIQUE INDEX refund_shares_once ON refund_shares (refund_id, share, coalesce(order_line_id, 0));
CREATE INDEX refund_shares_by_line ON refund_shares (order_line_id) WHERE order_line_id IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON refunds
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON refund_shares
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION apply_refund() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE orders SET granted_cents = granted_cents + NEW.total_cents WHERE id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_refund AFTER INSERT ON refunds FOR EACH ROW
  WHEN (NEW.total_cents > 0) EXECUTE FUNCTION apply_refund();

CREATE FUNCTION check_refund_sum(refund bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT total_cents FROM refunds WHERE id = refund)
     <> (SELECT coalesce(sum(cents), 0) FROM refund_shares WHERE refund_id = refund) THEN
    RAISE EXCEPTION 'refund % is not the sum of its shares', refund USING ERRCODE = '23514';
  END IF;
END $$;
CREATE FUNCTION check_refund() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM check_refund_sum(NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION check_refund_share() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM check_refund_sum(NEW.refund_id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER total_is_its_shares AFTER INSERT ON refunds
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_refund();
CREATE CONSTRAINT TRIGGER total_is_its_shares AFTER INSERT ON refund_shares
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_refund_share();

-- An order may have several payments: the card's, what tender paid (one row: the ledger of tender
-- knows which cards), money that staff received. `refunding_cents` is on its way back.
ALTER TABLE payments DROP CONSTRAINT payments_order_id_key;
ALTER TABLE payments DROP CONSTRAINT payments_provider_check;
ALTER TABLE payments
  ADD COLUMN reference text NOT NULL DEFAULT '',       -- pii: identifier
  ADD COLUMN actor text NOT NULL DEFAULT '',           -- pii: identifier
  ADD COLUMN refunding_cents bigint NOT NULL DEFAULT 0 CHECK (refunding_cents >= 0),
  ADD CONSTRAINT payments_provider_check CHECK (provider IN ('stripe', 'tender', 'wire', 'check', 'cash')),
  -- Invariant P1.
  ADD CONSTRAINT payments_given_back CHECK (refunded_cents + refunding_cents <= captured_cents);
CREATE INDEX payments_by_order ON payments (order_id, id);
CREATE UNIQUE INDEX payments_one_waiting ON payments (order_id, provider)
  WHERE state IN ('pending', 'authorized');
CREATE UNIQUE INDEX payments_once ON payments (provider, reference) WHERE reference <> '';

-- What an order has been paid, beside the rows that say so. The order's row is locked by whoever
-- writes one of its payments.
CREATE FUNCTION apply_payment() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  paid bigint := NEW.captured_cents - NEW.refunded_cents;
  promised bigint := CASE WHEN NEW.state = 'authorized' THEN NEW.amount_cents ELSE 0 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    paid := paid - (OLD.captured_cents - OLD.refunded_cents);
    promised := promised - CASE WHEN OLD.state = 'authorized' THEN OLD.amount_cents ELSE 0 END;
  END IF;
  IF paid <> 0 OR promised <> 0 THEN
    UPDATE orders SET paid_cents = paid_cents + paid, authorized_cents = authorized_cents + promised
     WHERE id = NEW.order_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_payment AFTER INSERT OR UPDATE ON payments
  FOR EACH ROW EXECUTE FUNCTION apply_payment();
CREATE TRIGGER no_removal BEFORE DELETE ON payments
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
UPDATE orders o SET paid_cents = p.paid
  FROM (SELECT order_id, sum(captured_cents - refunded_cents) AS paid FROM payments GROUP BY order_id) p
 WHERE p.order_id = o.id AND p.paid > 0;

-- How a granted refund goes back: one row a try, with the key that its call to Stripe carries
-- (invariant P6). A try that failed leaves the grant; another row is another try.
CREATE TABLE refund_sends (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id        bigint NOT NULL REFERENCES orders,
  payment_id      bigint NOT NULL REFERENCES payments,
  destination     text NOT NULL CHECK (destination IN ('card', 'tender', 'store_credit', 'offline')), -- pii: none
  amount_cents    bigint NOT NULL CHECK (amount_cents > 0),
  state           text NOT NULL CHECK (state IN ('pending', 'sent', 'failed')), -- pii: none
  idempotency_key text NOT NULL UNIQUE,                -- pii: none
  provider_ref    text,                                -- pii: identifier
  failure         text NOT NULL DEFAULT '',            -- pii: none
  actor           text NOT NULL,                       -- pii: identifier
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  CHECK (state <> 'sent' OR provider_ref IS NOT NULL)
);
CREATE INDEX refund_sends_by_order ON refund_sends (order_id, id);
CREATE INDEX refund_sends_by_payment ON refund_sends (payment_id);
CREATE UNIQUE INDEX refund_sends_once ON refund_sends (destination, provider_ref) WHERE provider_ref IS NOT NULL;

GRANT SELECT ON order_edits, order_part_moves, fulfilments, fulfilment_lines, returns, return_lines, refunds,
                refund_shares, refund_sends TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON order_edits, fulfilments, fulfilment_lines, returns, return_lines, refunds, refund_shares,
                refund_sends, order_lines, order_line_stock, order_taxes, payments, payment_events TO gds_admin, gds_jobs;
GRANT UPDATE ON order_edits, fulfilments, returns, refund_sends TO gds_admin, gds_jobs;
GRANT UPDATE (received_units, resellable_units, grade) ON return_lines TO gds_admin, gds_jobs;
GRANT UPDATE (packed_units, fulfilled_units, cancelled_units, returned_units, granted_units) ON order_lines
  TO gds_admin, gds_jobs;
-- Gift cards are handed over when the order is completed.
GRANT UPDATE (fulfilled_units) ON order_lines TO gds_shop, gds_hooks;
GRANT UPDATE (state, refunding_cents, refunded_cents, updated_at) ON payments TO gds_admin;
-- The webhook learns how a refund ended, and of refunds made outside of the shop.
GRANT INSERT, UPDATE ON refund_sends TO gds_hooks;
-- Through the door of a confirmed edit only.
GRANT UPDATE (subtotal_cents, discount_cents, shipping_cents, shipping_discount_cents, tax_cents, total_cents,
              due_cents, payment_due_at, customer_id, company_id) ON orders TO gds_admin, gds_jobs;
