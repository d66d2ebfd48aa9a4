-- What fits what: a power supply, module or rail, and the device it is for.
CREATE TABLE compatibilities (
  part_id   bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  device_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  PRIMARY KEY (part_id, device_id),
  CHECK (part_id <> device_id)
);
CREATE INDEX compatibilities_by_device ON compatibilities (device_id);

-- What came after what, for the same work. A product has one successor; several may lead to one.
CREATE TABLE successors (
  product_id   bigint PRIMARY KEY REFERENCES products ON DELETE CASCADE,
  successor_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  CHECK (product_id <> successor_id)
);
CREATE INDEX successors_by_successor ON successors (successor_id);

-- Both sides show it.
CREATE FUNCTION compatibilities_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(SELECT part_id FROM written UNION SELECT device_id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER compatibilities_added AFTER INSERT ON compatibilities
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION compatibilities_written();
CREATE TRIGGER compatibilities_removed AFTER DELETE ON compatibilities
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION compatibilities_written();
CREATE FUNCTION successors_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_products_changed(ARRAY(SELECT product_id FROM written UNION SELECT successor_id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER successors_added AFTER INSERT ON successors
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION successors_written();
CREATE TRIGGER successors_edited AFTER UPDATE ON successors
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION successors_written();
CREATE TRIGGER successors_removed AFTER DELETE ON successors
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION successors_written();

GRANT SELECT ON compatibilities, successors TO gds_shop, gds_admin, gds_jobs, gds_site;
GRANT INSERT, DELETE ON compatibilities TO gds_admin;
GRANT INSERT, UPDATE, DELETE ON successors TO gds_admin;
