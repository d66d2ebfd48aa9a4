-- What was asked of Stripe and what came of it, one row a try: without secrets and persons, found by order,
-- by request and by object. No money hangs on it, and rows of long ago are removed.
CREATE TABLE provider_calls (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider        text NOT NULL CHECK (provider IN ('stripe')), -- pii: none
  call            text NOT NULL,                       -- pii: none
  method          text NOT NULL,                       -- pii: none
  path            text NOT NULL,                       -- pii: identifier
  idempotency_key text NOT NULL,                       -- pii: none
  attempt         int NOT NULL CHECK (attempt > 0),    -- of the call
  request         text NOT NULL,                       -- pii: free_text
  status          int,                                 -- none: no answer
  request_id      text NOT NULL,                       -- pii: none
  answer          text NOT NULL,                       -- pii: free_text
  failure         text NOT NULL,                       -- pii: none
  public_id       text NOT NULL,                       -- pii: none; the order's UUID
  objects         text[] NOT NULL,                     -- pii: identifier; what it was about, by Stripe's ids
  took_us         bigint NOT NULL CHECK (took_us >= 0),
  sent_at         timestamptz NOT NULL
);
CREATE INDEX provider_calls_by_order ON provider_calls (public_id) WHERE public_id <> '';
CREATE INDEX provider_calls_by_request ON provider_calls (request_id) WHERE request_id <> '';
CREATE INDEX provider_calls_by_key ON provider_calls (idempotency_key) WHERE idempotency_key <> '';
CREATE INDEX provider_calls_by_object ON provider_calls USING gin (objects);
CREATE INDEX provider_calls_by_time ON provider_calls (sent_at);
GRANT INSERT ON provider_calls TO gds_shop;
GRANT SELECT, INSERT, DELETE ON provider_calls TO gds_jobs;
GRANT SELECT, INSERT ON provider_calls TO gds_admin;

-- Events are found by what they are about and by the call that caused them.
ALTER TABLE inbox_events
  ADD COLUMN object_id text NOT NULL DEFAULT '',       -- pii: identifier
  ADD COLUMN request_id text NOT NULL DEFAULT '';      -- pii: none
UPDATE inbox_events
   SET object_id = coalesce(convert_from(body, 'UTF8')::jsonb #>> '{data,object,id}', ''),
       request_id = coalesce(convert_from(body, 'UTF8')::jsonb #>> '{request,id}', '');
CREATE INDEX inbox_events_by_object ON inbox_events (object_id) WHERE object_id <> '';
CREATE INDEX inbox_events_by_request ON inbox_events (request_id) WHERE request_id <> '';
GRANT DELETE ON inbox_events TO gds_jobs;
