-- What the nightly proof found broken: one row a night on which there was something.
CREATE TABLE fault_reports (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  found_at timestamptz NOT NULL,
  faults   text[] NOT NULL CHECK (cardinality(faults) > 0) -- pii: none, ids only
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON fault_reports
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON fault_reports TO gds_jobs;
GRANT SELECT ON fault_reports TO gds_admin;
