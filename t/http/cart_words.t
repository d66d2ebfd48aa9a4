#!/usr/bin/perl
# What the cart says to a shopper without script is so: the limit of a line, a cart that is full, and
# a removed line that can be put back.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

sub fields {
    my ($one, $units) = @_;
    return [variant => $one->[0], units => $units, price_version => $one->[1]];
}

sub lines { return sql('SELECT string_agg(l::text, chr(10) ORDER BY id) FROM cart_lines l') }

# The limit of a line is the reason, not the stock; and a full cart is called so.
my ($variant, $price) = split /\|/, sql(q{SELECT v.id, v.price_cents FROM variants v
    JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
    WHERE p.kind = 'product' AND variant_available(v.id, now()) > 5 ORDER BY v.id DESC LIMIT 1});
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
    . " SELECT id, 'received', 100, 'a test', 'test', now() FROM stock_items WHERE variant_id = $variant");
my $visitor = Shop::Visitor->new;
my $one = [$variant, $price];
my $before = lines();
my $page = $visitor->post('/cart/add', fields($one, 60))->{content};
like($page, qr{We sell at most 50 units at once\.}, 'sixty of a hundred: the limit is the reason');
like($page, qr{name="units"[^>]* value="50"}, 'and fifty are proposed');
is(lines(), $before, 'and nothing changed');
is($visitor->post('/cart/add', fields($one, 20))->{status}, 303, 'twenty can be had');
$page = $visitor->post('/cart/add', fields($one, 40))->{content};
like($page, qr{at most 50 units at once, with the 20 in your cart\.}, 'what is there already counts');
like($page, qr{name="units"[^>]* value="30"}, 'and thirty more are proposed');
is($visitor->post('/cart/add', fields($one, 30))->{status}, 303, 'thirty more');
$page = $visitor->post('/cart/add', fields($one, 1))->{content};
like($page, qr{at most 50 units at once, with the 50 in your cart\.}, 'then no more');
unlike($page, qr{action="/cart/add"}, 'and none are proposed');

my $cart = sql("SELECT id FROM carts WHERE token_hash ="
    . " encode(sha256('$visitor->{cookies}{cart}'), 'hex')");
sql("INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at)"
    . " SELECT $cart, id, 1, price_cents, now() FROM variants WHERE id <> $variant ORDER BY id LIMIT 96");
my ($other, $other_price) = split /\|/, sql("SELECT v.id, v.price_cents FROM variants v"
    . " WHERE v.id NOT IN (SELECT variant_id FROM cart_lines WHERE cart_id = $cart)"
    . " ORDER BY v.id LIMIT 1");
$page = $visitor->post('/cart/add', fields([$other, $other_price], 1))->{content};
like($page, qr{Your cart is full: it takes 97 different items\.}, 'a full cart is called full');
unlike($page, qr{action="/cart/add"}, 'and nothing is proposed');
sql("DELETE FROM cart_lines WHERE cart_id = $cart AND variant_id <> $variant");

my $removed = $visitor->post('/cart/remove', [variant => $variant]);
is($removed->{headers}{location}, "/cart?removed=$variant&units=50", 'a removed line is remembered');
$page = $visitor->get($removed->{headers}{location})->{content};
like($page, qr{Removed: [^<]+, 50 units\.}, 'the cart says what is gone');
my ($undo) = $page =~ m{<form action="(/cart/add)" method="post">(.*?)</form>}s;
my %fields = $page =~ m{<input type="hidden" name="(\w+)" value="(\d+)">}g;
is($undo, '/cart/add', 'and has a form to undo it');
is($visitor->post($undo, [%fields])->{status}, 303, 'which puts it back');
is(sql("SELECT units FROM cart_lines WHERE cart_id = $cart"), '50', 'as it was');
unlike($visitor->get($removed->{headers}{location})->{content}, qr{Removed: },
    'what is back cannot be put back again');
for my $query ('removed=x&units=1', "removed=$variant&units=0", 'removed=999999999&units=1',
    "removed=$variant&units=99999999999", 'removed=0&units=1') {
    my $odd = Shop::Visitor->new->get("/cart?$query");
    is($odd->{status}, 200, "/cart?$query is a cart");
    unlike($odd->{content}, qr{Removed: }, 'and no more');
}
$visitor->post('/cart/remove', [variant => $variant]);
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)"
    . " SELECT id, 'adjusted', -100, 'a test', 'test', now() FROM stock_items WHERE variant_id = $variant");
done_testing();
