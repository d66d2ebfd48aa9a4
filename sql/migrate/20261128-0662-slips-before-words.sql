-- A whole number with one slip comes before what begins with a word that was mended ("MXX0" is MX80 before it is
-- "mx10", with which MX100 begins), and first what has its punctuation too ("US-X" is US-8 before it is USG).
CREATE OR REPLACE FUNCTION search_matched(known bigint[], typed text, number text, piece text, words_asked text, brands bigint[],
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
      SELECT e.product_id, 4 FROM search_part_endings e
       WHERE e.ending ~>=~ piece AND e.ending ~<~ (piece || '~');
  END IF;
  -- Who types a whole part number means it.
  IF numnode(question) > 0 AND NOT exact THEN
    RETURN QUERY SELECT d.product_id, 8 FROM search_documents d WHERE d.words @@ question;
  END IF;
  IF cardinality(similar_numbers) > 0 AND NOT (exact AND length(number) <= 3) THEN
    RETURN QUERY
      SELECT n.product_id, CASE WHEN number <> '' AND length(number) <= 3 THEN 3
                                WHEN length(n.normalised) <> length(similar_numbers[1]) THEN 7
                                WHEN length(n.part_number) <> length(typed) THEN 6 ELSE 5 END
        FROM part_numbers n WHERE n.normalised = ANY (similar_numbers);
  END IF;
  IF number = '' AND words_asked = '' AND brands IS NOT NULL AND cardinality(known) = 0
    AND cardinality(similar_numbers) = 0 THEN
    RETURN QUERY SELECT p.id, 9 FROM products p WHERE p.brand_id = ANY (brands);
  END IF;
END $$;
