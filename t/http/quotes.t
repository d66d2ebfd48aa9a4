#!/usr/bin/perl
# A quote from its writing by staff to an order on terms that was paid by wire: its page, the cart at
# agreed prices, the review without a card, and who does not get in.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use JSON::PP ();
use Test::More;

my ($variant, $price) = Buyer::switch();
my $sku = sql("SELECT sku FROM variants WHERE id = $variant");
my $offered = $price - 5000;

sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' $words 2>&1`;
    return ($? >> 8, $said);
}
sub dollars { sprintf '%d.%02d', $_[0] / 100, $_[0] % 100 }
sub written {
    my ($status, $said) = gdsctl('quotes', 'write', '--mail', 'kim@example.com', '--name', 'Kim Lee', @_);
    is($status, 0, 'staff write a quote') or diag $said;
    return $said =~ /quote (\d+) is written/ && $1;
}

my $quotes = sql('SELECT count(*) FROM quotes');
my @usual = ("$sku=3\@" . dollars($offered));
is((gdsctl('quotes', 'write', '--mail', 'kim@example.com', '--name', 'Kim Lee', @usual))[0], 1,
    'another price than the web\'s needs a reason');
is(sql('SELECT count(*) FROM quotes'), $quotes, 'and nothing was written');
my $number = written(@usual, '--why', 'three at once', '--terms', 'net_30', '--po', 'PO-7',
    '--shipping', 'Freight,250.00,5-8', '--note', 'As on the phone.');
my $link = (gdsctl('quotes', 'show', $number))[1] =~ m{link \S+?(/quotes/\S+)} && $1;
my ($token) = $link =~ /t=(\S+)/;

my $visitor = Shop::Visitor->new;
is($visitor->get($link)->{status}, 404, 'what was not sent is not there');
is((gdsctl('quotes', 'send', $number))[0], 0, 'staff send it');
is((gdsctl('quotes', 'send', 999))[0], 1, 'one that there is not');

my $page = $visitor->get($link);
is($page->{status}, 200, 'the link shows it');
like($page->{content}, qr{As on the phone\.}, 'with its note');
like($page->{content}, qr{Net 30: no card is charged}, 'and its terms');
like($page->{content}, qr{instead of <del>}, 'and what the web asks');
is($page->{headers}{'referrer-policy'}, 'same-origin', 'its address does not travel');
is($visitor->get("/quotes/$number?t=no")->{status}, 404, 'another token is nobody\'s');
is($visitor->get("/quotes/$number")->{status}, 404, 'nor is none');
is($visitor->post('/quotes/accept', [number => $number, token => 'no'])->{status}, 404, 'nor to accept');

is(Buyer::location($visitor->post('/quotes/accept', [number => $number, token => $token])),
    '/cart', 'accepting makes a cart');
$visitor->post('/quotes/accept', [number => $number, token => $token]);
is(sql('SELECT count(*) FROM cart_agreements'), 1, 'twice is once');
$page = $visitor->get('/cart')->{content};
like($page, qr{This is a quote that you accepted}, 'the cart says what it is');
like($visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price])->{content},
    qr{quote}i, 'nothing else goes into it');

