-- A piece of a part number is the beginning of one of its endings: looked for by their order, it costs
-- a few pages of an index. By trigrams it had cost several milliseconds at 100,000 numbers.
CREATE TABLE search_part_endings (
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  ending     text NOT NULL,                            -- pii: none, of a normalised part number
  PRIMARY KEY (product_id, ending)
);
INSERT INTO search_part_endings (product_id, ending)
SELECT DISTINCT d.product_id, substr(n.number, n_from)
  FROM search_documents d CROSS JOIN unnest(d.part_numbers) AS n(number)
 CROSS JOIN generate_series(2, length(n.number) - 2) AS n_from;
CREATE INDEX search_part_endings_by_ending ON search_part_endings (ending text_pattern_ops, product_id);
GRANT SELECT ON search_part_endings TO gds_shop, gds_admin, gds_jobs, gds_site;
GRANT INSERT, DELETE ON search_part_endings TO gds_jobs;

-- Pieces were all that trigrams were for.
DROP INDEX part_numbers_by_infix;
-- What waits in an index's list is read through by each search; the job that writes can wait instead.
ALTER INDEX search_documents_by_words SET (fastupdate = off);
ALTER INDEX search_documents_by_facets SET (fastupdate = off);
SELECT gin_clean_pending_list('search_documents_by_words'), gin_clean_pending_list('search_documents_by_facets');

-- What was found before is given back first, in its order: who looks once more does not look again
-- for what is at hand.
DROP FUNCTION search_matched(text, text, text, text, bigint[], text[]);
CREATE FUNCTION search_matched(known bigint[], typed text, number text, piece text, words_asked text, brands bigint[],
                               similar_numbers text[])
  RETURNS TABLE (product_id bigint, rank int) LANGUAGE plpgsql STABLE
  SET plan_cache_mode = force_generic_plan ROWS 100 AS $$
#variable_conflict use_column
DECLARE
  question tsquery := to_tsquery('simple', words_asked);
  exact boolean := false;
  begun boolean := false;
BEGIN
  IF cardinality(known) > 0 THEN
    RETURN QUERY SELECT f.id, f.n::int - 1000 FROM unnest(known) WITH ORDINALITY AS f(id, n);
  END IF;
  IF number <> '' THEN
    RETURN QUERY
      SELECT n.product_id, CASE WHEN lower(n.part_number) = typed THEN 0 ELSE 1 END
        FROM part_numbers n WHERE n.normalised = number;
    exact := FOUND;
  END IF;
  IF piece <> '' THEN
    -- Letters and digits only: '~' comes after all of them.
    RETURN QUERY
      SELECT n.product_id, 2 FROM part_numbers n
       WHERE n.normalised ~>=~ piece AND n.normalised ~<~ (piece || '~');
    begun := FOUND;
  END IF;
  -- A long beginning of a number is seldom in the middle of another.
  IF piece <> '' AND NOT (begun AND length(piece) >= 8) THEN
    RETURN QUERY
      SELECT e.product_id, 3 FROM search_part_endings e
       WHERE e.ending ~>=~ piece AND e.ending ~<~ (piece || '~');
  END IF;
  -- Who types a whole part number means it.
  IF numnode(question) > 0 AND NOT exact THEN
    RETURN QUERY SELECT d.product_id, 4 FROM search_documents d WHERE d.words @@ question;
  END IF;
  IF cardinality(similar_numbers) > 0 THEN
    RETURN QUERY SELECT n.product_id, 5 FROM part_numbers n WHERE n.normalised = ANY (similar_numbers);
  END IF;
  IF number = '' AND words_asked = '' AND brands IS NOT NULL AND cardinality(known) = 0
    AND cardinality(similar_numbers) = 0 THEN
    RETURN QUERY SELECT p.id, 6 FROM products p WHERE p.brand_id = ANY (brands);
  END IF;
END $$;
