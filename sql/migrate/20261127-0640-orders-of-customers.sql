-- Whose an order is. The customer of its mail address is known for every order that became visible
-- (staff look there); the account of that customer sees it only once it is joined, which takes a
-- proven mail address (decision 0040).
ALTER TABLE orders
  ADD COLUMN joined_at timestamptz,
  ADD FOREIGN KEY (customer_id) REFERENCES customers,
  ADD FOREIGN KEY (company_id) REFERENCES companies,
  ADD CHECK (joined_at IS NULL OR customer_id IS NOT NULL);

UPDATE orders o SET customer_id = customer_for_mail(o.email, a.name, o.placed_at)
  FROM order_addresses a
 WHERE a.order_id = o.id AND o.placed_at IS NOT NULL AND o.customer_id IS NULL;

GRANT UPDATE (customer_id, joined_at) ON orders TO gds_shop, gds_hooks, gds_admin, gds_jobs;
