-- Product files that staff send in by the panel (decision 0091). One waits of each person until what
-- it would do was looked at; once that is done, its counts stay and the file goes.
CREATE TABLE sent_files (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied')), -- pii: none
  sha256     text NOT NULL,                            -- pii: none
  body       bytea CHECK (octet_length(body) <= 10 * 1024 * 1024), -- pii: none
  lines      int NOT NULL CHECK (lines >= 0),
  sent_by    text NOT NULL,                            -- pii: identifier
  sent_at    timestamptz NOT NULL,
  applied_by text,                                     -- pii: identifier
  applied_at timestamptz,
  created    int CHECK (created >= 0),
  updated    int CHECK (updated >= 0),
  refused    int CHECK (refused >= 0),
  CHECK ((state = 'waiting') = (body IS NOT NULL)),
  CHECK ((state = 'applied') = (num_nulls(applied_by, applied_at, created, updated, refused) = 0)),
  CHECK (state = 'applied' OR num_nonnulls(applied_by, applied_at, created, updated, refused) = 0),
  CHECK (body IS NULL OR sha256 = encode(sha256(body), 'hex'))
);
CREATE UNIQUE INDEX sent_files_waiting ON sent_files (sent_by) WHERE state = 'waiting';
SELECT audit_table('sent_files', 'id', 'body', 'anybody');

GRANT SELECT, INSERT, UPDATE ON sent_files TO gds_admin;
