#!/usr/bin/perl
# Workers of every pool are killed with kill -9 while shoppers fill carts, place orders and pay. What was
# answered stands in the database, what was lost is answered by nginx and succeeds when it is tried
# again, and every order is completed once. Reloads under the same load lose nothing at all.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'killed';  # it kills what other tests would be served by
use Buyer;
use JSON::PP;
use POSIX ();
use Test::More;
use Time::HiRes 'time';

my ($shoppers, $orders_each) = (8, 5);
my $json = JSON::PP->new;
my ($variant, $price, $item) = Buyer::switch();
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 500, 'test', now())");
my $on_hand = sql("SELECT on_hand FROM stock_items WHERE id = $item");

sub parent_of { my ($pool) = @_; open my $in, '<', var() . "/run/$pool.pid" or die $!; return (split ' ', <$in>)[0] }
sub workers_of { my $parent = parent_of(@_); return split ' ', `cat /proc/$parent/task/$parent/children` }

# Posts until it is answered as wished, at most thirty times; each answer but the wished one is
# counted by its status.
sub insist {
    my ($seen, $wished, $try) = @_;
    for (1 .. 30) {
        my $answer = $try->();
        return $answer if $wished->($answer);
        ++$seen->{lost}{ $answer->{status} };
        select undef, undef, undef, 0.02;
    }
    ++$seen->{gave_up};
    return;
}
sub redirects { return $_[0]{status} == 303 }

