#!/usr/bin/perl
# Finding an order by its number and the mail address it was bought with: who gets to its page, and that
# nobody learns which of the two was wrong.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Test::More;

my $email = 'lookup.' . int(rand 1e9) . '@example.com';
my ($variant, $price) = Buyer::switch();
sub ordered {
    my $buyer = Shop::Visitor->new;
    $buyer->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    $buyer->post('/checkout', [@Buyer::ADDRESS[2 .. $#Buyer::ADDRESS], email => $email]);
    $buyer->post('/checkout/shipping', [shipping_method => 'ground']);
    my $total = Buyer::review_total($buyer->get('/checkout/review'));
    Buyer::press(Buyer::location($buyer->post('/checkout/place', [expected_total => $total])), 'pay');
    return wait_until(20, sub { sql("SELECT number FROM orders WHERE email = '$email' AND placed_at IS NOT NULL") });
}
my $number = ordered();
ok($number, 'an order is placed');

my $visitor = Shop::Visitor->new;
my $page = $visitor->get('/orders/lookup');
is($page->{status}, 200, 'there is a form');
is($page->{headers}{'referrer-policy'}, 'same-origin', 'that can be sent');
my $token = sql("SELECT token FROM orders WHERE number = '$number'");
sub ask { return Shop::Visitor->new->post('/orders/lookup', [number => $_[0], email => $_[1]]) }
is(Buyer::location(ask($number, $email)), "/orders/$number?t=$token", 'number and address lead to the page of the order');
is(Buyer::location(ask("#$number", uc $email)), "/orders/$number?t=$token", 'as people write them');
my @wrong = (ask($number, "other.$email"), ask('999999999', $email), ask('999999999', 'nobody@example.com'));
is($_->{status}, 422, 'what does not fit is refused') for @wrong;
my @texts = map { my $text = $_->{content}; $text =~ s/value="[^"]*"//g; $text } @wrong;
is($texts[0], $texts[1], 'in the same words for a wrong number and a wrong address');
is($texts[0], $texts[2], 'and for both');
unlike($texts[0], qr/\Q$token\E/, 'which say nothing of the order');
is(ask('', $email)->{status}, 422, 'a number is wanted');

# Ten wrong ones for a number, from whatever addresses, and the right one waits as well.
ask($number, "guess.$_\@example.com") for 1 .. 10;
is(ask($number, $email)->{status}, 422, 'guessing ends');
done_testing();
