#!/usr/bin/perl
# The stand-in of Stripe refuses what Stripe refuses, and remembers under idempotency keys as it does.
use strict;
use warnings;
use lib 't/lib';
use Fakes;
use JSON::PP;
use Test::More;

my $fakes = Fakes->start;
sub gist { Fakes::gist($fakes->call(@_)) }
sub session_gist { gist(POST => '/checkout/sessions', form => Fakes::session_form(@_)) }
sub sessions { scalar @{ $fakes->control('/sessions') } }

like $fakes->{ready}, qr/^fakes: http 127\.0\.0\.1:$fakes->{port} smtp 127\.0\.0\.1:$fakes->{smtp}$/,
    'it says where it listens';

# Who calls, and how.
my $form = Fakes::session_form();
my $create = sub { my (%h) = @_; gist(POST => '/checkout/sessions', form => $form, headers => \%h) };
is $create->(Authorization => undef), 401, 'a call without a key is refused';
is $create->(Authorization => 'Bearer sk_test_other'), 401, 'a call with another key is refused';
is $create->('Stripe-Version' => undef), 400, 'a call without a version is refused';
is $create->('Stripe-Version' => '2026-09-30.endive'), 400, 'another version is refused';
is $create->('Content-Type' => 'application/json'), 400, 'a foreign content type is refused';
is $create->('Content-Type' => 'multipart/form-data; boundary=x'), 400, 'multipart is refused';
is gist(POST => '/checkout/session', form => $form), 404, 'an unknown address is 404';
is gist(POST => '/checkout/sessions?mode=payment', form => $form), 400,
    'parameters of a POST in the address are refused';
is gist(GET => '/events', form => [limit => 10], headers => { Authorization => 'Basic ' . 'c2tfdGVzdF9vZl90aGVfdGVzdHM6' }),
    200, 'the key as user name of HTTP Basic is taken';
is sessions(), 0, 'no refused call left a session';

# Parameters.
is session_gist(more => [sku => 1]), '400 parameter_unknown sku', 'an unknown parameter is named';
is session_gist(more => ['line_items[0][price_data][sku]' => 1]),
    '400 parameter_unknown line_items[0][price_data][sku]', 'an unknown parameter is named by its path';
is session_gist(more => ['payment_method_types[0]' => 'card']),
    '400 parameter_unknown payment_method_types', 'what this version removed is unknown';
is session_gist(more => [ui_mode => 'hosted']), '400 ui_mode', 'a parameter that comes twice is refused';
is gist(POST => '/checkout/sessions', form => [mode => 'payment']),
    '400 parameter_missing success_url', 'a missing parameter is named';
is session_gist(cents => 'abc'),
    '400 parameter_invalid_integer line_items[0][price_data][unit_amount]', 'text is no amount';
is session_gist(cents => '12.50'),
    '400 parameter_invalid_integer line_items[0][price_data][unit_amount]', 'a fraction is no amount';
is session_gist(more => [locale => '']), '400 parameter_invalid_empty locale',
    'an empty value cannot unset what cannot be unset';
is session_gist(more => ['expand[0]' => 'nothing']), '400 expand[0]', 'an unknown expansion is refused';
is session_gist(more => ['automatic_tax[enabled]' => 'true']), '400 automatic_tax',
    'automatic tax is not set up';
is session_gist(cents => 30, tax => 19), '400 amount_too_small line_items', '49 cents due are refused';
is session_gist(cents => 30, tax => 20), 200, '50 cents due are taken';
is session_gist(expires_at => time + 1790), '400 expires_at', 'an end within 30 minutes is refused';
is session_gist(expires_at => time + 86410), '400 expires_at', 'an end after 24 hours is refused';
my @lines = map {
    ("line_items[$_][quantity]" => 1, "line_items[$_][price_data][currency]" => 'usd',
        "line_items[$_][price_data][unit_amount]" => 100, "line_items[$_][price_data][product_data][name]" => "L$_")
} 2 .. 100;
is session_gist(more => [@lines[0 .. 98 * 8 - 1]]), 200, '100 lines are taken';
is session_gist(more => \@lines), '400 line_items', '101 lines are refused';
is session_gist(more => ['metadata[' . ('k' x 41) . ']' => 1]), '400 metadata[' . ('k' x 41) . ']',
    'a metadata key of 41 characters is refused';
