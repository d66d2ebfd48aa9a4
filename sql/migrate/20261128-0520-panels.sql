-- What the panels of staff need: when a code was shown last, who works here no more, and these in the
-- audit log.

ALTER TABLE sessions
  ADD COLUMN proved_at timestamptz,                    -- of staff: when a code was shown last
  ADD CHECK (proved_at IS NULL OR (audience = 'staff' AND stage = 'full'));

-- Somebody who left is a row still: what they did names them.
ALTER TABLE users
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_by text,                            -- pii: identifier
  ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  ADD CHECK (ended_at IS NULL OR audience = 'staff');

-- Who leaves, or begins anew without the old authenticator, has no password any more.
GRANT DELETE ON credentials TO gds_admin, gds_jobs;

CREATE TRIGGER audit AFTER INSERT OR UPDATE ON users FOR EACH ROW
  WHEN (NEW.audience = 'staff') EXECUTE FUNCTION audit_row('id', 'mail_key');
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON credentials FOR EACH ROW
  WHEN (NEW.audience = 'staff') EXECUTE FUNCTION audit_row('user_id', 'password_hash');
CREATE TRIGGER audit_end AFTER DELETE ON credentials FOR EACH ROW
  WHEN (OLD.audience = 'staff') EXECUTE FUNCTION audit_row('user_id', 'password_hash');
