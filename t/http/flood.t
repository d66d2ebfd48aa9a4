#!/usr/bin/perl
# Bad sign-ins by the hundred from as many addresses, memcached killed half-way: owners still sign in,
# shoppers still buy, and limits are counted right over all workers. A short one here; make flood
# takes its time.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'flood', GDS_PACE_EXEMPT => '';
use Account;
use Buyer;
use Flood;
use Time::HiRes qw(time sleep);
use Test::More;

my $rate = $ENV{FLOOD_RATE} || 60;
my $seconds = $ENV{FLOOD_SECONDS} || 3;
# Each of these addresses is another one. One stays for ten tries, on one connection.
my $REUSE = 10;
sub own_address { my ($n) = @_; return sprintf '127.%d.%d.%d', 1 + $n / 62_500 % 250, $n / 250 % 250, 1 + $n % 250 }

my ($variant, $price) = Buyer::switch();
my $owner = Account::opened(Shop::Visitor->new, 'owner@example.com');
Account::post($owner, '/account/sign-out');
ok($owner->{cookies}{device} // $owner->{cookies}{'__Host-device'}, 'the owner has signed in by this browser');

# ---- one address, many at once: the limit holds over all workers, and again when memcached is gone
sub tried {
    my ($address) = @_;
    my @asks = map { Flood::start(path => '/account/sign-in', rate => 2, seconds => 8, from => sub {$address},
            form => sub { "email=nobody$_[0]\@example.com&password=wrong+wrong" }) } 1 .. 3;
    my %all;
    for my $ask (@asks) { my $count = Flood::finish($ask); $all{$_} += $count->{$_} for keys %$count }
    delete $all{late};
    return \%all;
}
my $window = sub { int(time / 600) };
my $began = $window->();
my $counted = tried('127.200.0.1');
my $expected = $began == $window->() ? 30 : 'another window';
is($counted->{422} // 0, $expected, 'thirty tries of an address are looked at, over all workers') if $expected eq '30';
is(($counted->{422} // 0) + ($counted->{429} // 0), $counted->{sent}, 'and the rest are told to wait');

# ---- the flood
my @page;
sub cart_seconds {
    my ($visitor, $times) = @_;
    my (@took, %status);
    for (1 .. $times) {
        my $at = time;
        ++$status{ $visitor->get('/cart')->{status} };
        push @took, time - $at;
        sleep 0.06;  # twenty a second are let through to each address
    }
    @took = sort { $a <=> $b } @took;
    return (\%status, $took[$#took * 0.99], $took[$#took / 2]);
}
# The owner comes and goes; each time in so many seconds.
sub owner_signs_in {
    my ($when) = @_;
    my @took;
    for (1 .. 3) {
        my $at = time;
        is(Buyer::location(Account::sign_in($owner, 'owner@example.com')), '/account', "the owner signs in $when");
        push @took, time - $at;
        Account::post($owner, '/account/sign-out');
    }
    return @took;
}
my $shopper = Shop::Visitor->new;
$shopper->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
my $times = int($seconds * 8);
my (undef, $quiet, $quiet_median) = cart_seconds($shopper, $times);

my $attempts = sql('SELECT count(*) FROM login_attempts');
my $flooding = time;
my $flood = Flood::start(path => '/account/sign-in', rate => $rate, seconds => $seconds * 2 + 4, reuse => $REUSE,
    from => sub { own_address($_[0]) },
    # Half of them make up the cookie of a known browser.
    cookie => sub { $_[0] % 2 ? sprintf 'device=%043d', $_[0] : '' },
    form => sub { "email=nobody$_[0]\@example.com&password=wrong+wrong" });
sleep 1;
my ($first, $flooded, $flooded_median) = cart_seconds($shopper, $times);
my @sign_in = owner_signs_in('while it floods');
ok(stack('stop', 'memcached'), 'memcached is killed half-way');
my ($second, $without, $without_median) = cart_seconds($shopper, $times);
push @sign_in, owner_signs_in('without memcached too');
my ($buyer, $stripe) = Buyer::at_the_payment($variant, $price, 1);
like($stripe, qr{/pay/}, 'and somebody buys') or diag $stripe;
my %all = %{ Flood::finish($flood) };
is_deeply([sort keys %$first], [200], 'the cart is there while it floods');
is_deeply([sort keys %$second], [200], 'and without memcached');
# Every try whose password was looked at stands in the table, once; those that were sent away do not.
my $looked = sql('SELECT count(*) FROM login_attempts') - $attempts - @sign_in;
cmp_ok($looked, '<=', ($all{422} // 0) + ($all{none} // 0) + ($all{503} // 0) + ($all{504} // 0), 'no try is counted twice');
is(sql("SELECT count(*) FROM users WHERE email LIKE 'nobody%'"), 0, 'nobody came in');
# Ten a second by the clock; the count begins anew where memcached is gone.
cmp_ok($looked, '<=', 10 * (time - $flooding + 3), 'strangers are looked at so many a second only');
cmp_ok($all{late}, '<', 1000, 'the flood kept its rate');
note sprintf '%d sent in %d s (%d a second): %s', $all{sent}, $seconds * 2 + 4, $all{sent} / ($seconds * 2 + 4),
    join ', ', map {"$_ $all{$_}"} grep { !/sent|late/ } sort keys %all;
note sprintf 'cart p50 / p99: %.1f / %.1f ms quiet, %.1f / %.1f ms flooded, %.1f / %.1f ms without memcached',
    map { 1000 * $_ } $quiet_median, $quiet, $flooded_median, $flooded, $without_median, $without;
note sprintf 'p99 of the cart: %.1f times the quiet one flooded, %.1f times without memcached', $flooded / $quiet, $without / $quiet;
note sprintf 'the owner signed in %d times, within %s s; %d passwords were looked at', scalar @sign_in,
    join(', ', map { sprintf '%.2f', $_ } @sign_in), $looked;
ok(stack('start', 'memcached'), 'memcached is back');
done_testing();
