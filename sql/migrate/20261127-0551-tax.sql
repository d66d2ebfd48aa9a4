-- Tax: what was charged and why, written once; who need not pay it, state by state; where we must
-- collect. State rules are rows that an accountant confirms, not code.

-- What an answer of Stripe Tax says of each part beside its amount (invariant M9).
ALTER TABLE tax_quote_lines
  ADD COLUMN label text NOT NULL DEFAULT '',           -- pii: none
  ADD COLUMN level text NOT NULL DEFAULT '',           -- pii: none
  ADD COLUMN tax_type text NOT NULL DEFAULT 'sales_tax', -- pii: none
  ADD COLUMN tax_code text NOT NULL DEFAULT '';        -- pii: none
ALTER TABLE order_taxes
  ADD COLUMN label text NOT NULL DEFAULT '',           -- pii: none
  ADD COLUMN level text NOT NULL DEFAULT '',           -- pii: none
  ADD COLUMN tax_type text NOT NULL DEFAULT 'sales_tax', -- pii: none
  ADD COLUMN tax_code text NOT NULL DEFAULT '',        -- pii: none
  ADD COLUMN provider text NOT NULL DEFAULT 'stripe';  -- pii: none

-- Exemption and resale certificates. Expiry is told by the date at use (as L3), not by a status.
CREATE TABLE tax_certificates (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id       bigint NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('resale', 'government', 'nonprofit', 'manufacturing', 'other')), -- pii: none
  form              text NOT NULL CHECK (form IN ('state', 'mtc', 'sst', 'border')), -- pii: none
  purchaser_name    text NOT NULL CHECK (purchaser_name <> ''), -- pii: contact
  purchaser_address text NOT NULL,                     -- pii: contact
  goods             text NOT NULL,                     -- pii: free_text
  order_id          bigint REFERENCES orders,          -- good for this order alone; none: for all
  signed_on         date,                              -- pii: none
  signer            text NOT NULL,                     -- pii: identifier
  received_on       date NOT NULL,                     -- pii: none
  expires_on        date CHECK (expires_on >= signed_on), -- pii: none
  status            text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected', 'revoked')), -- pii: none
  reviewed_by       text,                              -- pii: identifier
  reviewed_at       timestamptz,
  review_note       text NOT NULL DEFAULT '',          -- pii: free_text
  entered_by        text NOT NULL,                     -- pii: identifier
  entered_at        timestamptz NOT NULL,
  CHECK ((status = 'pending') = (reviewed_by IS NULL)),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
  CHECK (status <> 'approved' OR (signed_on IS NOT NULL AND signer <> ''))
);
CREATE INDEX tax_certificates_by_customer ON tax_certificates (customer_id);
CREATE INDEX tax_certificates_by_order ON tax_certificates (order_id) WHERE order_id IS NOT NULL;
CREATE TABLE tax_certificate_states (
  certificate_id bigint NOT NULL REFERENCES tax_certificates,
  state          text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  number         text NOT NULL CHECK (number <> ''),   -- pii: identifier
  PRIMARY KEY (certificate_id, state)
);
-- The document as it came; never below the site's root. Content, not name, says what it is.
CREATE TABLE tax_certificate_files (
  certificate_id bigint PRIMARY KEY REFERENCES tax_certificates,
  content        text NOT NULL CHECK (content IN ('pdf', 'jpeg', 'png')), -- pii: none
  sha256         text NOT NULL,                        -- pii: none
  body           bytea NOT NULL CHECK (octet_length(body) <= 10 * 1024 * 1024), -- pii: identifier
  CHECK (sha256 = encode(sha256(body), 'hex'))
);

