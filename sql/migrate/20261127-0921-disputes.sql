-- Payments that the payer's bank takes back. One row a dispute, as Stripe describes it; what it says later
-- counts by when it was said.
CREATE TABLE disputes (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dispute_id   text NOT NULL UNIQUE,                   -- pii: identifier
  payment_id   bigint NOT NULL REFERENCES payments,
  order_id     bigint NOT NULL REFERENCES orders,
  charge_id    text NOT NULL,                          -- pii: identifier
  status       text NOT NULL,                          -- pii: none; Stripe's word
  reason       text NOT NULL,                          -- pii: none; Stripe's word
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  refundable   boolean NOT NULL,                       -- an inquiry: giving the money back ends it
  due_by       timestamptz,
  has_evidence boolean NOT NULL,
  submissions  bigint NOT NULL,
  opened_at    timestamptz NOT NULL,
  said_at      timestamptz NOT NULL,
  -- Words of tomorrow are open ones: better a hold too many.
  is_open      boolean NOT NULL
    GENERATED ALWAYS AS (status NOT IN ('won', 'lost', 'warning_closed', 'prevented')) STORED
);
CREATE INDEX disputes_by_payment ON disputes (payment_id);
CREATE INDEX disputes_by_order ON disputes (order_id);
CREATE INDEX disputes_open ON disputes (due_by) WHERE is_open;
GRANT SELECT, INSERT, UPDATE ON disputes TO gds_hooks, gds_jobs;
GRANT SELECT ON disputes TO gds_shop, gds_admin;

-- What we told Stripe about a dispute, byte for byte: evidence kept there, evidence handed to the bank, or
-- that we give in.
CREATE TABLE dispute_answers (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dispute_id      bigint NOT NULL REFERENCES disputes,
  kind            text NOT NULL CHECK (kind IN ('evidence', 'submit', 'close')), -- pii: none
  state           text NOT NULL CHECK (state IN ('pending', 'sent', 'failed')), -- pii: none
  idempotency_key text NOT NULL UNIQUE,                -- pii: none
  body            bytea NOT NULL,                      -- pii: contact
  failure         text NOT NULL DEFAULT '',            -- pii: none
  actor           text NOT NULL,                       -- pii: identifier
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  CHECK ((state = 'pending') = (ended_at IS NULL))
);
CREATE INDEX dispute_answers_by_dispute ON dispute_answers (dispute_id, id);
CREATE UNIQUE INDEX dispute_answers_one_pending ON dispute_answers (dispute_id) WHERE state = 'pending';
GRANT SELECT, INSERT, UPDATE ON dispute_answers TO gds_jobs, gds_admin;
GRANT SELECT ON dispute_answers TO gds_hooks;

-- What the bank has taken and not given back, beside the ledger's entries; not a refund: the order was paid.
ALTER TABLE payments ADD COLUMN disputed_cents bigint NOT NULL DEFAULT 0 CHECK (disputed_cents >= 0);
ALTER TABLE payments DROP CONSTRAINT payments_state_check;
ALTER TABLE payments ADD CONSTRAINT payments_state_check
  CHECK (state IN ('pending', 'authorized', 'captured', 'partly_refunded', 'refunded', 'failed', 'disputed',
                   'charged_back'));

-- The credit of a referral is taken back when the bank took the payment of its order for good.
ALTER TABLE referrals DROP CONSTRAINT referrals_state_check;
ALTER TABLE referrals ADD CONSTRAINT referrals_state_check
  CHECK (state IN ('pending', 'earned', 'paid', 'refused', 'reversed'));
DO $$
DECLARE
  rule text;
BEGIN
  SELECT conname INTO STRICT rule FROM pg_constraint
   WHERE conrelid = 'referrals'::regclass AND contype = 'c'
     AND pg_get_constraintdef(oid) LIKE '%(reason <> %';
  EXECUTE format('ALTER TABLE referrals DROP CONSTRAINT %I', rule);
END $$;
ALTER TABLE referrals ADD CONSTRAINT referrals_reason
  CHECK ((state IN ('refused', 'reversed')) = (reason <> ''));
CREATE OR REPLACE FUNCTION refuse_referral_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.link_id, NEW.click_id, NEW.referrer_id, NEW.referred_id, NEW.order_id, NEW.attributed_by,
      NEW.window_days, NEW.referrer_cents, NEW.referred_cents, NEW.attributed_at, NEW.earns_at)
     IS DISTINCT FROM
     (OLD.link_id, OLD.click_id, OLD.referrer_id, OLD.referred_id, OLD.order_id, OLD.attributed_by,
      OLD.window_days, OLD.referrer_cents, OLD.referred_cents, OLD.attributed_at, OLD.earns_at)
     OR (OLD.state, NEW.state) NOT IN (('pending', 'earned'), ('pending', 'refused'),
                                       ('earned', 'paid'), ('earned', 'refused'), ('paid', 'reversed')) THEN
    RAISE EXCEPTION 'referral %: no such change, % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
GRANT UPDATE (state, reason) ON referrals TO gds_hooks;

-- The pack of evidence of an order is a paper like the others.
ALTER TABLE documents DROP CONSTRAINT documents_kind_check;
ALTER TABLE documents ADD CONSTRAINT documents_kind_check
  CHECK (kind IN ('invoice', 'packing_slip', 'credit_note', 'return_slip', 'quote', 'dispute_evidence'));
INSERT INTO number_counters (kind, next_value) VALUES ('dispute_evidence', 1001);
