-- What the shop writes: posts, guides, documentation, as Markdown.
CREATE TABLE posts (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('post', 'guide', 'doc')), -- pii: none
  slug         text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80), -- pii: none
  title        text NOT NULL CHECK (title <> ''),      -- pii: none
  summary      text NOT NULL CHECK (summary <> ''),    -- pii: none
  body         text NOT NULL CHECK (body <> ''),       -- pii: none
  author       text NOT NULL,                          -- pii: identifier
  tags         text[] NOT NULL DEFAULT '{}',           -- pii: none
  state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'scheduled', 'published')), -- pii: none
  publish_at   timestamptz,
  published_at timestamptz,                            -- the first time, for good
  created_at   timestamptz NOT NULL,
  edited_at    timestamptz NOT NULL,
  UNIQUE (kind, slug),
  CHECK ((state = 'draft') = (publish_at IS NULL)),
  CHECK (state <> 'published' OR published_at IS NOT NULL)
);
CREATE INDEX posts_by_published ON posts (published_at DESC) WHERE state = 'published';
CREATE INDEX posts_by_due ON posts (publish_at) WHERE state = 'scheduled';

-- Every wording that was ever saved.
CREATE TABLE post_revisions (
  post_id bigint NOT NULL REFERENCES posts,
  number  int NOT NULL CHECK (number > 0),
  title   text NOT NULL,                               -- pii: none
  summary text NOT NULL,                               -- pii: none
  body    text NOT NULL,                               -- pii: none
  actor   text NOT NULL,                               -- pii: identifier
  at      timestamptz NOT NULL,
  PRIMARY KEY (post_id, number)
);
CREATE TRIGGER post_revisions_stay BEFORE UPDATE OR DELETE ON post_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Every address a text ever had: it is nobody else's.
CREATE TABLE post_slugs (
  kind    text NOT NULL,                               -- pii: none
  slug    text NOT NULL,                               -- pii: none
  post_id bigint NOT NULL REFERENCES posts,
  PRIMARY KEY (kind, slug)
);
CREATE INDEX post_slugs_by_post ON post_slugs (post_id);

-- Texts stand in lists, feeds and at home.
CREATE TRIGGER posts_shown AFTER UPDATE ON posts
  FOR EACH ROW WHEN (OLD.state = 'published' OR NEW.state = 'published') EXECUTE FUNCTION note_site_change();

GRANT SELECT ON posts TO gds_admin, gds_jobs, gds_site;
GRANT SELECT (id, kind, slug, state, published_at) ON posts TO gds_shop;
GRANT INSERT, UPDATE ON posts TO gds_admin;
GRANT UPDATE (state, published_at) ON posts TO gds_jobs;
GRANT SELECT, INSERT ON post_revisions TO gds_admin;
GRANT SELECT ON post_revisions TO gds_jobs;
GRANT SELECT ON post_slugs TO gds_shop, gds_admin, gds_jobs, gds_site;
GRANT INSERT ON post_slugs TO gds_admin;
