#!/usr/bin/perl
# The whole line over HTTP, as a browser without script walks it: cart, address, shipping, review,
# Stripe's page, and back; and what goes wrong on the way.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;
use JSON::PP;

my $json = JSON::PP->new;

# A variant with more than enough units for this test.
my ($variant, $price, $item) = split /\|/, sql(q{
    SELECT v.id, v.price_cents, s.id FROM variants v JOIN stock_items s ON s.variant_id = v.id
     JOIN products p ON p.id = v.product_id
     WHERE p.mpn = 'WS-C3850-24T-L' AND s.on_hand >= 2 ORDER BY s.on_hand DESC LIMIT 1});
# Other runs have bought from this shop: what counts here is what changes.
sub stock { return sql("SELECT on_hand - allocated FROM stock_items WHERE id = $item") }
sub held { return sql("SELECT held FROM stock_items WHERE id = $item") }
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 30, 'test', now())");

my @address = (email => 'kim@example.com', name => 'Kim Lee', company => '', line1 => '500 W 2nd St',
    line2 => '', city => 'Austin', state => 'TX', zip => '78701', phone => '');

sub location { my ($answer) = @_; return $answer->{headers}{location} // '' }

sub leads_to {
    my ($answer, $path, $what) = @_;
    is($answer->{status}, 303, "$what: 303");
    like(location($answer), qr{^(?:\Q${\ url()}\E)?\Q$path\E$}, "$what: leads to $path");
}

# A visitor with so many units in the cart and everything told but the last click; the review's
# total in cents.
sub at_the_review {
    my ($units) = @_;
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => $units, price_version => $price]);
    $visitor->post('/checkout', \@address);
    $visitor->post('/checkout/shipping', [shipping_method => 'ground']);
    my ($total) = $visitor->get('/checkout/review')->{content} =~ /name="expected_total"[^>]*value="(\d+)"/;
    return ($visitor, $total);
}

sub pay_page { my ($place) = @_; return location($place) }

# What the buttons on the stand-in's page do; answers where it leads.
sub press {
    my ($page, $button) = @_;
    my $http = HTTP::Tiny->new(max_redirect => 0);
    my $answer = $http->post_form("$page/$button", []);
    return $answer->{headers}{location} // $answer->{status};
}

