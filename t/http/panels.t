#!/usr/bin/perl
# The panels of staff: keys of the API and who works here; each by permission, with a code of now, and
# nobody gives what they lack.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Api;
use Buyer;
use Staff;
use Test::More;

my $run = int rand 1e9;
my $boss = Staff::whole();
my $boss_id = Staff::id($boss);
my $csrf = Staff::csrf($boss->get('/admin'));
sub by { my ($who, $path, @fields) = @_; return $who->post($path, [@fields, csrf => Staff::csrf($who->get('/admin'))]) }
# So many minutes ago that one's code was shown.
sub shown { my ($who, $minutes) = @_; sql("UPDATE sessions SET proved_at = now() - interval '$minutes minutes 1 second' WHERE user_id = " . Staff::id($who)) }
sub keys_there { return sql("SELECT count(*) FROM api_keys WHERE name LIKE '%$run'") }

# ---- a key, from the form to its end
like($boss->get('/admin')->{content}, qr{href="/admin/keys"}, 'an owner is led to the keys');
my $form = $boss->get('/admin/keys/new');
is($form->{status}, 200, 'the form opens');
is(scalar(() = $form->{content} =~ /name="scope_/g), sql('SELECT count(*) FROM permissions WHERE of_keys'), 'with every scope');
my @wish = (name => "the ERP $run", days => 30, per_minute => 60);
my $made = by($boss, '/admin/keys', @wish, 'scope_stock.view' => 'yes', 'scope_orders.view' => 'yes');
is($made->{status}, 200, 'a key is made');
my ($key) = $made->{content} =~ />(gds_[0-9a-f]{12}_[\w-]{43})</;
ok($key, 'and shown');
is($made->{headers}{'cache-control'}, 'no-store', 'to nobody else');
is_deeply(Api::ask($key, 'GET', '/api/v1/key')->{json}{scopes}, ['orders.view', 'stock.view'], 'it does what was ticked');
my $id = sql("SELECT id FROM api_keys WHERE name = 'the ERP $run'");
my $list = $boss->get('/admin/keys')->{content};
like($list, qr{the ERP $run}, 'it stands in the list');
unlike($list . $boss->get("/admin/keys/$id")->{content}, qr/\Q@{[substr $key, 17]}\E/, 'without its secret');
like(sql("SELECT actor || ' ' || address || ' ' || request FROM audit_log WHERE relation = 'api_keys' AND row_key = '$id'"),
    qr/^staff $boss_id 127\.0\.0\.1 \S+$/, 'the audit log says who made it, from where, in which request');
my $seen = wait_until(5, sub { join('', map { local (@ARGV, $/) = $_; <> // '' } glob var() . '/log/admin.log')
    =~ m{^.*what=request id=(\S+) pool=admin method=GET route=/admin/keys/:id status=200 .*who="staff $boss_id"$}m && $1 });
ok($seen, 'that somebody looked stands in the log, with who it was');
ok(wait_until(5, sub { `cat @{[var()]}/log/access.log` =~ m{request=$seen .*path="/admin/keys/$id"} }), 'and at what in that of nginx');
for my $odd ([days => 367], [days => 'x'], [per_minute => 0], [name => ''], [name => 'x' x 101]) {
    is(by($boss, '/admin/keys', @wish, @$odd, 'scope_stock.view' => 'yes', )->{status}, 422, "@$odd[0] is held to its limits");
}
is(by($boss, '/admin/keys', @wish)->{status}, 422, 'a key without a scope is none');
like(by($boss, '/admin/keys', @wish, 'scope_staff.manage' => 'yes')->{content}, qr/No key may do this/, 'nor one for the staff panel');
is(keys_there(), 1, 'and nothing was made');
is($boss->get("/admin/keys/$_")->{status}, 404, "there is no key $_") for 0, -1, 99999999, 'x', '1x', '9' x 30;
is(Buyer::location(by($boss, '/admin/keys/end', id => $id)), '/admin/keys?done=ended', 'it is ended');
is(Api::ask($key, 'GET', '/api/v1/key')->{status}, 401, 'from that moment it opens nothing');
is(by($boss, '/admin/keys/end', id => $id)->{status}, 404, 'once');

# ---- a code of now
shown($boss, 6);
is(Buyer::location($boss->get('/admin/keys/new')), '/admin/code?next=%2Fadmin%2Fkeys%2Fnew',
    'a form does not open with a code of six minutes ago');
is(by($boss, '/admin/keys', @wish, 'scope_stock.view' => 'yes')->{status}, 200, 'one that was open can be sent');
shown($boss, 10);
is(Buyer::location(by($boss, '/admin/keys', @wish, 'scope_stock.view' => 'yes')), '/admin/code?next=%2Fadmin%2Fkeys',
    'after ten minutes not even that');
is(keys_there(), 2, 'and nothing is made');
is($boss->get('/admin/keys')->{status}, 200, 'what does no harm is open');
is(by($boss, '/admin/code', code => '000000', next => '/admin/keys/new')->{status}, 422, 'a wrong code is none');
is($boss->post('/admin/code', [code => Staff::next_code($boss), next => '/admin/keys/new'])->{status}, 403, 'nor one without the token of the form');
is(Buyer::location(by($boss, '/admin/code', code => Staff::next_code($boss), next => '/admin/keys/new')), '/admin/keys/new',
    'a right one leads back');
is($boss->get('/admin/keys/new')->{status}, 200, 'and opens the form');
for my $odd ('https://evil.example/admin/', '//evil.example/admin/', '/cart', '/admin/../cart', '/admin/code?next=/admin/code', "/admin/\x0d\x0ax") {
    my $to = Buyer::location(by($boss, '/admin/code', code => Staff::next_code($boss), next => $odd)) // '';
    is($to, '/admin', 'a code leads nowhere else');
}

# ---- nobody gives what they lack
my $smith_role = 'smith_' . join '', map { ('a' .. 'j')[$_] } split //, $run;
sql("INSERT INTO roles (name, says) VALUES ('$smith_role', 'keys and staff, and little else')");
sql("INSERT INTO role_permissions SELECT r.id, p.name FROM roles r, permissions p WHERE r.name = '$smith_role'
     AND p.name IN ('keys.manage', 'staff.manage', 'staff.view', 'stock.view', 'catalog.view')");
my $smith = Staff::whole($smith_role);
my $page = $smith->get('/admin/keys/new')->{content};
is(join(' ', sort $page =~ /name="scope_([\w.]+)"/g), 'catalog.view stock.view', 'who makes a key is offered what they have');
my $lacking = by($smith, '/admin/keys', @wish, 'scope_stock.view' => 'yes', 'scope_prices.edit' => 'yes');
is($lacking->{status}, 422, 'and gives no more');
like($lacking->{content}, qr/You may not do this yourself/, 'and is told so');
is(keys_there(), 2, 'nothing is made');
sub roles_of { return sql("SELECT coalesce(string_agg(r.name, ' ' ORDER BY r.name), '') FROM user_roles u JOIN roles r ON r.id = u.role_id WHERE u.user_id = $_[0]") }
for my $role ('owner', 'manager', 'sales') {
    my $answer = by($smith, '/admin/staff', name => 'A Friend', email => "friend.$run\@example.com", role => $role);
    is($answer->{status}, 422, "a smith invites no $role");
    is(by($smith, '/admin/staff/role', id => Staff::id($smith), role => $role, do => 'give')->{status}, 422, 'nor becomes one');
}
is(sql("SELECT count(*) FROM users WHERE email = 'friend.$run\@example.com'"), 0, 'nobody is made by a refusal');
is(by($smith, "/admin/staff/$_", id => $boss_id)->{status}, 422, "and does not $_ an owner") for 'end', 'anew';
is(by($smith, '/admin/staff/role', id => $boss_id, role => 'owner', do => 'take')->{status}, 422, 'nor takes that role away');
is($boss->get('/admin')->{status}, 200, 'who is in as before');
is(by($boss, '/admin/staff/end', id => $boss_id)->{status}, 422, 'nobody ends themself');
is(by($boss, '/admin/staff/role', id => $boss_id, role => 'owner', do => 'take')->{status}, 422, 'or takes their own role');
is(roles_of(Staff::id($smith)), $smith_role, 'roles are as they were');

# ---- somebody new, from the invitation to the end
my $new = "new.$run\@example.com";
is(Buyer::location(by($boss, '/admin/staff', name => 'Pat <b>', email => $new, role => 'sales')), '/admin/staff?done=invited', 'somebody is invited');
my $mail = Account::mail_to($new, qr{/admin/reset\?t=});
ok($mail, 'by mail');
my ($token) = $mail->{text} =~ m{/admin/reset\?t=([\w-]+)};
my $pat = Staff::enter(Shop::Visitor->new, $new, $token);
is($pat->get('/admin')->{status}, 200, 'and comes in');
is($pat->get('/admin/keys')->{status}, 403, 'with the permissions of that role alone');
is($pat->get('/admin/staff')->{status}, 403, 'which do not show who works here');
unlike($pat->get('/admin')->{content}, qr{/admin/(keys|staff)"}, 'or lead there');
my $pat_id = Staff::id($pat);
like($boss->get('/admin/staff')->{content}, qr{href="/admin/staff/$pat_id">Pat &lt;b&gt;<}, 'the list has everybody');
is(Buyer::location(by($boss, '/admin/staff/role', id => $pat_id, role => 'reader', do => 'give')), "/admin/staff/$pat_id?done=role", 'a role is given');
is($pat->get('/admin/staff')->{status}, 200, 'and counts at once');
is(by($pat, '/admin/staff', name => 'x', email => "x.$run\@example.com", role => 'reader')->{status}, 403, 'who sees the staff changes nothing');
is(Buyer::location(by($boss, '/admin/staff/role', id => $pat_id, role => 'reader', do => 'take')), "/admin/staff/$pat_id?done=role", 'and taken away');
is(Buyer::location($pat->get('/admin')), '/admin/sign-in', 'which ends the sessions');
like(sql("SELECT string_agg(action || ' ' || actor, ', ' ORDER BY id) FROM audit_log WHERE relation = 'user_roles' AND row_key LIKE '$pat_id %'"),
    qr/^insert staff $boss_id, insert staff $boss_id, delete staff $boss_id$/, 'all in the audit log');
Staff::again($pat);
is($pat->get('/admin')->{status}, 200, 'Pat signs in again');
is(Buyer::location(by($boss, '/admin/staff/anew', id => $pat_id)), "/admin/staff/$pat_id?done=anew", 'Pat lost the telephone');
is(Buyer::location($pat->get('/admin')), '/admin/sign-in', 'and is out');
is($pat->post('/admin/sign-in', [email => $new, password => $Staff::PASSWORD])->{status}, 422, 'the password is void');
is(sql("SELECT count(*) FROM totp_secrets WHERE user_id = $pat_id"), 0, 'with the authenticator');
my ($second) = wait_until(10, sub { my ($t) = Account::mail_to($new, qr{/admin/reset\?t=(?!\Q$token\E)})->{text} =~ m{t=([\w-]+)}; $t });
Staff::enter($pat, $new, $second);
is($pat->get('/admin')->{status}, 200, 'by another link Pat begins anew');
is(Buyer::location(by($boss, '/admin/staff/end', id => $pat_id)), "/admin/staff/$pat_id?done=end", 'Pat leaves');
is(Buyer::location($pat->get('/admin')), '/admin/sign-in', 'and is out');
is($pat->post('/admin/sign-in', [email => $new, password => $Staff::PASSWORD])->{status}, 422, 'for good');
is(by($boss, '/admin/staff/end', id => $pat_id)->{status}, 404, 'once');
is($boss->get("/admin/staff/$_")->{status}, 404, "nobody is number $_") for 0, 'x', 99999999, sql("SELECT min(id) FROM users WHERE audience = 'shopper'") || 99999998;

# ---- too many wrong codes
my $thief = Staff::whole();
by($thief, '/admin/code', code => '000000', next => '/admin') for 1 .. 5;
is(Buyer::location(by($thief, '/admin/code', code => Staff::next_code($thief), next => '/admin')), '/admin/sign-in?wait=1',
    'who guesses codes is put out');
is(Buyer::location($thief->get('/admin')), '/admin/sign-in', 'of this session too');

# ---- the operator does the same
is((Staff::gdsctl('staff', 'anew', 'nobody@example.com'))[0], 1, 'nobody begins anew');
my $third = Staff::whole();
is((Staff::gdsctl('staff', 'anew', $third->{staff}{email}))[0], 0, 'the operator lets somebody begin anew');
is(Buyer::location($third->get('/admin')), '/admin/sign-in', 'who is out');
is((Staff::gdsctl('staff', 'end', $third->{staff}{email}))[0], 0, 'and ends somebody');
like((Staff::gdsctl('staff', 'list'))[1], qr{^\Q$third->{staff}{email}\E\t.*ended \d}m, 'who stands in the list as ended');
done_testing();
