-- Who may do what: each role has what its programs need and no more.
BEGIN;
SELECT plan(103);

CREATE FUNCTION pg_temp.may(who name, what text, relation text, sentence text) RETURNS text
  LANGUAGE sql AS $$ SELECT ok(has_table_privilege(who, relation, what), sentence) $$;
CREATE FUNCTION pg_temp.may_not(who name, what text, relation text, sentence text) RETURNS text
  LANGUAGE sql AS $$ SELECT ok(NOT has_table_privilege(who, relation, what), sentence) $$;

SELECT pg_temp.may('gds_shop', 'SELECT', 'products', 'the shop reads the catalog');
SELECT pg_temp.may_not('gds_shop', 'UPDATE', 'variants', 'the shop writes no price');
SELECT pg_temp.may_not('gds_shop', 'INSERT', 'variants', 'the shop adds nothing to the catalog');
SELECT pg_temp.may_not('gds_shop', 'UPDATE', 'products', 'the shop edits no product');
SELECT pg_temp.may('gds_shop', 'INSERT', 'holds', 'the shop takes holds');
SELECT ok(NOT has_column_privilege('gds_shop', 'stock_items', 'on_hand', 'UPDATE'),
  'the shop cannot write how many there are');
SELECT ok(NOT has_column_privilege('gds_shop', 'stock_items', 'allocated', 'UPDATE'),
  'the shop cannot write how many are promised');
SELECT ok(NOT has_column_privilege('gds_jobs', 'stock_items', 'on_hand', 'UPDATE'),
  'neither can the jobs');
SELECT ok(NOT has_column_privilege('gds_admin', 'stock_items', 'on_hand', 'UPDATE'),
  'nor staff, but by a movement');
SELECT ok(NOT has_column_privilege('gds_shop', 'orders', 'total_cents', 'UPDATE'),
  'the shop cannot change what an order costs');
SELECT ok(NOT has_column_privilege(who, 'orders', what, 'UPDATE'), who || ' cannot write orders.' || what)
  FROM unnest(ARRAY['gds_admin', 'gds_jobs']::name[]) AS who, unnest(ARRAY['paid_cents', 'granted_cents']) AS what;
SELECT ok(NOT has_column_privilege('gds_admin', 'carts', 'state', 'UPDATE'), 'staff lock a cart and change none');
SELECT pg_temp.may_not('gds_shop', 'SELECT', 'tax_certificate_files', 'the shop reads no certificate''s document');
SELECT pg_temp.may_not('gds_shop', 'INSERT', 'shipping_tariffs', 'the shop writes no price of shipping');

SELECT is(count(*) FILTER (WHERE has_table_privilege(who, relation, 'INSERT')), 0::bigint,
    'what serves shoppers grants no refund')
  FROM unnest(ARRAY['gds_shop', 'gds_hooks']::name[]) AS who, unnest(ARRAY['refunds', 'refund_shares']) AS relation;
SELECT ok(NOT has_column_privilege(who, relation, what, 'INSERT, UPDATE'), who || ' cannot write ' || relation || '.' || what)
  FROM unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_admin', 'gds_jobs']::name[]) AS who,
       unnest(ARRAY['gift_cards', 'store_credit_accounts']) AS relation, unnest(ARRAY['used_cents']) AS what;
SELECT is(count(*) FILTER (WHERE has_table_privilege(who, relation, 'INSERT, UPDATE')), 0::bigint,
    'what serves shoppers buys nothing, moves nothing and names no unit')
  FROM unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_site']::name[]) AS who,
       unnest(ARRAY['locations', 'stock_transfers', 'suppliers', 'purchase_orders', 'purchase_order_lines',
                    'receipts', 'receipt_lines', 'serials', 'serial_events']) AS relation;
SELECT pg_temp.may_not('gds_hooks', 'UPDATE', 'variants', 'webhooks write no price');
SELECT pg_temp.may_not('gds_hooks', 'INSERT', 'cart_lines', 'webhooks fill no cart');
SELECT pg_temp.may_not('gds_hooks', 'UPDATE', 'number_counters', 'nobody turns the counter of numbers');
SELECT pg_temp.may_not('gds_hooks', 'DELETE', 'free_numbers', 'nobody takes a number but by drawing it');

SELECT pg_temp.may_not('gds_shop', 'INSERT', 'customer_tags', 'the shop puts nobody in a group of prices');
SELECT pg_temp.may_not('gds_shop', 'UPDATE', 'companies', 'the shop gives no terms of credit');
SELECT pg_temp.may_not('gds_shop', 'SELECT', 'customer_notes', 'the shop reads no notes of staff');
SELECT pg_temp.may_not('gds_hooks', 'UPDATE', 'customers', 'webhooks change no customer');

SELECT is(count(*) FILTER (WHERE has_table_privilege(who, relation, 'UPDATE, DELETE, TRUNCATE')),
    0::bigint, 'nobody may edit or remove ' || relation)
  FROM unnest(ARRAY['stock_movements', 'payment_events', 'order_events', 'order_taxes',
                    'fulfilment_lines', 'refunds', 'refund_shares', 'tender_entries',
                    'customer_notes', 'company_events', 'stock_transfers', 'receipts', 'receipt_lines',
                    'serial_events', 'fault_reports', 'documents', 'order_comments', 'tax_records',
                    'tax_record_items', 'tax_record_parts', 'shipping_rates', 'shipping_tariffs'])
       AS relation,
       unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_admin', 'gds_jobs', 'gds_site']::name[]) AS who
 GROUP BY relation ORDER BY relation;

