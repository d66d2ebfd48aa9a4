#!/usr/bin/perl
# Somebody tries cards: after a declined one too many no further payment page is opened (2.19), and what
# went between Stripe and us is on record.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'carding', GDS_CARDING_CART_DECLINES => '2', GDS_CARDING_PAGE_DECLINES => '4';
use Buyer;
use Test::More;

my ($variant, $price) = Buyer::switch();
my $gdsctl = "build/bin/gdsctl --config '@{[var()]}/gds.conf'";

sub attempt_of { return sql("SELECT a.id FROM payment_attempts a ORDER BY a.id DESC LIMIT 1") }
sub declines { return sql("SELECT count(*) FROM payment_declines WHERE attempt_id = $_[0]") }

subtest 'a cart whose cards are declined' => sub {
    my ($visitor, $page) = Buyer::at_the_payment($variant, $price, 1);
    my $attempt = attempt_of();
    for my $n (1, 2) {
        Buyer::press($page, 'decline');
        ok(wait_until(20, sub { declines($attempt) == $n }), "decline $n is known");
    }
    is(Buyer::location($visitor->post('/checkout/resume', [])), $page, 'the open page stays the way back');
    is(Buyer::location($visitor->post('/checkout/cancel', [])), '/cart', 'it is cancelled');
    my $total = Buyer::review_total($visitor->get('/checkout/review'));
    my $orders = sql('SELECT count(*) FROM orders');
    my $answer = $visitor->post('/checkout/place', [expected_total => $total]);
    is($answer->{status}, 429, 'another page is not opened');
    ok($answer->{headers}{'retry-after'}, 'and when it may be is said');
    like($answer->{content}, qr/Too many cards were declined/, 'in plain words');
    is(sql('SELECT count(*) FROM orders'), $orders, 'no order came of it');
    my ($other, $there) = Buyer::at_the_payment($variant, $price, 1);
    like($there, qr{/stripe/pay/}, 'another shopper is let through');
};

subtest 'a page on which card after card is declined is ended' => sub {
    my ($visitor, $page) = Buyer::at_the_payment($variant, $price, 1);
    my $attempt = attempt_of();
    Buyer::press($page, 'decline') for 1 .. 4;
    ok(wait_until(30, sub { sql("SELECT state FROM payment_attempts WHERE id = $attempt") eq 'expired' }), 'ended');
    is(Buyer::press($page, 'pay'), 410, 'nothing can be paid there any more');
    unlike($visitor->get('/cart')->{content}, qr/Resume payment/, 'the cart is open');
    my $uuid = sql("SELECT o.public_id FROM orders o JOIN payment_attempts a ON a.order_id = o.id WHERE a.id = $attempt");
    my $calls = `$gdsctl stripe calls $uuid --whole`;
    like($calls, qr{\tcreate_session\tPOST /checkout/sessions\t1\t200\treq_\w+\t}, 'its session is on record');
    like($calls, qr{\texpire_session\tPOST /checkout/sessions/cs_test_\w+/expire\t1\t200\t}, 'and its end');
    unlike($calls, qr/kim|sk_test|stripe\/pay/, 'without persons, keys and payable links');
    my ($request) = $calls =~ /\tcreate_session\t.*\t(req_\w+)\t/;
    like(`$gdsctl stripe calls $request`, qr/^\S+\tcreate_session\t/, 'found by the id of the request');
    like(`$gdsctl stripe events $uuid`, qr/\tcharge\.failed\t1\tnoted/, 'and what Stripe told');
    is(system("$gdsctl stripe calls req_nosuch >/dev/null 2>&1") >> 8, 1, 'of nothing there is nothing');
};

subtest 'what is old goes' => sub {
    sql("UPDATE provider_calls SET sent_at = sent_at - interval '91 days' WHERE call = 'expire_session'");
    local $ENV{GDS_CONF} = var() . '/gds.conf';
    is(system('build/bin/clean-calls >/dev/null'), 0, 'the job runs');
    is(sql("SELECT count(*) FROM provider_calls WHERE call = 'expire_session'"), 0, 'calls of long ago are gone');
    isnt(sql('SELECT count(*) FROM provider_calls'), 0, 'the others are not');
};

done_testing();
