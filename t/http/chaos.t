#!/usr/bin/perl
# Orders through a network that fails at random: calls that are executed and never answered, cut, refused for
# now or answered by a page of HTML; events dropped, held back, doubled, late and out of order; workers
# killed. Some orders are cancelled and refunded, some are disputed. Then stripe-reconcile runs, and
# orders = payments = ledger = stock, and Stripe's books hold nothing that ours do not.
#   CHAOS_ORDERS=500 CHAOS_SEED=7 t/run t/http/chaos.t      (make chaos)
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'chaos';  # it breaks whatever it can
use Buyer;
use JSON::PP;
use POSIX ();
use Test::More;
use Time::HiRes 'time';

my $wanted = $ENV{CHAOS_ORDERS} // 24;
my $seed = $ENV{CHAOS_SEED} || 20261127;
my $shoppers = 4;
my $json = JSON::PP->new->canonical;
my ($variant, $price, $item) = Buyer::switch();
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 2 * $wanted, 'test', now())");
my $gdsctl = "build/bin/gdsctl --config '" . var() . "/gds.conf'";
diag("seed $seed, $wanted orders");

sub trouble { my ($path, %body) = @_; return control('POST', "/_control/$path", $json->encode(\%body)) }
sub one_of { return $_[rand @_] }

# What goes wrong with one of the next calls.
sub break_a_call {
    my @calls = (['POST', '/checkout/sessions'], ['POST', '/coupons'], ['POST', '/tax'], ['GET', '/checkout'],
        ['POST', '/refunds'], ['GET', '/events'], ['', '']);
    my ($method, $path) = @{ one_of(@calls) };
    my %fault = %{ one_of({ fault => 'cut' }, { fault => 'drop' }, { fault => 'hang', hold_ms => 200 },
        { fault => 'status', status => 500 }, { fault => 'status', status => 429 },
        { fault => 'status', status => 409 }, { fault => 'html' }, { fault => 'slow', before_ms => 100 },
        { fault => 'status', status => 500, execute => JSON::PP::true }) };
    trouble('faults', %fault, method => $method, path => $path, times => 1 + int rand 2);
}
# What becomes of the next events.
sub break_events {
    my %rule = %{ one_of({ action => 'drop' }, { action => 'drop' }, { action => 'hold' }, { copies => 3 },
        { delay_ms => 700 }, { timestamp_offset => -301 }, { timestamp_offset => 120 },
        { signature => 'wrong' }, { signature => 'missing' }) };
    my $type = one_of('*', 'checkout.session.*', 'charge.*', 'payment_intent.*');
    trouble('webhooks', %rule, type => $type, times => 1 + int rand 8);
    trouble('webhooks/release', order => one_of('oldest_first', 'newest_first')) if rand() < 0.3;
}
sub parent_of { my ($pool) = @_; open my $in, '<', var() . "/run/$pool.pid" or die $!; return (split ' ', <$in>)[0] }
sub kill_a_worker {
    my $parent = parent_of(one_of(qw(shop outbound hooks)));
    my @workers = split ' ', `cat /proc/$parent/task/$parent/children`;
    return @workers ? kill 'KILL', one_of(@workers) : 0;
}

# Posts until it is answered by a redirect.
sub insist {
    my ($try) = @_;
    for (1 .. 60) {
        my $answer = $try->();
        return $answer if $answer->{status} == 303;
        select undef, undef, undef, 0.15;
    }
    return;
}
# One shopper; answers how many gave up on the way.
sub shop_on {
    my ($orders) = @_;
    my $gave_up = 0;
    for (1 .. $orders) {
        my $visitor = Shop::Visitor->new;
        my $done = insist(sub { $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]) })
            && insist(sub { $visitor->post('/checkout', [@Buyer::ADDRESS]) })
            && insist(sub { $visitor->post('/checkout/shipping', [shipping_method => 'ground']) });
        my $total;
        for (1 .. 60) {
            last unless $done;
            $total = Buyer::review_total($visitor->get('/checkout/review')) and last;
            select undef, undef, undef, 0.2;
        }
        my $first = 1;
        my $placed = $total && insist(sub {
            my $path = $first ? '/checkout/place' : '/checkout/resume';
            $first = 0;
            my $answer = $visitor->post($path, $path eq '/checkout/place' ? [expected_total => $total] : []);
            # What was never frozen is placed anew.
            $first = 1 if $path eq '/checkout/resume' && $answer->{status} == 303
                && Buyer::location($answer) !~ m{/stripe/pay/};
            return $first ? { status => 0 } : $answer;
        });
        if (!$placed) { ++$gave_up; next }
        my $page = Buyer::location($placed);
        next if rand() < 0.06;  # leaves without paying
        Buyer::press($page, 'decline') if rand() < 0.1;
        Buyer::press($page, 'pay');
    }
    return $gave_up;
}

