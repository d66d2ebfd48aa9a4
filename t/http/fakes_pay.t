#!/usr/bin/perl
# The payment page, the events behind it and their delivery.
use strict;
use warnings;
use lib 't/lib';
use Digest::SHA 'hmac_sha256_hex';
use Fakes;
use Test::More;

my $fakes = Fakes->start;

sub types { join ' ', map { $_->{event}{type} } @_ }
sub receive_some { map { $fakes->receive // () } 1 .. shift }
sub events { map { $_->{type} } reverse @{ $fakes->call(GET => '/events', form => [@_, limit => 100])->{json}{data} } }
sub signed_right {
    my ($hook, @secrets) = @_;
    my ($time, @seals) = split /,v1=/, $hook->{headers}{'stripe-signature'};
    my $at = $time =~ s/^t=//r;
    return abs(time - $at) <= 2
        && "@seals" eq join ' ', map { hmac_sha256_hex("$at.$hook->{body}", $_) } @secrets;
}

# Pay.
my $session = $fakes->session(tax => 1072);
is $session->{url}, "http://127.0.0.1:$fakes->{port}/stripe/pay/$session->{id}", 'a session has its page';
is $session->{payment_intent}, undef, 'and no intent before an attempt';
my $page = $fakes->get("/stripe/pay/$session->{id}")->{content};
like $page, qr{<td>Switch &amp; rails &quot;\xc3\xa9&quot; \xe2\x82\xac</td><td class="amount">\$129\.99</td>},
    'the page names the lines';
like $page, qr{<p class="total">\$140\.71</p>}, 'and the total';
like $page, qr{<button type="submit"[^>]*>$_</button>}, "and has the button $_" for qw(Pay Decline Wait);
like $page, qr{<a href="http://shop\.example/cart">Cancel</a>}, 'and the link Cancel';
my $paid = $fakes->press($session->{id}, 'pay');
is $paid->{status}, 303, 'Pay leads on';
is $paid->{headers}{location}, "http://shop.example/checkout/done?sid=$session->{id}",
    'to the success address with the id in it';
my @hooks = receive_some(4);
is types(@hooks), 'payment_intent.created charge.succeeded payment_intent.succeeded checkout.session.completed',
    'four events arrive';
is scalar(grep { signed_right($_, $Fakes::SECRET) } @hooks), 4, 'each signed over its bytes';
my $object = $hooks[3]{event}{data}{object};
is "$object->{status} $object->{payment_status}", 'complete paid', 'the session is complete and paid';
is $object->{metadata}{order_id}, 'ord_1', 'and carries our id';
is $hooks[3]{event}{livemode}, JSON::PP::false, 'in test mode';
my $read = $fakes->call(GET => "/checkout/sessions/$session->{id}",
    form => ['expand[0]' => 'payment_intent.latest_charge', 'expand[1]' => 'line_items'])->{json};
is $read->{payment_intent}{latest_charge}{amount}, 14071, 'the charge can be read along';
is $read->{payment_intent}{metadata}{order_id}, 'ord_1', 'the intent has its own metadata';
is $read->{url}, undef, 'the page is closed';
$fakes->press($session->{id}, 'pay');
is scalar(events('type' => 'checkout.session.completed')), 1, 'a second press pays nothing';
is Fakes::gist($fakes->call(POST => "/checkout/sessions/$session->{id}/expire")), 400,
    'a complete session does not expire';

# Decline, then pay.
my $declined = $fakes->session;
is $fakes->press($declined->{id}, 'decline')->{headers}{location},
    "/stripe/pay/$declined->{id}?declined=1", 'Decline leads back to the page';
like $fakes->get("/stripe/pay/$declined->{id}?declined=1")->{content}, qr/role="alert">Your card was declined/,
    'which says so';
is types(receive_some(3)), 'payment_intent.created charge.failed payment_intent.payment_failed', 'three events';
is $fakes->call(GET => "/checkout/sessions/$declined->{id}")->{json}{status}, 'open', 'the session stays open';
$fakes->press($declined->{id}, 'pay');
is types(receive_some(3)), 'charge.succeeded payment_intent.succeeded checkout.session.completed',
    'and can still be paid';

# Wait, and its two ends.
for (['succeeded', 'paid'], ['failed', 'unpaid']) {
    my ($outcome, $payment_status) = @$_;
    my $waiting = $fakes->session;
    is $fakes->press($waiting->{id}, 'wait')->{status}, 303, 'Wait leads on';
    my @waits = receive_some(4);
    is $waits[3]{event}{data}{object}{payment_status}, 'unpaid', 'completed, but unpaid';
    $fakes->control('/settle', { session => $waiting->{id}, outcome => $outcome });
    my @ends = receive_some(3);
    is $ends[2]{event}{type}, "checkout.session.async_payment_$outcome", "the wait has $outcome";
    is $ends[2]{event}{data}{object}{payment_status}, $payment_status, "the session is $payment_status";
    is $fakes->control('/settle', { session => $waiting->{id}, outcome => $outcome }), 400,
        'it settles once';
}

# Expiry by call and by clock.
my $left = $fakes->session;
is $fakes->call(POST => "/checkout/sessions/$left->{id}/expire")->{json}{status}, 'expired', 'a session is expired';
is types(receive_some(1)), 'checkout.session.expired', 'with its event';
my $late = $fakes->session;
$fakes->control('/clock', { advance => 1800 });
is $fakes->call(GET => "/checkout/sessions/$late->{id}")->{json}{status}, 'open', 'open in its last minute';
$fakes->control('/clock', { advance => 61 });
is $fakes->call(GET => "/checkout/sessions/$late->{id}")->{json}{status}, 'expired', 'expired after its end';
is types(receive_some(1)), 'checkout.session.expired', 'with its event';
is $fakes->get("/stripe/pay/$late->{id}")->{status}, 410, 'its page is gone';
is $fakes->press($late->{id}, 'pay')->{status}, 410, 'and takes no payment';
$fakes->control('/reset', {});

# Refunds.
my $bought = $fakes->session;
$fakes->press($bought->{id}, 'pay');
my $completed = (receive_some(4))[3]{event};
my $intent = $completed->{data}{object}{payment_intent};
my $refund = sub { $fakes->call(POST => '/refunds', form => [payment_intent => $intent, @_]) };
is Fakes::gist($refund->(amount => 13000)), '400 amount', 'no refund above the charge';
is $refund->(amount => 500, reason => 'requested_by_customer')->{json}{status}, 'succeeded', 'a part is refunded';
is types(receive_some(2)), 'refund.created charge.refunded', 'with its events';
is Fakes::gist($refund->(amount => 12500)), '400 amount', 'no second one above what is left';
is $refund->()->{json}{amount}, 12499, 'without an amount it is all that is left';
receive_some(2);
is Fakes::gist($refund->()), '400 charge_already_refunded charge', 'and then nothing';
is Fakes::gist($fakes->call(POST => "/payment_intents/$intent/cancel")),
    '400 payment_intent_unexpected_state', 'an intent of a session is not cancelled';

# Disputes.
$fakes->control('/webhooks', { action => 'drop', type => '*' });
my $sued = $fakes->session;
$fakes->press($sued->{id}, 'pay');
my $sued_intent = $fakes->call(GET => "/checkout/sessions/$sued->{id}")->{json}{payment_intent};
$fakes->control('/dispute', { payment_intent => $sued_intent, reason => 'fraudulent' });
my ($dispute) = @{ $fakes->call(GET => '/disputes', form => [payment_intent => $sued_intent])->{json}{data} };
is "$dispute->{status} $dispute->{reason} $dispute->{amount}", 'needs_response fraudulent 12999', 'a charge is disputed';
is Fakes::gist($fakes->call(POST => '/refunds', form => [payment_intent => $sued_intent])),
    '400 charge_disputed charge', 'and not refunded then';
is $fakes->call(POST => "/disputes/$dispute->{id}", form => ['evidence[shipping_carrier]' => 'UPS', submit => 'false'])
    ->{json}{status}, 'needs_response', 'staged evidence is not sent';
$fakes->control('/dispute', { payment_intent => $sued_intent, verdict => 'won' });
is_deeply [events(type => 'charge.dispute.*')],
    [map { "charge.dispute.$_" } qw(created funds_withdrawn updated closed funds_reinstated)],
    'each step has its event';

# Events, delivered or not.
$fakes->control('/reset', {});
$fakes->press($fakes->session->{id}, 'pay');
$intent = (receive_some(4))[3]{event}{data}{object}{payment_intent};
$refund->(amount => 500);
$refund->();
receive_some(4);
is_deeply [events('types[0]' => 'refund.created')], ['refund.created', 'refund.created'], 'by types';
is_deeply [events('type' => 'charge.*')], ['charge.succeeded', 'charge.refunded', 'charge.refunded'], 'by pattern';
is scalar(events('delivery_success' => 'false')), 0, 'all were delivered';
$fakes->control('/webhooks', { action => 'drop', type => 'checkout.*' });
$fakes->press($fakes->session->{id}, 'pay');
receive_some(3);
is_deeply [events('delivery_success' => 'false')], ['checkout.session.completed'], 'a dropped one was not';
my $all = $fakes->call(GET => '/events', form => [limit => 100])->{json}{data};
my $step = $fakes->call(GET => '/events', form => [ending_before => $all->[-1]{id}, limit => 3])->{json};
is_deeply [map { $_->{id} } @{ $step->{data} }], [map { $_->{id} } @{$all}[-4 .. -2]],
    'ending_before gives the next newer ones, newest first';
is $step->{has_more}, JSON::PP::true, 'and says that there are more';
is Fakes::gist($fakes->call(GET => '/events', form => [map { ("types[$_]" => 'x') } 0 .. 20])), '400 types',
    'more than 20 types are refused';

# Tampered deliveries.
$fakes->control('/reset', {});
$fakes->control('/webhooks', { action => 'hold' });
$fakes->press($fakes->session->{id}, 'pay');
$fakes->control('/webhooks/release', { order => 'newest_first' });
is types(receive_some(4)),
    'checkout.session.completed payment_intent.succeeded charge.succeeded payment_intent.created',
    'held events come newest first when told so';
my ($event) = grep { $_->{type} eq 'checkout.session.completed' } @{ $fakes->control('/events') };
my $deliver = sub {
    my $pid = fork // die 'no fork';
    if (!$pid) { $fakes->control('/deliver', { event => $event->{id}, @_ }); require POSIX; POSIX::_exit(0) }
    my $hook = $fakes->receive;
    waitpid $pid, 0;
    return $hook;
};
ok signed_right($deliver->(), $Fakes::SECRET), 'an event is delivered on demand';
ok !signed_right($deliver->(signature => 'wrong'), $Fakes::SECRET), 'with a wrong signature on demand';
is $deliver->(signature => 'missing')->{headers}{'stripe-signature'}, undef, 'or without one';
my ($old) = $deliver->(timestamp_offset => -301)->{headers}{'stripe-signature'} =~ /^t=(\d+)/;
cmp_ok abs(time - 301 - $old), '<=', 2, 'or with an old time';
$fakes->control('/webhooks/secrets', { secrets => ['whsec_old', 'whsec_new'] });
ok signed_right($deliver->(), 'whsec_old', 'whsec_new'), 'a rotation signs with both secrets';
$fakes->control('/webhooks', { type => 'checkout.session.completed', copies => 2, times => 1 });
$fakes->press($fakes->session->{id}, 'pay');
is types(receive_some(5)),
    'payment_intent.created charge.succeeded payment_intent.succeeded checkout.session.completed checkout.session.completed',
    'an event comes twice when told so';
my $expiring = $fakes->session;
$fakes->call(POST => "/checkout/sessions/$expiring->{id}/expire");
$fakes->receive(500);
my $retried = $fakes->receive(200, 10);
is $retried->{event}{type}, 'checkout.session.expired', 'a refused event is sent again';
is $fakes->control('/nonsense', {}), 404, 'an unknown control call is 404';
is $fakes->control('/webhooks', { actoin => 'hold' }), 400, 'a mistyped one is 400';
done_testing;