$visitor->post('/checkout', [@Buyer::ADDRESS]);
$visitor->post('/checkout/shipping', [shipping_method => ($visitor->get('/checkout/shipping')->{content}
        =~ /name="shipping_method"[^>]*value="([^"]+)"/)[0]]);
my $review = $visitor->get('/checkout/review');
like($review->{content}, qr{Payment due later: Net 30}, 'the review offers the terms');
like($review->{content}, qr{name="po_number"[^>]*value="PO-7"}, 'with the customer\'s number');
my $total = Buyer::review_total($review);
is($visitor->post('/checkout/place-on-terms', [expected_total => $total - 1, po_number => ''])->{status}, 409,
    'another total is refused');
is(sql("SELECT count(*) FROM orders WHERE channel = 'quote'"), 0, 'and nothing was placed');
my $order = Buyer::location($visitor->post('/checkout/place-on-terms',
        [expected_total => $total, po_number => 'PO-8']));
like($order, qr{^/orders/\d+\?t=}, 'it is placed at once');
is(Buyer::location($visitor->post('/checkout/place-on-terms', [expected_total => $total, po_number => ''])),
    $order, 'a second click leads to the same order');
is(sql("SELECT state || ' ' || charge_status || ' ' || terms || ' ' || po_number || ' ' || subtotal_cents
               || ' ' || shipping_cents || ' ' || total_cents FROM orders WHERE channel = 'quote'"),
    join(' ', 'placed none net_30 PO-8', 3 * $offered, 25000, $total), 'at the agreed prices, payment due');
like($visitor->get($order)->{content}, qr{Payment due}, 'its page says what is due');
like($visitor->get($link)->{content}, qr{It is order }, 'the quote says what became of it');

my ($placed) = $order =~ m{/orders/(\d+)};
my @paid = ('orders', 'pay', $placed, 'wire', dollars($total), 'FED-1');
is((gdsctl(@paid))[1], "recorded\n", 'the money came');
is((gdsctl(@paid))[1], "was recorded before\n", 'once');
is(sql("SELECT charge_status FROM orders WHERE channel = 'quote'"), 'full', 'the order is paid');
is((gdsctl('orders', 'overdue'))[1], '', 'nothing is overdue');

# Staff change the order: one unit more, for less.
sub edited { return gdsctl('orders', 'edit', $placed, @_) }
is((edited('begin', '--reason', 'one more'))[0], 0, 'an edit is begun');
is((edited('add', "$sku=1", '--price', '10.00'))[0], 1, 'a price of ours needs a reason');
is((edited('add', "$sku=1", '--price', '10.00', '--reason', 'loyal'))[0], 0, 'and has one');
my $shown = (edited('preview'))[1];
like($shown, qr/\+ 1 x \Q$sku\E  \$10\.00/, 'it is shown first');
like($shown, qr/balance due \$0\.00 -> \$1\d\.\d\d$/m, 'with what will be due');
my ($word) = $shown =~ /confirm (\w+)$/m;
is((edited('confirm', '0123456789'))[0], 1, 'what was not shown is not done');
is((edited('confirm', $word))[0], 0, 'what was shown is');
is(sql("SELECT charge_status FROM orders WHERE channel = 'quote'"), 'partial', 'the difference is due');
like($visitor->get($order)->{content}, qr{Order changed}, 'and the page of the order says so');
is((edited('preview'))[0], 1, 'no edit is open any more');

# Staff ask for it by mail.
like((gdsctl('orders', 'ask', $placed))[1], qr/^\$1\d\.\d\d is asked for by mail$/m, 'the link is mailed');
my ($mailed) = map { $_->{text} =~ m{(/orders/\d+/pay\?t=\S+)} } grep { $_->{subject} eq "Paying order $placed" }
    @{ wait_until(20, sub {
        my $mails = JSON::PP->new->decode(control('GET', '/_control/mails'));
        (grep { $_->{subject} eq "Paying order $placed" } @$mails) && $mails;
    }) || [] };
is($mailed // '', $order =~ s{\?}{/pay?}r, 'with the way to pay');

# The customer pays the difference.
my $pay = $order =~ s{\?}{/pay?}r;
my ($secret) = $order =~ /t=([\w-]+)/;
like($visitor->get($order)->{content}, qr{href="\Q$pay\E"}, 'its page leads to the payment');
like($visitor->get($pay)->{content}, qr{Pay \$1\d\.\d\d by card}, 'which asks for the difference');
is($visitor->get("/orders/$placed/pay?t=wrong")->{status}, 404, 'of who has the link');
my @balance = ('/checkout/balance', [number => $placed, token => $secret]);
my $stripe = Buyer::location($visitor->post(@balance));
like($stripe, qr{/stripe/pay/cs_test_}, 'and leads to Stripe');
is(Buyer::location($visitor->post(@balance)), $stripe, 'a second click to the same page');
is($visitor->post('/checkout/balance', [number => $placed, token => 'wrong'])->{status}, 404,
    'a wrong token nowhere');
my $back = Buyer::path_of(Buyer::press($stripe, 'pay'));
like($back, qr{^/checkout/paid\?session=}, 'back to the shop');
is(Buyer::location($visitor->get($back)), $order, 'and to the order');
is(sql("SELECT charge_status FROM orders WHERE channel = 'quote'"), 'full', 'which is paid');
like($visitor->get($pay)->{content}, qr{Nothing of this order is to be paid}, 'nothing more is asked');
is((gdsctl('orders', 'ask', $placed))[0], 1, 'nor by mail');

my $other = written("$sku=1");
gdsctl('quotes', 'send', $other);
my $token_of_other = sql("SELECT token FROM quotes WHERE number = '$other'");
is($visitor->post('/quotes/decline', [number => $other, token => $token_of_other, reason => 'too late'])->{status},
    303, 'a quote may be declined');
is($visitor->post('/quotes/accept', [number => $other, token => $token_of_other])->{status}, 409,
    'and then not accepted');
like((gdsctl('quotes', 'show', $other))[1], qr{declined \(customer: too late\)}, 'staff read why');
done_testing();
