-- Links to pay what an order still has to be paid, as staff had them mailed; rows are added only.
CREATE TABLE payment_asks (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id     bigint NOT NULL REFERENCES orders,
  amount_cents bigint NOT NULL CHECK (amount_cents > 0), -- to be paid then
  actor        text NOT NULL,                          -- pii: identifier
  at           timestamptz NOT NULL
);
CREATE INDEX payment_asks_by_order ON payment_asks (order_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment_asks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON payment_asks TO gds_jobs, gds_admin;