# One shopper: orders, each of two adds and a payment. Answers what it saw.
sub shop_on {
    my ($orders) = @_;
    my $seen = { orders => [], lost => {}, gave_up => 0 };
    for (1 .. $orders) {
        my $visitor = Shop::Visitor->new;
        my ($answered, $tried) = (0, 0);
        for (1 .. 2) {
            insist($seen, \&redirects, sub {
                ++$tried;
                return $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
            }) or next;
            ++$answered;
        }
        insist($seen, \&redirects, sub { $visitor->post('/checkout', [@Buyer::ADDRESS]) });
        insist($seen, \&redirects, sub { $visitor->post('/checkout/shipping', [shipping_method => 'ground']) });
        my $review = insist($seen, sub { $_[0]{status} == 200 }, sub { $visitor->get('/checkout/review') }) or next;
        my $total = Buyer::review_total($review);
        my $placed = insist($seen, \&redirects,
            sub { $visitor->post('/checkout/place', [expected_total => $total]) }) or next;
        my ($session) = Buyer::location($placed) =~ m{/stripe/pay/(\w+)};
        push @{ $seen->{orders} },
            { session => $session // Buyer::location($placed), answered => $answered, tried => $tried };
        Buyer::press(Buyer::location($placed), 'pay') if $session;
    }
    return $seen;
}

# Shoppers side by side, each a process; meanwhile again and again what is told.
sub under_load {
    my ($meanwhile) = @_;
    my @readers;
    for (1 .. $shoppers) {
        pipe my $reader, my $writer or die "pipe: $!";
        my $pid = fork // die "fork: $!";
        if (!$pid) {
            syswrite $writer, $json->encode(shop_on($orders_each));
            POSIX::_exit(0);
        }
        close $writer;
        push @readers, $reader;
    }
    my $running = $shoppers;
    my $rounds  = 0;
    while ($running > 0) {
        $meanwhile->(++$rounds);
        select undef, undef, undef, 0.15;
        while ((my $ended = waitpid -1, POSIX::WNOHANG()) > 0) { --$running }
    }
    my @seen = map { my $reader = $_; local $/; $json->decode(scalar <$reader>) } @readers;
    return ($rounds, @seen);
}

# What must hold of the orders that shoppers saw, whoever died meanwhile.
sub holds_of {
    my ($when, @seen) = @_;
    my @orders = map { @{ $_->{orders} } } @seen;
    is(scalar(@orders), $shoppers * $orders_each, "$when: every order was placed, at the first try or a later one");
    is(scalar(grep { $_->{gave_up} } @seen), 0, "$when: nobody had to give up");
    my @missing = grep { sql("SELECT count(*) FROM payment_attempts WHERE session_id = '$_->{session}'") ne '1' } @orders;
    is_deeply(\@missing, [], "$when: every place that was answered has its row");
    my $open = sub {
        return sql("SELECT count(*) FROM orders o JOIN payment_attempts a ON a.order_id = o.id
                    WHERE o.number IS NULL OR a.state <> 'complete'");
    };
    wait_until(60, sub { $open->() eq '0' });
    is($open->(), '0', "$when: every order is completed");
    my @wrong;
    for my $order (@orders) {
        my ($units, $lines) = split /\|/, sql("SELECT sum(l.units), count(*) FROM order_lines l
            JOIN payment_attempts a ON a.order_id = l.order_id WHERE a.session_id = '$order->{session}'");
        push @wrong, "$order->{session}: $units units of $order->{answered} to $order->{tried}"
            unless $lines == 1 && $units >= $order->{answered} && $units <= $order->{tried};
    }
    is(join("\n", @wrong), '', "$when: every add that was answered is in its order");
    return;
}

# The sums, and the events that were answered with 200.
sub sums_hold {
    my ($when, $orders) = @_;
    is(sql('SELECT count(*) FROM orders WHERE number IS NOT NULL'), $orders, "$when: no order twice");
    is(sql('SELECT count(DISTINCT number) FROM orders'), $orders, "$when: each has a number of its own");
    is(sql("SELECT count(*) FROM payment_events WHERE kind = 'captured'"), $orders, "$when: each was paid once");
    is(sql("SELECT allocated - (SELECT coalesce(sum(units), 0) FROM order_lines WHERE variant_id = $variant)
            FROM stock_items WHERE id = $item"), '0', "$when: stock is allocated for them and no more");
    is(sql("SELECT on_hand FROM stock_items WHERE id = $item"), $on_hand, "$when: nothing left the shelf");
    my ($taken, @unknown) = (0);
    for my $delivery (@{ $json->decode(control('GET', '/_control/deliveries')) }) {
        next unless $delivery->{status} == 200;
        ++$taken;
        push @unknown, $delivery->{event} unless sql(
            "SELECT count(*) FROM inbox_events WHERE event_id = '$delivery->{event}' AND processed_at IS NOT NULL") eq '1';
    }
    cmp_ok($taken, '>=', $orders, "$when: webhooks were taken");
    is_deeply(\@unknown, [], "$when: every webhook that was answered with 200 is there and processed");
    return;
}

subtest 'workers are killed' => sub {
    my $killed = 0;
    my ($rounds, @seen) = under_load(sub {
        my ($round) = @_;
        for my $pool (qw(shop outbound hooks)) {
            my @workers = workers_of($pool) or next;
            $killed += kill 'KILL', $workers[ $round % @workers ];
        }
    });
    cmp_ok($killed, '>=', 9, "at least three workers of each pool died, here $killed in $rounds rounds");
    my %lost;
    for my $one (@seen) { $lost{$_} += $one->{lost}{$_} for keys %{ $one->{lost} } }
    is(join(' ', grep { $_ != 503 } sort keys %lost), '',
        'what was lost was answered with 503 by nginx, here ' . ($lost{503} // 0) . ' times');
    holds_of('killed', @seen);
    sums_hold('killed', $shoppers * $orders_each);
};

subtest 'pools are reloaded' => sub {
    my $reloads = 0;
    my ($rounds, @seen) = under_load(sub {
        my ($round) = @_;
        return if $round % 4;
        $reloads += kill 'HUP', parent_of($_) for qw(shop outbound hooks);
    });
    cmp_ok($reloads, '>=', 3, "each pool was reloaded, here $reloads reloads in $rounds rounds");
    is_deeply([map { $_->{lost} } @seen], [map { {} } @seen], 'reloads under load fail no request');
    holds_of('reloaded', @seen);
    sums_hold('reloaded', 2 * $shoppers * $orders_each);
};

for my $pool (qw(shop outbound hooks)) {
    my $wanted = { shop => 8, outbound => 16, hooks => 4 }->{$pool};
    ok(wait_until(20, sub { my @now = workers_of($pool); @now == $wanted }), "$pool has all its workers again");
}
done_testing();
