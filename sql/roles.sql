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
  END LOOP;
END
$$;
