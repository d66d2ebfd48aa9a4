#!/usr/bin/perl
# A gift card typed into a cart pays its part to the cent, beside a code and a card of Stripe's; and
# all of it, without Stripe.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Digest::SHA qw(sha256_hex);
use Test::More;

my ($variant, $price) = Buyer::switch();

# As staff make one: the table keeps the hash of a code alone.
my @letters = split //, '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
sub gift_card {
    my ($cents) = @_;
    my $code = join '', map { $letters[rand @letters] } 1 .. 20;
    my $card = sql("INSERT INTO gift_cards (code_hash, last4, issued_at)
        VALUES ('@{[sha256_hex($code)]}', '@{[substr $code, -4]}', now()) RETURNING id");
    sql("INSERT INTO tender_entries (gift_card_id, kind, amount_delta, cause, key, actor, at)
        VALUES ($card, 'issued', $cents, 'test', 'test card $card', 'test', now())");
    return ($card, $code);
}
sub on_card {
    my ($card) = @_;
    return sql("SELECT amount_cents || ' ' || used_cents || ' ' || authorized_cents FROM gift_cards WHERE id = $card");
}
sub place {
    my ($visitor) = @_;
    my ($page) = $visitor->get('/checkout/review')->{content};
    my ($total) = $page =~ /name="expected_total" value="(\d+)"/;
    my ($due) = $page =~ /name="expected_due" value="(\d+)"/;
    return ($total, $due, $visitor->post('/checkout/place', [expected_total => $total, expected_due => $due]));
}

my ($card, $code) = gift_card(10000);
my ($visitor, $before) = Buyer::at_the_review($variant, $price, 1);
my $page = $visitor->post('/cart/gift-card', [code => 'ABCD']);
is($page->{status}, 422, 'what is no code is refused');
like($page->{content}, qr{This code is not valid}, 'and told');
unlike($page->{content}, qr{ABCD}, 'but not shown again');
is($visitor->post('/cart/gift-card', [code => lc $code])->{status}, 303, 'a card is kept');
like($visitor->get('/cart')->{content}, qr{Card ending in \Q${\ substr $code, -4}\E pays up to \$100\.00\.},
    'the cart says what it pays');
my $review = $visitor->get('/checkout/review')->{content};
like($review, qr{Gift card ending in \w{4}</th><td class="num">−\$100\.00}, 'so does the review');

my ($total, $due, $place) = place($visitor);
is($total, $before, 'a gift card lowers no price');
is($due, $total - 10000, 'but what is left to pay');
my $stripe = Buyer::location($place);
like($stripe, qr{/stripe/pay/}, 'the rest is paid at Stripe');
is(on_card($card), '10000 0 10000', 'the card has promised its part');
Buyer::press($stripe, 'pay');
for (1 .. 100) {
    last if on_card($card) eq '10000 10000 0';
    select undef, undef, undef, 0.05;
}
is(on_card($card), '10000 10000 0', 'and paid it');
is(sql("SELECT string_agg(p.provider || ' ' || p.captured_cents, ', ' ORDER BY p.provider) || ', ' || o.charge_status
          FROM orders o JOIN payments p ON p.order_id = o.id
         WHERE o.id = (SELECT order_id FROM tender_entries WHERE gift_card_id = $card AND kind = 'captured')
         GROUP BY o.id"),
    "stripe $due, tender 10000, full", 'together they are the whole order');

($card, $code) = gift_card(10 * $price);
($visitor) = Buyer::at_the_review($variant, $price, 1);
$visitor->post('/cart/gift-card', [code => $code]);
like($visitor->get('/checkout/review')->{content}, qr{Nothing is left to pay}, 'nothing is left to pay');
($total, $due, $place) = place($visitor);
is($due, 0, 'so nothing is due');
my $done = Buyer::path_of(Buyer::location($place));
like($done, qr{^/orders/\d+\?t=}, 'placing it leads to the order');
is(Buyer::path_of(Buyer::location($visitor->post('/checkout/place', [expected_total => $total, expected_due => 0]))),
    $done, 'a second click too');
$page = $visitor->get($done);
is($page->{status}, 200, 'which is placed');
like($page->{content}, qr{Gift cards and credit</th><td class="num">−}, 'and says how it was paid');
is(on_card($card), 10 * $price . " $total 0", 'once');
is($visitor->post('/cart/gift-card', [remove => $card])->{status}, 422, 'the next cart is another one');
done_testing();
