-- The shop's papers as they were made: invoices, packing slips, credit notes, return slips and quotes, each
-- revision with its bytes. What was handed out is never changed (decision 0041).
CREATE TABLE documents (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind          text NOT NULL                          -- pii: none
    CHECK (kind IN ('invoice', 'packing_slip', 'credit_note', 'return_slip', 'quote')),
  order_id      bigint REFERENCES orders,
  fulfilment_id bigint REFERENCES fulfilments,
  refund_id     bigint REFERENCES refunds,
  return_id     bigint REFERENCES returns,
  quote_id      bigint REFERENCES quotes,
  -- What it is about: the row of its kind.
  subject_id    bigint NOT NULL
    GENERATED ALWAYS AS (coalesce(fulfilment_id, refund_id, return_id, quote_id, order_id)) STORED,
  number        text NOT NULL CHECK (number <> ''),    -- pii: none; as printed
  drawn         bigint,                                -- the counter's; NULL: the subject's own number
  revision      int NOT NULL CHECK (revision > 0),
  says          text NOT NULL CHECK (says ~ '^[0-9a-f]{64}$'), -- pii: none; a digest of what stands on it
  body          bytea NOT NULL,                        -- pii: contact
  sha256        text NOT NULL,                         -- pii: none
  actor         text NOT NULL,                         -- pii: identifier
  made_at       timestamptz NOT NULL,
  CONSTRAINT documents_bytes CHECK (sha256 = encode(sha256(body), 'hex')),
  UNIQUE (kind, subject_id, revision),
  UNIQUE (kind, number, revision),
  CHECK ((kind = 'packing_slip') = (fulfilment_id IS NOT NULL)),
  CHECK ((kind = 'credit_note') = (refund_id IS NOT NULL)),
  CHECK ((kind = 'return_slip') = (return_id IS NOT NULL)),
  CHECK ((kind = 'quote') = (quote_id IS NOT NULL)),
  CHECK ((kind = 'quote') = (order_id IS NULL)),
  CHECK ((kind IN ('return_slip', 'quote')) = (drawn IS NULL))
);
CREATE INDEX documents_by_order ON documents (order_id, id);
CREATE INDEX documents_by_fulfilment ON documents (fulfilment_id) WHERE fulfilment_id IS NOT NULL;
CREATE INDEX documents_by_refund ON documents (refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX documents_by_return ON documents (return_id) WHERE return_id IS NOT NULL;
CREATE INDEX documents_by_quote ON documents (quote_id) WHERE quote_id IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON documents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

INSERT INTO number_counters (kind, next_value) VALUES
  ('invoice', 1001), ('packing_slip', 1001), ('credit_note', 1001);

GRANT SELECT, INSERT ON documents TO gds_shop, gds_admin, gds_jobs;
