#!/usr/bin/perl
# A code from its making by staff to an order that was paid: what the cart says of it, what Stripe is
# asked, and that its uses end.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Test::More;

my ($variant, $price) = Buyer::switch();
my $code = 'OFF-' . time;

sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' $words 2>&1`;
    return ($? >> 8, $said);
}

my ($status, $said) = gdsctl('promotions', 'create', 'Ten dollars off', 'amount', 1000, '--code', $code,
    '--minimum', $price, '--limit', 1);
is($status, 0, 'staff make a promotion') or diag $said;
($status, $said) = gdsctl('promotions', 'create', 'Again', 'amount', 1, '--code', lc $code);
is($status, 1, 'its code is taken');
like($said, qr{another promotion's; nothing was made}, 'and says so');
is(sql("SELECT count(*) FROM promotions WHERE name = 'Again'"), 0, 'and nothing was made');
like((gdsctl('promotions', 'list'))[1], qr{\tTen dollars off\tamount\torder\t0\t1\t-\tactive\t\Q$code\E$}m,
    'it stands in the list');

my $visitor = Shop::Visitor->new;
is($visitor->post('/cart/coupon', [code => $code])->{status}, 422, 'without a cart there is none');
$visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
my $page = $visitor->post('/cart/coupon', [code => 'no/code']);
is($page->{status}, 422, 'what is no code is refused');
like($page->{content}, qr{name="code"[^>]* value="no/code"}, 'and stays in its field');
$visitor->post('/cart/coupon', [code => 'NOSUCHCODE']);
like($visitor->get('/cart')->{content}, qr{NOSUCHCODE</b> is no code of ours\.}, 'an unknown one is told');
is($visitor->post('/cart/coupon', [remove => 'nosuchcode'])->{status}, 303, 'and can be removed');
unlike($visitor->get('/cart')->{content}, qr{NOSUCHCODE}, 'and is gone');

is($visitor->post('/cart/coupon', [code => lc $code])->{status}, 303, 'the code is kept');
$page = $visitor->get('/cart')->{content};
like($page, qr{Ten dollars off</span> <b>−\$10\.00}, 'the cart shows what it takes off');

$visitor->post('/checkout', [@Buyer::ADDRESS]);
$visitor->post('/checkout/shipping', [shipping_method => 'ground']);
my $review = $visitor->get('/checkout/review');
like($review->{content}, qr{Ten dollars off</th><td class="num">−\$10\.00}, 'so does the review');
my $total = Buyer::review_total($review);
my $stripe = Buyer::location($visitor->post('/checkout/place', [expected_total => $total]));
like($stripe, qr{/stripe/pay/}, 'placed');
is(sql("SELECT used FROM coupons WHERE code = '$code'"), 1, 'its use is taken');

# Somebody else finds it used up.
my $late = Shop::Visitor->new;
$late->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
$late->post('/cart/coupon', [code => $code]);
like($late->get('/cart')->{content}, qr{has been used up\.}, 'another shopper is told before any payment');
$late->post('/checkout', [@Buyer::ADDRESS]);
$late->post('/checkout/shipping', [shipping_method => 'ground']);
like($late->get('/checkout/review')->{content}, qr{\Q$code\E has been used up\.}, 'and at the review once more');

Buyer::press($stripe, 'pay');
for (1 .. 100) {
    last if sql("SELECT state FROM coupon_claims c JOIN coupons k ON k.id = c.coupon_id WHERE k.code = '$code'") eq 'kept';
    select undef, undef, undef, 0.05;
}
is(sql("SELECT o.state || ' ' || o.total_cents || ' ' || o.discount_cents || ' ' || p.captured_cents
          FROM orders o JOIN payments p ON p.order_id = o.id
          JOIN coupon_claims c ON c.order_id = o.id JOIN coupons k ON k.id = c.coupon_id
         WHERE k.code = '$code' AND c.state = 'kept'"),
    "placed $total 1000 $total", 'the order is paid to the cent, the use is kept');
sql("UPDATE promotions SET state = 'archived'");
done_testing();
