-- What staff say of an order, to each other or to the customer. Append-only.
CREATE TABLE order_comments (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders,
  audience text NOT NULL CHECK (audience IN ('staff', 'customer')), -- pii: none
  body     text NOT NULL CHECK (body <> ''),           -- pii: free_text
  actor    text NOT NULL,                              -- pii: identifier
  at       timestamptz NOT NULL
);
CREATE INDEX order_comments_by_order ON order_comments (order_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_comments
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON order_comments TO gds_admin, gds_jobs;
-- The page of an order shows what was said to the customer.
GRANT SELECT ON order_comments TO gds_shop;
