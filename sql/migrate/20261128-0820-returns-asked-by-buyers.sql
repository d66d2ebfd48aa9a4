-- A buyer asks for a return on the page of the order; what becomes of it is for staff.
GRANT INSERT (order_id, number, state, reason, actor, requested_at) ON returns TO gds_shop;
GRANT INSERT (return_id, order_line_id, units, reason) ON return_lines TO gds_shop;
