-- Every effect on stock has a cause ("order 12", "fulfilment 7", "refund 3", "return 9"), and a
-- cause has its effect on a stock item once (invariant S9).
ALTER TABLE stock_movements
  ADD COLUMN cause text,                               -- pii: none
  -- Units leave when they are sent, not when they are sold (invariant S4).
  ADD CHECK (kind <> 'shipped' OR (on_hand_delta < 0 AND allocated_delta = on_hand_delta AND held_delta = 0)),
  ADD CHECK (kind <> 'released' OR (allocated_delta < 0 AND on_hand_delta = 0 AND held_delta = 0)),
  ADD CHECK (kind <> 'returned' OR (on_hand_delta > 0 AND allocated_delta = 0 AND held_delta = 0)),
  ADD CHECK (kind NOT IN ('shipped', 'released', 'returned') OR (order_id IS NOT NULL AND cause IS NOT NULL));
ALTER TABLE stock_movements DISABLE TRIGGER append_only;
UPDATE stock_movements SET cause = 'order ' || order_id WHERE kind = 'allocated';
ALTER TABLE stock_movements ENABLE TRIGGER append_only;
CREATE UNIQUE INDEX stock_movements_once ON stock_movements (cause, kind, stock_item_id) WHERE cause IS NOT NULL;
-- An order may allocate a stock item again: an edit adds units.
DROP INDEX stock_movements_once_an_order;
CREATE INDEX stock_movements_by_order ON stock_movements (order_id, stock_item_id) WHERE order_id IS NOT NULL;
