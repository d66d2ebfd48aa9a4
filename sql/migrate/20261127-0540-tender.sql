-- Tender: what pays beside money: gift cards and store credit. Both are accounts with counters,
-- and the counters change only by entries of one append-only ledger (invariants L1-L4).

-- A card's code is kept as its hash: it is shown once. A card without a code waits for its mail.
CREATE TABLE gift_cards (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code_hash        text UNIQUE CHECK (code_hash ~ '^[0-9a-f]{64}$'), -- pii: identifier
  last4            text NOT NULL DEFAULT '' CHECK (length(last4) IN (0, 4)), -- pii: identifier
  state            text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')), -- pii: none
  currency         text NOT NULL DEFAULT 'usd' CHECK (currency = 'usd'), -- pii: none
  amount_cents     bigint NOT NULL DEFAULT 0 CHECK (amount_cents >= 0),     -- put on it, less what was taken off
  used_cents       bigint NOT NULL DEFAULT 0 CHECK (used_cents >= 0),       -- captured, less what came back
  authorized_cents bigint NOT NULL DEFAULT 0 CHECK (authorized_cents >= 0), -- promised to orders that wait
  expires_at       timestamptz,          -- the first instant at which it pays nothing; null: never (L3)
  recipient        text NOT NULL DEFAULT '',           -- pii: contact
  order_id         bigint,               -- bought by
  order_line_id    bigint,
  unit             int CHECK (unit > 0), -- of that line
  replaces_id      bigint REFERENCES gift_cards,
  issued_at        timestamptz NOT NULL,
  code_sent_at     timestamptz,
  CHECK ((code_hash IS NULL) = (last4 = '')),
  CHECK ((order_line_id IS NULL) = (unit IS NULL) AND (order_line_id IS NULL) = (order_id IS NULL)),
  CONSTRAINT gift_cards_available CHECK (used_cents + authorized_cents <= amount_cents), -- invariant L2
  UNIQUE (order_line_id, unit),
  UNIQUE (id, currency)
) WITH (fillfactor = 80);
CREATE INDEX gift_cards_by_replaced ON gift_cards (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX gift_cards_by_last4 ON gift_cards (last4) WHERE last4 <> '';

CREATE TABLE store_credit_accounts (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id      bigint NOT NULL UNIQUE,
  currency         text NOT NULL DEFAULT 'usd' CHECK (currency = 'usd'), -- pii: none
  amount_cents     bigint NOT NULL DEFAULT 0 CHECK (amount_cents >= 0),
  used_cents       bigint NOT NULL DEFAULT 0 CHECK (used_cents >= 0),
  authorized_cents bigint NOT NULL DEFAULT 0 CHECK (authorized_cents >= 0),
  opened_at        timestamptz NOT NULL,
  CONSTRAINT store_credit_available CHECK (used_cents + authorized_cents <= amount_cents),
  UNIQUE (id, currency)
) WITH (fillfactor = 80);

-- `cause` is where an entry came from ("order 12", "referral 3"), `key` makes it once.
CREATE TABLE tender_entries (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  gift_card_id            bigint,
  store_credit_account_id bigint,
  currency                text NOT NULL DEFAULT 'usd', -- pii: none
  kind                    text NOT NULL CHECK (kind IN ('issued', 'authorized', 'captured', 'voided',
                                                        'refunded', 'adjusted', 'disabled')), -- pii: none
  amount_delta            bigint NOT NULL DEFAULT 0,
  used_delta              bigint NOT NULL DEFAULT 0,
  authorized_delta        bigint NOT NULL DEFAULT 0,
  order_id                bigint,
  authorization_id        bigint REFERENCES tender_entries, -- what a capture or a void ends
  cause                   text NOT NULL CHECK (cause <> ''), -- pii: none
  key                     text NOT NULL UNIQUE,        -- pii: none
  reason                  text NOT NULL DEFAULT '',    -- pii: free_text
  actor                   text NOT NULL CHECK (actor <> ''), -- pii: identifier
  at                      timestamptz NOT NULL,
  CHECK ((gift_card_id IS NULL) <> (store_credit_account_id IS NULL)),
  -- The currency of an entry is its account's (invariant L4).
  FOREIGN KEY (gift_card_id, currency) REFERENCES gift_cards (id, currency),
  FOREIGN KEY (store_credit_account_id, currency) REFERENCES store_credit_accounts (id, currency),
  CHECK (CASE kind
           WHEN 'issued' THEN amount_delta > 0 AND used_delta = 0 AND authorized_delta = 0
           WHEN 'authorized' THEN amount_delta = 0 AND used_delta = 0 AND authorized_delta > 0
           WHEN 'captured' THEN amount_delta = 0 AND used_delta BETWEEN 1 AND -authorized_delta
           WHEN 'voided' THEN amount_delta = 0 AND used_delta = 0 AND authorized_delta < 0
           WHEN 'refunded' THEN amount_delta = 0 AND used_delta < 0 AND authorized_delta = 0
           WHEN 'adjusted' THEN amount_delta <> 0 AND used_delta = 0 AND authorized_delta = 0
           ELSE amount_delta <= 0 AND used_delta = 0 AND authorized_delta = 0 END),
  CHECK ((authorization_id IS NOT NULL) = (kind IN ('captured', 'voided'))),
  CHECK (order_id IS NOT NULL OR kind NOT IN ('authorized', 'captured', 'voided', 'refunded')),
  CHECK (reason <> '' OR kind NOT IN ('adjusted', 'disabled'))
);
CREATE INDEX tender_entries_by_card ON tender_entries (gift_card_id, id) WHERE gift_card_id IS NOT NULL;
CREATE INDEX tender_entries_by_account ON tender_entries (store_credit_account_id, id)
  WHERE store_credit_account_id IS NOT NULL;
CREATE INDEX tender_entries_by_order ON tender_entries (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX tender_entries_by_cause ON tender_entries (cause, kind);
-- An authorization ends once: captured or voided (invariant L2).
CREATE UNIQUE INDEX tender_entries_end_once ON tender_entries (authorization_id)
  WHERE authorization_id IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON tender_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON tender_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Entries are applied by the database itself: nobody else may write a counter. Whatever is asked
-- after the update is asked under the account's lock.
CREATE FUNCTION apply_tender_entry() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  usable boolean := true;
BEGIN
  IF NEW.gift_card_id IS NOT NULL THEN
    UPDATE gift_cards
       SET amount_cents = amount_cents + NEW.amount_delta, used_cents = used_cents + NEW.used_delta,
           authorized_cents = authorized_cents + NEW.authorized_delta
     WHERE id = NEW.gift_card_id
    RETURNING state = 'active' AND coalesce(expires_at > NEW.at, true) INTO usable;
  ELSE
    UPDATE store_credit_accounts
       SET amount_cents = amount_cents + NEW.amount_delta, used_cents = used_cents + NEW.used_delta,
           authorized_cents = authorized_cents + NEW.authorized_delta
     WHERE id = NEW.store_credit_account_id;
  END IF;
  IF NEW.kind = 'authorized' AND NOT usable THEN
    RAISE EXCEPTION 'gift card % promises nothing any more', NEW.gift_card_id USING ERRCODE = '23514';
  END IF;
  IF NEW.authorization_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM tender_entries a
        WHERE a.id = NEW.authorization_id AND a.kind = 'authorized' AND a.order_id = NEW.order_id
          AND a.gift_card_id IS NOT DISTINCT FROM NEW.gift_card_id
          AND a.store_credit_account_id IS NOT DISTINCT FROM NEW.store_credit_account_id
          AND a.authorized_delta = -NEW.authorized_delta) THEN
    RAISE EXCEPTION 'entry % is not an authorization of this order and account', NEW.authorization_id
      USING ERRCODE = '23514';
  END IF;
  IF NEW.kind = 'refunded' AND (
       SELECT sum(used_delta) FROM tender_entries
        WHERE order_id = NEW.order_id
          AND gift_card_id IS NOT DISTINCT FROM NEW.gift_card_id
          AND store_credit_account_id IS NOT DISTINCT FROM NEW.store_credit_account_id) < 0 THEN
    RAISE EXCEPTION 'more would come back than order % took', NEW.order_id USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_tender_entry AFTER INSERT ON tender_entries
  FOR EACH ROW EXECUTE FUNCTION apply_tender_entry();

-- Accounts are locked by roles that may write none of their columns.
CREATE FUNCTION lock_gift_cards(ids bigint[]) RETURNS SETOF bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM gift_cards WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE
$$;
CREATE FUNCTION lock_store_credit(ids bigint[]) RETURNS SETOF bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM store_credit_accounts WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE
$$;

GRANT SELECT ON gift_cards, store_credit_accounts, tender_entries TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON tender_entries TO gds_shop, gds_hooks, gds_admin, gds_jobs;
-- A new account is empty: what it is worth comes by an entry.
GRANT INSERT (code_hash, last4, expires_at, recipient, order_id, order_line_id, unit, replaces_id, issued_at)
  ON gift_cards TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT (customer_id, opened_at) ON store_credit_accounts TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT UPDATE (state) ON gift_cards TO gds_admin, gds_jobs;
-- The code is drawn by the mail's sender.
GRANT UPDATE (code_hash, last4, code_sent_at) ON gift_cards TO gds_jobs;
