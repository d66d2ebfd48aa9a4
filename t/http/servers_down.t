#!/usr/bin/perl
# What shoppers see while one of the servers is down: the catalog goes on, dynamic pages say so
# politely, and everything recovers by itself.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Digest::SHA 'hmac_sha256_hex';
use JSON::PP;
use Test::More;

my $visitor = Shop::Visitor->new;
# A visitor with a cart: without one there is nothing to ask the database for.
my $variant = sql('SELECT variant_id FROM stock_items WHERE on_hand > 5 ORDER BY id LIMIT 1');
my $version = sql("SELECT price_cents FROM variants WHERE id = $variant");
is($visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $version])->{status},
    303, 'something is in the cart');
my $product = sql('SELECT slug FROM products ORDER BY id LIMIT 1');

sub is_unavailable {
    my ($answer, $what) = @_;
    is($answer->{status}, 503, "$what: 503");
    like($answer->{headers}{'retry-after'} // '', qr/^\d+$/, "$what: says when to try again");
    my $id = $answer->{headers}{'x-request-id'} // 'none';
    like($answer->{content}, qr/\Q$id\E/, "$what: shows the request id");
    is($answer->{headers}{'cache-control'}, 'no-store', "$what: is kept by nobody");
}

sub is_back {
    my ($what) = @_;
    my $status = wait_until(20, sub { $visitor->get('/readyz')->{status} == 200 });
    ok($status, "$what: the shop is ready again without help");
    is($visitor->get('/cart')->{status}, 200, "$what: the cart is back");
}

ok(stack('stop', 'shop'), 'the pool shop is stopped');
is_unavailable($visitor->get('/cart'), 'no pool');
is($visitor->get("/p/$product")->{status}, 200, 'no pool: product pages go on');
is($visitor->get('/p/no-such-product')->{status}, 404, 'no pool: an unknown page is still 404');
my $token = 'token-of-a-link-that-no-log-may-hold-' . $$;
is($visitor->get($_)->{status}, 503, "no pool: $_ is away") for "/orders/1001?t=$token", "/quotes/1001?t=$token";
$visitor->get('/cart', headers => { referer => Shop::url() . "/quotes/1001?t=$token" });
my $logs = join '', map { local (@ARGV, $/) = $_; <> // '' } glob var() . '/log/*.log';
unlike($logs, qr/\Q$token\E/, 'no pool: and no log says by which link somebody came');
ok(stack('start', 'shop'), 'the pool shop is started');
is_back('no pool');

ok(stack('stop', 'postgres'), 'PostgreSQL is stopped');
is_unavailable($visitor->get('/cart'), 'no database');
is($visitor->get("/p/$product")->{status}, 200, 'no database: product pages go on');
is($visitor->get('/p/no-such-product')->{status}, 404, 'no database: an unknown page is still 404');
is($visitor->get('/healthz')->{status}, 200, 'no database: workers answer');
isnt($visitor->get('/readyz')->{status}, 200, 'no database: the shop is not ready');
ok(stack('start', 'postgres'), 'PostgreSQL is started');
is_back('no database');

# The workers' connections were cut while nobody used them: no visitor and no webhook sees it.
my ($secret) = do {
    open my $file, '<', var() . '/secrets/stripe.webhook_secrets' or die "no secret: $!";
    <$file>;
};
chomp $secret;
my $events = 0;
sub webhook {
    my $body = encode_json({ id => 'evt_down_' . ++$events, object => 'event', type => 'customer.created',
        api_version => '2026-10-28.endive', created => time, livemode => JSON::PP::false,
        data => { object => { id => 'cus_1', object => 'customer' } } });
    my $at = time;
    my $seal = hmac_sha256_hex("$at.$body", $secret);
    return Shop::Visitor->new->request('POST', '/webhooks/stripe', content => $body, headers => {
        'content-type' => 'application/json', 'stripe-signature' => "t=$at,v1=$seal" });
}
my %ask = (
    shop => sub { $visitor->get('/cart') },
    outbound => sub { $visitor->get('/checkout') },
    hooks => \&webhook,
);
# Many more than a pool has workers, so that each has its turn.
sub answers {
    my ($pool) = @_;
    my %seen;
    ++$seen{ $ask{$pool}->()->{status} } for 1 .. 40;
    return join ' ', sort keys %seen;
}
is(answers($_), 200, "$_: every worker has a connection") for sort keys %ask;
ok(stack('stop', 'postgres') && stack('start', 'postgres'), 'PostgreSQL is started anew');
ok(wait_until(20, sub { system('pg_isready', '-q', '-h', var() . '/run') == 0 }), 'and takes connections');
is(answers($_), 200, "$_: after PostgreSQL's restart the first request of each worker succeeds")
    for sort keys %ask;
is(sql("SELECT count(*) FROM inbox_events WHERE event_id LIKE 'evt_down_%' AND processed_at IS NOT NULL"),
    $events, 'every webhook had its effect');

# A server that hangs, not one that is gone: nothing is refused, nothing is answered.
my ($postmaster) = do {
    open my $file, '<', var() . '/pg/postmaster.pid' or die "no postmaster: $!";
    <$file>;
};
chomp $postmaster;
my @hanging = ($postmaster, split ' ', `pgrep -P $postmaster`);
my $began = time;
kill STOP => @hanging;
my %unknown;
++$unknown{ Shop::Visitor->new->get("/p/no-such-product-$_")->{status} } for 1 .. 5;
kill CONT => @hanging;
is(join(' ', %unknown), '404 5', 'a database that hangs: an unknown page is still 404');
cmp_ok(time - $began, '<', 8, 'a database that hangs: within a second each');
is_back('a database that hung');

ok(stack('stop', 'memcached'), 'memcached is stopped');
is($visitor->get('/cart')->{status}, 200, 'no cache: the cart goes on');
my $ready = $visitor->get('/readyz');
is($ready->{status}, 200, 'no cache: the shop is ready');
like($ready->{content}, qr/memcached|cache/i, 'no cache: the detail says so');
ok(stack('start', 'memcached'), 'memcached is started');
is_back('no cache');
done_testing();
