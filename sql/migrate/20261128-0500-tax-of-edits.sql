-- What an edit added to an order is told to Stripe Tax as a sale of its own, once each.
ALTER TABLE tax_transactions DROP CONSTRAINT tax_transactions_pkey;
ALTER TABLE tax_transactions
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD COLUMN edit_id bigint REFERENCES order_edits,    -- none: of the order as it was placed
  ADD CONSTRAINT tax_transactions_once UNIQUE NULLS NOT DISTINCT (order_id, edit_id);
CREATE UNIQUE INDEX tax_transactions_by_edit ON tax_transactions (edit_id) WHERE edit_id IS NOT NULL;