SELECT pg_temp.may_not('gds_hooks', 'SELECT', relation, 'webhooks know nobody who signs in: ' || relation)
  FROM unnest(ARRAY['users', 'credentials', 'sessions', 'known_devices', 'sign_in_locks',
                    'login_attempts', 'mail_proofs']) AS relation;
SELECT pg_temp.may_not('gds_shop', 'UPDATE', 'login_attempts', 'no try is written over');
SELECT pg_temp.may_not('gds_shop', 'DELETE', 'login_attempts', 'nor taken out by whoever was tried on');
SELECT pg_temp.may_not('gds_shop', 'DELETE', 'users', 'no user is removed by a page');
SELECT pg_temp.may_not('gds_admin', 'DELETE', 'users', 'not of the staff either, who only end');
SELECT pg_temp.may_not('gds_shop', 'DELETE', 'credentials', 'and no password by what serves shoppers');
SELECT is(count(*), 9::bigint, 'who signs in stands behind policies')
  FROM pg_class WHERE relrowsecurity AND relname IN ('users', 'credentials', 'sessions',
    'known_devices', 'sign_in_locks', 'login_attempts', 'mail_proofs', 'totp_secrets', 'recovery_codes');
SELECT pg_temp.may_not(who, 'SELECT', relation, who || ' reads no secret of staff: ' || relation)
  FROM unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_site']::name[]) AS who,
       unnest(ARRAY['totp_secrets', 'recovery_codes', 'user_roles', 'role_permissions']) AS relation
 WHERE who <> 'gds_shop' OR relation NOT IN ('totp_secrets', 'recovery_codes');
SELECT is(count(*) FILTER (WHERE has_table_privilege(who, relation, 'SELECT, INSERT, UPDATE, DELETE')), 0::bigint,
    'what serves shoppers knows no key of the API')
  FROM unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_site']::name[]) AS who,
       unnest(ARRAY['api_keys', 'api_key_scopes', 'api_answers']) AS relation;
SELECT ok(NOT has_column_privilege('gds_admin', 'api_keys', 'secret_hash', 'UPDATE'), 'no key gets another secret');
SELECT pg_temp.may_not('gds_admin', 'DELETE', 'api_keys', 'and none is forgotten');
SELECT pg_temp.may_not('gds_admin', 'UPDATE', 'api_key_scopes', 'or does more than it was made for');
-- A certificate that a shopper sends in waits for staff, who alone see its paper.
SELECT pg_temp.may('gds_shop', 'INSERT', 'tax_certificate_files', 'the shop keeps a paper');
SELECT pg_temp.may_not('gds_shop', 'SELECT, UPDATE, DELETE', 'tax_certificate_files', 'and reads none');
SELECT ok(NOT has_column_privilege('gds_shop', 'tax_certificates', what, 'INSERT, UPDATE'),
    'the shop cannot write tax_certificates.' || what)
  FROM unnest(ARRAY['status', 'reviewed_by', 'order_id']) AS what;
WITH kim AS (INSERT INTO users (audience, email, created_at) VALUES ('staff', 'kim@example.com', now()) RETURNING id)
INSERT INTO totp_secrets (user_id, audience, sealed, key_id, created_at)
SELECT id, 'staff', 'x', 'k', now() FROM kim;
INSERT INTO recovery_codes (user_id, code_hash) SELECT user_id, repeat('a', 64) FROM totp_secrets;
SET LOCAL ROLE gds_shop;
SELECT is(count(*), 0::bigint, 'the shop sees no seed of staff') FROM totp_secrets;
SELECT is(count(*), 0::bigint, 'and no recovery code of theirs') FROM recovery_codes;
SELECT throws_ok($$INSERT INTO recovery_codes (user_id, code_hash) VALUES (1, repeat('b', 64))$$,
  '42501', NULL, 'nor does it make one');
SELECT is(count(*), 0::bigint, 'the shop sees no staff') FROM users WHERE audience = 'staff';
SELECT throws_ok($$INSERT INTO users (audience, email, created_at) VALUES ('staff', 'x@example.com', now())$$,
  '42501', NULL, 'and makes none');
RESET ROLE;

SELECT is(has_schema_privilege(who, 'public', 'CREATE'), false, who || ' makes no tables')
  FROM unnest(ARRAY['gds_shop', 'gds_hooks', 'gds_admin', 'gds_jobs', 'gds_site']::name[]) AS who;

SELECT is(string_agg(table_name, ', ' ORDER BY table_name), 'generations, job_runs, page_changes',
  'sitegen writes its own records only')
  FROM (SELECT DISTINCT table_name::text FROM information_schema.role_table_grants
         WHERE grantee = 'gds_site' AND privilege_type <> 'SELECT') AS written;
SELECT is(count(*), 0::bigint, 'no role of ours is a superuser or may make roles or databases')
  FROM pg_roles WHERE rolname LIKE 'gds\_%' AND rolname <> 'gds_owner'
   AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls);
SELECT is(count(*), 0::bigint, 'nobody has rights as PUBLIC')
  FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_schema = 'public'
   AND table_name NOT IN ('tap_funky', 'pg_all_foreign_keys');
SELECT is(count(*), 0::bigint, 'no role but the owner can be granted on')
  FROM information_schema.role_table_grants
 WHERE grantee LIKE 'gds\_%' AND grantee <> 'gds_owner' AND is_grantable = 'YES';
SELECT * FROM finish();
ROLLBACK;
