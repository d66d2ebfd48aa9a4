#!/usr/bin/perl
# The door of the staff: an invitation, a password, an authenticator, and what half a session opens.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Staff;
use Test::More;

my $boss = 'boss.' . int(rand 1e9) . '@example.com';
my $password = $Staff::PASSWORD;
sub gdsctl { return Staff::gdsctl(@_) }
sub code { return Staff::code(@_) }
sub csrf { return Staff::csrf(@_) }

# ---- invited
is((gdsctl('staff', 'add', $boss, 'The Boss', '--role', 'king'))[0], 1, 'there is no such role');
my ($status, $link) = gdsctl('staff', 'add', $boss, 'The Boss', '--role', 'owner', '--link');
is($status, 0, 'the operator adds the first of the staff') or diag $link;
my ($path, $token) = $link =~ m{(/admin/reset\?t=(\S+))};
my $visitor = Shop::Visitor->new;
is($visitor->get($path)->{status}, 200, 'the link opens a form');
is($visitor->get("/account/reset?t=$token")->{status}, 404, 'but not that of shoppers');
is($visitor->post('/admin/reset', [t => $token, password => 'elevenchars'])->{status}, 422,
    'a password has twelve characters at least');
is(Buyer::location($visitor->post('/admin/reset', [t => $token, password => $password])),
    '/admin/sign-in?set=1', 'a password is chosen');
is($visitor->get($path)->{status}, 404, 'the link works once');
like((gdsctl('staff', 'list'))[1], qr{^\Q$boss\E\tThe Boss\towner\tno authenticator yet$}m, 'the operator sees who there is');

# ---- a password is half of it
is(Buyer::location($visitor->get('/admin')), '/admin/sign-in', 'nobody is led to the door');
is($visitor->post('/admin/sign-in', [email => $boss, password => 'wrong wrong wrong'])->{status}, 422, 'a wrong password');
is(Account::sign_in(Shop::Visitor->new, $boss, password => $password)->{status}, 422, 'staff are no shoppers');
my $in = $visitor->post('/admin/sign-in', [email => $boss, password => $password]);
is(Buyer::location($in), '/admin/second', 'a right one leads to the second step');
like($in->{headers}{'set-cookie'}, qr/^admin=[\w-]{43};.*SameSite=Strict/, 'with a cookie that no other site sends along');
my $half = $visitor->{cookies}{admin};
for my $row (map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`) {
    my ($method, $path, undef, $who) = @$row;  # whatever permission it wants
    next if $who ne 'staff' || $path =~ m{^/admin/(second|sign-out)$};
    (my $example = $path) =~ s{:[a-z_]+}{1}g;
    is(Buyer::location($visitor->request($method, $example, headers => { origin => url() })), '/admin/second',
        "half a session does not open $method $path");
}

# ---- the authenticator
my $page = $visitor->get('/admin/second');
like($page->{content}, qr{<svg class="qr"}, 'a QR code is drawn here');
my ($key) = $page->{content} =~ m{class="mpn">([A-Z2-7]{32})<};
ok($key, 'and the key can be typed');
is($page->{headers}{'cache-control'}, 'no-store', 'nobody keeps it');
my $seed = Staff::seed($page);
is($visitor->post('/admin/second', [code => code($seed)])->{status}, 403, 'a code without the token of the form');
is($visitor->post('/admin/second', [code => '000000', csrf => csrf($page)])->{status}, 422, 'a wrong code');
my $done = $visitor->post('/admin/second', [code => code($seed), csrf => csrf($page)]);
is($done->{status}, 200, 'a right one signs in');
my @recovery = $done->{content} =~ /<li class="mpn">([A-Z2-7-]{19})</g;
is(scalar @recovery, 10, 'and shows ten recovery codes');
isnt($visitor->{cookies}{admin}, $half, 'under another session');
my $old = Shop::Visitor->new;
$old->{cookies}{admin} = $half;
is(Buyer::location($old->get('/admin')), '/admin/sign-in', 'the half one is dead');
$page = $visitor->get('/admin');
is($page->{status}, 200, 'the panels are open');
like($page->{content}, qr{refunds\.grant}, 'and say what may be done');
unlike(sql("SELECT string_agg(t::text, '') FROM totp_secrets t"), qr/\Q$key\E/, 'the seed does not stand in clear');

# ---- replay, recovery, locks
sub half { my ($v) = @_; $v->post('/admin/sign-in', [email => $boss, password => $password]); return csrf($v->get('/admin/second')) }
my $second = Shop::Visitor->new;
my $csrf = half($second);
is($second->post('/admin/second', [code => code($seed, -1), csrf => $csrf])->{status}, 422, 'a code that was used is refused');
is(Buyer::location($second->post('/admin/second', [code => lc $recovery[0], csrf => $csrf])), '/admin',
    'a recovery code lets in');
ok(Account::mail_to($boss, qr/A recovery code was used/), 'of which its owner hears');
my $third = Shop::Visitor->new;
$csrf = half($third);
is($third->post('/admin/second', [code => $recovery[0], csrf => $csrf])->{status}, 422, 'once');
$third->post('/admin/second', [code => '000000', csrf => $csrf]) for 1 .. 4;
is(Buyer::location($third->post('/admin/second', [code => $recovery[1], csrf => $csrf])), '/admin/sign-in?wait=1',
    'after five wrong ones even a right one waits');
is($visitor->get('/admin')->{status}, 200, 'who is in stays in');

# ---- out
my ($other) = $visitor->get('/admin')->{content} =~ m{sessions/end.*?name="id" value="(\d+)"};
is(Buyer::location($visitor->post('/admin/sessions/end', [id => $other, csrf => csrf($page)])), '/admin', 'another session is ended');
is(Buyer::location($second->get('/admin')), '/admin/sign-in', 'and is out');
my $shopper = Account::opened(Shop::Visitor->new, "shopper.$boss");
my $theirs = sql("SELECT max(s.id) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'shopper.$boss'");
is($visitor->post('/admin/sessions/end', [id => $theirs, csrf => csrf($page)])->{status}, 404, 'nobody else\'s can be');
is($shopper->get('/account')->{status}, 200, 'and is not');
is((gdsctl('keys', 'rotate'))[1] =~ /^0 sealed anew/, 1, 'nothing is to be sealed anew under the same key');
is(Buyer::location($visitor->post('/admin/sign-out', [csrf => csrf($page)])), '/admin/sign-in', 'signing out');
is(Buyer::location($visitor->get('/admin')), '/admin/sign-in', 'is out');
done_testing();
