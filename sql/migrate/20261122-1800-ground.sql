-- The ground: who may use the schema, and what this instance is called. The roles themselves belong
-- to the cluster (sql/roles.sql); each migration grants what its tables need.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;

-- Infix search in part numbers (catalog.search).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What this shop calls itself towards others: the prefix of tax references, so that two instances
-- on one Stripe account never collide.
CREATE TABLE instance (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id         text NOT NULL DEFAULT substr(md5(random()::text || clock_timestamp()::text), 1, 8), -- pii: none
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO instance DEFAULT VALUES;
GRANT SELECT ON instance TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
