-- Photos of goods that staff send in (decision 0087). They wait here until the job make-pictures has
-- drawn them anew; nothing of what came is ever served. A try is counted before it is made, so that a
-- file that ends the program is not tried for ever.
CREATE TABLE sent_pictures (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  view       text NOT NULL CHECK (view IN ('front', 'rear')), -- pii: none
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'refused')), -- pii: none
  tries      int NOT NULL DEFAULT 0 CHECK (tries >= 0),
  sha256     text NOT NULL,                            -- pii: none
  body       bytea CHECK (octet_length(body) <= 10 * 1024 * 1024), -- pii: none
  sent_by    text NOT NULL,                            -- pii: identifier
  sent_at    timestamptz NOT NULL,
  done_at    timestamptz,
  CHECK ((state = 'waiting') = (body IS NOT NULL)),
  CHECK ((state = 'waiting') = (done_at IS NULL)),
  CHECK (body IS NULL OR sha256 = encode(sha256(body), 'hex'))
);
CREATE INDEX sent_pictures_by_product ON sent_pictures (product_id);
CREATE INDEX sent_pictures_waiting ON sent_pictures (id) WHERE state = 'waiting';
SELECT audit_table('sent_pictures', 'id', 'body,tries', 'anybody');

GRANT SELECT, INSERT ON sent_pictures TO gds_admin;
GRANT SELECT, UPDATE (state, tries, body, done_at) ON sent_pictures TO gds_jobs;
GRANT SELECT, INSERT, UPDATE ON media TO gds_jobs;
