#!/usr/bin/perl
# Who gets in where, made from the table of routes: each route as nobody, as a shopper with and
# without the token of a form, as another shopper, as each role of the staff, and from a page of
# somebody else's; each route of the API with a key of each scope alone, and with none.
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

my @rows = map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
cmp_ok(scalar @rows, '>', 40, 'the table of routes is there');

my $run = int rand 1e9;
my $nobody = Shop::Visitor->new;
my $shopper = Account::opened(Shop::Visitor->new, "access.$run\@example.com");
my %door = (shopper => '/account/sign-in', staff => '/admin/sign-in');
# A route that ends the session of who tries it is tried last.
my @order = ((grep { $_->[1] !~ /sign-out/ } @rows), grep { $_->[1] =~ /sign-out/ } @rows);

sub example { my ($path) = @_; return $path =~ s{:[a-z_]+}{1}gr }
# Forms with files are sent as such. How large they may be stands behind all else.
my %has_files = map { ($_->[1] => 1) } grep { $_->[-1] =~ /^upload=/ } @rows;
for my $row (@rows) { pop @$row if $row->[-1] =~ /^upload=/ }
sub ask {
    my ($visitor, $method, $path, %with) = @_;
    return $visitor->post_parts(example($path), [], %with) if $has_files{$path} && $method eq 'POST';
    return $method eq 'GET' ? $visitor->get(example($path)) : $visitor->post(example($path), [], %with);
}
sub to_the_door {
    my ($answer, $who) = @_;
    return $answer->{status} == 303 && index($answer->{headers}{location} // '', $door{$who}) == 0;
}

# A key of each scope there is, and somebody of the staff in each role, whose session is no key.
my %key = map { ($_ => Api::key([$_])) } split /\n/, sql('SELECT name FROM permissions WHERE of_keys');
cmp_ok(scalar keys %key, '>', 5, 'keys have scopes');
is(join(' ', sort keys %{ { map { $_->[3] eq 'key' && $_->[6] ? ($_->[6] => 1) : () } @rows } }), join(' ', sort keys %key),
    'each scope opens something, and nothing wants another');
my @roles = split /\n/, sql("SELECT name FROM roles WHERE name !~ '_' ORDER BY id");
cmp_ok(scalar @roles, '>', 5, 'staff have roles');
my %staff = map { ($_ => Staff::whole($_)) } @roles;
my %may = map { ($_ => 1) } split /\n/, sql("SELECT r.name || ' ' || p.permission FROM role_permissions p JOIN roles r ON r.id = p.role_id");
is(join(' ', grep { !sql("SELECT count(*) FROM permissions WHERE name = '$_'") } map { $_->[6] // () } @rows), '', 'routes ask for permissions that there are');

# What comes after the guard: a thing that may be there or not, or that the body is of no type that a form
# has; so nothing is done.
my %odd_type = (headers => { 'content-type' => 'text/plain', origin => url() });
sub past_the_guard {
    my ($method, $answer) = @_;
    return $method eq 'GET' ? $answer->{status} =~ /^(200|404)$/ : $answer->{status} == 415;
}

# The staff in each role: what the route says that they find; empty when they do.
sub odd_roles {
    my ($method, $path, $who, $permission, $fresh) = @_;
    my @odd;
    for my $role (@roles) {
        my $answer = $staff{$role}->request($method, example($path), $method eq 'GET' ? () : %odd_type);
        my $fine = $who eq 'key' ? $answer->{status} == 401
            : $who eq 'shopper' ? to_the_door($answer, 'shopper')
            : $who eq 'signed' ? $answer->{status} == 400
            : $who eq 'staff' && $permission && !$may{"$role $permission"} ? $answer->{status} == 403
            : $who eq 'staff' && $permission ? past_the_guard($method, $answer)
            # Pages of their own may lead on: the second step is behind who is in.
            : past_the_guard($method, $answer) || ($answer->{status} == 303 && !to_the_door($answer, 'staff')) || $who eq 'anyone' && $answer->{status} !~ /^40[13]$/;
        push @odd, "$role: $answer->{status}" if !$fine;
    }
    return join ', ', @odd;
}

for my $row (@order) {
    my ($method, $path, $pool, $who, $guard, undef, $scope, $fresh) = @$row;
    my $name = "$method $path";
    is(odd_roles($method, $path, $who, $scope, $fresh), '', "$name finds each role of the staff as it says") if $guard ne 'loopback';
    if ($who eq 'key') {
        my %form = (headers => { 'content-type' => 'application/x-www-form-urlencoded', origin => url() });
        for my $client ([nobody => $nobody], [shopper => $shopper]) {
            is($client->[1]->request($method, example($path), %form)->{status}, 401, "$name is closed to a $client->[0] without a key");
        }
        for my $held (sort keys %key) {
            my $status = Api::ask($key{$held}, $method, example($path), $method eq 'GET' ? () : %form)->{status};
            # What comes after the guard: a thing that may be there or not, or that a form is no JSON.
            if ($scope && $scope ne $held) { is($status, 403, "$name is closed to a key for $held") }
            elsif ($method eq 'GET') { like($status, qr/^(200|404)$/, "$name is open to a key for $held") }
            else { is($status, 415, "$name is open to a key for $held") }
        }
        next;
    }
    if ($guard eq 'csrf') {
        for my $client ([nobody => $nobody], [shopper => $shopper], map { [$_ => $staff{$_}] } @roles) {
            is(ask($client->[1], $method, $path, headers => { origin => 'https://evil.example' })->{status}, 403,
                "$name refuses a $client->[0] from another origin");
        }
        is(ask($shopper, $method, $path, headers => { 'sec-fetch-site' => 'cross-site' })->{status}, 403,
            "$name refuses what another site sends");
    }
    if ($who eq 'shopper' || $who eq 'staff') {
        ok(to_the_door(ask($nobody, $method, $path), $who), "$name leads nobody to the door");
    }
    if ($who eq 'staff') {
        ok(to_the_door(ask($shopper, $method, $path), $who), "$name leads a shopper to the door of staff");
        is(ask($staff{owner}, $method, $path)->{status}, 403, "$name wants the token of the form") if $method ne 'GET';
    }
    elsif ($who eq 'shopper') {
        my $status = ask($shopper, $method, $path)->{status};
        $method eq 'GET'
            ? like($status, qr/^(200|404)$/, "$name lets a shopper in")
            : is($status, 403, "$name wants the token of the form");
        is($nobody->request($method, example($path), headers => { accept => 'application/json',
                origin => url(), 'content-type' => 'application/x-www-form-urlencoded' })->{status}, 401,
            "$name says 401 to a script");
    }
    elsif ($who eq 'anyone' && $guard ne 'loopback') {
        my $answer = ask($nobody, $method, $path);
        ok($answer->{status} != 401 && $answer->{status} != 403 && !to_the_door($answer, 'shopper'),
            "$name lets anyone in");
    }
    elsif ($who eq 'signed') {
        is(ask($shopper, $method, $path)->{status}, 400, "$name wants a signature");
    }
}
is($shopper->get('/account')->{status}, 200, 'and the shopper is signed in still');

# ---- what wants a code of now: a session that has shown none for a while is led to where it can. Who
# lacks the permission is told that first.
sql("UPDATE sessions SET proved_at = now() - interval '10 minutes 1 second' WHERE audience = 'staff' AND user_id IN ("
    . join(',', map { Staff::id($staff{$_}) } 'owner', 'reader') . ')');
for my $row (grep { ($_->[7] // '') eq 'fresh' } @rows) {
    my ($method, $path) = @$row;
    like(Buyer::location($staff{owner}->request($method, example($path), $method eq 'GET' ? () : %odd_type)) // '',
        qr{^/admin/code\?next=%2Fadmin%2F}, "$method $path wants a code of now");
    is($staff{reader}->request($method, example($path), $method eq 'GET' ? () : %odd_type)->{status}, 403, 'from who may do it at all');
}

# ---- another shopper, with what is this one's: it is not there, and nothing of it changes
my %address = @Buyer::ADDRESS[2 .. $#Buyer::ADDRESS];
Account::post($shopper, '/account/address', %{ { %address, name => 'Matrix Own', label => 'of the matrix', line1 => '77 Matrix Lane' } });
my $customer = sql("SELECT customer_id FROM users WHERE email = 'access.$run\@example.com'");
my ($address) = split /\n/, sql("SELECT id FROM addresses WHERE customer_id = $customer");
my ($session) = split /\n/, sql("SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.customer_id = $customer");
ok($address && $session, 'a shopper has an address and a session');
my ($variant, $price, $item) = Buyer::switch();
my ($buyer, $stripe) = Buyer::at_the_payment($variant, $price, 1);
my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
my $number = wait_until(20, sub { $buyer->get($done)->{content} =~ m{/orders/(\d+)\?t=} && $1 });
ok($number, 'an order is there');
sql("UPDATE orders SET customer_id = $customer, joined_at = now() WHERE number = '$number'");
is($shopper->get("/account/orders/$number")->{status}, 303, 'which its owner sees');

sub owned {
    return sql("SELECT md5(concat_ws('|', (SELECT string_agg(a::text, ';' ORDER BY id) FROM addresses a WHERE customer_id = $customer),
        (SELECT c::text FROM customers c WHERE id = $customer), (SELECT u::text FROM users u WHERE customer_id = $customer),
        (SELECT string_agg(c.password_hash, ';') FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.customer_id = $customer),
        (SELECT string_agg(s.id || s.token_hash, ';' ORDER BY s.id) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.customer_id = $customer),
        (SELECT string_agg(o::text, ';' ORDER BY id) FROM orders o WHERE customer_id = $customer)))");
}
my $other = Account::opened(Shop::Visitor->new, "access.other.$run\@example.com");
my $csrf = Account::csrf($other);
my $before = owned();
my %others = (nobody => $nobody, 'another shopper' => $other, map { ("somebody in the role $_" => $staff{$_}) } @roles);
for my $row (grep { $_->[3] eq 'shopper' && $_->[1] !~ /sign-out/ } @rows) {
    my ($method, $path) = @$row;
    (my $theirs = $path) =~ s{:number}{$number};
    for my $id ($path =~ /:/ ? '' : $path =~ /address/ ? $address : $path =~ /devices/ ? $session : ($address, $session)) {
        my $answer = $method eq 'GET' ? $other->get($theirs . ($id ? "?id=$id" : ''))
            : $other->post($theirs, [%address, id => $id, use => 'shipping', csrf => $csrf]);
        unlike($answer->{content}, qr/Matrix|of the matrix/, "$method $path shows another shopper nothing of it");
        if ($path =~ m{:|/(remove|default|end)$} && $path !~ m{/codes/|/google/}) { is($answer->{status}, 404, "$method $path: to another shopper it is not there") }
    }
}
for my $row (grep { $_->[0] eq 'GET' && $_->[1] =~ m{^/orders/:number} } @rows) {
    (my $theirs = $row->[1]) =~ s{:number}{$number};
    is($others{$_}->get($theirs)->{status}, 404, "$row->[1] without its token is not there for $_") for sort keys %others;
    is($others{$_}->get("$theirs?t=" . 'A' x 43)->{status}, 404, "$row->[1] with another token neither, for $_") for sort keys %others;
}
is(owned(), $before, 'nothing of the first shopper has changed');
done_testing();
