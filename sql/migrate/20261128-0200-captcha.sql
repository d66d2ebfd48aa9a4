-- By what a person was told from a program before a password was looked at: a token that the verifier
-- has seen, an answer for want of script, or nothing, since the verifier was down. '' asked nothing.
ALTER TABLE login_attempts
  ADD COLUMN captcha text NOT NULL DEFAULT '' CHECK (captcha IN ('', 'passed', 'answered', 'skipped')); -- pii: none
