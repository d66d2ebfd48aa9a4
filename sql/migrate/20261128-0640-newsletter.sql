-- Who wants the newsletter: asked by mail first, and when and where they asked is kept with them.
CREATE TABLE newsletter_subscribers (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email        text NOT NULL CHECK (email <> ''),                               -- pii: contact
  mailbox_hash text NOT NULL CHECK (mailbox_hash ~ '^[0-9a-f]{64}$'),           -- pii: identifier
  source       text NOT NULL CHECK (source IN ('page', 'foot')),                -- pii: none
  token_hash   text UNIQUE,                                                     -- pii: identifier
  -- As it is, since it stands in each newsletter: it ends the newsletter and opens nothing.
  stop_token   text NOT NULL UNIQUE CHECK (length(stop_token) = 43),            -- pii: identifier
  times_asked  int NOT NULL DEFAULT 1,
  asked_at     timestamptz NOT NULL,
  confirmed_at timestamptz,
  ended_at     timestamptz
);
-- A mailbox has one open row.
CREATE UNIQUE INDEX newsletter_subscribers_open ON newsletter_subscribers (mailbox_hash)
  WHERE ended_at IS NULL;

-- Mailboxes that get no newsletter again, and no question about it. It outlives the subscriber's row,
-- so it holds no address.
CREATE TABLE mail_suppressions (
  mailbox_hash text PRIMARY KEY CHECK (mailbox_hash ~ '^[0-9a-f]{64}$'),        -- pii: identifier
  reason       text NOT NULL CHECK (reason IN ('owner', 'staff')),              -- pii: none
  at           timestamptz NOT NULL
);
SELECT audit_table('mail_suppressions', 'mailbox_hash', '', 'named');

GRANT SELECT, INSERT ON newsletter_subscribers, mail_suppressions TO gds_shop;
GRANT UPDATE (source, times_asked, asked_at, confirmed_at, ended_at) ON newsletter_subscribers TO gds_shop;
GRANT SELECT, DELETE ON newsletter_subscribers TO gds_jobs;
GRANT UPDATE (token_hash, ended_at) ON newsletter_subscribers TO gds_jobs;
GRANT SELECT, INSERT, DELETE ON mail_suppressions TO gds_jobs;
GRANT SELECT ON newsletter_subscribers, mail_suppressions TO gds_admin;
