-- What visitors ask by form: a question, or an offer for goods. Staff answer by mail or with a quote.
CREATE TABLE enquiries (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fingerprint text NOT NULL UNIQUE,                    -- pii: identifier
  email       text NOT NULL CHECK (email <> ''),       -- pii: contact
  name        text NOT NULL CHECK (name <> ''),        -- pii: contact
  company     text NOT NULL,                           -- pii: contact
  message     text NOT NULL,                           -- pii: free_text
  asked_at    timestamptz NOT NULL,
  answered_at timestamptz,
  answered_by text NOT NULL DEFAULT '',                -- pii: identifier
  CHECK ((answered_at IS NULL) = (answered_by = ''))
);
CREATE INDEX enquiries_open ON enquiries (asked_at) WHERE answered_at IS NULL;
CREATE TABLE enquiry_lines (
  enquiry_id bigint NOT NULL REFERENCES enquiries,
  position   int NOT NULL CHECK (position > 0),
  variant_id bigint NOT NULL REFERENCES variants,
  units      int NOT NULL CHECK (units > 0),
  PRIMARY KEY (enquiry_id, position)
);
CREATE INDEX enquiry_lines_by_variant ON enquiry_lines (variant_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON enquiry_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT ON enquiries, enquiry_lines TO gds_admin, gds_jobs;
GRANT INSERT ON enquiries, enquiry_lines TO gds_shop;
GRANT SELECT (id, fingerprint) ON enquiries TO gds_shop;
GRANT UPDATE (answered_at, answered_by) ON enquiries TO gds_admin, gds_jobs;
