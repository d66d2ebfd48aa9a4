-- Orders that are completed at the same time no longer wait for each other at the counter until
-- the disk has the commit. Numbers are taken from a small store of free ones, each by its own row;
-- a transaction that fails puts its number back by rolling back, so still none is lost (2.7).
CREATE TABLE free_numbers (
  kind   text NOT NULL REFERENCES number_counters,     -- pii: none
  number bigint NOT NULL,
  PRIMARY KEY (kind, number)
);

-- The lowest number that nobody else is just taking. When there is none, the counter's row is
-- locked, and whoever gets it first puts five hundred into the store for those behind.
CREATE FUNCTION draw_number(wanted text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  drawn bigint;
BEGIN
  FOR turn IN 1..2 LOOP
    DELETE FROM free_numbers
     WHERE kind = wanted
       AND number = (SELECT f.number FROM free_numbers f WHERE f.kind = wanted
                      ORDER BY f.number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING number INTO drawn;
    IF FOUND THEN
      RETURN drawn;
    END IF;
    -- Whoever had to wait here looks once more: there are numbers now.
    PERFORM FROM number_counters WHERE kind = wanted FOR UPDATE;
  END LOOP;
  UPDATE number_counters SET next_value = next_value + 500 WHERE kind = wanted
  RETURNING next_value - 500 INTO STRICT drawn;
  INSERT INTO free_numbers SELECT wanted, n FROM generate_series(drawn + 1, drawn + 499) AS n;
  RETURN drawn;
END $$;

REVOKE ALL ON number_counters FROM gds_shop, gds_hooks, gds_jobs, gds_admin;
GRANT SELECT ON number_counters, free_numbers TO gds_shop, gds_hooks, gds_jobs, gds_admin;
REVOKE ALL ON FUNCTION draw_number(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION draw_number(text) TO gds_shop, gds_hooks, gds_jobs, gds_admin;
