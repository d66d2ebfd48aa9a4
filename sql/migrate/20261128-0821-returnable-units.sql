-- How many units of a line of goods may be asked back: they left, did not come back, and no return
-- that is on its way has them.
CREATE VIEW returnable_units AS
SELECT l.order_id, l.id AS order_line_id,
       (l.fulfilled_units - l.returned_units - coalesce(
          (SELECT sum(rl.units) FROM return_lines rl JOIN returns r ON r.id = rl.return_id
            WHERE rl.order_line_id = l.id AND r.state IN ('requested', 'approved')), 0))::int AS units
  FROM order_lines l
 WHERE l.kind = 'goods';
GRANT SELECT ON returnable_units TO gds_shop, gds_admin, gds_jobs;
