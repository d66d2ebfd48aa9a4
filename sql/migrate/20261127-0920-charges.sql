-- The cards behind a payment, as Stripe describes each try to charge one: a declined one is a row too.
-- What Stripe says later of a charge counts by when it was said, not by when it came.
CREATE TABLE payment_charges (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  charge_id    text NOT NULL UNIQUE,                   -- pii: identifier
  payment_id   bigint NOT NULL REFERENCES payments,
  status       text NOT NULL,                          -- pii: none; Stripe's word: pending, succeeded, failed
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  brand        text NOT NULL,                          -- pii: none
  last4        text NOT NULL,                          -- pii: identifier
  fingerprint  text NOT NULL,                          -- pii: identifier; the same card, whoever uses it
  risk_level   text NOT NULL,                          -- pii: none; normal, elevated, highest, ...
  failure      text NOT NULL,                          -- pii: none; why it was declined
  made_at      timestamptz NOT NULL,
  said_at      timestamptz NOT NULL
);
CREATE INDEX payment_charges_by_payment ON payment_charges (payment_id, id);
CREATE INDEX payment_charges_by_card ON payment_charges (fingerprint, made_at) WHERE fingerprint <> '';
GRANT SELECT, INSERT, UPDATE ON payment_charges TO gds_shop, gds_hooks, gds_jobs;
GRANT SELECT ON payment_charges TO gds_admin;

-- What an event is about, so that the events of an order are found: the payment at Stripe, and the UUID
-- by which Stripe knows the order. `due_at` is when an event whose payment nobody knew is looked at again.
ALTER TABLE inbox_events
  ADD COLUMN due_at timestamptz,
  ADD COLUMN intent_id text NOT NULL DEFAULT '',       -- pii: identifier
  ADD COLUMN public_id text NOT NULL DEFAULT '';       -- pii: none
CREATE INDEX inbox_events_by_intent ON inbox_events (intent_id) WHERE intent_id <> '';
CREATE INDEX inbox_events_by_order ON inbox_events (public_id) WHERE public_id <> '';

-- Why nothing of an order may leave: a warning of the card's issuer, a review. Once a cause; one that
-- was lifted before it was placed never stands.
CREATE TABLE shipment_holds (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id  bigint NOT NULL REFERENCES orders,
  cause     text NOT NULL,                             -- pii: identifier; "review prv_1"
  reason    text NOT NULL,                             -- pii: none
  actor     text NOT NULL,                             -- pii: identifier
  placed_at timestamptz NOT NULL,
  lifted_at timestamptz,
  lifted_by text NOT NULL DEFAULT '',                  -- pii: identifier
  UNIQUE (order_id, cause),
  CHECK ((lifted_at IS NULL) = (lifted_by = ''))
);
GRANT SELECT, INSERT, UPDATE ON shipment_holds TO gds_shop, gds_hooks, gds_admin, gds_jobs;

-- What staff are to look at, and why. Once a subject; it ends by what came of it, or by staff.
CREATE TABLE payment_tasks (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind      text NOT NULL CHECK (kind IN ('fraud_warning', 'review', 'dispute', 'payout_failed',
                                          'unknown_payment', 'difference')), -- pii: none
  subject   text NOT NULL,                             -- pii: identifier
  order_id  bigint REFERENCES orders,
  said      text NOT NULL,                             -- pii: none; a sentence for staff
  due_at    timestamptz,                               -- by when something must be done
  opened_at timestamptz NOT NULL,
  done_at   timestamptz,
  done_by   text NOT NULL DEFAULT '',                  -- pii: identifier
  UNIQUE (kind, subject),
  CHECK ((done_at IS NULL) = (done_by = ''))
);
CREATE INDEX payment_tasks_by_order ON payment_tasks (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX payment_tasks_open ON payment_tasks (opened_at) WHERE done_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON payment_tasks TO gds_shop, gds_hooks, gds_admin, gds_jobs;