is session_gist(more => ['metadata[k]' => 'v' x 501]), '400 metadata[k]',
    'a metadata value of 501 characters is refused';

# Coupons.
my @coupon = (currency => 'usd', duration => 'once', max_redemptions => 1);
is gist(POST => '/coupons', form => [id => 'all', amount_off => 12999, @coupon]), 200, 'a coupon is made';
is gist(POST => '/coupons', form => [id => 'over', amount_off => 13000, @coupon]), 200, 'a larger one too';
is gist(POST => '/coupons', form => [id => 'fit', amount_off => 1500, @coupon]), 200, 'one that fits too';
is gist(POST => '/coupons', form => [id => 'fit', amount_off => 1500, @coupon]),
    '400 resource_already_exists id', 'a coupon id is taken once';
is gist(POST => '/coupons', form => [id => 'x', amount_off => 0, @coupon]),
    '400 parameter_invalid_integer amount_off', 'a coupon over nothing is refused';
my $with_coupon = sub { session_gist(more => ['discounts[0][coupon]' => $_[0]]) };
is $with_coupon->('over'), '400 discounts[0][coupon]', 'a coupon above the subtotal is refused';
is $with_coupon->('all'), '400 amount_too_small line_items', 'a coupon that leaves nothing due is refused';
is $with_coupon->('none'), '400 resource_missing discounts[0][coupon]', 'an unknown coupon is refused';
is session_gist(more => ['discounts[0][coupon]' => 'fit', 'discounts[1][coupon]' => 'all']),
    '400 discounts', 'two discounts are refused';
my $fit = $fakes->session(more => ['discounts[0][coupon]' => 'fit', 'expand[0]' => 'line_items']);
is $fit->{amount_total}, 11499, 'the coupon lowers the total';
is $fit->{line_items}{data}[0]{amount_discount}, 1500, 'the discount is shared over the lines';
is $fit->{line_items}{data}[0]{description}, "Switch & rails \"\x{e9}\" \x{20ac}", 'names arrive intact';
is gist(DELETE => '/coupons/fit'), 200, 'a coupon is deleted';
is gist(DELETE => '/coupons/fit'), '404 resource_missing id', 'and is gone then';

# Customers.
my $kim = $fakes->call(POST => '/customers', form => [email => 'kim@example.com', name => 'Kim'])->{json}{id};
like $kim, qr/^cus_/, 'a customer is made';
is gist(POST => '/customers', form => [email => 'kim']), '400 email_invalid email', 'what is no mail address is refused';
is gist(POST => '/customers', form => [mail => 'kim@example.com']), '400 parameter_unknown mail', 'so is an unknown parameter';
is session_gist(more => [customer => $kim, customer_email => 'kim@example.com']), '400 customer_email',
    'a session names a customer or a mail address';
is $fakes->session(more => [customer => $kim])->{customer}, $kim, 'a customer it knows is taken';
is session_gist(more => [customer => 'cus_none']), '400 resource_missing customer', 'another is not';
is gist(DELETE => "/customers/$kim"), 200, 'a customer is deleted';
is gist(DELETE => "/customers/$kim"), '404 resource_missing id', 'once';
is session_gist(more => [customer => $kim]), '400 resource_missing customer', 'and named no more';
is $fakes->call(GET => "/customers/$kim")->{json}{deleted}, JSON::PP::true, 'though it is told of';

# Lines beyond the first page, and shipping.
my $long = $fakes->session(more => [@lines[0 .. 10 * 8 - 1], 'expand[0]' => 'line_items']);
is scalar @{ $long->{line_items}{data} }, 10, 'the embedded list holds ten of twelve lines';
is $long->{line_items}{has_more}, JSON::PP::true, 'and says that there are more';
my $rest = $fakes->call(GET => "/checkout/sessions/$long->{id}/line_items",
    form => [starting_after => $long->{line_items}{data}[9]{id}])->{json};
