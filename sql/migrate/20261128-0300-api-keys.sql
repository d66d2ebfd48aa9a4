-- Keys of the API (decision 0082): who holds one may do what its scopes say, which are permissions.

ALTER TABLE permissions
  ADD COLUMN of_keys boolean NOT NULL DEFAULT false,   -- may be the scope of a key
  ADD UNIQUE (name, of_keys);
UPDATE permissions SET of_keys = true
 WHERE name IN ('catalog.view', 'catalog.edit', 'prices.edit', 'stock.view', 'stock.adjust',
                'orders.view', 'orders.ship');

-- A key is "gds_<handle>_<secret>": the handle finds the row, the row has the digest of the secret.
CREATE TABLE api_keys (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 100), -- pii: none; what it is for
  handle       text NOT NULL UNIQUE CHECK (handle ~ '^[0-9a-f]{12}$'), -- pii: none
  secret_hash  text NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'), -- pii: none
  per_minute   int NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
  made_by      text NOT NULL,                          -- pii: identifier
  -- Who of the staff made it: it never does more than that one may now. None: the operator.
  user_id      bigint,
  audience     text NOT NULL DEFAULT 'staff' CHECK (audience = 'staff'), -- pii: none
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  ended_by     text,                                   -- pii: identifier
  last_used_at timestamptz,
  last_address text NOT NULL DEFAULT '',               -- pii: identifier
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience),
  CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX api_keys_by_user ON api_keys (user_id, audience) WHERE user_id IS NOT NULL;

CREATE TABLE api_key_scopes (
  key_id     bigint NOT NULL REFERENCES api_keys,
  permission text NOT NULL,                            -- pii: none
  of_keys    boolean NOT NULL DEFAULT true CHECK (of_keys),
  PRIMARY KEY (key_id, permission),
  FOREIGN KEY (permission, of_keys) REFERENCES permissions (name, of_keys)
);
CREATE INDEX api_key_scopes_by_permission ON api_key_scopes (permission, of_keys);

-- What a key was answered, by the name that it gave its request (Idempotency-Key). The status is 0
-- until the transaction that made the row ends. Dropped after a day by the job clean-sessions.
CREATE TABLE api_answers (
  key_id       bigint NOT NULL REFERENCES api_keys,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 100), -- pii: none
  request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'), -- pii: none
  status       int NOT NULL DEFAULT 0,
  etag         text NOT NULL DEFAULT '',               -- pii: none
  body         text NOT NULL DEFAULT '',               -- pii: none; goods, stock and parcels
  at           timestamptz NOT NULL,
  PRIMARY KEY (key_id, name)
);
CREATE INDEX api_answers_by_time ON api_answers (at);

GRANT SELECT, INSERT ON api_keys, api_key_scopes TO gds_admin, gds_jobs;
GRANT UPDATE (ended_at, ended_by, last_used_at, last_address) ON api_keys TO gds_admin, gds_jobs;
GRANT SELECT, INSERT, UPDATE ON api_answers TO gds_admin;
GRANT SELECT, DELETE ON api_answers TO gds_jobs;

SELECT audit_table(name::regclass, names, left_out, 'anybody')
  FROM (VALUES ('api_keys', 'id', 'secret_hash,last_used_at,last_address'),
               ('api_key_scopes', 'key_id,permission', 'of_keys')) AS keys(name, names, left_out);
-- What machines change of the catalog. Imports stay out: they write by the thousand (decision 0070).
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON products FOR EACH ROW
  WHEN (current_setting('gds.actor', true) LIKE 'key %')
  EXECUTE FUNCTION audit_row('id', 'updated_at,search');
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON variants FOR EACH ROW
  WHEN (current_setting('gds.actor', true) LIKE 'key %')
  EXECUTE FUNCTION audit_row('id', 'updated_at');
