-- An exchange is a return and the edit that answers it, of one order.
ALTER TABLE returns ADD CONSTRAINT returns_of_order UNIQUE (id, order_id);
ALTER TABLE order_edits ADD FOREIGN KEY (return_id, order_id) REFERENCES returns (id, order_id);
CREATE INDEX order_edits_by_return_of_order ON order_edits (return_id, order_id);
DROP INDEX order_edits_by_return;

-- Its units are allocated by its confirmation, which takes a return that is approved.
CREATE FUNCTION refuse_unapproved_exchange() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM returns WHERE id = NEW.return_id) NOT IN ('approved', 'received', 'closed') THEN
    RAISE EXCEPTION 'the return of the exchange is not approved' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approved_exchange BEFORE UPDATE OF state ON order_edits FOR EACH ROW
  WHEN (NEW.return_id IS NOT NULL AND NEW.state = 'confirmed') EXECUTE FUNCTION refuse_unapproved_exchange();
