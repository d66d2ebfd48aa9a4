-- What a buyer who is signed in brings to the checkout: store credit, and certificates.

-- Whether the account's store credit pays for the cart too.
ALTER TABLE carts ADD COLUMN uses_credit boolean NOT NULL DEFAULT true;

-- The certificate by which an order was not taxed, as it was frozen.
ALTER TABLE orders ADD COLUMN tax_certificate_id bigint REFERENCES tax_certificates;
CREATE INDEX orders_by_certificate ON orders (tax_certificate_id) WHERE tax_certificate_id IS NOT NULL;

-- Whether a certificate counts depends on the day of the business.
GRANT SELECT ON tax_settings TO gds_shop;