my @pids;
for my $n (1 .. $shoppers) {
    my $share = int($wanted / $shoppers) + ($n <= $wanted % $shoppers ? 1 : 0);
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        srand $seed + $n;
        my $gave_up = shop_on($share);
        POSIX::_exit($gave_up > 100 ? 100 : $gave_up);
    }
    push @pids, $pid;
}
srand $seed;
my ($killed, $broken, $running, $gave_up) = (0, 0, scalar(@pids), 0);
my $given_back = 0;
while ($running > 0) {
    ++$broken;
    break_a_call() if rand() < 0.8;
    break_events() if rand() < 0.6;
    $killed += kill_a_worker() if $broken % 7 == 3;
    # Some that are placed are cancelled and given back, some are disputed.
    if (rand() < 0.15) {
        my ($number, $intent) = split /\|/, sql("SELECT o.number, p.intent_id FROM orders o JOIN payments p ON p.order_id = o.id
            WHERE o.state = 'placed' AND p.state = 'captured' ORDER BY md5(o.number || '$broken') LIMIT 1");
        if ($number && rand() < 0.6) {
            ++$given_back if system("$gdsctl orders cancel $number --yes >/dev/null 2>&1; "
                . "$gdsctl orders refund $number --send --yes >/dev/null 2>&1") == 0;
        }
        elsif ($number) {
            trouble('dispute', payment_intent => $intent);
            trouble('dispute', payment_intent => $intent, verdict => one_of('won', 'lost')) if rand() < 0.7;
        }
    }
    select undef, undef, undef, 0.05;
    while ((my $ended = waitpid -1, POSIX::WNOHANG()) > 0) { --$running; $gave_up += $? >> 8 }
}
diag("$broken rounds of trouble, $killed workers killed, $given_back orders given back, $gave_up given up");
cmp_ok($killed, '>', 0, 'workers died');

# The network is well again; what was said meanwhile is said no more.
control('DELETE', '/_control/faults');
trouble('clock', advance => 50 * 60);
# Runs once, so many seconds ahead. The minute's own run of the job may be under way: then ours does
# nothing, and is tried again.
sub reconcile {
    my ($seconds) = @_;
    local $ENV{GDS_CONF} = var() . '/gds.conf';
    my $now = POSIX::strftime('%Y-%m-%dT%H:%M:%SZ', gmtime(time + $seconds));
    my $said = '';
    my $ran = wait_until(60, sub {
        $said = `build/bin/stripe-reconcile --now $now 2>&1`;
        return $? == 0 && $said !~ /another run is under way/;
    });
    diag($said) if !$ran;
    return $ran;
}
sub unsent { return sql("SELECT count(*) FROM outbox WHERE kind LIKE 'stripe.%' AND sent_at IS NULL AND failed_at IS NULL") }
ok(reconcile(50 * 60), 'stripe-reconcile runs');
# Who was not answered lately asks later, each time longer: here the time comes at once.
sub tell {
    sql("UPDATE outbox SET due_at = now() WHERE due_at > now() AND sent_at IS NULL AND failed_at IS NULL AND kind LIKE 'stripe.%'");
    select undef, undef, undef, 0.5;
    return unsent() eq '0';
}
ok(wait_until(90, \&tell), 'what was to be told to Stripe is told')
    or diag(sql("SELECT kind, key, due_at, leased_until, attempts, last_error FROM outbox
        WHERE kind LIKE 'stripe.%' AND sent_at IS NULL AND failed_at IS NULL"));
# Events of payments that were not known yet are looked at again within the hour; days pass.
ok(reconcile($_), 'and again, days later') for 2 * 3600, (3 * 24 * 3600) x 3;

my @sessions = @{ $json->decode(control('GET', '/_control/sessions')) };
my %paid = map { $_->{id} => $_ } grep { $_->{status} eq 'complete' } @sessions;
my %ours = map { my ($id, $cents, $state) = split /\|/; ($id => { cents => $cents, state => $state }) }
    split /\n/, sql("SELECT a.session_id, p.captured_cents, o.state FROM payment_attempts a
        JOIN orders o ON o.id = a.order_id JOIN payments p ON p.order_id = o.id WHERE o.number IS NOT NULL");
is(join(' ', sort keys %ours), join(' ', sort keys %paid), 'every payment at Stripe is one order here, and no other is');
is_deeply([grep { $ours{$_} && $ours{$_}{cents} != $paid{$_}{amount_total} } keys %paid], [], 'each of its amount');
cmp_ok(scalar(keys %paid), '>', $wanted / 2, 'most orders were paid: ' . scalar(keys %paid));
is(sql("SELECT count(*) FROM orders WHERE state = 'awaiting_payment'"), '0', 'nobody waits any more');
my $theirs = 0;
$theirs += $_->{amount} for @{ $json->decode(control('GET', '/_control/balance')) };
is(sql("SELECT sum(CASE WHEN kind IN ('captured', 'refund_failed', 'reinstated') THEN e.amount_cents ELSE -e.amount_cents END)
        FROM payment_events e JOIN payments p ON p.id = e.payment_id WHERE p.provider = 'stripe'"), $theirs,
    'the ledger comes to what Stripe has, to the cent');
is(sql("SELECT allocated FROM stock_items WHERE id = $item"),
    sql("SELECT coalesce(sum(l.units - l.cancelled_units - l.fulfilled_units), 0) FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE l.variant_id = $variant AND o.state IN ('placed', 'partly_shipped')"), 'stock is allocated for what stands, to the unit');
is(sql("SELECT held FROM stock_items WHERE id = $item"), sql("SELECT coalesce(sum(units), 0) FROM holds WHERE stock_item_id = $item"),
    'and held for what is in carts');
is(sql("SELECT count(*) FROM orders o WHERE number IS NOT NULL AND state <> 'needs_attention'
        AND (SELECT count(*) FROM outbox x WHERE x.kind = 'mail.order_confirmation' AND x.payload->>'order' = o.id::text) <> 1"),
    '0', 'one confirmation each');
cmp_ok(sql('SELECT count(*) FROM balance_transactions'), '>', 0, "Stripe's books were read");
is(sql('SELECT kind, reference, ours_cents, theirs_cents FROM payment_differences WHERE resolved_at IS NULL'), '',
    'the report of differences is empty');
is(`$gdsctl reconcile`, '', 'and every rule holds');
done_testing();
