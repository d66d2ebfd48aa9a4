#!/usr/bin/perl
# The cart through nginx, with and without script: what it takes, what it refuses, and that a refusal
# changes nothing.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

# A variant of its own for each part of this test, so that no part sees another's holds.
my @stocked = map { [split /\|/] } split /\n/, sql(<<'SQL');
    SELECT v.id, v.price_cents, p.slug, p.id, s.id FROM variants v
      JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
     WHERE s.on_hand - s.allocated - s.buffer - s.held BETWEEN 3 AND 5 AND p.kind = 'product'
     ORDER BY v.id LIMIT 6
SQL
is(scalar @stocked, 6, 'the demo has variants of few units');

sub fields {
    my ($one, $units, $price) = @_;
    return [variant => $one->[0], units => $units, price_version => $price // $one->[1]];
}

sub units_free {
    my ($one) = @_;
    return sql("SELECT variant_available($one->[0], now())");
}

# Lines and holds of everybody: a refusal must leave all of them as they were.
sub state_of_carts {
    return sql('SELECT string_agg(l::text, chr(10) ORDER BY id) FROM cart_lines l')
        . sql('SELECT string_agg(h::text, chr(10) ORDER BY id) FROM holds h'
            . q( WHERE expires_at > now() + interval '5 minutes'))
        . sql('SELECT count(*) FROM carts');
}

{
    my $one = $stocked[0];
    my $visitor = Shop::Visitor->new;
    my $free = units_free($one);
    my $empty = $visitor->get('/cart');
    is($empty->{status}, 200, 'a visitor without a cookie has an empty cart');
    is($empty->{headers}{'set-cookie'}, undef, 'looking at it sets no cookie');

    my $added = $visitor->post('/cart/add', fields($one, 2));
    is($added->{status}, 303, 'what is added leads to the cart');
    is($added->{headers}{location}, '/cart', 'by its own address');
    like($added->{headers}{'set-cookie'},
        qr{^cart=[\w-]{43}; .*HttpOnly.*SameSite=Lax}i, 'the cookie comes with the first addition');
    is(units_free($one), $free - 2, 'the units are set aside');
    my $page = $visitor->get('/cart');
    like($page->{content}, qr{href="/p/\Q$one->[2]\E"}, 'a line links to its product page');
    is($page->{headers}{'cache-control'}, 'no-store', 'the page is kept by nobody');

    is($visitor->post('/cart/add', fields($one, 1))->{headers}{'set-cookie'}, undef,
        'a second addition sets no cookie');
    is($visitor->post('/cart/update', [variant => $one->[0], units => 1])->{status}, 303,
        'units can be changed');
    is(units_free($one), $free - 1, 'and are set aside as changed');
    is($visitor->post('/cart/remove', [variant => $one->[0]])->{status}, 303, 'a line can be removed');
    is(units_free($one), $free, 'and its units are free');
    is($visitor->post('/cart/remove', [variant => $one->[0]])->{status}, 303, 'once more does no harm');
}

{
    my $one = $stocked[1];
    my $visitor = Shop::Visitor->new;
    is($visitor->post('/cart/add', fields($one, 1))->{status}, 303, 'a cart to spoil');
    my $before = state_of_carts();
    for my $units ('0', '-1', '1000000000', 'two', '', '1.5', "\0", "\xff") {
        (my $shown = $units) =~ s/([^ -~])/sprintf '\\x%02x', ord $1/ge;
        my $refused = $visitor->post('/cart/add', fields($one, $units));
        is($refused->{status}, 422, "adding '$shown' units: 422");
        # No person types a NUL: that is refused before the cart is asked.
        like($refused->{content}, qr{action="/cart/add"}, "adding '$shown' units: the form again") if $units ne "\0";
        my $kept = $visitor->post('/cart/update', [variant => $one->[0], units => $units]);
        is($kept->{status}, 422, "changing to '$shown' units: 422");
        like($kept->{content}, qr{action="/cart/update"}, "changing to '$shown' units: the cart again") if $units ne "\0";
    }
    for my $fields ([], [variant => 'x', units => 1, price_version => 1], [variant => 0],
        [variant => 999999999, units => 1, price_version => 100],
        [variant => $one->[0], units => 1],
        [variant => $one->[0], units => 1, price_version => 'cheap']) {
        my $refused = $visitor->post('/cart/add', $fields);
        is($refused->{status}, 422, 'adding what makes no sense: 422');
    }
    is($visitor->post('/cart/update', [variant => 999999999, units => 1])->{status}, 422,
        'changing a line that is not there: 422');
    for my $units ('0', '1000000000', 'two') {
        for my $path ('/cart/add', '/cart/update') {
            my $page = $visitor->post($path, fields($one, $units))->{content};
            like($page, qr{as a whole number from 1 to 50\.}, "$path of '$units' units: what would do");
            like($page, qr{<title>Error: }, 'the title says that it failed');
            like($page, qr{value="$units"[^>]*aria-invalid="true" autofocus},
                'the field has the focus and what was typed');
        }
    }
    for my $version (undef, '', 'cheap', '-1', '0', '99999999999999999999') {
        my @fields = (variant => $one->[0], units => 1);
        my $page = $visitor->post('/cart/add',
            [@fields, defined $version ? (price_version => $version) : ()])->{content};
        my $kind = $version // 'none';
        like($page, qr{The price is now \$[\d,.]+\. Nothing was added yet\.}, "price version $kind: today's price");
        like($page, qr{name="price_version" value="$one->[1]"}, "price version $kind: the form, with it");
        unlike($page, qr{not for sale}, "price version $kind: nothing untrue");
    }
    is(state_of_carts(), $before, 'nothing of it changed anything');
}

{
    my $one = $stocked[2];
    my $visitor = Shop::Visitor->new;
    my $free = units_free($one);
    my $before = state_of_carts();
    my $more = $free + 1;
    my $refused = $visitor->post('/cart/add', fields($one, $more));
    is($refused->{status}, 422, 'more than there are: 422');
    like($refused->{content}, qr{There are not that many: you can have $free units\.},
        'the page says how many there are');
    like($refused->{content}, qr{name="units"[^>]* value="$free"}, 'and proposes them');
    is(state_of_carts(), $before, 'and nothing changed');
    like($visitor->post('/cart/add', fields($one, 60))->{content}, qr{you can have $free units\.},
        'many more than there are: the same');
    my $stale = $visitor->post('/cart/add', fields($one, 1, $one->[1] - 100));
    is($stale->{status}, 422, 'a price that is not today\'s: 422');
    like($stale->{content}, qr{name="price_version" value="$one->[1]"}, 'the form again, with today\'s');
    is(state_of_carts(), $before, 'and nothing changed');

    is($visitor->post('/cart/add', fields($one, $free))->{status}, 303, 'all there are');
    my $late = Shop::Visitor->new->post('/cart/add', fields($one, 1));
    is($late->{status}, 422, 'the next shopper is refused');
    like($late->{content}, qr/sold out/, 'since it is sold out');
    my $changed = $visitor->post('/cart/update', [variant => $one->[0], units => $more]);
    is($changed->{status}, 422, 'one more of a line: 422');
    like($changed->{content}, qr/$free units/, 'with how many there are');
    like($changed->{content}, qr{value="$more"}, 'and what was typed');
}

{
    my $one = $stocked[3];
    my $visitor = Shop::Visitor->new;
    my $free = units_free($one);
    my %asks = (headers => { accept => 'application/json' });
    my $live = $visitor->get("/live/products/$one->[3]");
    is($live->{status}, 200, 'live stock answers');
    like($live->{headers}{'content-type'}, qr{^application/json}, 'with JSON');
    like($live->{content}, qr/"variant":$one->[0],"band":"last","units":$free\b/,
        'that counts what is nearly gone');
    is($visitor->get('/live/products/999999999')->{status}, 404, 'of no product: 404');
    is($visitor->get('/live/products/x')->{status}, 404, 'of no number: 404');

    my $added = $visitor->post('/cart/add', fields($one, 1), %asks);
    is($added->{status}, 200, 'a script adds without leaving the page');
    like($added->{content}, qr/^\{"units":1,"line_units":1,"message":"[^"]+"\}$/, 'and is told');
    like($visitor->get("/live/products/$one->[3]")->{content},
        qr/"variant":$one->[0],"band":"last","units":@{[$free - 1]}\b/, 'live stock knows');
    my $refused = $visitor->post('/cart/add', fields($one, $free), %asks);
    is($refused->{status}, 422, 'a script that asks for too many: 422');
    like($refused->{content}, qr/"error":"[^"]+","available":@{[$free - 1]}\}/, 'with how many more');
    like($visitor->post('/cart/add', fields($one, 1, 1), %asks)->{content},
        qr/"price_version":$one->[1]\}/, 'a script with an old price is told today\'s');
    like($visitor->post('/cart/add', fields($one, 'two'), %asks)->{content}, qr/^\{"error":/,
        'a script that makes no sense is told so');
}

{
    my $one = $stocked[4];
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', fields($one, 1));
    my $hash = sql("SELECT encode(sha256('$visitor->{cookies}{cart}'), 'hex')");
    sql("UPDATE carts SET state = 'completing' WHERE token_hash = '$hash'");
    my $before = state_of_carts();
    my $page = $visitor->get('/cart');
    like($page->{content}, qr{action="/checkout/resume"}, 'a cart being paid for offers to resume');
    like($page->{content}, qr{action="/checkout/cancel"}, 'and to cancel');
    unlike($page->{content}, qr{action="/cart/}, 'and nothing else');
    is($visitor->post('/cart/add', fields($one, 1))->{status}, 409, 'adding to it: 409');
    is($visitor->post('/cart/update', [variant => $one->[0], units => 2])->{status}, 409, 'changing it: 409');
    is($visitor->post('/cart/remove', [variant => $one->[0]])->{status}, 409, 'removing from it: 409');
    is(state_of_carts(), $before, 'nothing changed');
    sql("UPDATE carts SET state = 'completed' WHERE token_hash = '$hash'");
    unlike($visitor->get('/cart')->{content}, qr{/p/\Q$one->[2]\E}, 'a paid cart is not shown');
    like($visitor->post('/cart/add', fields($one, 1))->{headers}{'set-cookie'}, qr/^cart=/,
        'the next addition begins a new one');
}

{
    my $one = $stocked[5];
    my $visitor = Shop::Visitor->new;
    my $before = state_of_carts();
    my $foreign = $visitor->post('/cart/add', fields($one, 1),
        headers => { origin => 'https://elsewhere.example' });
    is($foreign->{status}, 403, 'a form of another site: 403');
    is($visitor->post('/cart/add', fields($one, 1), headers => { 'content-type' => 'text/plain' })
            ->{status}, 415, 'another content type: 415');
    is($visitor->post('/cart/add', [], content => 'x' x 70_000)->{status}, 413, 'a huge body: 413');
    is($visitor->get('/cart/add')->{status}, 405, 'reading what only takes forms: 405');
    is(state_of_carts(), $before, 'nothing changed');

    my $free = units_free($one);
    $visitor->post('/cart/add', fields($one, 2));
    my $later = sql("SELECT to_char((now() + interval '2 hours') AT TIME ZONE 'UTC',"
            . "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
    my $job = 'GDS_CONF=' . var() . '/gds.conf build/bin/release-holds --now ' . $later;
    is(system($job . ' >/dev/null'), 0, 'the job that releases holds runs');
    is(sql("SELECT held FROM stock_items WHERE id = $one->[4]"), 0,
        'and gives back what has ended by then');
    cmp_ok(units_free($one), '>=', $free, 'the units are free');
    is($visitor->get('/cart')->{status}, 200, 'the cart stays');
    is(`$job`, '', 'with nothing to do the job says nothing');
}
done_testing();
