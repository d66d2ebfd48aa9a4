-- Signing in by an identity that another provider vouches for: only its subject, with the issuer, names
-- a user, never its mail address.
CREATE TABLE oauth_identities (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      bigint NOT NULL,
  audience     text NOT NULL DEFAULT 'shopper' CHECK (audience = 'shopper'), -- pii: none
  issuer       text NOT NULL CHECK (issuer <> ''),     -- pii: none
  subject_hash text NOT NULL CHECK (subject_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  email        text NOT NULL DEFAULT '',               -- pii: contact; what the provider said then
  linked_at    timestamptz NOT NULL,
  UNIQUE (issuer, subject_hash),
  UNIQUE (user_id, issuer),
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX oauth_identities_by_user ON oauth_identities (user_id, audience);

-- A browser that was sent to the provider and is to come back, once, within ten minutes.
CREATE TABLE oauth_flows (
  state_hash   text PRIMARY KEY CHECK (state_hash ~ '^[0-9a-f]{64}$'), -- pii: none
  browser_hash text NOT NULL CHECK (browser_hash ~ '^[0-9a-f]{64}$'), -- pii: none
  next         text NOT NULL CHECK (next LIKE '/%'),   -- pii: none
  user_id      bigint,                                 -- who links it; nobody: who signs in
  audience     text NOT NULL DEFAULT 'shopper' CHECK (audience = 'shopper'), -- pii: none
  expires_at   timestamptz NOT NULL,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX oauth_flows_by_time ON oauth_flows (expires_at);
CREATE INDEX oauth_flows_by_user ON oauth_flows (user_id, audience) WHERE user_id IS NOT NULL;

-- A proven identity whose mail address is an account's: it waits for proof of that too.
CREATE TABLE oauth_joins (
  token_hash   text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  user_id      bigint NOT NULL,
  audience     text NOT NULL DEFAULT 'shopper' CHECK (audience = 'shopper'), -- pii: none
  issuer       text NOT NULL,                          -- pii: none
  subject_hash text NOT NULL CHECK (subject_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  email        text NOT NULL,                          -- pii: contact
  next         text NOT NULL CHECK (next LIKE '/%'),   -- pii: none
  expires_at   timestamptz NOT NULL,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX oauth_joins_by_time ON oauth_joins (expires_at);
CREATE INDEX oauth_joins_by_user ON oauth_joins (user_id, audience);

GRANT SELECT, INSERT, DELETE ON oauth_identities, oauth_flows, oauth_joins TO gds_shop;
GRANT SELECT, DELETE ON oauth_identities, oauth_flows, oauth_joins TO gds_jobs;

-- By what somebody tried to sign in, and why an identity was not taken.
ALTER TABLE login_attempts
  ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'google')), -- pii: none
  ADD COLUMN reason text NOT NULL DEFAULT '';          -- pii: none
