#!/usr/bin/perl
# Saved lists, all of it without script: saved from a page, from a list and from the cart, looked at,
# renamed, moved into the cart, shared by link, and taken along into an account.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Test::More;

my ($variant, $price) = Buyer::switch();
my ($slug, $product) = split /\|/, sql("SELECT p.slug, p.id FROM products p JOIN variants v ON v.product_id = p.id WHERE v.id = $variant");
my $other = sql("SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
    WHERE v.id <> $variant AND p.id <> $product AND p.kind = 'product' AND v.state = 'active' AND s.on_hand - s.held - s.allocated > 3
    ORDER BY v.id LIMIT 1");
my $visitor = Shop::Visitor->new;

like($visitor->get("/p/$slug")->{content}, qr{<button class="quiet" type="submit" formaction="/lists/save">}, 'a product can be saved');
like($visitor->get('/c/networking')->{content}, qr{form="keep" name="product" value="\d+"}, 'and one of a list');
like($visitor->get('/lists')->{content}, qr/Nothing is saved yet/, 'at first there is none');

my $answer = $visitor->post('/lists/save', [variant => $variant, units => 2, price_version => $price]);
is($answer->{status}, 303, 'saved');
my ($path) = Buyer::location($answer) =~ m{^(/lists/\d+)\?done=saved$};
ok($path, 'and shown');
my $page = $visitor->get($path)->{content};
like($page, qr/<h1>Saved items/, 'on the first list');
like($page, qr/2 × /, 'with its units');
is($visitor->get($path)->{headers}{'referrer-policy'}, 'same-origin', 'whose address travels nowhere');
is(Buyer::location($visitor->post('/lists/save', [product => $product])), "$path?done=saved", 'by the card of a product too');
is(Shop::Visitor->new->get($path)->{status}, 404, 'nobody else sees it');
is(Shop::Visitor->new->post('/lists/name', [list => $path =~ /(\d+)/, name => 'x'])->{status}, 404, 'nor names it');
is($visitor->post('/lists/save', [variant => 999999999])->{status}, 422, 'what is not sold is not saved');

my ($list) = $path =~ /(\d+)/;
# The card of a product stands for its cheapest offer, which may be another one than that of its page.
for my $card (split /\n/, sql("SELECT variant_id FROM saved_items WHERE list_id = $list AND variant_id <> $variant")) {
    is($visitor->post('/lists/remove', [list => $list, variant => $card])->{status}, 303, 'an offer is taken off the list');
}
is($visitor->post('/lists/name', [list => $list, name => ''])->{status}, 422, 'a list has a name');
is($visitor->post('/lists/name', [list => $list, name => 'Rack <4>'])->{status}, 303, 'it is renamed');
like($visitor->get($path)->{content}, qr/<h1>Rack &lt;4&gt;/, 'and says so');
my ($second) = Buyer::location($visitor->post('/lists/save', [name => 'Spares'])) =~ m{^/lists/(\d+)$};
ok($second, 'another list is begun');
is($visitor->post('/lists/save', [name => 'spares'])->{status}, 422, 'no two of one name');
$visitor->post('/lists/save', [variant => $other, list => $list]);
$visitor->post('/lists/save', [variant => $other, units => 3, list => $second, from => $list]);
is(sql("SELECT string_agg(list_id || ':' || variant_id || 'x' || units, ' ' ORDER BY list_id) FROM saved_items WHERE list_id IN ($list, $second)"),
    "$list:${variant}x" . sql("SELECT units FROM saved_items WHERE list_id = $list") . " $second:${other}x3", 'an item moves to another list');

# ---- into the cart
$answer = $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price, list => $list]);
is(Buyer::location($answer), '/cart', 'moved into the cart');
is(sql("SELECT count(*) FROM saved_items WHERE list_id = $list"), 0, 'and off the list');
$answer = $visitor->post('/lists/save', [variant => $variant, units => 1, from => 'cart', list => $list]);
is(Buyer::location($answer), "/cart?saved=$list", 'saved for later out of the cart');
$page = $visitor->get("/cart?saved=$list")->{content};
like($page, qr{Saved for later, on <a href="/lists/$list">}, 'which says where');
unlike($page, qr{/p/$slug"}, 'and has it no more');
my ($total) = $visitor->get("/lists/$list")->{content} =~ /name="total_version" value="(\d+)"/;
is(Buyer::location($visitor->post('/lists/cart', [list => $list, total_version => $total - 1])), "/lists/$list?done=price",
    'at a price that nobody saw nothing is added');
is(Buyer::location($visitor->post('/lists/cart', [list => $list, total_version => $total])), '/cart', 'all of a list goes in');
like($visitor->get('/cart')->{content}, qr{/p/$slug"}, 'and is there');
is(sql("SELECT count(*) FROM saved_items WHERE list_id = $list"), 1, 'the list stays');
is($visitor->post('/lists/save', [from => 'cart', name => 'This cart'])->{status}, 303, 'the cart becomes a list');

# ---- by link
is($visitor->post('/lists/share', [list => $second, share => 'yes'])->{status}, 303, 'shared');
my ($link) = $visitor->get("/lists/$second")->{content} =~ m{href="https?://[^/]+(/lists/shared/[^"]+)"};
my $friend = Shop::Visitor->new;
$page = $friend->get($link);
is($page->{status}, 200, 'a friend sees it');
unlike($page->{content}, qr{/lists/(?:remove|name|share)"}, 'and can change nothing');
my ($code) = $link =~ m{([^/]+)$};
($total) = $page->{content} =~ /name="total_version" value="(\d+)"/;
is(Buyer::location($friend->post('/lists/cart', [code => $code, total_version => $total])), '/cart', 'but buys it');
$visitor->post('/lists/share', [list => $second, share => 'no']);
is($friend->get($link)->{status}, 404, 'until it is shared no more');

# ---- into an account
my $mail = 'lists.' . int(rand 1e9) . '@example.com';
Account::opened($visitor, $mail);
my $elsewhere = Shop::Visitor->new;
Account::sign_in($elsewhere, $mail);
like($elsewhere->get('/lists')->{content}, qr/Rack &lt;4&gt;/, 'who signs in has the lists in every browser');
$visitor->post('/lists/remove', [list => $list, variant => $variant]);
unlike($elsewhere->get("/lists/$list")->{content}, qr{/p/$slug"}, 'an item is removed');
is($visitor->post('/lists/remove', [list => $list])->{status}, 303, 'and the list');
is($elsewhere->get("/lists/$list")->{status}, 404, 'which is gone');
done_testing();
