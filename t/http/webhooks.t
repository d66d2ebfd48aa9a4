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

# Nothing but this test reconciles: what is lost stays lost until it does.
stack('stop', 'cron');
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

# The acceptance checks of contracts/stripe.md that are about HTTP; the others stand in t/stripe,
# t/payment and t/race under the same words.
sub header_status {
    my ($body, $header) = @_;
    return Shop::Visitor->new->request('POST', '/webhooks/stripe', content => $body, headers => {
        'content-type' => 'application/json', 'stripe-signature' => $header })->{status};
}

subtest 'check 1: each malformed header is refused with 400, and nothing is written' => sub {
    my ($session, $event) = paid_and_lost();
    my $body = $json->encode($event);
    my $before = counts();
    my $now = time;
    my $good = hmac_sha256_hex("$now.$body", $secret);
    my %bad = (
        'no t' => "v1=$good", 'no v1' => "t=$now", 'only v0' => "t=$now,v0=$good",
        'a space after the comma' => "t=$now, v1=$good", 'upper case' => "t=$now,v1=" . uc $good,
        'a digit less' => "t=$now,v1=" . substr($good, 1), 'empty' => '', 'no pairs' => 'nonsense',
        't is no number' => "t=now,v1=$good", 'another t last' => "t=$now,v1=$good,t=" . ($now - 1),
        't of 301 seconds ago' => 't=' . ($now - 301) . ',v1=' . hmac_sha256_hex(($now - 301) . ".$body", $secret),
    );
    is(header_status($body, $bad{$_}), 400, $_) for sort keys %bad;
    my $changed = $body;
    substr($changed, 20, 1) = chr(ord(substr $changed, 20, 1) ^ 1);
    is(header_status($changed, "t=$now,v1=$good"), 400, 'one bit of the body');
    is(counts(), $before, 'nothing was written');
    is(state_of($session), 'awaiting_payment', 'the order waits');
    is(header_status($body, "t=1,t=$now,v0=x,v1=" . '0' x 64 . ",v1=$good"), 200,
        'the last t and any v1 that fits: 200');
    is(state_of($session), 'placed', 'the order is placed');
};

subtest 'check 1: two secrets verify while one is rotated' => sub {
    my ($session, $event) = paid_and_lost();
    my $body = $json->encode($event);
    is(deliver($body, secret => 'whsec_next'), 400, 'not before it is configured');
    my $file = var() . '/secrets/stripe.webhook_secrets';
    my $write = sub { open my $out, '>', $file or die $!; print $out "$_[0]\n"; close $out };
    my $reload = sub {
        open my $in, '<', var() . '/run/hooks.pid' or die $!;
        kill 'HUP', (split ' ', <$in>)[0];
    };
    $write->("$secret,whsec_next");
    $reload->();
    ok(wait_until(20, sub { deliver($body, secret => 'whsec_next') == 200 }), 'the new one verifies');
    is(state_of($session), 'placed', 'the order is placed');
    is(deliver($body), 200, 'the old one still does');
    $write->($secret);
    $reload->();
    ok(wait_until(20, sub { deliver($body, secret => 'whsec_next') == 400 }), 'until it is taken away');
};

subtest 'check 1: events of the other mode have no effect' => sub {
    my ($session, $event) = paid_and_lost();
    is(deliver($json->encode({ %$event, livemode => JSON::PP::true })), 200, 'taken');
    is(state_of($session), 'awaiting_payment', 'the order waits');
    is(sql("SELECT outcome FROM inbox_events WHERE event_id = '$event->{id}'"), 'the other mode', 'and why is kept');
};

subtest 'check 4: one event 20 times at once over the workers has one effect' => sub {
    my ($session, $event) = paid_and_lost();
    my $mails = sql("SELECT count(*) FROM outbox WHERE kind = 'mail.order_confirmation'");
    my $answer = $json->decode(control('POST', '/_control/deliver',
        $json->encode({ event => $event->{id}, times => 20, together => JSON::PP::true })));
    is_deeply([sort @{ $answer->{statuses} }], [(200) x 20], 'each is answered 200');
    my $order = sql("SELECT o.id FROM orders o JOIN payment_attempts a ON a.order_id = o.id
                     WHERE a.session_id = '$session'");
    is(sql("SELECT count(*) FROM stock_movements WHERE order_id = $order AND kind = 'allocated'"), 1, 'one stock move');
    is(sql("SELECT count(*) FROM payment_events e JOIN payments p ON p.id = e.payment_id
            WHERE p.order_id = $order"), 1, 'one ledger row');
    is(sql("SELECT count(*) FROM outbox WHERE kind = 'mail.order_confirmation'"), $mails + 1, 'one mail');
};

subtest 'check 6: the database fails inside: 500, a row with the error, then it succeeds' => sub {
    my ($session, $event) = paid_and_lost();
    my $body = $json->encode($event);
    sql("CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN RAISE EXCEPTION ''broken by the test''; END'");
    sql('CREATE TRIGGER break_it BEFORE INSERT ON payment_events FOR EACH ROW EXECUTE FUNCTION break_it()');
    my $count = sub {
        return sql('SELECT count(*) FROM stock_movements') . ' ' . sql('SELECT count(*) FROM outbox')
            . ' ' . sql('SELECT count(*) FROM payment_events');
    };
    my $before = $count->();
    is(deliver($body), 500, 'answered 500');
    is($count->(), $before, 'no partial change');
    like(sql("SELECT attempts || ' ' || last_error FROM inbox_events WHERE event_id = '$event->{id}'"),
        qr/^1 .*broken by the test/s, 'the row has the error');
    sql('DROP TRIGGER break_it ON payment_events');
    sql('DROP FUNCTION break_it()');
    is(deliver($body), 200, 'a redelivery: 200');
    is(state_of($session), 'placed', 'the order is placed');
};

subtest 'an unknown type of another version of the API is kept and acknowledged' => sub {
    my $body = $json->encode({ id => 'evt_future', object => 'event', type => 'of.the.future',
        api_version => '2031-01-01.x', created => time, livemode => JSON::PP::false,
        data => { object => { id => 'x_1', what => [1, { a => undef }] } } });
    is(deliver($body), 200, 'taken');
    is(sql("SELECT type || ' ' || outcome FROM inbox_events WHERE event_id = 'evt_future'"),
        'of.the.future noted', 'kept');
};

# The last one: the stand-ins' clock stays ahead.
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
