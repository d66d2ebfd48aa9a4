-- Customers: who bought, by mail address, with or without an account; their addresses, their
-- companies, what staff say of them.

-- One mailbox, one key: lower case, without the "+tag" that anyone can add. base::mail_key() is the
-- same and a test compares the two.
CREATE FUNCTION mail_key(mail text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(mail COLLATE "C"), '^([^@+]+)[+][^@]*@', '\1@')
$$;

CREATE TABLE companies (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name               text NOT NULL CHECK (name <> ''), -- pii: identifier
  terms              text NOT NULL DEFAULT ''          -- pii: none; '' pays at the checkout
    CHECK (terms IN ('', 'net_15', 'net_30', 'net_60')),
  credit_limit_cents bigint NOT NULL DEFAULT 0 CHECK (credit_limit_cents >= 0),
  tax_id             text NOT NULL DEFAULT '',         -- pii: identifier
  created_at         timestamptz NOT NULL,
  -- What is bought on terms is bought on credit.
  CHECK ((terms = '') = (credit_limit_cents = 0))
);
CREATE UNIQUE INDEX companies_by_name ON companies (lower(name));

CREATE TABLE customers (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email             text NOT NULL CHECK (email LIKE '_%@_%'), -- pii: contact; as typed
  mail_key          text NOT NULL UNIQUE               -- pii: identifier
    GENERATED ALWAYS AS (mail_key(email)) STORED,
  email_verified_at timestamptz,
  name              text NOT NULL DEFAULT '',          -- pii: contact
  phone             text NOT NULL DEFAULT '',          -- pii: contact
  -- The row that this one's person is kept under. This one stays for its mail address.
  merged_into_id    bigint REFERENCES customers CHECK (merged_into_id <> id),
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL
);
CREATE INDEX customers_by_merged ON customers (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX customers_by_name ON customers (lower(name) text_pattern_ops) WHERE name <> '';

CREATE TABLE addresses (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id      bigint NOT NULL REFERENCES customers,
  label            text NOT NULL DEFAULT '',           -- pii: free_text
  name             text NOT NULL CHECK (name <> ''),   -- pii: contact
  company          text NOT NULL DEFAULT '',           -- pii: contact
  line1            text NOT NULL CHECK (line1 <> ''),  -- pii: contact
  line2            text NOT NULL DEFAULT '',           -- pii: contact
  city             text NOT NULL CHECK (city <> ''),   -- pii: contact
  state            text NOT NULL CHECK (state ~ '^[A-Z]{2}$'), -- pii: contact
  zip              text NOT NULL CHECK (zip ~ '^[0-9]{5}(-[0-9]{4})?$'), -- pii: contact
  phone            text NOT NULL DEFAULT '',           -- pii: contact
  default_shipping boolean NOT NULL DEFAULT false,
  default_billing  boolean NOT NULL DEFAULT false,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL
);
CREATE INDEX addresses_by_customer ON addresses (customer_id, id);
CREATE UNIQUE INDEX addresses_one_shipping ON addresses (customer_id) WHERE default_shipping;
CREATE UNIQUE INDEX addresses_one_billing ON addresses (customer_id) WHERE default_billing;

-- A customer buys for one company at most. Invited until they say yes.
CREATE TABLE company_members (
  customer_id bigint PRIMARY KEY REFERENCES customers,
  company_id  bigint NOT NULL REFERENCES companies,
  role        text NOT NULL CHECK (role IN ('admin', 'buyer')), -- pii: none
  invited_by  text NOT NULL,                           -- pii: identifier
  invited_at  timestamptz NOT NULL,
  joined_at   timestamptz
);
CREATE INDEX company_members_by_company ON company_members (company_id, customer_id);

-- What staff changed about a company, its terms above all. Append-only.
CREATE TABLE company_events (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  company_id bigint NOT NULL REFERENCES companies,
  what       text NOT NULL,                            -- pii: none
  actor      text NOT NULL,                            -- pii: identifier
  at         timestamptz NOT NULL
);
CREATE INDEX company_events_by_company ON company_events (company_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON company_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Tags are the groups that price lists and promotions name.
CREATE TABLE customer_tags (
  customer_id bigint NOT NULL REFERENCES customers,
  tag         text NOT NULL                            -- pii: none
    CHECK (tag ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(tag) <= 40),
  actor       text NOT NULL,                           -- pii: identifier
  at          timestamptz NOT NULL,
  PRIMARY KEY (customer_id, tag)
);
CREATE INDEX customer_tags_by_tag ON customer_tags (tag, customer_id);

CREATE TABLE customer_notes (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  body        text NOT NULL CHECK (body <> ''),        -- pii: free_text
  actor       text NOT NULL,                           -- pii: identifier
  at          timestamptz NOT NULL
);
CREATE INDEX customer_notes_by_customer ON customer_notes (customer_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON customer_notes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The customer of a mail address, made when there is none yet: unverified, without an account. A
-- rival that is just making the same one is waited for, and so is a merge: it finds what is tied to
-- the row after it. A merged row leads to the one that stayed.
CREATE FUNCTION customer_for_mail(mail text, called text, at timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found_id bigint;
BEGIN
  FOR turn IN 1..2 LOOP
    SELECT coalesce(c.merged_into_id, c.id) INTO found_id
      FROM customers c WHERE c.mail_key = mail_key(mail) FOR KEY SHARE;
    IF FOUND THEN
      RETURN found_id;
    END IF;
    INSERT INTO customers (email, name, created_at, updated_at) VALUES (mail, called, at, at)
    ON CONFLICT (mail_key) DO NOTHING RETURNING id INTO found_id;
    IF FOUND THEN
      RETURN found_id;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'customer_for_mail: neither found nor made';
END $$;
REVOKE ALL ON FUNCTION customer_for_mail(text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer_for_mail(text, text, timestamptz) TO gds_shop, gds_hooks, gds_admin, gds_jobs;

GRANT SELECT ON customers, addresses, companies, company_members, customer_tags
  TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT SELECT, INSERT ON customer_notes, company_events TO gds_admin, gds_jobs;
-- Shoppers keep their own account: who they are, where they live, whom they invite.
GRANT UPDATE (email, email_verified_at, name, phone, updated_at) ON customers TO gds_shop;
GRANT INSERT, UPDATE, DELETE ON addresses, company_members TO gds_shop, gds_admin, gds_jobs;
-- What makes prices and credit is staff's.
GRANT INSERT, UPDATE ON companies TO gds_admin, gds_jobs;
GRANT UPDATE ON customers TO gds_admin, gds_jobs;
GRANT INSERT, DELETE ON customer_tags TO gds_admin, gds_jobs;
