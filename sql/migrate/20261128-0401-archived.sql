-- Since when a product is no longer sold: its page says so for twelve months.
ALTER TABLE products ADD COLUMN archived_at timestamptz;
UPDATE products SET archived_at = updated_at WHERE state = 'archived';
ALTER TABLE products ADD CHECK ((state = 'archived') = (archived_at IS NOT NULL));

CREATE FUNCTION note_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.archived_at := CASE WHEN NEW.state = 'archived' THEN coalesce(NEW.archived_at, now()) END;
  RETURN NEW;
END $$;
CREATE TRIGGER note_archived BEFORE INSERT OR UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION note_archived();
