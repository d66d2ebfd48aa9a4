-- Referrals: who brought whom, proven by rows of ours, not by what a browser claims later. The
-- credit of both sides is store credit, and stands in the ledger of tender.

CREATE TABLE referral_links (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL UNIQUE REFERENCES customers,
  code        text NOT NULL UNIQUE CHECK (code ~ '^[0-9a-z]{10}$'), -- pii: identifier
  made_at     timestamptz NOT NULL
);

-- Somebody came by a link; the cookie's token is kept as its hash. The account that this visitor
-- signed in to is written once.
CREATE TABLE referral_clicks (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  link_id     bigint NOT NULL REFERENCES referral_links,
  token_hash  text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  customer_id bigint REFERENCES customers,
  at          timestamptz NOT NULL
);
CREATE INDEX referral_clicks_by_link ON referral_clicks (link_id);
CREATE INDEX referral_clicks_by_token ON referral_clicks (token_hash, at DESC);
CREATE INDEX referral_clicks_by_customer ON referral_clicks (customer_id, at DESC);

-- What a customer was seen with: mailboxes, addresses, cards, devices, as hashes. Two customers who
-- share one are taken for one person.
CREATE TABLE referral_signals (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  kind        text NOT NULL CHECK (kind IN ('mail', 'address', 'card', 'device')), -- pii: none
  value_hash  text NOT NULL CHECK (value_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  seen_at     timestamptz NOT NULL,
  UNIQUE (customer_id, kind, value_hash)
);
CREATE INDEX referral_signals_by_value ON referral_signals (kind, value_hash);

CREATE TABLE referrals (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  link_id              bigint NOT NULL REFERENCES referral_links,
  click_id             bigint NOT NULL REFERENCES referral_clicks,
  referrer_id          bigint NOT NULL REFERENCES customers,
  referred_id          bigint NOT NULL REFERENCES customers,
  order_id             bigint NOT NULL UNIQUE,
  attributed_by        text NOT NULL CHECK (attributed_by IN ('cookie', 'account')), -- pii: none
  state                text NOT NULL CHECK (state IN ('pending', 'earned', 'paid', 'refused')), -- pii: none
  reason               text NOT NULL DEFAULT '',       -- pii: none
  window_days          int NOT NULL CHECK (window_days > 0),
  referrer_cents       bigint NOT NULL CHECK (referrer_cents >= 0),
  referred_cents       bigint NOT NULL CHECK (referred_cents >= 0),
  attributed_at        timestamptz NOT NULL,
  earns_at             timestamptz NOT NULL,
  CHECK ((state = 'refused') = (reason <> '')),
  -- Nobody brings themselves, whatever else was found.
  CHECK (referrer_id <> referred_id OR state = 'refused')
);
CREATE INDEX referrals_by_link ON referrals (link_id);
CREATE INDEX referrals_by_click ON referrals (click_id);
CREATE INDEX referrals_by_referrer ON referrals (referrer_id);
CREATE INDEX referrals_by_referred ON referrals (referred_id);
CREATE INDEX referrals_due ON referrals (earns_at) WHERE state = 'pending';
-- A person is brought once.
CREATE UNIQUE INDEX referrals_once ON referrals (referred_id) WHERE state <> 'refused';

CREATE FUNCTION refuse_referral_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.link_id, NEW.click_id, NEW.referrer_id, NEW.referred_id, NEW.order_id, NEW.attributed_by,
      NEW.window_days, NEW.referrer_cents, NEW.referred_cents, NEW.attributed_at, NEW.earns_at)
     IS DISTINCT FROM
     (OLD.link_id, OLD.click_id, OLD.referrer_id, OLD.referred_id, OLD.order_id, OLD.attributed_by,
      OLD.window_days, OLD.referrer_cents, OLD.referred_cents, OLD.attributed_at, OLD.earns_at)
     OR (OLD.state, NEW.state) NOT IN (('pending', 'earned'), ('pending', 'refused'),
                                       ('earned', 'paid'), ('earned', 'refused')) THEN
    RAISE EXCEPTION 'referral %: no such change, % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_moves BEFORE UPDATE ON referrals
  FOR EACH ROW EXECUTE FUNCTION refuse_referral_change();
CREATE TRIGGER no_removal BEFORE DELETE ON referrals FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Every state a referral came to, written with it by the database.
CREATE TABLE referral_events (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  referral_id bigint NOT NULL REFERENCES referrals,
  state       text NOT NULL,                           -- pii: none
  reason      text NOT NULL,                           -- pii: none
  at          timestamptz NOT NULL DEFAULT now(),
  UNIQUE (referral_id, state)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON referral_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON referral_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION record_referral() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO referral_events (referral_id, state, reason) VALUES (NEW.id, NEW.state, NEW.reason);
  RETURN NULL;
END $$;
CREATE TRIGGER record_referral AFTER INSERT OR UPDATE OF state ON referrals
  FOR EACH ROW EXECUTE FUNCTION record_referral();

GRANT SELECT ON referral_links, referral_clicks, referral_signals, referrals, referral_events
  TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON referral_links TO gds_shop, gds_admin;
GRANT INSERT ON referral_clicks TO gds_shop;
GRANT UPDATE (customer_id) ON referral_clicks TO gds_shop;
GRANT INSERT ON referral_signals, referrals TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT UPDATE (state, reason) ON referrals TO gds_admin, gds_jobs;
