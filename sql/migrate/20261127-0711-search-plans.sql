-- The same answers, by plans that are made once a connection: planning took longer than looking.
CREATE OR REPLACE FUNCTION search_matched(typed text, number text, piece text, words_asked text, brands bigint[], similar_numbers text[])
  RETURNS TABLE (product_id bigint, rank int) LANGUAGE plpgsql STABLE
  SET plan_cache_mode = force_generic_plan ROWS 100 AS $$
#variable_conflict use_column
DECLARE
  question tsquery := to_tsquery('simple', words_asked);
  exact boolean := false;
  begun boolean := false;
BEGIN
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
  -- A long beginning of a number is seldom in the middle of another, and is dear to look for.
  IF piece <> '' AND NOT (begun AND length(piece) >= 8) THEN
    RETURN QUERY
      SELECT n.product_id, 3 FROM part_numbers n WHERE n.normalised LIKE '%' || piece || '%';
  END IF;
  -- Who types a whole part number means it.
  IF numnode(question) > 0 AND NOT exact THEN
    RETURN QUERY SELECT d.product_id, 4 FROM search_documents d WHERE d.words @@ question;
  END IF;
  IF cardinality(similar_numbers) > 0 THEN
    RETURN QUERY SELECT n.product_id, 5 FROM part_numbers n WHERE n.normalised = ANY (similar_numbers);
  END IF;
  IF number = '' AND words_asked = '' AND brands IS NOT NULL THEN
    RETURN QUERY SELECT p.id, 6 FROM products p WHERE p.brand_id = ANY (brands);
  END IF;
END $$;
