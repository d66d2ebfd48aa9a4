#!/usr/bin/perl
# Who is signed in buys at the prices of a group, with store credit, and without tax where a
# certificate says so; who is not buys as everybody.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use File::Temp;
use HTTP::Tiny;
use JSON::PP ();
use Test::More;

my ($variant, $price) = Buyer::switch();
my $sku = sql("SELECT sku FROM variants WHERE id = $variant");
my $kim = 'buyer.' . int(rand 1e9) . '@example.com';
my $visitor = Account::opened(Shop::Visitor->new, $kim);
my $customer = sql("SELECT customer_id FROM users WHERE email = '$kim'");

sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' $words 2>&1`;
    is($? >> 8, 0, "gdsctl @_[0, 1]") or diag $said;
    return $said;
}
sub dollars { sprintf '%d.%02d', $_[0] / 100, $_[0] % 100 }

# ---- the address that is kept needs no typing
Account::post($visitor, '/account/address', @Buyer::ADDRESS[2 .. $#Buyer::ADDRESS]);
$visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
my $page = $visitor->get('/checkout')->{content};
like($page, qr{name="line1"[^>]*value="500 W 2nd St"}, 'the checkout knows the address');
like($page, qr{name="email"[^>]*value="\Q$kim\E"}, 'and the mail address');

# ---- the price of a group
gdsctl('customers', 'tag', $kim, 'dealer-test');
my $dealer = $price - 1000;
sql("INSERT INTO price_lists (name, customer_group, priority, updated_at) VALUES ('Dealers of $kim', 'dealer-test', 9, now());
     INSERT INTO prices (price_list_id, variant_id, min_units, price_cents, updated_at)
     SELECT max(id), $variant, 1, $dealer, now() FROM price_lists");
my $dealers = dollars($dealer);
like($visitor->get('/cart')->{content}, qr{\$\Q$dealers\E}, 'the cart shows the price of the group');
my $guest = Shop::Visitor->new;
$guest->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
unlike($guest->get('/cart')->{content}, qr{\$\Q$dealers\E}, 'and a guest\'s does not');

# ---- store credit
sql("INSERT INTO store_credit_accounts (customer_id, opened_at) VALUES ($customer, now());
     INSERT INTO tender_entries (store_credit_account_id, kind, amount_delta, cause, key, reason, actor, at)
     SELECT id, 'issued', 2500, 'test', 'test credit ' || id, 'a test', 'test', now()
       FROM store_credit_accounts WHERE customer_id = $customer");
like($visitor->get('/account')->{content}, qr{Store credit.*\$25\.00}s, 'the account shows the credit');
like($visitor->get('/cart')->{content}, qr{Your store credit pays up to \$25\.00\.}, 'the cart would use it');
is($visitor->post('/cart/credit', [use => 'no'])->{status}, 303, 'it can be kept');
like($visitor->get('/cart')->{content}, qr{You keep your store credit of \$25\.00\.}, 'which the cart says');
$visitor->post('/cart/credit', [use => 'yes']);
$visitor->post('/checkout', [@Buyer::ADDRESS[2 .. $#Buyer::ADDRESS], email => $kim]);
$visitor->post('/checkout/shipping', [shipping_method => 'ground']);
my $review = $visitor->get('/checkout/review')->{content};
like($review, qr{Store credit</th><td class="num">−\$25\.00}, 'so does the review');
my ($total) = $review =~ /name="expected_total" value="(\d+)"/;
my ($due) = $review =~ /name="expected_due" value="(\d+)"/;
is($due, $total - 2500, 'it lowers what is left to pay');

# ---- a certificate
my $scan = File::Temp->new(SUFFIX => '.pdf');
print $scan "%PDF-1.7 a scan\n";
close $scan;
my $added = gdsctl('tax', 'certificate', 'add', $customer, $scan->filename, '--name', 'Kim Lee', '--states',
    'TX=3-20001-2345-6', '--signed', '2026-01-15', '--signer', 'Kim Lee');
my ($certificate) = $added =~ /(\d+)/;
gdsctl('tax', 'certificate', 'approve', $certificate);
$review = $visitor->get('/checkout/review')->{content};
like($review, qr{Your certificate for TX is on file}, 'the review says why there is no tax');
my ($untaxed) = $review =~ /name="expected_total" value="(\d+)"/;
cmp_ok($untaxed, '<', $total, 'the total is without it');
my $stripe = Buyer::location($visitor->post('/checkout/place',
        [expected_total => $untaxed, expected_due => $untaxed - 2500]));
like($stripe, qr{/stripe/pay/}, 'the rest is paid at Stripe');
Buyer::press($stripe, 'pay');
my $order = wait_until(10, sub {
    sql("SELECT number || ' ' || tax_cents || ' ' || (tax_certificate_id = $certificate) || ' ' || charge_status
           FROM orders WHERE customer_id = $customer AND placed_at IS NOT NULL");
});
like($order, qr{^\d+ 0 true full$}, 'the order is placed, untaxed, and names the certificate');
is(sql("SELECT used_cents FROM store_credit_accounts WHERE customer_id = $customer"), 2500, 'the credit is spent');
like($visitor->get('/account')->{content}, qr{/account/orders/@{[$order =~ /^(\d+)/]}}, 'the account has the order');

# ---- Stripe knows who comes again
my $saved = wait_until(20, sub { sql("SELECT stripe_id FROM saved_customers WHERE customer_id = $customer AND stripe_id IS NOT NULL") });
like($saved, qr{^cus_}, 'the account is a customer at Stripe');
sub place_again {
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    $visitor->post('/checkout', [@Buyer::ADDRESS[2 .. $#Buyer::ADDRESS], email => $kim]);
    $visitor->post('/checkout/shipping', [shipping_method => 'ground']);
    my $seen = Buyer::review_total($visitor->get('/checkout/review'));
    return $visitor->post('/checkout/place', [expected_total => $seen]);
}
my $page_again = Buyer::location(place_again());
like($page_again, qr{/stripe/pay/}, 'the next order');
my ($at_stripe) = grep { $page_again =~ /\Q$_->{id}\E/ } @{ JSON::PP->new->decode(control('GET', '/_control/sessions')) };
is("$at_stripe->{customer} " . ($at_stripe->{customer_email} // '-'), "$saved -", 'names it, and no mail address');
Buyer::press($page_again, 'pay');
ok(wait_until(20, sub { sql("SELECT count(*) FROM orders WHERE customer_id = $customer AND placed_at IS NOT NULL") == 2 }), 'it is paid');

# Somebody deletes it at Stripe, and no event says so.
control('POST', '/_control/webhooks', '{"type":"customer.deleted","action":"drop","times":1}');
my ($secret_key) = do { open my $file, '<', var() . '/secrets/stripe.secret_key' or die $!; <$file> };
chomp $secret_key;
HTTP::Tiny->new->request('DELETE', fakes() . "/stripe/v1/customers/$saved",
    { headers => { authorization => "Bearer $secret_key", 'stripe-version' => '2026-10-28.endive' } });
my $refused = place_again();
is($refused->{status}, 409, 'the order is shown once more');
like($refused->{content}, qr/Place order and pay/, 'to be placed again');
my $without = Buyer::location($visitor->post('/checkout/place', [expected_total => Buyer::review_total($refused)]));
like($without, qr{/stripe/pay/}, 'which works without the customer');
done_testing();
