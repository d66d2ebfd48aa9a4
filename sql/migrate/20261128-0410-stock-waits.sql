-- Who wants to hear when a sold-out offer is there again. Nothing is sent but the question whether
-- it was the mailbox's owner who asked, until that was answered; then one mail, once.
CREATE TABLE stock_waits (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  variant_id   bigint NOT NULL REFERENCES variants,
  email        text NOT NULL CHECK (email <> ''),      -- pii: contact
  mailbox      text NOT NULL,                          -- pii: identifier
  token_hash   text UNIQUE,                            -- pii: identifier
  asked_at     timestamptz NOT NULL,
  confirmed_at timestamptz,
  told_at      timestamptz,
  ended_at     timestamptz,
  CHECK (told_at IS NULL OR confirmed_at IS NOT NULL)
);
-- One open wait of a mailbox for an offer.
CREATE UNIQUE INDEX stock_waits_once ON stock_waits (variant_id, mailbox)
  WHERE told_at IS NULL AND ended_at IS NULL;
CREATE INDEX stock_waits_by_variant ON stock_waits (variant_id);
CREATE INDEX stock_waits_by_mailbox ON stock_waits (mailbox, asked_at);
CREATE INDEX stock_waits_to_tell ON stock_waits (variant_id)
  WHERE confirmed_at IS NOT NULL AND told_at IS NULL AND ended_at IS NULL;

GRANT SELECT, INSERT ON stock_waits TO gds_shop;
GRANT UPDATE (confirmed_at, ended_at) ON stock_waits TO gds_shop;
GRANT SELECT, DELETE ON stock_waits TO gds_jobs;
GRANT UPDATE (token_hash, told_at) ON stock_waits TO gds_jobs;
GRANT SELECT ON stock_waits TO gds_admin;
