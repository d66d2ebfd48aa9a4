-- What the database itself refuses, whoever asks.
BEGIN;
SELECT plan(25);

INSERT INTO brands (name, slug) VALUES ('Try', 'try');
INSERT INTO categories (name, slug, path) VALUES ('Tried', 'tried', 'tried');
INSERT INTO products (brand_id, category_id, mpn, title, slug)
  SELECT b.id, c.id, 'A-1', 'A one', 'try-a-1' FROM brands b, categories c
   WHERE b.slug = 'try' AND c.slug = 'tried';
INSERT INTO variants (product_id, sku, condition, price_cents)
  SELECT id, 'TRY-A-1', 'used', 10000 FROM products WHERE slug = 'try-a-1';
INSERT INTO stock_items (variant_id, location_id)
  SELECT v.id, l.id FROM variants v, locations l WHERE v.sku = 'TRY-A-1' AND l.code = 'main';

CREATE FUNCTION pg_temp.item() RETURNS bigint LANGUAGE sql AS
  $$ SELECT s.id FROM stock_items s JOIN variants v ON v.id = s.variant_id WHERE v.sku = 'TRY-A-1' $$;
CREATE FUNCTION pg_temp.move(kind text, on_hand int, allocated int, ordered bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, allocated_delta, order_id, actor, at)
  VALUES (pg_temp.item(), kind, on_hand, allocated, ordered, 'test', '2026-01-01T12:00Z') $$;
CREATE FUNCTION pg_temp.freeze(public text, due bigint) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO orders (public_id, cart_id, state, email, subtotal_cents, shipping_cents, tax_cents,
      total_cents, due_cents, shipping_method, shipping_method_name, min_days, max_days, weight_g,
      tax_calculation_id, frozen_at, expires_at)
  SELECT public, id, 'awaiting_payment', 'a@shop.example', 9000, 1000, 0, 10000, due, 'ground',
      'Ground', 1, 5, 900, 'taxcalc_1', '2026-01-01T12:00Z', '2026-01-01T13:00Z'
    FROM carts WHERE token_hash = 'tried'
  RETURNING id $$;

-- Catalog
SELECT throws_ok($$INSERT INTO brands (name, slug) VALUES ('TRY', 'try-2')$$, '23505', NULL,
  'a brand stands once, whatever its letter case');
SELECT throws_ok($$INSERT INTO products (brand_id, category_id, mpn, title, slug)
  SELECT brand_id, category_id, 'a-1', 'Again', 'try-a-1-2' FROM products WHERE slug = 'try-a-1'$$,
  '23505', NULL, 'a part number of a brand stands once, whatever its letter case');
SELECT lives_ok($$INSERT INTO products (brand_id, category_id, mpn, title, slug)
  SELECT brand_id, category_id, 'A+1', 'Other', 'try-a-1-3' FROM products WHERE slug = 'try-a-1'$$,
  'one that differs in punctuation is another product');
SELECT throws_ok($$UPDATE variants SET price_cents = 0 WHERE sku = 'TRY-A-1'$$, '23514', NULL,
  'nothing is sold for nothing');
SELECT throws_ok($$UPDATE variants SET condition = 'shiny' WHERE sku = 'TRY-A-1'$$, '23514', NULL,
  'a condition is one of the listed');

-- Stock
SELECT pg_temp.move('counted', 5, 0, NULL);
SELECT is(on_hand, 5, 'a movement moves its counter') FROM stock_items WHERE id = pg_temp.item();
SELECT throws_ok($$SELECT pg_temp.move('counted', -6, 0, NULL)$$, '23514', NULL,
  'there are never fewer than none');
SELECT throws_ok($$SELECT pg_temp.move('counted', 0, 0, NULL)$$, '23514', NULL,
  'a movement moves something');
SELECT throws_ok($$SELECT pg_temp.move('allocated', 0, 1, NULL)$$, '23514', NULL,
  'an allocation names its order');
SELECT throws_ok($$UPDATE stock_movements SET on_hand_delta = 9$$, '42501', NULL,
  'a movement is not edited');
SELECT throws_ok($$DELETE FROM stock_movements$$, '42501', NULL, 'a movement is not removed');
SELECT throws_ok($$TRUNCATE stock_movements$$, '42501', NULL, 'nor are all of them');
SELECT throws_ok($$INSERT INTO stock_items (variant_id, location_id)
  SELECT variant_id, location_id FROM stock_items WHERE id = pg_temp.item()$$, '23505', NULL,
  'a variant has one stock row at a location');

-- Carts and orders
INSERT INTO carts (token_hash, created_at, updated_at)
  VALUES ('tried', '2026-01-01T12:00Z', '2026-01-01T12:00Z');
SELECT throws_ok($$INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at)
  SELECT c.id, v.id, 0, 10000, '2026-01-01T12:00Z' FROM carts c, variants v
   WHERE c.token_hash = 'tried' AND v.sku = 'TRY-A-1'$$, '23514', NULL, 'a line holds at least one unit');
SELECT throws_ok($$SELECT pg_temp.freeze('wrong-sum', 9999)$$, '23514', NULL,
  'what is due is the total less what was tendered');
SELECT ok(pg_temp.freeze('first', 10000) IS NOT NULL, 'an order of a cart is frozen');
SELECT throws_ok($$SELECT pg_temp.freeze('second', 10000)$$, '23505', NULL,
  'a cart has one living order');
SELECT throws_ok($$UPDATE orders SET subtotal_cents = 8000, total_cents = 9000, due_cents = 9000
  WHERE public_id = 'first'$$, '42501', NULL, 'the amounts of an order are frozen');
SELECT throws_ok($$UPDATE orders SET state = 'delivered', number = 'N', token = 'T'
  WHERE public_id = 'first'$$, '23514', NULL, 'an order makes listed moves only');
UPDATE orders SET state = 'expired' WHERE public_id = 'first';
SELECT ok(pg_temp.freeze('third', 10000) IS NOT NULL, 'an expired order makes room for another');
UPDATE orders SET state = 'needs_attention', number = 'N', token = 'T' WHERE public_id = 'first';
SELECT is(paid_late, true, 'an expired order that is paid after all is marked by the move itself')
  FROM orders WHERE public_id = 'first';
SELECT is(paid_late, false, 'and stands beside the one that lives') FROM orders WHERE public_id = 'third';
SELECT throws_ok($$SELECT pg_temp.freeze('fourth', 10000)$$, '23505', NULL,
  'it makes no room for two that live');
UPDATE orders SET state = 'expired' WHERE public_id = 'third';
SELECT ok(pg_temp.freeze('fifth', 10000) IS NOT NULL, 'and takes no room itself');

-- Events
INSERT INTO inbox_events (provider, event_id, type, body, created_at, received_at)
  VALUES ('stripe', 'evt_1', 'x', '', '2026-01-01T12:00Z', '2026-01-01T12:00Z');
SELECT throws_ok($$INSERT INTO inbox_events (provider, event_id, type, body, created_at, received_at)
  VALUES ('stripe', 'evt_1', 'x', '', '2026-01-01T12:00Z', '2026-01-01T12:00Z')$$, '23505', NULL,
  'an event of a provider stands once');
SELECT * FROM finish();
ROLLBACK;