-- The tax ledger: a record a sale and a record a refund, by items and by parts of an item. Added,
-- never edited, kept for at least seven years; reports are sums of these rows and of nothing else.
CREATE TABLE tax_records (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('sale', 'reversal')), -- pii: none
  source         text NOT NULL CHECK (source IN ('stripe', 'ebay_facilitator', 'manual')), -- pii: none
  cause          text NOT NULL UNIQUE,                 -- pii: none
  order_id       bigint REFERENCES orders,
  reverses_id    bigint REFERENCES tax_records,
  state          text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  zip            text NOT NULL,                        -- pii: contact
  certificate_id bigint REFERENCES tax_certificates,
  at             timestamptz NOT NULL,
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
);
CREATE INDEX tax_records_by_state ON tax_records (state, at);
CREATE INDEX tax_records_by_order ON tax_records (order_id);
CREATE INDEX tax_records_by_reversed ON tax_records (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX tax_records_by_certificate ON tax_records (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE TABLE tax_record_items (
  record_id        bigint NOT NULL REFERENCES tax_records,
  item             int NOT NULL,
  position         int,                                -- the order line's; none is shipping
  amount_cents     bigint NOT NULL,                    -- after discounts
  taxable_cents    bigint NOT NULL,
  exempt_cents     bigint NOT NULL,
  nontaxable_cents bigint NOT NULL,
  tax_cents        bigint NOT NULL,
  PRIMARY KEY (record_id, item),
  CHECK (amount_cents = taxable_cents + exempt_cents + nontaxable_cents)
);
CREATE TABLE tax_record_parts (
  record_id     bigint NOT NULL,
  item          int NOT NULL,
  part          int NOT NULL,
  jurisdiction  text NOT NULL,                         -- pii: none
  label         text NOT NULL,                         -- pii: none
  level         text NOT NULL,                         -- pii: none
  tax_type      text NOT NULL,                         -- pii: none
  rate_percent  text NOT NULL,                         -- pii: none
  tax_code      text NOT NULL,                         -- pii: none
  taxable_cents bigint NOT NULL,
  tax_cents     bigint NOT NULL,
  reason        text NOT NULL,                         -- pii: none
  PRIMARY KEY (record_id, item, part),
  FOREIGN KEY (record_id, item) REFERENCES tax_record_items
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON tax_records
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON tax_record_items
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON tax_record_parts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A facilitator owes its own tax; a sale takes, a reversal gives, and never more of a part than was
-- taken. Whoever reverses holds the sale's row locked.
CREATE FUNCTION check_tax_part() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r tax_records;
BEGIN
  SELECT * INTO r FROM tax_records WHERE id = NEW.record_id;
  IF r.source = 'ebay_facilitator' AND NEW.tax_cents <> 0 THEN
    RAISE EXCEPTION 'a facilitator''s sale owes no tax of ours' USING ERRCODE = '23514';
  END IF;
  IF r.kind = 'sale' AND NEW.tax_cents < 0 OR r.kind = 'reversal' AND NEW.tax_cents > 0 THEN
    RAISE EXCEPTION 'a sale takes tax, a reversal gives it back' USING ERRCODE = '23514';
  END IF;
  IF r.kind = 'reversal' AND NOT EXISTS (
       SELECT FROM tax_record_parts p
        WHERE p.record_id = r.reverses_id AND p.item = NEW.item AND p.part = NEW.part
          AND p.tax_cents + (SELECT sum(b.tax_cents)
                               FROM tax_records back
                               JOIN tax_record_parts b ON b.record_id = back.id
                              WHERE back.reverses_id = r.reverses_id
                                AND b.item = NEW.item AND b.part = NEW.part) >= 0) THEN
    RAISE EXCEPTION 'more tax is given back than was taken' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER within_the_sale AFTER INSERT ON tax_record_parts
  FOR EACH ROW EXECUTE FUNCTION check_tax_part();

-- Where we must collect, and from what sums a state asks it. Read twice a year by an accountant.
CREATE TABLE nexus (
  state                  text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  kind                   text NOT NULL CHECK (kind IN ('physical', 'economic', 'voluntary')), -- pii: none
  since                  date NOT NULL,                -- pii: none
  until                  date CHECK (until >= since),  -- pii: none
  registration_no        text NOT NULL DEFAULT '',     -- pii: none
  frequency              text NOT NULL DEFAULT '' CHECK (frequency IN ('', 'monthly', 'quarterly', 'yearly')), -- pii: none
  next_due               date,                         -- pii: none
  stripe_registration_id text NOT NULL DEFAULT '',     -- pii: none
  note                   text NOT NULL DEFAULT '',     -- pii: free_text
  entered_by             text NOT NULL,                -- pii: identifier
  PRIMARY KEY (state, kind, since)
);
CREATE TABLE nexus_thresholds (
  state              text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  valid_from         date NOT NULL,                    -- pii: none
  amount_cents       bigint NOT NULL CHECK (amount_cents > 0),
  transactions       int CHECK (transactions > 0),     -- none: the amount alone
  combine            text NOT NULL DEFAULT 'or' CHECK (combine IN ('and', 'or')), -- pii: none
  base               text NOT NULL DEFAULT 'gross' CHECK (base IN ('gross', 'taxable')), -- pii: none
  period             text NOT NULL DEFAULT 'calendar_year' CHECK (period IN ('calendar_year', 'rolling_12')), -- pii: none
  marketplace_counts boolean NOT NULL DEFAULT true,
  source             text NOT NULL,                    -- pii: none
  PRIMARY KEY (state, valid_from)
);
INSERT INTO nexus_thresholds (state, valid_from, amount_cents, transactions, combine, period, source)
  SELECT s, '2025-12-31', t.amount, t.transactions, t.combine,
         CASE WHEN s IN ('TX', 'NY', 'CT', 'MN') THEN 'rolling_12' ELSE 'calendar_year' END,
         'tables of tax firms, about 2025-12-31, second-hand: confirm'
    FROM (VALUES
      ('CA TX', 50000000, NULL::int, 'or'), ('NY', 50000000, 101, 'and'), ('AL MS', 25000000, NULL, 'or'),
      ('CT', 10000000, 200, 'and'),
      ('AR DC GA HI KY MD MI MN NE NV NJ OH RI VT VA WV PR', 10000000, 200, 'or'),
      ('AZ CO FL ID IN IA KS LA ME MA MO NM NC ND OK PA SC SD TN UT WA WI WY IL AK', 10000000, NULL, 'or'))
      t (states, amount, transactions, combine),
      unnest(string_to_array(t.states, ' ')) s;
-- One a state, period and step: a task for people. It changes no setting.
CREATE TABLE nexus_tasks (
  state        text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: none
  period_start date NOT NULL,                          -- pii: none
  percent      int NOT NULL CHECK (percent IN (70, 90, 100)),
  amount_cents bigint NOT NULL,
  transactions bigint NOT NULL,
  raised_at    timestamptz NOT NULL,
  done_by      text,                                   -- pii: identifier
  done_at      timestamptz,
  PRIMARY KEY (state, period_start, percent),
  CHECK ((done_by IS NULL) = (done_at IS NULL))
);
-- Months and years of returns are those of the business.
CREATE TABLE tax_settings (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  zone     text NOT NULL                               -- pii: none
);
INSERT INTO tax_settings (zone) VALUES ('America/Chicago');

-- Sums of the ledger beside the threshold in force. A calendar year is the present one or the one
-- before, whichever is more; reversals lower amounts, a facilitator's sales count where the state
-- counts them. Percent of the amount or of the transactions: the greater where either is enough,
-- the lesser where both are asked.
CREATE FUNCTION nexus_standings(at timestamptz)
  RETURNS TABLE (state text, period_start date, amount_cents bigint, transactions bigint,
                 threshold_cents bigint, threshold_transactions int, percent int, registered boolean)
  LANGUAGE sql STABLE AS $$
  WITH here AS (
    SELECT ($1 AT TIME ZONE zone)::date AS today, zone FROM tax_settings
  ), rule AS (
    SELECT DISTINCT ON (t.state) t.*
      FROM nexus_thresholds t, here
     WHERE t.valid_from <= here.today
     ORDER BY t.state, t.valid_from DESC
  ), span AS (
    SELECT rule.state, from_day, until_day
      FROM rule, here,
           LATERAL (VALUES
             ('rolling_12', (here.today - interval '12 months')::date + 1, here.today + 1),
             ('calendar_year', date_trunc('year', here.today)::date, here.today + 1),
             ('calendar_year', date_trunc('year', here.today - interval '1 year')::date,
              date_trunc('year', here.today)::date)) v (period, from_day, until_day)
     WHERE v.period = rule.period
  ), sold AS (
    SELECT span.state, from_day,
           coalesce(sum(CASE rule.base WHEN 'taxable' THEN i.taxable_cents ELSE i.amount_cents END), 0) AS cents,
           count(DISTINCT r.id) FILTER (WHERE r.kind = 'sale') AS sales
      FROM span
      JOIN rule USING (state)
     CROSS JOIN here
      LEFT JOIN tax_records r ON r.state = span.state
       AND r.at >= span.from_day::timestamp AT TIME ZONE here.zone
       AND r.at < span.until_day::timestamp AT TIME ZONE here.zone
       AND (rule.marketplace_counts OR r.source <> 'ebay_facilitator')
      LEFT JOIN tax_record_items i ON i.record_id = r.id
     GROUP BY span.state, from_day
  ), stands AS (
    SELECT sold.*, floor(least(CASE
             WHEN rule.transactions IS NULL THEN sold.cents * 100 / rule.amount_cents
             WHEN rule.combine = 'and' THEN least(sold.cents * 100 / rule.amount_cents, sold.sales * 100 / rule.transactions)
             ELSE greatest(sold.cents * 100 / rule.amount_cents, sold.sales * 100 / rule.transactions)
           END, 9999))::int AS percent
      FROM sold JOIN rule USING (state)
  )
  SELECT DISTINCT ON (s.state) s.state, date_trunc('year', here.today)::date, s.cents::bigint, s.sales,
         rule.amount_cents, rule.transactions, greatest(s.percent, 0),
         EXISTS (SELECT FROM nexus n WHERE n.state = s.state AND n.since <= here.today
                    AND (n.until IS NULL OR n.until >= here.today))
    FROM stands s JOIN rule USING (state) CROSS JOIN here
   ORDER BY s.state, s.percent DESC, s.from_day DESC
$$;

GRANT SELECT, INSERT ON tax_records, tax_record_items, tax_record_parts TO gds_shop, gds_hooks, gds_admin, gds_jobs;
-- The row lock of whoever reverses wants the right to write some column; the trigger refuses it.
GRANT UPDATE (cause) ON tax_records TO gds_hooks, gds_admin, gds_jobs;
GRANT SELECT ON tax_certificates, tax_certificate_states TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON tax_certificates, tax_certificate_states TO gds_admin, gds_jobs;
GRANT UPDATE (status, reviewed_by, reviewed_at, review_note) ON tax_certificates TO gds_admin, gds_jobs;
GRANT SELECT, INSERT ON tax_certificate_files TO gds_admin, gds_jobs;
GRANT SELECT ON nexus, nexus_thresholds, nexus_tasks, tax_settings TO gds_admin, gds_jobs;
GRANT INSERT, UPDATE ON nexus, nexus_thresholds TO gds_admin;
GRANT UPDATE ON tax_settings TO gds_admin;
GRANT INSERT ON nexus_tasks TO gds_jobs;
GRANT UPDATE (done_by, done_at) ON nexus_tasks TO gds_admin, gds_jobs;
