-- Who did what to which row (decision 0070). The database itself writes the log, by triggers on the
-- tables that staff change; nobody, not even the owner, changes or deletes an entry.
--
-- An entry and its place in the chain are apart: places are given at the commit, in the order of
-- commits, so that an entry's transaction waits for no other before that.
CREATE TABLE audit_log (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  actor        text NOT NULL,                          -- pii: identifier
  address      text NOT NULL,                          -- pii: identifier
  request      text NOT NULL,                          -- pii: none
  action       text NOT NULL CHECK (action IN ('insert', 'update', 'delete')), -- pii: none
  relation     text NOT NULL,                          -- pii: none
  row_key      text NOT NULL,                          -- pii: none
  -- The columns that changed as they were and as they are, with the salt of their digest: these may
  -- be erased one day, the digest stays and with it the chain.
  salt         bytea,                                  -- pii: none
  before       jsonb,                                  -- pii: free_text
  after        jsonb,                                  -- pii: free_text
  content_hash bytea NOT NULL                          -- pii: none
);
CREATE INDEX audit_log_by_row ON audit_log (relation, row_key, id);
CREATE INDEX audit_log_by_actor ON audit_log (actor, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- hash = sha256(hash of the place before, and the entry). The first follows 32 zero bytes.
CREATE TABLE audit_chain (
  position bigint PRIMARY KEY CHECK (position > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES audit_log,
  hash     bytea NOT NULL                              -- pii: none
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_chain
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The end of the chain, one row: whoever adds a place locks it.
CREATE TABLE audit_head (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL,
  hash     bytea NOT NULL                              -- pii: none
);
INSERT INTO audit_head (position, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

-- A text with its length in bytes before it, so that no two lists of texts read alike.
CREATE FUNCTION audit_part(part text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(coalesce(octet_length(part), 0) || ':' || coalesce(part, ''), 'UTF8') $$;

CREATE FUNCTION audit_add_place() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last audit_head;
  next bytea;
BEGIN
  SELECT * INTO last FROM audit_head FOR UPDATE;
  next := sha256(last.hash || audit_part(NEW.id::text)
                 || audit_part((extract(epoch FROM NEW.at) * 1000000)::bigint::text)
                 || audit_part(NEW.actor) || audit_part(NEW.address) || audit_part(NEW.request)
                 || audit_part(NEW.action) || audit_part(NEW.relation) || audit_part(NEW.row_key)
                 || NEW.content_hash);
  INSERT INTO audit_chain (position, entry_id, hash) VALUES (last.position + 1, NEW.id, next);
  UPDATE audit_head SET position = last.position + 1, hash = next;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER add_place AFTER INSERT ON audit_log
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_add_place();

-- Writes the entry of one changed row. Arguments: the columns that name the row, then the columns
-- that are left out, each as "a,b". A change of nothing else is no entry.
CREATE FUNCTION audit_row() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  was     jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - string_to_array(TG_ARGV[1], ',') END;
  becomes jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - string_to_array(TG_ARGV[1], ',') END;
  names   jsonb := coalesce(becomes, was);
  salt    bytea := uuid_send(gen_random_uuid());
  before  jsonb;
  after   jsonb;
BEGIN
  SELECT jsonb_object_agg(key, value) INTO before FROM jsonb_each(was)
   WHERE value <> 'null' AND (becomes IS NULL OR value IS DISTINCT FROM becomes -> key);
  SELECT jsonb_object_agg(key, value) INTO after FROM jsonb_each(becomes)
   WHERE value <> 'null' AND (was IS NULL OR value IS DISTINCT FROM was -> key);
  IF before IS NULL AND after IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO audit_log (at, actor, address, request, action, relation, row_key, salt, before, after, content_hash)
  VALUES (clock_timestamp(),
          coalesce(nullif(current_setting('gds.actor', true), ''), 'role ' || session_user),
          coalesce(current_setting('gds.address', true), ''),
          coalesce(current_setting('gds.request', true), ''),
          lower(TG_OP), TG_TABLE_NAME,
          (SELECT string_agg(names ->> name, ' ') FROM unnest(string_to_array(TG_ARGV[0], ',')) AS name),
          salt, before, after,
          sha256(salt || audit_part(before::text) || audit_part(after::text)));
  RETURN NULL;
END $$;

-- From here on every change of the table is in the log; or only what somebody who has a name does,
-- where shoppers and Stripe write too.
CREATE FUNCTION audit_table(name regclass, row_names text, left_out text, whoever text) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW %s '
                 'EXECUTE FUNCTION audit_row(%L, %L)', name,
                 CASE whoever WHEN 'named' THEN $w$WHEN (current_setting('gds.actor', true) <> '')$w$
                              ELSE '' END, row_names, left_out);
END $$;

-- What staff alone write.
SELECT audit_table(name::regclass, names, 'updated_at', 'anybody')
  FROM (VALUES ('locations', 'id'), ('suppliers', 'id'), ('channel_overrides', 'variant_id,channel'), ('price_lists', 'id'),
               ('payment_instructions', 'terms'), ('shipping_zones', 'id'), ('shipping_methods', 'id'),
               ('shipping_boxes', 'code'), ('shipping_settings', 'only_row'), ('tax_settings', 'only_row'),
               ('tax_certificates', 'id'), ('tax_certificate_states', 'certificate_id,state'),
               ('nexus', 'state,kind,since'), ('companies', 'id'), ('company_members', 'customer_id'),
               ('customer_tags', 'customer_id,tag'), ('promotion_targets', 'id')) AS staff(name, names);
-- What others write as well, by the thousand; the counters that follow them are left out.
SELECT audit_table(name::regclass, 'id', left_out, 'named')
  FROM (VALUES ('customers', 'updated_at'), ('promotions', 'used'), ('gift_cards', 'code_hash,used_cents,authorized_cents'),
               ('store_credit_accounts', 'used_cents,authorized_cents'),
               ('purchase_orders', ''),
               ('quotes', 'token')) AS mixed(name, left_out);

GRANT SELECT ON audit_log, audit_chain, audit_head TO gds_admin, gds_jobs;
