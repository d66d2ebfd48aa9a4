-- Shoppers may have an authenticator too, where they want one: half a session is theirs as well then.
DO $$
DECLARE
  rule text;
BEGIN
  SELECT conname INTO STRICT rule FROM pg_constraint
   WHERE conrelid = 'sessions'::regclass AND contype = 'c'
     AND pg_get_constraintdef(oid) LIKE '%audience%' AND pg_get_constraintdef(oid) LIKE '%stage%';
  EXECUTE format('ALTER TABLE sessions DROP CONSTRAINT %I', rule);
END $$;

ALTER TABLE totp_secrets ALTER COLUMN audience DROP DEFAULT;
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_secrets TO gds_shop;
GRANT SELECT, INSERT, DELETE ON recovery_codes TO gds_shop;

ALTER TABLE totp_secrets ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_the_shop ON totp_secrets TO gds_shop
  USING (audience = 'shopper') WITH CHECK (audience = 'shopper');
CREATE POLICY of_staff ON totp_secrets TO gds_admin
  USING (audience = 'staff') WITH CHECK (audience = 'staff');
CREATE POLICY of_jobs ON totp_secrets TO gds_jobs USING (true) WITH CHECK (true);

-- A recovery code is seen by who sees its seed.
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_its_seed ON recovery_codes TO gds_shop, gds_admin
  USING (EXISTS (SELECT FROM totp_secrets t WHERE t.user_id = recovery_codes.user_id))
  WITH CHECK (EXISTS (SELECT FROM totp_secrets t WHERE t.user_id = recovery_codes.user_id));
CREATE POLICY of_jobs ON recovery_codes TO gds_jobs USING (true) WITH CHECK (true);
