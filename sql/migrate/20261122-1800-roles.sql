-- Who connects: one role a program family (design: processes and pools). None but gds_owner owns
-- or alters anything; each migration grants what its tables need. Roles live in the cluster, not in
-- the database, hence the IF NOT EXISTS.
DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['gds_shop', 'gds_hooks', 'gds_admin', 'gds_jobs', 'gds_site'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', one);
    END IF;
    -- Programs read times as UTC text; a page that takes longer than these has lost its visitor.
    EXECUTE format('ALTER ROLE %I SET timezone = %L', one, 'UTC');
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', one,
                   CASE one WHEN 'gds_shop' THEN '5s' WHEN 'gds_hooks' THEN '8s' ELSE '5min' END);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', one,
                   CASE one WHEN 'gds_shop' THEN '10s' WHEN 'gds_hooks' THEN '10s' ELSE '5min' END);
  END LOOP;
  EXECUTE format('ALTER ROLE %I SET timezone = %L', current_user, 'UTC');
END $$;

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
