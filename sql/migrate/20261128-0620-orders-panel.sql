-- What the panel of orders needs: orders by their mail address, and what staff do to them in the audit log.

CREATE INDEX orders_by_mail ON orders (lower(email), placed_at DESC, id DESC) WHERE placed_at IS NOT NULL;

SELECT audit_table(name::regclass, 'id', '', 'named')
  FROM (VALUES ('refunds'), ('refund_sends'), ('order_comments')) AS given(name);
