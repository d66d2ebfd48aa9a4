-- What buyers say of goods they have (decision 0102). One for each line of an order; none is shown
-- before staff approved it.
CREATE TABLE reviews (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_line_id bigint NOT NULL UNIQUE REFERENCES order_lines,
  product_id    bigint NOT NULL REFERENCES products,
  stars         int NOT NULL CHECK (stars BETWEEN 1 AND 5),
  title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),                -- pii: free_text
  body          text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),                -- pii: free_text
  author        text NOT NULL CHECK (length(author) BETWEEN 1 AND 60),                -- pii: contact
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused')), -- pii: none
  written_at    timestamptz NOT NULL,
  reason        text NOT NULL DEFAULT '',                                             -- pii: free_text
  decided_by    text,                                                                 -- pii: identifier
  decided_at    timestamptz,
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (state <> 'refused' OR reason <> '')
);
CREATE INDEX reviews_shown ON reviews (product_id, written_at DESC, id DESC) WHERE state = 'approved';
CREATE INDEX reviews_by_product ON reviews (product_id);
CREATE INDEX reviews_waiting ON reviews (id) WHERE state = 'waiting';
SELECT audit_table('reviews', 'id', 'title,body,author', 'named');

-- A product's page shows it from the decision on; one that waits is on no page.
CREATE TRIGGER reviews_decided AFTER UPDATE ON reviews
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parts_written();
CREATE TRIGGER reviews_removed AFTER DELETE ON reviews
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parts_written();

INSERT INTO permissions (name, says) VALUES ('reviews.decide', 'approve and refuse reviews of goods');
INSERT INTO role_permissions (role_id, permission)
SELECT id, 'reviews.decide' FROM roles WHERE name IN ('owner', 'manager', 'sales');

GRANT SELECT, INSERT ON reviews TO gds_shop;
GRANT SELECT ON reviews TO gds_admin, gds_jobs;
GRANT UPDATE (state, reason, decided_by, decided_at) ON reviews TO gds_admin;
GRANT SELECT (id, product_id, stars, title, body, author, state, written_at) ON reviews TO gds_site;
