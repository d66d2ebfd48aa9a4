-- What a shopper wants to come back to: an account's lists, or those of a browser by its cookie.
CREATE TABLE saved_lists (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id  bigint REFERENCES customers ON DELETE CASCADE,
  browser_hash text,                                     -- pii: identifier
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 60), -- pii: free_text
  share_code   text UNIQUE,                              -- pii: identifier
  created_at   timestamptz NOT NULL,
  changed_at   timestamptz NOT NULL,
  CHECK (num_nonnulls(customer_id, browser_hash) = 1)
);
CREATE UNIQUE INDEX saved_lists_of_customer ON saved_lists (customer_id, lower(name));
CREATE UNIQUE INDEX saved_lists_of_browser ON saved_lists (browser_hash, lower(name));
CREATE INDEX saved_lists_forgotten ON saved_lists (changed_at) WHERE customer_id IS NULL;

CREATE TABLE saved_items (
  list_id    bigint NOT NULL REFERENCES saved_lists ON DELETE CASCADE,
  variant_id bigint NOT NULL REFERENCES variants,
  units      int NOT NULL CHECK (units BETWEEN 1 AND 999),
  saved_at   timestamptz NOT NULL,
  PRIMARY KEY (list_id, variant_id)
);
CREATE INDEX saved_items_by_variant ON saved_items (variant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_lists, saved_items TO gds_shop;
GRANT SELECT ON saved_lists, saved_items TO gds_admin, gds_jobs;
GRANT DELETE ON saved_lists TO gds_jobs;
