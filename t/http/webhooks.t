#!/usr/bin/perl
# What Stripe sends us: forged, old, replayed and lost webhooks, and the job that finds what was lost.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'webhooks';  # it turns the clock of the stand-ins and drops their webhooks
use Buyer;
use Digest::SHA 'hmac_sha256_hex';
use JSON::PP;
use Test::More;

my $json = JSON::PP->new;
my @switch = Buyer::switch();
my $item = $switch[2];
my ($secret) = do {
    open my $file, '<', var() . '/secrets/stripe.webhook_secrets' or die "no secret: $!";
    <$file>;
};
chomp $secret;

# Posts a body to the webhook, signed as told.
sub deliver {
    my ($body, %how) = @_;
    my $at = $how{at} // time;
    my $seal = $how{seal} // hmac_sha256_hex("$at.$body", $how{secret} // $secret);
    return Shop::Visitor->new->request('POST', '/webhooks/stripe', content => $body, headers => {
        'content-type' => 'application/json',
        $how{unsigned} ? () : ('stripe-signature' => "t=$at,v1=$seal") })->{status};
}

# A paid session of an order, as an event: the order waits, its webhook was dropped.
sub paid_and_lost {
    control('POST', '/_control/webhooks', $json->encode({ type => '*', action => 'drop', times => 20 }));
    my ($visitor, $page) = Buyer::at_the_payment(@switch[0, 1], 1);
    my ($session) = Buyer::path_of(Buyer::press($page, 'pay')) =~ /session=(\w+)/;
    my ($event) = grep { $_->{type} eq 'checkout.session.completed' && $_->{data}{object}{id} eq $session }
        @{ $json->decode(control('GET', '/_control/events')) };
    return ($session, $event);
}
sub state_of {
    my ($session) = @_;
    return sql("SELECT o.state FROM orders o JOIN payment_attempts a ON a.order_id = o.id
                WHERE a.session_id = '$session'");
}
sub counts {
    return sql('SELECT count(*) FROM inbox_events') . ' ' . sql('SELECT count(*) FROM stock_movements')
        . ' ' . sql('SELECT count(*) FROM outbox') . ' ' . sql('SELECT count(*) FROM payment_events');
}
sub reconcile {
    local $ENV{GDS_CONF} = var() . '/gds.conf';
    return system('build/bin/stripe-reconcile >/dev/null') == 0;
}

subtest 'what is not signed by Stripe has no effect' => sub {
    my ($session, $event) = paid_and_lost();
    my $body = $json->encode($event);
    my $before = counts();
    is(deliver($body, unsigned => 1), 400, 'no signature');
    is(deliver($body, secret => 'whsec_of_somebody'), 400, 'another secret');
    is(deliver($body, at => time - 301), 400, 'signed 301 seconds ago');
    is(deliver("$body ", seal => hmac_sha256_hex(time . ".$body", $secret)), 400, 'a byte more');
    is(deliver('[1]'), 400, 'signed, but no event');
    is(deliver('x' x (1024 * 1024 + 1)), 413, 'over 1 MiB');
    is(counts(), $before, 'nothing was written');
    is(state_of($session), 'awaiting_payment', 'the order waits');

    is(deliver($body), 200, 'signed: 200');
    is(state_of($session), 'placed', 'and the order is placed');
    my $after = counts();
    is(deliver($body), 200, 'replayed: 200');
    is(counts(), $after, 'without effect');
};

subtest 'every webhook lost: stripe-reconcile brings the same end' => sub {
    my ($session) = paid_and_lost();
    is(state_of($session), 'awaiting_payment', 'nobody told us');
    ok(reconcile(), 'the job runs');
    is(state_of($session), 'placed', 'the order is placed');
    my $after = counts();
    ok(reconcile(), 'the job runs again');
    is(counts(), $after, 'and changes nothing');
};

subtest 'a session that ended unpaid gives its units back' => sub {
    my $held = sql("SELECT held FROM stock_items WHERE id = $item");
    control('POST', '/_control/webhooks', $json->encode({ type => '*', action => 'drop', times => 20 }));
    my ($visitor, $page) = Buyer::at_the_payment(@switch[0, 1], 1);
    my ($session) = $page =~ m{/pay/(\w+)};
    is(sql("SELECT held FROM stock_items WHERE id = $item"), $held + 1, 'held while it can be paid');
    control('POST', '/_control/clock', $json->encode({ advance => 36 * 60 }));
    ok(wait_until(20, sub { reconcile() && state_of($session) eq 'expired' }), 'the order expires');
    is(sql("SELECT held FROM stock_items WHERE id = $item"), $held, 'the units are back');
    like($visitor->get('/cart')->{content}, qr/WS-C3850-24T-L/, 'the cart is open and as it was');
};

done_testing();
