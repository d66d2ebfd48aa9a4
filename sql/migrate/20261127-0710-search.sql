-- What products are found by. A row a product on sale, made by the job index-search from what has
-- changed; searches read nothing else to find and to count (the cards they show are read fresh).

CREATE TABLE search_documents (
  product_id   bigint PRIMARY KEY REFERENCES products ON DELETE CASCADE,
  words        tsvector NOT NULL,
  facets       text[] NOT NULL,                        -- pii: none, 'brand:cisco', 'poe:yes'
  part_numbers text[] NOT NULL,                        -- pii: none, normalised, as its typos were made
  price_cents  bigint NOT NULL,                        -- the cheapest offer's
  in_stock     boolean NOT NULL,
  mpn_length   int NOT NULL,
  created_at   timestamptz NOT NULL
);
CREATE INDEX search_documents_by_words ON search_documents USING gin (words);
CREATE INDEX search_documents_by_facets ON search_documents USING gin (facets);

-- A part number or word with one letter left out, and whole, as a number (catalog::typo_keys): a
-- mistyped one shares such a key with what was meant, so that a typo is looked up by equality.
CREATE TABLE search_part_typos (
  key        bigint NOT NULL,
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  PRIMARY KEY (key, product_id)
);
CREATE INDEX search_part_typos_by_product ON search_part_typos (product_id);
CREATE TABLE search_words (
  word text PRIMARY KEY                                -- pii: none
);
CREATE INDEX search_words_by_prefix ON search_words (word text_pattern_ops);
CREATE TABLE search_word_typos (
  key  bigint NOT NULL,
  word text NOT NULL REFERENCES search_words ON DELETE CASCADE, -- pii: none
  PRIMARY KEY (key, word)
);
CREATE INDEX search_word_typos_by_word ON search_word_typos (word);

-- What people write, and what the catalog calls it. Staff add to it.
CREATE TABLE search_synonyms (
  word    text PRIMARY KEY CHECK (word = lower(word)), -- pii: none
  meaning text NOT NULL CHECK (meaning = lower(meaning)) -- pii: none
);
INSERT INTO search_synonyms (word, meaning) VALUES
  ('ap', 'access point'), ('aps', 'access point'), ('wap', 'access point'), ('wifi', 'wireless'), ('wlan', 'wireless'),
  ('sw', 'switch'), ('fw', 'firewall'), ('ngfw', 'firewall'), ('psu', 'power supply'), ('psus', 'power supply'),
  ('pdus', 'pdu'), ('upses', 'ups'), ('nic', 'network adapter'), ('transceiver', 'optics'), ('transceivers', 'optics'),
  ('gbic', 'sfp'), ('gig', '1g'), ('gbe', '1g'), ('gigabit', '1g'), ('10gbe', '10g'), ('10gig', '10g'), ('25gbe', '25g'),
  ('40gbe', '40g'), ('100gbe', '100g'), ('hp', 'hpe'), ('ibm/lenovo', 'lenovo'), ('ubnt', 'ubiquiti'), ('nas', 'storage');

-- Products whose documents are to be made anew; taken away by the job that does it.
CREATE TABLE search_changes (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL
);
INSERT INTO search_changes (product_id) SELECT id FROM products ORDER BY id;

-- Everything that answers a question, each product with the best of its ranks: the part number as
-- typed, any spelling of it, as a beginning, as a piece; the words; part numbers with one slip; all
-- of a brand. A piece is looked for by the index of trigrams, words by theirs: nothing is read
-- through. An empty text finds nothing there.
CREATE FUNCTION search_matched(typed text, number text, piece text, words_asked text, brands bigint[], similar_numbers text[])
  RETURNS TABLE (product_id bigint, rank int) LANGUAGE sql STABLE AS $$
  SELECT f.product_id, min(f.rank)
    FROM (SELECT n.product_id, CASE WHEN lower(n.part_number) = typed THEN 0 ELSE 1 END AS rank
            FROM part_numbers n WHERE n.normalised = number
          UNION ALL
          SELECT n.product_id, CASE WHEN starts_with(n.normalised, piece) THEN 2 ELSE 3 END
            FROM part_numbers n WHERE piece <> '' AND n.normalised LIKE '%' || piece || '%'
          UNION ALL
          SELECT d.product_id, 4 FROM search_documents d WHERE d.words @@ to_tsquery('simple', words_asked)
          UNION ALL
          SELECT n.product_id, 5 FROM part_numbers n WHERE n.normalised = ANY (similar_numbers)
          UNION ALL
          SELECT p.id, 6 FROM products p
           WHERE number = '' AND words_asked = '' AND p.brand_id = ANY (brands)) f
   GROUP BY f.product_id
$$;

-- What changes a page changes what it is found by.
CREATE OR REPLACE FUNCTION note_products_changed(products bigint[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH changed AS (SELECT DISTINCT p AS id FROM unnest(products) AS p WHERE p IS NOT NULL),
  search AS (INSERT INTO search_changes (product_id) SELECT id FROM changed)
  INSERT INTO page_changes (kind, ref_id) SELECT 'product', id FROM changed;
  IF FOUND THEN
    PERFORM pg_notify('page_changes', '');
  END IF;
END $$;

GRANT SELECT ON search_documents, search_part_typos, search_words, search_word_typos, search_synonyms
  TO gds_shop, gds_admin, gds_jobs, gds_site;
GRANT INSERT, UPDATE, DELETE ON search_documents, search_part_typos, search_words, search_word_typos TO gds_jobs;
GRANT SELECT, DELETE ON search_changes TO gds_jobs;
GRANT INSERT, UPDATE, DELETE ON search_synonyms TO gds_admin;
