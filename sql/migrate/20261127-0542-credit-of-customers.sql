-- Whose store credit it is.
ALTER TABLE store_credit_accounts ADD FOREIGN KEY (customer_id) REFERENCES customers;