is join(' ', map { $_->{description} } @{ $rest->{data} }), 'L10 L11', 'the list gives the others';
is $rest->{has_more}, JSON::PP::false, 'and no more';
my @ship = ('shipping_options[0][shipping_rate_data][display_name]' => 'Ground',
    'shipping_options[0][shipping_rate_data][type]' => 'fixed_amount',
    'shipping_options[0][shipping_rate_data][fixed_amount][amount]' => 1499,
    'shipping_options[0][shipping_rate_data][fixed_amount][currency]' => 'usd');
is $fakes->session(more => \@ship)->{amount_total}, 12999 + 1499, 'a shipping option is part of the total';
is session_gist(more => ['shipping_address_collection[allowed_countries][0]' => 'CU']),
    '400 shipping_address_collection[allowed_countries][0]', 'a country without Checkout is refused';

# Idempotency.
my $before = sessions();
my $first  = $fakes->call(POST => '/checkout/sessions', form => $form, key => 'k1');
my $again  = $fakes->call(POST => '/checkout/sessions', form => $form, key => 'k1');
is $again->{content}, $first->{content}, 'the same key and bytes give the same answer';
is $again->{headers}{'idempotent-replayed'}, 'true', 'and say that it is a replay';
is sessions(), $before + 1, 'and one session';
my $other = $fakes->call(POST => '/checkout/sessions', form => [@$form, locale => 'en'], key => 'k1');
is $other->{status}, 400, 'the same key with other bytes is refused';
is $other->{json}{error}{type}, 'idempotency_error', 'as an idempotency error';
is sessions(), $before + 1, 'and makes no session';
is gist(POST => '/checkout/sessions', form => [mode => 'payment'], key => 'k2'),
    '400 parameter_missing success_url', 'a call that fails validation';
is gist(POST => '/checkout/sessions', form => $form, key => 'k2'), 200, 'leaves its key free';
is gist(POST => '/checkout/sessions', form => $form, key => 'k' x 256), 400, 'a key of 256 characters is refused';
my $gone = sub { gist(POST => '/checkout/sessions/cs_test_none/expire', key => 'k3') };
is $gone->(), '404 resource_missing id', 'an unknown session is 404';
is $gone->(), '404 resource_missing id', 'and stays so under its key';

# Tax.
sub calculation_of {
    my ($count) = @_;
    return $fakes->call(POST => '/tax/calculations', form => [currency => 'usd',
        (map { ("line_items[$_][amount]" => 100, "line_items[$_][reference]" => "l$_",
            "line_items[$_][tax_behavior]" => 'exclusive') } 0 .. $count - 1),
        'customer_details[address][country]' => 'US', 'customer_details[address][state]' => 'TX',
        'customer_details[address][postal_code]' => '78701', 'customer_details[address_source]' => 'shipping',
        'expand[0]' => 'line_items.data.tax_breakdown'])->{json};
}
is calculation_of(10)->{line_items}{has_more}, JSON::PP::false, 'ten lines of a calculation are embedded';
my $twelve = calculation_of(12);
is scalar @{ $twelve->{line_items}{data} }, 10, 'of twelve lines ten are';
is $twelve->{line_items}{has_more}, JSON::PP::true, 'and it says that there are more';
my $others = $fakes->call(GET => "/tax/calculations/$twelve->{id}/line_items",
    form => [limit => 100, starting_after => $twelve->{line_items}{data}[9]{id}, 'expand[0]' => 'data.tax_breakdown'])->{json};
is join(' ', map { $_->{reference} } @{ $others->{data} }), 'l10 l11', 'its list gives the others';
is $others->{data}[0]{tax_breakdown}[0]{taxability_reason}, 'standard_rated', 'with their breakdown, as asked';
ok !exists $fakes->call(GET => "/tax/calculations/$twelve->{id}/line_items")->{json}{data}[0]{tax_breakdown},
    'and without it, not asked';

