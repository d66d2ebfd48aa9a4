#!/usr/bin/perl
# A buyer gets a link on the order's page; who comes by it and buys is brought by the buyer, found by
# the cookie after the order was placed. The buyer's own browser brings nobody.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Digest::SHA qw(sha256_hex);
use Test::More;

my ($variant, $price) = Buyer::switch();
my $job = "build/bin/pay-referrals --config '@{[var()]}/gds.conf' 2>&1";

# An order of one switch that a gift card pays, so that it is placed at once; its page's path.
sub placed {
    my ($visitor, $email, $line1) = @_;
    my $code = join '', map { (2 .. 9)[rand 8] } 1 .. 20;
    my $card = sql("INSERT INTO gift_cards (code_hash, last4, issued_at)
        VALUES ('@{[sha256_hex($code)]}', '@{[substr $code, -4]}', now()) RETURNING id");
    sql("INSERT INTO tender_entries (gift_card_id, kind, amount_delta, cause, key, actor, at)
        VALUES ($card, 'issued', @{[10 * $price]}, 'test', 'test card $card', 'test', now())");
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    $visitor->post('/cart/gift-card', [code => $code]);
    my %address = (@Buyer::ADDRESS, email => $email, line1 => $line1);
    $visitor->post('/checkout', [%address]);
    $visitor->post('/checkout/shipping', [shipping_method => 'ground']);
    my $total = Buyer::review_total($visitor->get('/checkout/review'));
    return Buyer::path_of(Buyer::location(
        $visitor->post('/checkout/place', [expected_total => $total, expected_due => 0])));
}
my $run = $$ . int rand 1e6;
sub address { return "$_[0]-$run\@example.com" }
sub brought {
    my ($name) = @_;
    return sql("SELECT r.state || ' ' || r.reason FROM referrals r JOIN customers c ON c.id = r.referred_id
                 WHERE c.email = '@{[address($name)]}'");
}

my $ann = Shop::Visitor->new;
my $page = placed($ann, address('ann'), "1 Elm St $run");
like($page, qr{^/orders/\d+\?t=}, 'the buyer has an order');
like($ann->get($page)->{content}, qr{They get \$25\.00 of store credit, and you get \$25\.00, once their first order},
    'whose page says what bringing a colleague is worth');
my ($ask) = $ann->get($page)->{content} =~ /<form action="([^"]*\/referral\?t=[^"]*)"/;
is($ann->post($ask =~ s/t=.*/t=AAAA/r, [])->{status}, 404, 'nobody without the token of the order gets its link');
is(Buyer::path_of(Buyer::location($ann->post($ask, []))), $page, 'asking for the link leads back to the page');
my ($link) = $ann->get($page)->{content} =~ /id="referral-link" value="([^"]+)"/;
like($link // '', qr{/r/[0-9a-z]{10}$}, 'which has it now');
$link = Buyer::path_of($link);

my $bob = Shop::Visitor->new;
my $followed = $bob->get($link);
is("$followed->{status} " . Buyer::path_of(Buyer::location($followed)), '303 /', 'the link leads to the shop');
ok($bob->{cookies}{visitor}, 'with a cookie');
placed($bob, address('bob'), "2 Oak Ave $run");
$ann->get($link);
placed($ann, address('ann.b'), "3 Ash Rd $run");
my $stray = Shop::Visitor->new;
is($stray->get('/r/0000000000')->{status}, 303, 'a link that is nobody\'s leads to the shop too');
ok(!$stray->{cookies}{visitor}, 'without a cookie');
is(brought('bob'), '', 'the order waits to be looked at');

my $said = `$job`;
is($?, 0, 'the job runs') or diag($said);
is(brought('bob'), 'pending ', 'who followed the link was brought');
is(brought('ann.b'), 'refused same device', 'whom the buyer would bring in her own browser was not');
`$job`;
is(sql("SELECT count(*) FROM referrals r JOIN customers c ON c.id = r.referrer_id WHERE c.email = '@{[address('ann')]}'"),
    2, 'an order is looked at once');
done_testing();
