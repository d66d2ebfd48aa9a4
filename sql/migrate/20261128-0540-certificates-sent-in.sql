-- Certificates that shoppers send in by themselves (decision 0094). The shop writes one and its paper;
-- it can neither decide nor read a paper back, which only staff see.
GRANT INSERT (customer_id, kind, form, purchaser_name, purchaser_address, goods, signer, signed_on,
              received_on, expires_on, entered_by, entered_at) ON tax_certificates TO gds_shop;
GRANT INSERT ON tax_certificate_states, tax_certificate_files TO gds_shop;

-- How many of a customer wait, and which wait longest.
CREATE INDEX tax_certificates_pending ON tax_certificates (customer_id, id) WHERE status = 'pending';

-- A paper that was refused is not kept for ever.
GRANT DELETE ON tax_certificate_files TO gds_jobs;
