#!/usr/bin/perl
# The whole line over HTTP, as a browser without script walks it: cart, address, shipping, review,
# Stripe's page, and back; and what goes wrong on the way.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Test::More;
use JSON::PP;

my $json = JSON::PP->new;

my ($variant, $price, $item) = Buyer::switch();
my @address = @Buyer::ADDRESS;
# Other runs have bought from this shop: what counts here is what changes.
sub stock { return sql("SELECT on_hand - allocated FROM stock_items WHERE id = $item") }
sub location { return Buyer::location(@_) }
sub path_of { return Buyer::path_of(@_) }
sub press { return Buyer::press(@_) }
sub at_the_review { return Buyer::at_the_review($variant, $price, @_) }

sub leads_to {
    my ($answer, $path, $what) = @_;
    is($answer->{status}, 303, "$what: 303");
    like(location($answer), qr{^(?:\Q${\ url()}\E)?\Q$path\E$}, "$what: leads to $path");
}

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
    my $total = Buyer::review_total($review);
    cmp_ok($total, '>', 2 * $price, 'the total holds shipping and tax');

    my $place = $visitor->post('/checkout/place', [expected_total => $total]);
    is($place->{status}, 303, 'place: 303');
    like(location($place), qr{/stripe/pay/cs_test_}, 'to the payment page');
    is(location($visitor->post('/checkout/place', [expected_total => $total])), location($place),
        'a second click leads to the same page');
    like($visitor->get('/cart')->{content}, qr/Resume payment/, 'the cart is read-only meanwhile');
    is($visitor->post('/cart/update', [variant => $variant, units => 1])->{status}, 409,
        'and answers 409 to changes');

    my $back = path_of(press(location($place), 'pay'));
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
    my ($paper) = Shop::Visitor->new->get($order)->{content} =~ m{href="(/orders/\d+/invoice\?t=[\w-]+)"};
    ok($paper, 'the page links to the invoice');
    my $invoice = Shop::Visitor->new->get($paper);
    is("$invoice->{status} $invoice->{headers}{'content-type'}", '200 application/pdf', 'a PDF');
    like($invoice->{content}, qr/\A%PDF-.*%%EOF\s*\z/s, 'whole');
    is(Shop::Visitor->new->get($paper)->{content}, $invoice->{content}, 'the same the next time');
    is(Shop::Visitor->new->get("/orders/$number/invoice?t=wrong")->{status}, 404, 'and behind the token');
    my $paper_number = sql("SELECT d.number FROM documents d JOIN orders o ON o.id = d.order_id
                             WHERE o.number = '$number'");
    my $gdsctl = "build/bin/gdsctl --config '@{[Shop::var()]}/gds.conf'";
    is(`$gdsctl documents print $paper_number`, $invoice->{content}, 'staff print the same bytes');
    like(`$gdsctl documents list $number`, qr/^$paper_number\t1\tinvoice\t\S+\tshopper$/, 'and see it listed');
    is(`$gdsctl documents make invoice $number`, `$gdsctl documents list $number`, 'making it again finds it');
    `$gdsctl orders comment $number 'It leaves on Monday.' --tell`;
    like(Shop::Visitor->new->get($order)->{content}, qr/It leaves on Monday\./, 'a word of staff is on the page');
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
    my $less = Buyer::review_total($visitor->get('/checkout/review'));
    cmp_ok($less, '<', $total, 'one unit costs less');
    my $second = $visitor->post('/checkout/place', [expected_total => $less]);
    isnt(location($second), location($first), 'another payment page');
    unlike(press(location($first), 'pay'), qr/checkout/, 'the first one cannot be paid any more');
    is($visitor->get(path_of(press(location($second), 'pay')))->{status}, 200, 'the second can');
    is(stock(), $before - 1, 'one unit is sold');
};

subtest 'a total that is not as agreed shows the review again' => sub {
    my ($visitor, $total) = at_the_review(1);
    my $orders = sql('SELECT count(*) FROM orders');
    my $answer = $visitor->post('/checkout/place', [expected_total => $total - 1]);
    is($answer->{status}, 409, "409: a conflict");
    like($answer->{content}, qr/Place order and pay/, 'the review with its button');
    is(sql('SELECT count(*) FROM orders'), $orders, 'no order came of it');
};

subtest 'what is typed wrong is kept and named' => sub {
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    my $kept = sql('SELECT count(*) FROM checkouts');
    for ([email => 'kim@'], [state => 'PR'], [zip => '7870'], [name => "Kim\x{202e}Lee"], [zip => '03801'], [city => 'x' x 61]) {
        my ($field, $value) = @$_;
        my %typed = (@address, $field => $value);
        my $answer = $visitor->post('/checkout', [%typed]);
        is($answer->{status}, 422, "$field: 422");
        like($answer->{content}, qr/500 W 2nd St|aria-invalid/, "$field: the page shows what was typed");
    }
    is($visitor->post('/checkout', [], content => 'email=%FF%FE')->{status}, 422, 'bad UTF-8: 422');
    is($visitor->post('/checkout', { @address, name => "Kim\0Lee" })->{status}, 422, 'a NUL: 422');
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
    press(location($place), 'decline');
    leads_to_same($visitor->post('/checkout/resume', []), $place);
    my $back = path_of(press(location($place), 'wait'));
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
    is($answer->{status}, 503, "503: try later");
    ok($answer->{headers}{'retry-after'}, 'with Retry-After');
    like($visitor->get('/cart')->{content}, qr/WS-C3850-24T-L/, 'the cart is there');
    control('DELETE', '/_control/faults');
    # A worker that had no answer three times asks nothing for ten seconds.
    my $page = wait_until(30, sub { location($visitor->post('/checkout/resume', [])) =~ m{(.*/stripe/pay/.*)} && $1 });
    ok($page, 'later the same order goes on');
    is(sql('SELECT count(*) FROM orders') - $orders, 1, 'it is one order');
};

done_testing();
