#!/usr/bin/perl
# Who gets in where, made from the table of routes: each route as nobody, as a shopper with and
# without the token of a form, and from a page of somebody else's; each route of the API with a key
# of each scope alone, and with none.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Api;
use Staff;
use Test::More;

my @rows = map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
cmp_ok(scalar @rows, '>', 40, 'the table of routes is there');

my $nobody = Shop::Visitor->new;
my $shopper = Account::opened(Shop::Visitor->new, 'access.' . int(rand 1e9) . '@example.com');
my %door = (shopper => '/account/sign-in', staff => '/admin/sign-in');
# A route that ends the session of who tries it is tried last.
my @order = ((grep { $_->[1] !~ /sign-out/ } @rows), grep { $_->[1] =~ /sign-out/ } @rows);

# Forms with files are sent as such.
my %has_files = map { ($_->[1] => 1) } grep { $_->[-1] =~ /^upload=/ } @rows;
sub ask {
    my ($visitor, $method, $path, %with) = @_;
    (my $example = $path) =~ s{:[a-z_]+}{1}g;
    return $visitor->post_parts($example, [], %with) if $has_files{$path} && $method eq 'POST';
    return $method eq 'GET' ? $visitor->get($example) : $visitor->post($example, [], %with);
}
sub to_the_door {
    my ($answer, $who) = @_;
    return $answer->{status} == 303 && index($answer->{headers}{location} // '', $door{$who}) == 0;
}

# A key of each scope there is, and somebody of the staff, whose session is no key.
my %key = map { ($_ => Api::key([$_])) } split /\n/, sql('SELECT name FROM permissions WHERE of_keys');
cmp_ok(scalar keys %key, '>', 5, 'keys have scopes');
my $staff = Staff::whole();
is(join(' ', sort keys %{ { map { $_->[3] eq 'key' && $_->[6] ? ($_->[6] => 1) : () } @rows } }), join(' ', sort keys %key),
    'each scope opens something, and nothing wants another');

for my $row (@order) {
    my ($method, $path, $pool, $who, $guard, undef, $scope) = @$row;
    my $name = "$method $path";
    if ($who eq 'key') {
        (my $example = $path) =~ s{:[a-z_]+}{1}g;
        my %form = (headers => { 'content-type' => 'application/x-www-form-urlencoded', origin => url() });
        for my $client ([nobody => $nobody], [shopper => $shopper], [staff => $staff]) {
            is($client->[1]->request($method, $example, %form)->{status}, 401, "$name is closed to a $client->[0] without a key");
        }
        for my $held (sort keys %key) {
            my $status = Api::ask($key{$held}, $method, $example, $method eq 'GET' ? () : %form)->{status};
            # What comes after the guard: a thing that may be there or not, or that a form is no JSON.
            if ($scope && $scope ne $held) { is($status, 403, "$name is closed to a key for $held") }
            elsif ($method eq 'GET') { like($status, qr/^(200|404)$/, "$name is open to a key for $held") }
            else { is($status, 415, "$name is open to a key for $held") }
        }
        next;
    }
    if ($guard eq 'csrf') {
        for my $client ([nobody => $nobody], [shopper => $shopper]) {
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
    }
    elsif ($who eq 'shopper') {
        my $status = ask($shopper, $method, $path)->{status};
        $method eq 'GET'
            ? like($status, qr/^(200|404)$/, "$name lets a shopper in")
            : is($status, 403, "$name wants the token of the form");
        is($nobody->request($method, $path =~ s{:[a-z_]+}{1}gr, headers => { accept => 'application/json',
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
done_testing();
