-- The roles of one instance. Run by a superuser before the migrations, which grant to them; running
-- it again changes nothing. Nobody logs in by password: each role is reached by peer authentication
-- on the instance's Unix socket.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY
    ARRAY['gds_owner', 'gds_shop', 'gds_hooks', 'gds_admin', 'gds_jobs', 'gds_site']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', role_name);
    END IF;
    -- Programs read times as UTC text.
    EXECUTE format('ALTER ROLE %I SET timezone = %L', role_name, 'UTC');
    -- A page that takes longer than this has lost its visitor; owners and jobs take their time.
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role_name,
                   CASE role_name WHEN 'gds_shop' THEN '5s' WHEN 'gds_hooks' THEN '8s'
                                  WHEN 'gds_owner' THEN '0' ELSE '5min' END);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role_name,
                   CASE role_name WHEN 'gds_shop' THEN '10s' WHEN 'gds_hooks' THEN '10s'
                                  WHEN 'gds_owner' THEN '0' ELSE '5min' END);
  END LOOP;
END
$$;
