#!/usr/bin/perl
# Somebody tries cards: after a declined one too many a further payment page is for who shows to be a person
# (2.19), far beyond it for nobody; and what went between Stripe and us is on record.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'carding', GDS_CARDING_CART_DECLINES => '2', GDS_CARDING_PAGE_DECLINES => '4', GDS_TEST_CAPTCHA => 'on';
use Buyer;
use JSON::PP;
use Test::More;

my $json = JSON::PP->new;
sub token {
    my ($action) = @_;
    return $json->decode(control('POST', '/_control/turnstile/token', $json->encode({ action => $action })))->{token};
}

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
    my $orders = sub { sql('SELECT count(*) FROM orders') };
    my $before = $orders->();
    my $place = sub { $visitor->post('/checkout/place', [expected_total => $total, @_]) };
    my $answer = $place->();
    is($answer->{status}, 422, 'another page is not opened at once');
    like($answer->{content}, qr{<div class="cf-turnstile" data-sitekey="[^"]+" data-action="checkout">}, 'a person is asked for');
    like($answer->{content}, qr{name="expected_total" value="$total"}, 'in a form that knows what was agreed');
    like($answer->{headers}{'content-security-policy'}, qr{form-action 'self' \S+}, 'and may lead to Stripe');
    my @shown = (expected_due => $total, proof => 'shown', 'cf-turnstile-response');
    is($place->(@shown, token('contact'))->{status}, 422, 'a token of another form opens none');
    is($place->(@shown, 'made-up')->{status}, 422, 'nor one that is made up');
    control('POST', '/_control/turnstile/answers', $json->encode({ answers => [{ status => 502, body => 'empty' }] }));
    is($place->(@shown, token('checkout'))->{status}, 503, 'while the verifier is down nobody gets one');
    is($orders->(), $before, 'no order came of it');
    my $token = token('checkout');
    like($page = Buyer::location($place->(@shown, $token)), qr{/stripe/pay/}, 'who shows to be a person gets one');
    is($orders->(), $before + 1, 'for one order');
    is(Buyer::location($visitor->post('/checkout/cancel', [])), '/cart', 'that is cancelled too');
    is($place->(@shown, $token)->{status}, 422, 'the same proof opens no second page');
    my %number = (two => 2, three => 3, four => 4, five => 5, six => 6, seven => 7, eight => 8, nine => 9);
    my ($left, $right) = ($answer = $place->())->{content} =~ /What is (\w+) plus (\w+)\?/;
    my ($stamp) = $answer->{content} =~ /name="captcha_stamp" value="([^"]+)"/;
    my @question = (proof => 'shown', captcha_stamp => $stamp, captcha_answer => $number{$left} + $number{$right});
    like($page = Buyer::location($place->(@question)), qr{/stripe/pay/}, 'without script an answer does');
    $attempt = attempt_of();
    for my $n (1 .. 3) {
        Buyer::press($page, 'decline');
        ok(wait_until(20, sub { declines($attempt) == $n }), "and $n more are declined");
    }
    $visitor->post('/checkout/cancel', []);
    is($place->(@question)->{status}, 422, 'the answer was for one page');
    my ($other, $there) = Buyer::at_the_payment($variant, $price, 1);
    like($there, qr{/stripe/pay/}, 'another shopper is let through');
};

subtest 'a balance is no way around it' => sub {
    my ($visitor, $page) = Buyer::at_the_payment($variant, $price, 1);
    Buyer::press($page, 'pay');
    my $number = wait_until(20, sub { sql("SELECT number FROM orders ORDER BY id DESC LIMIT 1") });
    my ($id, $secret) = split /\|/, sql("SELECT id, token FROM orders WHERE number = '$number'");
    sql("INSERT INTO payment_declines (name, attempt_id, order_id, cart_id, fingerprint, code, at)
         SELECT 'made-' || n, a.id, a.order_id, NULL, '', 'card_declined', now()
           FROM payment_attempts a, generate_series(1, 2) n WHERE a.order_id = $id");
    my $answer = Shop::Visitor->new->post('/checkout/balance', [number => $number, token => $secret]);
    is($answer->{status}, 422, 'a person is asked for');
    like($answer->{content}, qr{action="/checkout/balance".*name="token" value="\Q$secret\E"}s, 'and knows what for');
    sql("INSERT INTO payment_declines (name, attempt_id, order_id, cart_id, fingerprint, code, at)
         SELECT 'more-' || n, a.id, a.order_id, NULL, '', 'card_declined', now()
           FROM payment_attempts a, generate_series(1, 6) n WHERE a.order_id = $id");
    $answer = Shop::Visitor->new->post('/checkout/balance',
        [number => $number, token => $secret, proof => 'shown', 'cf-turnstile-response' => token('checkout')]);
    is($answer->{status}, 429, 'at four times the limit no proof helps');
    ok($answer->{headers}{'retry-after'}, 'and when it may be is said');
    like($answer->{content}, qr/Too many cards were declined/, 'in plain words');
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
