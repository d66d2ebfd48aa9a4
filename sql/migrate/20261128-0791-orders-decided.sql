
-- What staff decide about an order by panel stands in the audit log, with where it came from.
SELECT audit_table('order_events', 'id', '', 'named');

-- Staff decide by panel what gdsctl did as the owner alone: the cart of an order is locked for
-- it, and what gift cards promised is taken or given up.
GRANT UPDATE (id) ON carts TO gds_admin;
GRANT UPDATE (state, captured_cents, updated_at) ON payments TO gds_admin;
