#!/usr/bin/perl
# A piece too heavy for a parcel, over HTTP as a browser without script: what the checkout asks about
# unloading reaches the price, the order, its page and its packing slip; and where no table has a
# price, staff are asked for one and answer with a quote.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Test::More;
use JSON::PP;

my $json = JSON::PP->new;
my $gdsctl = "build/bin/gdsctl --config '@{[Shop::var()]}/gds.conf'";
my $name = 'FRT-' . time . "-$$";

# 90 kg: 199 lb by truck, $199.95 to Texas.
my $variant = sql("WITH p AS (INSERT INTO products (brand_id, category_id, mpn, title, slug, weight_g)
      SELECT min(b.id), (SELECT min(id) FROM categories), '$name', 'UPS 10 kVA $name', lower('$name'), 90000
        FROM brands b RETURNING id)
    INSERT INTO variants (product_id, sku, condition, price_cents) SELECT id, '$name', 'used', 150000 FROM p RETURNING id");
my $item = sql("INSERT INTO stock_items (variant_id, location_id) VALUES ($variant, 1) RETURNING id");
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 10, 'test', now())");

sub visitor {
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => 150000]);
    $visitor->post('/checkout', [@Buyer::ADDRESS]);
    return $visitor;
}
sub shipping { my ($visitor, @told) = @_; return $visitor->post('/checkout/shipping', [@told]) }
sub price { my ($page) = @_; return $page->{content} =~ m{<span class="num">(\$[\d,.]+)</span></label>} && $1 }

subtest 'the answers reach price, order, page and packing slip' => sub {
    my $visitor = visitor();
    my $asks = $visitor->get('/checkout/shipping');
    like($asks->{content}, qr/Where is the truck unloaded\?/, 'freight asks where it is unloaded');
    ok(!price($asks), 'and says no price before');
    is(Buyer::location($visitor->get('/checkout/review')), '/checkout/shipping', 'nor can it be reviewed');

    my $nothing = shipping($visitor);
    is($nothing->{status}, 422, 'no answer: 422');
    like($nothing->{content}, qr/<a href="#unload_site">/, 'the error leads to the question');

    is(Buyer::location(shipping($visitor, unload_site => 'no_dock', lift_gate => 'yes')), '/checkout/shipping',
        'answered');
    is(price($visitor->get('/checkout/shipping')), '$274.95', 'the price holds the lift-gate');
    is(Buyer::location(shipping($visitor, unload_site => 'no_dock', lift_gate => 'yes', inside => 'yes',
        shipping_method => 'freight')), '/checkout/shipping', 'other answers show their price first');
    is(price($visitor->get('/checkout/shipping')), '$369.95', 'with inside delivery');
    is(Buyer::location(shipping($visitor, unload_site => 'no_dock', lift_gate => 'yes', inside => 'yes',
        shipping_method => 'freight')), '/checkout/review', 'then it is chosen');

    my $review = $visitor->get('/checkout/review');
    my $unloading = qr/Unloading: Business without a loading dock; lift-gate, inside delivery/;
    like($review->{content}, $unloading, 'the review says it');
    my $place = $visitor->post('/checkout/place', [expected_total => Buyer::review_total($review)]);
    my $done = $visitor->get(Buyer::path_of(Buyer::press(Buyer::location($place), 'pay')));
    like($done->{content}, $unloading, 'the thank-you page says it');
    my ($order, $number) = $done->{content} =~ m{href="(/orders/(\d+)\?t=[\w-]+)"};
    like(Shop::Visitor->new->get($order)->{content}, $unloading, "the order's page says it");
    is(sql("SELECT concat_ws(' ', shipping_method, shipping_cents, unload_site, unload_wishes::text)
              FROM orders WHERE number = '$number'"), 'freight 36995 no_dock {lift_gate,inside}', 'the order keeps it');
    like(`$gdsctl orders show $number`, qr/unloading: Business without a loading dock; lift-gate, inside delivery/,
        'staff see it');
    `$gdsctl orders ship $number --carrier LTL`;
    my ($slip) = `$gdsctl documents make packing_slip $number` =~ /^(\S+)/;
    ok($slip, 'its parcel has a packing slip');
    is(sql("SELECT state FROM orders WHERE number = '$number'"), 'shipped', 'and it left');
};

subtest 'another address is asked anew' => sub {
    my $visitor = visitor();
    shipping($visitor, unload_site => 'dock');
    $visitor->post('/checkout', [%{ { @Buyer::ADDRESS, line1 => '1 Main St' } }]);
    my $page = $visitor->get('/checkout/shipping');
    unlike($page->{content}, qr/checked/, 'nothing is answered any more');
    ok(!price($page), 'so there is no price');
};

subtest 'what no table has a price for becomes a quote' => sub {
    sql("UPDATE variants SET price_cents = 150000 WHERE id = $variant");
    my $visitor = visitor();
    # Beyond the last row of the table.
    sql("INSERT INTO shipping_facts (variant_id, packed_g) VALUES ($variant, 2000000)");
    is(Buyer::location(shipping($visitor, unload_site => 'dock')), '/checkout/shipping', 'answered');
    my $page = $visitor->get('/checkout/shipping');
    like($page->{content}, qr/We price this delivery by hand/, 'the checkout says so');
    unlike($page->{content}, qr/shipping_method/, 'and offers nothing to choose');
    is($visitor->post('/checkout/shipping/ask', [], headers => { origin => 'https://evil.example' })->{status}, 403,
        'a foreign origin: 403');
    is(Buyer::location($visitor->post('/checkout/shipping/ask', [])), '/checkout/shipping', 'asked');
    $visitor->post('/checkout/shipping/ask', []);
    like($visitor->get('/checkout/shipping')->{content}, qr/We have your request/, 'the page says it is kept');

    my ($request) = `$gdsctl quotes requests` =~ /^(\d+)\t.*\tBusiness with a loading dock\n  1 x \Q$name\E/m;
    ok($request, 'staff see it, once') or return;
    ok(wait_until(20, sub {
        grep { $_->{subject} eq "Shipping request $request wants a price" && $_->{text} =~ /quotes answer $request / }
            @{ $json->decode(control('GET', '/_control/mails')) };
    }), 'and have it by mail');
    my ($quote) = `$gdsctl quotes answer $request --shipping Freight,1249.00,5-9 --send` =~ /^quote (\d+) is on its way/;
    ok($quote, 'they answer with a quote') or return;
    isnt(system("$gdsctl quotes answer $request --shipping Freight,1.00,5-9 2>/dev/null"), 0, 'once');
    unlike(`$gdsctl quotes requests`, qr/\Q$name\E/, 'it waits no longer');

    my ($link) = `$gdsctl quotes show $quote` =~ m{(/quotes/\d+\?t=\S+)};
    my $offer = $visitor->get($link);
    like($offer->{content}, qr/\$1,249\.00/, 'the quote says what delivery costs');
};

done_testing();
