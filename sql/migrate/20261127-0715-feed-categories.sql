-- What Google calls our categories (contracts: merchant feed, google_product_category). The longest
-- path that is a prefix of a product's counts; one without a row is sent without.
CREATE TABLE feed_categories (
  category_path   text PRIMARY KEY,                    -- pii: none
  google_category text NOT NULL CHECK (google_category <> '') -- pii: none, an id or a full path
);
INSERT INTO feed_categories (category_path, google_category) VALUES
  ('networking/switches', '2455'),
  ('networking/routers', 'Electronics > Networking > Bridges & Routers'),
  ('wireless', 'Electronics > Networking > Wireless Access Points'),
  ('servers', 'Electronics > Computers > Computer Servers');
GRANT SELECT ON feed_categories TO gds_shop, gds_admin, gds_jobs, gds_site;
GRANT INSERT, UPDATE, DELETE ON feed_categories TO gds_admin;
