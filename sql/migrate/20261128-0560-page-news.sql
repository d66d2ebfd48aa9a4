-- Which addresses changed since search engines were told (IndexNow), one row an address.
CREATE TABLE page_news (
  path       text PRIMARY KEY CHECK (path LIKE '/%'),  -- pii: none
  changed_at timestamptz NOT NULL,
  told_at    timestamptz
);
CREATE INDEX page_news_waiting ON page_news (path) WHERE told_at IS NULL OR told_at < changed_at;

-- The generator may leave word of pages and of nothing else: it cannot write the outbox itself.
-- Without paths the whole site is meant.
CREATE FUNCTION leave_purge(paths text[], at timestamptz) RETURNS int
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO outbox (kind, key, payload, created_at, due_at)
  VALUES ('cdn.purge', gen_random_uuid()::text,
          CASE WHEN paths IS NULL THEN jsonb_build_object('everything', true)
               ELSE jsonb_build_object('paths', to_jsonb(paths)) END, at, at)
  RETURNING 1
$$;

-- Search engines are told at the end of each ten minutes in which something changed.
CREATE FUNCTION leave_page_news(paths text[], at timestamptz) RETURNS int
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO page_news (path, changed_at) SELECT DISTINCT p, at FROM unnest(paths) AS p
  ON CONFLICT (path) DO UPDATE SET changed_at = excluded.changed_at;
  INSERT INTO outbox (kind, key, payload, created_at, due_at)
  SELECT 'pages.news', bucket::bigint::text, '{}', at, to_timestamp((bucket + 1) * 600)
    FROM floor(extract(epoch FROM at) / 600) AS bucket
  ON CONFLICT (kind, key) DO NOTHING;
  SELECT 1;
$$;
REVOKE ALL ON FUNCTION leave_purge(text[], timestamptz), leave_page_news(text[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION leave_purge(text[], timestamptz), leave_page_news(text[], timestamptz) TO gds_site;
GRANT SELECT, UPDATE (told_at) ON page_news TO gds_jobs;
GRANT SELECT ON page_news TO gds_admin;
