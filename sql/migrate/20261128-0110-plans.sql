-- Support plans that renew by themselves: what is sold, who has one, and what was charged for it. Stripe keeps
-- the calendar; here is what it told, counted by when it said so.
CREATE TABLE plans (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code         text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), -- pii: none
  name         text NOT NULL CHECK (name <> ''),       -- pii: none
  about        text NOT NULL,                          -- pii: none; what it holds
  price_cents  bigint NOT NULL CHECK (price_cents BETWEEN 50 AND 99999999),
  every        text NOT NULL CHECK (every IN ('month', 'year')), -- pii: none
  created_at   timestamptz NOT NULL,
  withdrawn_at timestamptz                             -- who has it keeps it
);
GRANT SELECT ON plans TO gds_shop, gds_hooks;
GRANT SELECT, INSERT, UPDATE ON plans TO gds_jobs, gds_admin;
SELECT audit_table('plans', 'id', '', 'anybody');

CREATE TABLE subscriptions (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id     bigint NOT NULL REFERENCES customers,
  plan_id         bigint NOT NULL REFERENCES plans,
  price_cents     bigint NOT NULL CHECK (price_cents > 0), -- as it was asked for
  public_id       text NOT NULL UNIQUE,                -- pii: none; Stripe knows it by this
  state           text NOT NULL CHECK (state IN ('stored', 'open', 'made', 'expired')), -- pii: none; of its session
  idempotency_key text NOT NULL UNIQUE,                -- pii: none
  session_body    bytea NOT NULL,                      -- pii: contact
  session_id      text UNIQUE,                         -- pii: identifier
  session_url     text,                                -- pii: identifier
  expires_at      timestamptz NOT NULL,
  stripe_id       text UNIQUE,                         -- pii: identifier
  status          text NOT NULL DEFAULT '',            -- pii: none; Stripe's word
  period_end      timestamptz,
  cancel_at_end   boolean NOT NULL DEFAULT false,
  cancel_asked_at timestamptz,
  entitled_until  timestamptz,                         -- what was paid for
  grace_until     timestamptz,                         -- while a payment that failed is tried again
  said_at         timestamptz,                         -- when Stripe said what stands here
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  is_over         boolean NOT NULL
    GENERATED ALWAYS AS (state = 'expired' OR status IN ('canceled', 'incomplete_expired')) STORED,
  CHECK (state <> 'made' OR stripe_id IS NOT NULL)
);
-- Never two pages for one plan.
CREATE UNIQUE INDEX subscriptions_one_page ON subscriptions (customer_id, plan_id)
  WHERE state IN ('stored', 'open');
CREATE INDEX subscriptions_by_customer ON subscriptions (customer_id);
CREATE INDEX subscriptions_by_plan ON subscriptions (plan_id);
GRANT SELECT, INSERT, UPDATE ON subscriptions TO gds_shop, gds_jobs;
GRANT SELECT, UPDATE ON subscriptions TO gds_hooks, gds_admin;

CREATE TABLE subscription_invoices (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id      text NOT NULL UNIQUE,                -- pii: identifier
  subscription_id bigint NOT NULL REFERENCES subscriptions,
  number          text NOT NULL,                       -- pii: identifier; Stripe's
  status          text NOT NULL,                       -- pii: none; Stripe's word
  due_cents       bigint NOT NULL CHECK (due_cents >= 0),
  paid_cents      bigint NOT NULL CHECK (paid_cents >= 0),
  attempts        int NOT NULL,
  period_end      timestamptz,
  intent_id       text UNIQUE,                         -- pii: identifier; the payment, once it is known
  said_at         timestamptz NOT NULL,
  paid_at         timestamptz
);
CREATE INDEX subscription_invoices_by_subscription ON subscription_invoices (subscription_id, id);
CREATE INDEX subscription_invoices_paid ON subscription_invoices (paid_at) WHERE paid_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON subscription_invoices TO gds_hooks, gds_jobs;
GRANT SELECT ON subscription_invoices TO gds_shop, gds_admin;

ALTER TABLE payment_tasks DROP CONSTRAINT payment_tasks_kind_check;
ALTER TABLE payment_tasks ADD CONSTRAINT payment_tasks_kind_check
  CHECK (kind IN ('fraud_warning', 'review', 'dispute', 'payout_failed', 'unknown_payment', 'difference',
                  'invoice'));
