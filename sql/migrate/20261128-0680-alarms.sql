-- Signs of an attack are told to staff as broken rules are, at most once an hour.
ALTER TABLE fault_reports
  ADD COLUMN kind text NOT NULL DEFAULT 'proof' CHECK (kind IN ('proof', 'alarm')); -- pii: none
CREATE INDEX fault_reports_alarms ON fault_reports (found_at) WHERE kind = 'alarm';