my $tax = sub {
    my ($state, $zip, @more) = @_;
    $fakes->call(POST => '/tax/calculations', form => [
        currency                                => 'usd',
        'line_items[0][amount]'                 => 12999,
        'line_items[0][reference]'              => 'l1',
        'line_items[0][tax_behavior]'           => 'exclusive',
        'line_items[0][tax_code]'               => 'txcd_99999999',
        'shipping_cost[amount]'                 => 1499,
        'shipping_cost[tax_behavior]'           => 'exclusive',
        'shipping_cost[tax_code]'               => 'txcd_92010001',
        'customer_details[address][country]'    => 'US',
        'customer_details[address][state]'      => $state,
        'customer_details[address][postal_code]' => $zip,
        'customer_details[address_source]'      => 'shipping',
        'expand[0]'                             => 'line_items.data.tax_breakdown',
        @more,
    ]);
};
for ([TX => '78701', 1196, 'standard_rated'], [CA => '94103', 942, 'standard_rated'],
    [NY => '10001', 1287, 'standard_rated'], [FL => '33101', 0, 'not_collecting'],
    [OR => '97201', 0, 'not_subject_to_tax']) {
    my ($state, $zip, $cents, $reason) = @$_;
    my $json = $tax->($state, $zip)->{json};
    is $json->{tax_amount_exclusive}, $cents, "$state taxes $cents cents";
    is $json->{amount_total}, 12999 + 1499 + $cents, "$state: the total holds lines, shipping and tax";
    is $json->{line_items}{data}[0]{tax_breakdown}[0]{taxability_reason}, $reason, "$state: $reason";
}
is $tax->('TX', '78701', 'customer_details[taxability_override]' => 'customer_exempt')
    ->{json}{tax_amount_exclusive}, 0, 'an exempt customer pays no tax';
is Fakes::gist($tax->('CA', '03801')), '400 customer_tax_location_invalid customer_details[address]',
    'a ZIP of another state is refused';
is Fakes::gist($tax->('TX', '78701', 'line_items[1][amount]' => 1, 'line_items[1][reference]' => 'l1')),
    '400 line_items[1][reference]', 'a reference is unique in its call';
my $calculation = $tax->('TX', '78701')->{json};
my $commit = sub {
    gist(POST => '/tax/transactions/create_from_calculation',
        form => [calculation => $_[0], reference => $_[1], 'metadata[order_id]' => 1]);
};
is $commit->($calculation->{id}, 'demo-1'), 200, 'a calculation becomes a transaction';
is $commit->($calculation->{id}, 'demo-1'), '400 resource_already_exists reference',
    'a reference names one transaction';
my ($transaction) = map { $_->{id} } @{ $fakes->control('/tax_transactions') };
my $reverse = sub {
    gist(POST => '/tax/transactions/create_reversal', form => [original_transaction => $transaction, @_]);
};
my $line = $fakes->call(GET => "/tax/transactions/$transaction/line_items")->{json}{data}[0]{id};
my @part = (mode => 'partial', 'line_items[0][original_line_item]' => $line, 'line_items[0][reference]' => 'l1');
is $reverse->(reference => 'r1', @part, 'line_items[0][amount]' => 100, 'line_items[0][amount_tax]' => 8),
    '400 parameter_invalid_integer line_items[0][amount]', 'a reversal is negative';
is $reverse->(reference => 'r1', @part, 'line_items[0][amount]' => -13000, 'line_items[0][amount_tax]' => 0),
    '400 line_items[0][amount]', 'a reversal takes back no more than there is';
is $reverse->(reference => 'r1', @part, 'line_items[0][amount]' => -100, 'line_items[0][amount_tax]' => -8),
    200, 'a part is taken back';
is $reverse->(reference => 'demo-1', mode => 'full'), '400 resource_already_exists reference',
    'references are unique over reversals too';
is $reverse->(reference => 'r2', mode => 'full'), '400 original_transaction', 'what is left is no whole';
$fakes->control('/clock', { advance => 91 * 86400 });
is $commit->($calculation->{id}, 'demo-2'), '400 calculation', 'an expired calculation is refused';

my ($status, $seconds) = $fakes->stop;
is $status, 0, 'it ends well on SIGTERM';
cmp_ok $seconds, '<=', 1, 'and at once';
done_testing;
