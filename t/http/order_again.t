#!/usr/bin/perl
# What a buyer does on the page of an order that came: its goods once more, and units sent back; each
# through the door of its link alone, and so far as there is something to send.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Staff;
use JSON::PP;
use Test::More;

my $run = int rand 1e9;
my ($variant, $price) = Buyer::switch();
my ($buyer, $stripe) = Buyer::at_the_payment($variant, $price, 2);
my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
my $path = wait_until(20, sub {
    my ($found) = $buyer->get($done)->{content} =~ m{href="(?:http://[^/]+)?(/orders/\d+\?t=[^"]+)"};
    $found;
});
my ($number) = $path =~ m{/orders/(\d+)};
sub below { my ($what) = @_; return $path =~ s/(\d+)\?/$1\/$what?/r }
sub asked { return sql("SELECT count(*) FROM returns r JOIN orders o ON o.id = r.order_id WHERE o.number = '$number'") }
my $stranger = Shop::Visitor->new;

# ---- once more
my $page = $buyer->get($path)->{content};
my ($again) = $page =~ m{action="(/orders/\d+/again[^"]*)"};
ok($again, 'the order\'s page sells it once more');
is($stranger->post("/orders/$number/again?t=nobody", [])->{status}, 404, 'to nobody without its link');
is(Buyer::location($buyer->post($again, [])), '/cart', 'its goods are in the cart');
my $cart = $buyer->get('/cart')->{content};
like($cart, qr/value="2"[^>]*>|data-cart-units="2"/, 'as many as before');
sql("UPDATE variants SET state = 'archived' WHERE id = $variant");
my $other = Shop::Visitor->new;
is(Buyer::location($other->post($again, [])), '/cart?left=1', 'what is not sold any more is told');
sql("UPDATE variants SET state = 'active' WHERE id = $variant");
like($other->get('/cart?left=1')->{content}, qr/1 line of your order cannot be had now/, 'in the cart');
unlike($other->get("/cart?left=$_")->{content}, qr/cannot be had now/, "not for left=$_") for 0, -1, 98, 'x';

# ---- sent back: not before it came
unlike($page, qr{Send something back}, 'nothing can be sent back that was not sent');
is($buyer->get(below('return'))->{status}, 422, 'its form says so');
is($buyer->post(below('return'), ['units_1' => 1, 'reason_1' => 'late'])->{status}, 422, 'and takes nothing');
is(asked(), 0, 'nothing is asked for');
Staff::gdsctl('orders', 'ship', $number);
like($buyer->get($path)->{content}, qr{<a href="/orders/$number/return[^"]*">Send something back</a>}, 'then the page leads to the form');
my $form = $buyer->get(below('return'));
is($form->{status}, 200, 'which opens');
like($form->{content}, qr/Units, 2 at most/, 'with what came');
is($stranger->get("/orders/$number/return?t=nobody")->{status}, 404, 'for who has the link');

# ---- refused, and nothing kept
my @good = ('units_1' => 1, 'reason_1' => 'defective', note => "loud <b>$run");
for my $odd (['units_1' => 3], ['units_1' => -1], ['units_1' => 'x'], ['units_1' => 0], ['units_1' => ''], ['reason_1' => ''],
    ['reason_1' => 'odd'], [note => 'x' x 1001]) {
    my %with = (@good, @$odd);
    my $answer = $buyer->post(below('return'), [%with]);
    is($answer->{status}, 422, "$odd->[0] '" . substr($odd->[1], 0, 9) . '\' is refused');
    like($answer->{content}, qr/id="(?:units_1|reason_1|note)-error">[A-Z]/, 'beside its field');
}
is($stranger->post("/orders/$number/return?t=nobody", [@good])->{status}, 404, 'a stranger asks for nothing');
is(asked(), 0, 'and nothing is asked for');

# ---- asked for, answered
like(Buyer::location($buyer->post(below('return'), [@good])), qr{^/orders/$number\b.*#returns$}, 'one unit is asked back');
my ($return, $state) = split /\|/, sql("SELECT r.number, r.state FROM returns r JOIN orders o ON o.id = r.order_id WHERE o.number = '$number'");
is($state, 'requested', 'and waits for staff');
my $mail = wait_until(10, sub {
    my ($told) = grep { $_->{subject} eq "A return of order $number is asked for" } @{ JSON::PP->new->decode(control('GET', '/_control/mails')) };
    $told && $told->{text};
});
like($mail, qr/1 x .*It does not work/s, 'who are told by mail');
like($mail, qr/loud <b>$run/, 'with what the buyer says');
like($buyer->get($path)->{content}, qr/Return <span class="tape">$return.*answer by mail/s, 'the page says how it stands');
like($buyer->get(below('return'))->{content}, qr/Units, 1 at most/, 'and what is left can be asked back');
Staff::gdsctl('returns', 'approve', $return);
like($buyer->get($path)->{content}, qr/Approved. Write the return number on the box/, 'once approved it says where to');
ok(Account::mail_to('kim@example.com', qr/Your return $return is approved.*Write $return on the box/s), 'as a mail does');

is($buyer->post(below('return'), [@good])->{status}, 303, 'the other one is asked back too');
is($buyer->post(below('return'), [@good])->{status}, 422, 'and then there is none');
my ($second) = sql("SELECT max(number::int) FROM returns") =~ /(\d+)/;
Staff::gdsctl('returns', 'refuse', $second, '--reason', "seal <i>$run");
like($buyer->get($path)->{content}, qr/We cannot take this back.*seal &lt;i&gt;$run/s, 'a refusal says why');
ok(Account::mail_to('kim@example.com', qr/We cannot take this back.*order $number.*seal <i>$run/s), 'in its mail as well');
like($stranger->get('/pages/returns')->{content}, qr/within 30 days/, 'the terms say as many days');

done_testing();
