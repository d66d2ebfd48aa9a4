-- Staff: what each may do, and the second step that signs them in.

-- What can be allowed, by name. Pages and the API ask for these; a role is a set of them.
CREATE TABLE permissions (
  name text PRIMARY KEY CHECK (name ~ '^[a-z_]+[.][a-z_]+$'), -- pii: none
  says text NOT NULL CHECK (says <> '')                -- pii: none
);
INSERT INTO permissions (name, says) VALUES
  ('orders.view', 'see orders'), ('orders.edit', 'change placed orders'),
  ('orders.cancel', 'cancel orders'), ('orders.ship', 'send parcels'),
  ('orders.resolve', 'decide orders that need attention'), ('orders.comment', 'write comments on orders'),
  ('returns.view', 'see returns'), ('returns.decide', 'approve and receive returns'),
  ('refunds.grant', 'grant refunds'), ('refunds.send', 'send granted refunds'),
  ('payments.view', 'see payments'), ('payments.record', 'record wires, checks and cash'),
  ('quotes.view', 'see quotes'), ('quotes.write', 'write and send quotes'),
  ('catalog.view', 'see products that are not for sale'), ('catalog.edit', 'change products'),
  ('catalog.import', 'import products'), ('catalog.export', 'export products'),
  ('prices.view', 'see price lists and history'), ('prices.edit', 'change prices'),
  ('prices.bulk', 'import prices'), ('promotions.view', 'see promotions'),
  ('promotions.edit', 'make and end promotions'), ('stock.view', 'see stock and its movements'),
  ('stock.adjust', 'count and adjust stock'), ('purchasing.view', 'see purchase orders'),
  ('purchasing.edit', 'order from suppliers and receive'), ('customers.view', 'see customers'),
  ('customers.edit', 'change, tag and merge customers'), ('customers.export', 'export customers'),
  ('companies.terms', 'give companies credit'), ('giftcards.view', 'see gift cards and credit'),
  ('giftcards.issue', 'issue gift cards and credit'), ('tax.view', 'see tax reports'),
  ('tax.certificates', 'decide on certificates'), ('shipping.edit', 'change tables of shipping'),
  ('content.edit', 'write pages and posts'), ('reports.view', 'see figures of the business'),
  ('system.view', 'see jobs, mails and events'), ('system.settings', 'change settings'),
  ('staff.view', 'see who works here'), ('staff.manage', 'invite staff and give roles'),
  ('keys.manage', 'make and end keys of the API'), ('audit.view', 'read the audit log');

CREATE TABLE roles (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z_]*$'), -- pii: none
  says text NOT NULL CHECK (says <> '')                -- pii: none
);
CREATE TABLE role_permissions (
  role_id    bigint NOT NULL REFERENCES roles,
  permission text NOT NULL REFERENCES permissions,     -- pii: none
  PRIMARY KEY (role_id, permission)
);
CREATE INDEX role_permissions_by_permission ON role_permissions (permission);
INSERT INTO roles (name, says) VALUES
  ('owner', 'everything'), ('manager', 'all but keys, settings and staff'),
  ('sales', 'orders, quotes and customers'), ('warehouse', 'stock, parcels and returns'),
  ('accounting', 'payments, refunds, tax and figures'), ('reader', 'sees, changes nothing');
INSERT INTO role_permissions (role_id, permission)
SELECT r.id, p.name
  FROM roles r, permissions p
 WHERE CASE r.name
         WHEN 'owner' THEN true
         WHEN 'manager' THEN p.name NOT IN ('staff.manage', 'keys.manage', 'system.settings')
         WHEN 'sales' THEN p.name ~ '^(orders|quotes|customers)[.]' AND p.name <> 'customers.export'
              OR p.name IN ('catalog.view', 'prices.view', 'promotions.view', 'stock.view',
                            'returns.view', 'payments.view', 'giftcards.view')
         WHEN 'warehouse' THEN p.name ~ '^(stock|purchasing|returns)[.]'
              OR p.name IN ('orders.view', 'orders.ship', 'orders.comment', 'catalog.view')
         WHEN 'accounting' THEN p.name ~ '^(payments|refunds|tax|reports)[.]'
              OR p.name IN ('orders.view', 'customers.view', 'companies.terms', 'giftcards.view',
                            'returns.view', 'quotes.view')
         ELSE p.name LIKE '%.view'
       END;

CREATE TABLE user_roles (
  user_id    bigint NOT NULL,
  audience   text NOT NULL DEFAULT 'staff' CHECK (audience = 'staff'), -- pii: none
  role_id    bigint NOT NULL REFERENCES roles,
  granted_by text NOT NULL,                            -- pii: identifier
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, role_id),
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX user_roles_by_user ON user_roles (user_id, audience);
CREATE INDEX user_roles_by_role ON user_roles (role_id);

-- The seed of the codes, sealed under a key that the database does not have. It counts once a code
-- of it came back. `last_step` is the newest step that was used: none is taken twice.
CREATE TABLE totp_secrets (
  user_id      bigint PRIMARY KEY,
  audience     text NOT NULL DEFAULT 'staff',          -- pii: none
  sealed       bytea NOT NULL,                         -- pii: identifier
  key_id       text NOT NULL,                          -- pii: none
  last_step    bigint NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL,
  confirmed_at timestamptz,
  FOREIGN KEY (user_id, audience) REFERENCES users (id, audience)
);
CREATE INDEX totp_secrets_by_user ON totp_secrets (user_id, audience);
CREATE TABLE recovery_codes (
  user_id   bigint NOT NULL REFERENCES totp_secrets,
  code_hash text NOT NULL CHECK (code_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  PRIMARY KEY (user_id, code_hash)
);

-- Staff with a right password and no code yet have half a session, for ten minutes.
ALTER TABLE sessions
  ADD COLUMN stage text NOT NULL DEFAULT 'full' CHECK (stage IN ('half', 'full')), -- pii: none
  ADD CHECK (stage = 'full' OR audience = 'staff');

GRANT SELECT ON permissions, roles, role_permissions TO gds_admin, gds_jobs;
GRANT SELECT, INSERT, DELETE ON user_roles TO gds_admin, gds_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_secrets TO gds_admin, gds_jobs;
GRANT SELECT, INSERT, DELETE ON recovery_codes TO gds_admin, gds_jobs;
