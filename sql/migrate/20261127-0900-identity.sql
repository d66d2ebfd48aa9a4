-- Identity: who can sign in, by what, from where. Shoppers and staff are apart by the column
-- audience of every table, and by policies: the role of the shop's pools sees no row of staff.

CREATE TABLE users (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  audience    text NOT NULL CHECK (audience IN ('shopper', 'staff')), -- pii: none
  email       text NOT NULL CHECK (email LIKE '_%@_%'), -- pii: contact; proven by a link that was sent there
  mail_key    text NOT NULL                            -- pii: identifier
    GENERATED ALWAYS AS (mail_key(email)) STORED,
  name        text NOT NULL DEFAULT '',                -- pii: contact
  customer_id bigint REFERENCES customers,
  created_at  timestamptz NOT NULL,
  UNIQUE (audience, mail_key),
  UNIQUE (id, audience),
  -- A shopper is a customer, staff are none.
  CHECK ((audience = 'shopper') = (customer_id IS NOT NULL))
);
CREATE INDEX users_by_customer ON users (customer_id) WHERE customer_id IS NOT NULL;

-- What proves a user: the hash of a password, in the PHC form that names its own settings.
CREATE TABLE credentials (
  user_id       bigint PRIMARY KEY,
  audience      text NOT NULL,                         -- pii: none
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'), -- pii: identifier
  changed_at    timestamptz NOT NULL,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX credentials_by_user ON credentials (user_id, audience);

-- Who is signed in. The cookie holds the token, the row its hash; a session that ends is deleted.
CREATE TABLE sessions (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      bigint NOT NULL,
  audience     text NOT NULL,                          -- pii: none
  token_hash   text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  address      text NOT NULL DEFAULT '',               -- pii: identifier
  agent        text NOT NULL DEFAULT '' CHECK (length(agent) <= 200), -- pii: identifier
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,                   -- by any page
  active_at    timestamptz NOT NULL,                   -- by a page of the account, or a password
  ends_at      timestamptz NOT NULL CHECK (ends_at > created_at),
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX sessions_by_user ON sessions (user_id, audience, last_seen_at DESC);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- Browsers in which a user has signed in before: who is locked out by others still enters there.
CREATE TABLE known_devices (
  user_id    bigint NOT NULL,
  audience   text NOT NULL,                            -- pii: none
  token_hash text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  used_at    timestamptz NOT NULL,
  PRIMARY KEY (user_id, token_hash),
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX known_devices_by_user ON known_devices (user_id, audience);
CREATE INDEX known_devices_by_use ON known_devices (used_at);

-- Failures in a row, by a key that is the hash of a mailbox, or of a user and a known device.
CREATE TABLE sign_in_locks (
  audience     text NOT NULL CHECK (audience IN ('shopper', 'staff')), -- pii: none
  key_hash     text NOT NULL CHECK (key_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  failures     int NOT NULL CHECK (failures > 0),
  locked_until timestamptz,
  failed_at    timestamptz NOT NULL,
  PRIMARY KEY (audience, key_hash)
);
CREATE INDEX sign_in_locks_by_failure ON sign_in_locks (failed_at);

-- Every try to sign in. Rows are added, and dropped with age by the job clean-sessions.
CREATE TABLE login_attempts (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  audience  text NOT NULL CHECK (audience IN ('shopper', 'staff')), -- pii: none
  user_id   bigint,
  address   text NOT NULL DEFAULT '',                  -- pii: identifier
  agent     text NOT NULL DEFAULT '' CHECK (length(agent) <= 200), -- pii: identifier
  outcome   text NOT NULL CHECK (outcome IN ('in', 'wrong', 'locked')), -- pii: none
  at        timestamptz NOT NULL,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX login_attempts_by_user ON login_attempts (user_id, audience, at DESC);
CREATE INDEX login_attempts_by_time ON login_attempts (at);

-- A link that is sent to a mail address and proves it by coming back. Its token is drawn when the
-- mail is written, so that it stands nowhere in clear.
CREATE TABLE mail_proofs (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  audience     text NOT NULL CHECK (audience IN ('shopper', 'staff')), -- pii: none
  purpose      text NOT NULL CHECK (purpose IN ('register', 'reset', 'email')), -- pii: none
  email        text NOT NULL CHECK (email LIKE '_%@_%'), -- pii: contact
  mail_key     text NOT NULL                           -- pii: identifier
    GENERATED ALWAYS AS (mail_key(email)) STORED,
  user_id      bigint,
  old_email    text NOT NULL DEFAULT '',               -- pii: contact; of purpose email: the one it replaces
  token_hash   text UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  asked_at     timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience),
  CHECK ((purpose = 'email') = (user_id IS NOT NULL AND old_email <> ''))
);
CREATE INDEX mail_proofs_by_mailbox ON mail_proofs (audience, mail_key, asked_at DESC);
CREATE INDEX mail_proofs_by_user ON mail_proofs (user_id, audience) WHERE user_id IS NOT NULL;
CREATE INDEX mail_proofs_by_time ON mail_proofs (asked_at);

GRANT SELECT, INSERT, UPDATE ON users, credentials, known_devices, sign_in_locks, mail_proofs
  TO gds_shop, gds_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO gds_shop, gds_admin;
GRANT DELETE ON sign_in_locks TO gds_shop, gds_admin;
GRANT SELECT, INSERT ON login_attempts TO gds_shop, gds_admin;
GRANT SELECT, INSERT, UPDATE ON users, credentials, mail_proofs TO gds_jobs;
GRANT SELECT, DELETE ON sessions, known_devices, sign_in_locks, login_attempts, mail_proofs TO gds_jobs;

DO $$
DECLARE
  relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['users', 'credentials', 'sessions', 'known_devices',
                                  'sign_in_locks', 'login_attempts', 'mail_proofs']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY of_the_shop ON %I TO gds_shop USING (audience = ''shopper'') '
                   'WITH CHECK (audience = ''shopper'')', relation);
    EXECUTE format('CREATE POLICY of_staff ON %I TO gds_admin USING (audience = ''staff'') '
                   'WITH CHECK (audience = ''staff'')', relation);
    EXECUTE format('CREATE POLICY of_jobs ON %I TO gds_jobs USING (true) WITH CHECK (true)',
                   relation);
  END LOOP;
END $$;

-- An account's cart, found again wherever its customer signs in. What was merged into it leads to
-- it, so that the other browsers of the customer go on with the same cart.
ALTER TABLE carts
  ADD COLUMN customer_id bigint REFERENCES customers,
  ADD COLUMN merged_into_id bigint REFERENCES carts CHECK (merged_into_id <> id),
  ADD CHECK (merged_into_id IS NULL OR state = 'abandoned');
CREATE INDEX carts_by_customer ON carts (customer_id, state) WHERE customer_id IS NOT NULL;
CREATE INDEX carts_by_merged ON carts (merged_into_id) WHERE merged_into_id IS NOT NULL;