sub path_of { my ($url) = @_; $url =~ s{^https?://[^/]+}{}; return $url }

subtest 'a guest buys two units' => sub {
    my ($before, $mails) = (stock(), 0);
    my $visitor = Shop::Visitor->new;
    is_deeply($visitor->{cookies}, {}, 'no cookie before the first add');
    leads_to($visitor->post('/cart/add',
        [variant => $variant, units => 2, price_version => $price]), '/cart', 'add');
    is_deeply([keys %{ $visitor->{cookies} }], ['cart'], 'the cart cookie came with the first add');
    like($visitor->get('/cart')->{content}, qr/WS-C3850-24T-L/, 'the cart shows it');
    is($visitor->get('/checkout')->{status}, 200, 'the checkout begins');
    leads_to($visitor->post('/checkout', \@address), '/checkout/shipping', 'address');
    like($visitor->get('/checkout/shipping')->{content}, qr/Ground/, 'ground is offered');
    leads_to($visitor->post('/checkout/shipping', [shipping_method => 'ground']),
        '/checkout/review', 'shipping');
    my $review = $visitor->get('/checkout/review');
    is($review->{status}, 200, 'review');
    my ($total) = $review->{content} =~ /name="expected_total"[^>]*value="(\d+)"/;
    cmp_ok($total, '>', 2 * $price, 'the total holds shipping and tax');

    my $place = $visitor->post('/checkout/place', [expected_total => $total]);
    is($place->{status}, 303, 'place: 303');
    like(location($place), qr{/stripe/pay/cs_test_}, 'to the payment page');
    is(location($visitor->post('/checkout/place', [expected_total => $total])), location($place),
        'a second click leads to the same page');
    like($visitor->get('/cart')->{content}, qr/Resume payment/, 'the cart is read-only meanwhile');
    is($visitor->post('/cart/update', [variant => $variant, units => 1])->{status}, 409,
        'and answers 409 to changes');

    my $back = path_of(press(pay_page($place), 'pay'));
    like($back, qr{^/checkout/done\?session=cs_test_}, 'back to the shop');
    my $done = $visitor->get($back);
    is($done->{status}, 200, 'done');
    my ($order) = $done->{content} =~ m{href="(/orders/\d+\?t=[\w-]+)"};
    ok($order, 'the tracking link is there');
    my ($number) = $order =~ m{/orders/(\d+)};
    is(sql("SELECT state || ' ' || total_cents FROM orders WHERE number = '$number'"),
        "placed $total", 'the order stands as reviewed');
    is(stock(), $before - 2, 'two units are allocated');
    is(sql("SELECT count(*) FROM stock_movements m JOIN orders o ON o.id = m.order_id
            WHERE o.number = '$number' AND kind = 'allocated'"), 1, 'by one movement');

    is(Shop::Visitor->new->get($order)->{status}, 200, 'the tracking page needs no cookie');
    is(Shop::Visitor->new->get("/orders/$number")->{status}, 404, 'but the token');
    is(Shop::Visitor->new->get("/orders/$number?t=wrong")->{status}, 404, 'the right one');
    like($visitor->get('/cart')->{content}, qr/Nothing is in it yet/, 'the cart is empty again');
    ok(wait_until(20, sub {
        my ($mail) = grep { $_->{subject} =~ /\b$number\b/ } @{ $json->decode(control('GET', '/_control/mails')) };
        return $mail && $mail->{text} =~ m{\Q$order\E};
    }), 'the confirmation mail holds the tracking link');
};

subtest 'cancel, edit, pay again' => sub {
    my $before = stock();
    my ($visitor, $total) = at_the_review(2);
    my $first = $visitor->post('/checkout/place', [expected_total => $total]);
    leads_to($visitor->post('/checkout/cancel', []), '/cart', 'cancel');
    unlike($visitor->get('/cart')->{content}, qr/Resume payment/, 'the cart is open');
    leads_to($visitor->post('/cart/update', [variant => $variant, units => 1]), '/cart', 'edit');
    leads_to($visitor->post('/checkout/shipping', [shipping_method => 'ground']),
        '/checkout/review', 'shipping again');
    my ($less) = $visitor->get('/checkout/review')->{content} =~ /name="expected_total"[^>]*value="(\d+)"/;
    cmp_ok($less, '<', $total, 'one unit costs less');
    my $second = $visitor->post('/checkout/place', [expected_total => $less]);
    isnt(location($second), location($first), 'another payment page');
    unlike(press(pay_page($first), 'pay'), qr/checkout/, 'the first one cannot be paid any more');
    is($visitor->get(path_of(press(pay_page($second), 'pay')))->{status}, 200, 'the second can');
    is(stock(), $before - 1, 'one unit is sold');
};

subtest 'a total that is not as agreed shows the review again' => sub {
    my ($visitor, $total) = at_the_review(1);
    my $orders = sql('SELECT count(*) FROM orders');
    my $answer = $visitor->post('/checkout/place', [expected_total => $total - 1]);
    is($answer->{status}, 409, '409');
    like($answer->{content}, qr/Place order and pay/, 'the review with its button');
    is(sql('SELECT count(*) FROM orders'), $orders, 'no order came of it');
};

subtest 'what is typed wrong is kept and named' => sub {
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    my $kept = sql('SELECT count(*) FROM checkouts');
    for ([email => 'kim@'], [state => 'PR'], [zip => '7870'], [name => "Kim\0Lee"], [zip => '03801'], [city => 'x' x 61]) {
        my ($field, $value) = @$_;
        my %typed = (@address, $field => $value);
        my $answer = $visitor->post('/checkout', [%typed]);
        is($answer->{status}, 422, "$field: 422");
        like($answer->{content}, qr/500 W 2nd St|aria-invalid/, "$field: the page shows what was typed");
    }
    is($visitor->post('/checkout', [], content => 'email=%FF%FE')->{status}, 422, 'bad UTF-8: 422');
    is(sql('SELECT count(*) FROM checkouts'), $kept, 'nothing of it was kept');
    is($visitor->post('/checkout', \@address, headers => { origin => 'https://evil.example' })->{status},
        403, 'a foreign origin: 403');
    is($visitor->post('/checkout', \@address, headers => { 'content-type' => 'text/xml' })->{status},
        415, 'a foreign content type: 415');
    is($visitor->post('/checkout', [@address, extra => 'x' x 100_000])->{status}, 413, 'too large: 413');
};

subtest 'a declined card keeps the session open; waiting is told' => sub {
    my ($visitor, $total) = at_the_review(1);
    my $place = $visitor->post('/checkout/place', [expected_total => $total]);
    press(pay_page($place), 'decline');
    leads_to_same($visitor->post('/checkout/resume', []), $place);
    my $back = path_of(press(pay_page($place), 'wait'));
    my $page = $visitor->get($back);
    is($page->{status}, 200, 'the waiting page');
    like($page->{content}, qr/confirm|wait/i, 'says so');
    my ($session) = $back =~ /session=(\w+)/;
    is(sql("SELECT o.state FROM orders o JOIN payment_attempts a ON a.order_id = o.id
            WHERE a.session_id = '$session'"), 'awaiting_payment', 'the order waits');
};

sub leads_to_same {
    my ($answer, $other) = @_;
    is(location($answer), location($other), 'resume leads to the same page');
}

subtest 'Stripe down: the cart stays, the shopper is told, nothing is charged twice' => sub {
    my ($visitor, $total) = at_the_review(1);
    my $orders = sql('SELECT count(*) FROM orders');
    control('POST', '/_control/faults', $json->encode(
        { method => 'POST', path => '/checkout/sessions', times => 10, fault => 'drop' }));
    my $answer = $visitor->post('/checkout/place', [expected_total => $total]);
    is($answer->{status}, 503, '503');
    ok($answer->{headers}{'retry-after'}, 'with Retry-After');
    like($visitor->get('/cart')->{content}, qr/WS-C3850-24T-L/, 'the cart is there');
    control('DELETE', '/_control/faults');
    # A worker that had no answer three times asks nothing for ten seconds.
    my $page = wait_until(30, sub { location($visitor->post('/checkout/resume', [])) =~ m{(.*/stripe/pay/.*)} && $1 });
    ok($page, 'later the same order goes on');
    is(sql('SELECT count(*) FROM orders') - $orders, 1, 'it is one order');
};

done_testing();
