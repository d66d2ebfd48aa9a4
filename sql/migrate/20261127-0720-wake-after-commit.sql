-- A transaction that says NOTIFY takes one lock of the whole server and keeps it until its commit is
-- on disk, so that such commits stand in line, one a disk write. The outbox is woken after the
-- commit instead, by the program (decision 0048).
DROP TRIGGER wake_outbox ON outbox;
DROP FUNCTION wake_outbox();
