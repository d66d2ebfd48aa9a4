-- A scalar function that looks into tables is of PL/pgSQL, which keeps its plan (decision 0100). One
-- that returns rows is inlined and may be of SQL; one that writes is called once, not in each row.
BEGIN;
SELECT plan(1);

SELECT is_empty(
  $$SELECT proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
     WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'sql'
       AND NOT p.proretset AND p.provolatile <> 'v' AND p.prosrc ~* '\mfrom\M'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')$$,
  'no scalar function of SQL is planned in each statement that calls it');

SELECT * FROM finish();
ROLLBACK;
