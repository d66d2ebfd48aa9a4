#!/usr/bin/perl
# What shoppers see while one of the servers is down: the catalog goes on, dynamic pages say so
# politely, and everything recovers by itself.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
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

ok(stack('stop', 'memcached'), 'memcached is stopped');
is($visitor->get('/cart')->{status}, 200, 'no cache: the cart goes on');
my $ready = $visitor->get('/readyz');
is($ready->{status}, 200, 'no cache: the shop is ready');
like($ready->{content}, qr/memcached|cache/i, 'no cache: the detail says so');
ok(stack('start', 'memcached'), 'memcached is started');
is_back('no cache');
done_testing();
