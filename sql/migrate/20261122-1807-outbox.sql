-- What must happen outside, written in the transaction that decided it (invariant E4), and the
-- records of mails and job runs.

CREATE TABLE outbox (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL,                          -- pii: none
  key          text NOT NULL,                          -- pii: none
  payload      jsonb NOT NULL,                         -- pii: none, ids only
  created_at   timestamptz NOT NULL,
  due_at       timestamptz NOT NULL,
  leased_until timestamptz,
  attempts     int NOT NULL DEFAULT 0,
  sent_at      timestamptz,
  failed_at    timestamptz,
  last_error   text NOT NULL DEFAULT '',               -- pii: none
  UNIQUE (kind, key)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- Wakes send-outbox, so that a mail leaves within a second of its commit. The channel's queue has
-- one lock for the whole server: the trigger fires once a statement, not once a row.
CREATE FUNCTION wake_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER wake_outbox AFTER INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION wake_outbox();

CREATE TABLE mails (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  outbox_id  bigint NOT NULL UNIQUE REFERENCES outbox,
  order_id   bigint REFERENCES orders,
  kind       text NOT NULL,                            -- pii: none
  recipient  text NOT NULL,                            -- pii: contact
  message_id text NOT NULL UNIQUE,                     -- pii: none
  sent_at    timestamptz NOT NULL,
  UNIQUE (order_id, kind)
);

CREATE TABLE job_runs (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job        text NOT NULL,                            -- pii: none
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  outcome    text NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'failed')), -- pii: none
  counts     jsonb NOT NULL DEFAULT '{}',          -- pii: none
  error      text NOT NULL DEFAULT ''                  -- pii: none
);
CREATE INDEX job_runs_by_job ON job_runs (job, id DESC);

-- Rate limits while memcached is away. Losing it in a crash only opens a window again.
CREATE UNLOGGED TABLE pace_counters (
  key     text PRIMARY KEY,                            -- pii: identifier
  hits    int NOT NULL,
  ends_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON pace_counters TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT SELECT, INSERT ON outbox TO gds_shop, gds_hooks, gds_admin;
GRANT SELECT, INSERT, UPDATE ON outbox, mails, job_runs TO gds_jobs;
GRANT SELECT ON mails, job_runs TO gds_admin;
GRANT SELECT, INSERT, UPDATE ON job_runs TO gds_site;
