#!/usr/bin/perl
# What staff decide about orders by panel: what has not left is cancelled as it was seen, once; an order
# that needs attention is placed or cancelled; money that staff sent themselves is written down. Each by
# its permission and a code of now.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Staff;
use Test::More;

my $run = int rand 1e9;
my ($variant, $price, $item) = Buyer::switch();
# The number of a paid order of so many units; `before` sees its id just before it is paid.
sub ordered {
    my ($units, $before) = @_;
    my ($visitor, $page) = Buyer::at_the_payment($variant, $price, $units);
    $before->(sql('SELECT max(id) FROM orders')) if $before;
    my $done = Buyer::path_of(Buyer::press($page, 'pay'));
    wait_until(20, sub { $visitor->get($done)->{content} =~ m{/orders/(\d+)} && $1 }) or die 'the order came to nothing';
    return sql('SELECT number FROM orders ORDER BY id DESC LIMIT 1');
}
# What was held for it is gone when it is paid: it needs attention.
sub unheld {
    my ($id) = @_;
    sql("WITH gone AS (DELETE FROM holds WHERE order_id = $id RETURNING stock_item_id, units)
         UPDATE stock_items s SET held = held - g.units FROM gone g WHERE s.id = g.stock_item_id");
}
my %in = map { ($_ => Staff::whole($_)) } qw(owner sales warehouse accounting reader);
sub by { my ($who, $path, @fields) = @_; return $in{$who}->post($path, [@fields, csrf => Staff::csrf($in{$who}->get('/admin'))]) }
# Everything that deciding changes.
sub books {
    my ($number) = @_;
    return sql("SELECT concat_ws(' ', state, granted_cents, paid_cents,
        (SELECT count(*) FROM refunds r WHERE r.order_id = o.id), (SELECT count(*) FROM order_events e WHERE e.order_id = o.id),
        (SELECT string_agg(state || coalesce(provider_ref, '-'), ',' ORDER BY s.id) FROM refund_sends s WHERE s.order_id = o.id AND destination = 'offline'),
        (SELECT sum(cancelled_units) FROM order_lines l WHERE l.order_id = o.id),
        (SELECT on_hand || '/' || allocated FROM stock_items WHERE id = $item)) FROM orders o WHERE number = '$number'");
}
sub state { my ($number) = @_; return sql("SELECT state FROM orders WHERE number = '$number'") }
sub allocated { return sql("SELECT allocated FROM stock_items WHERE id = $item") }
sub by_log {
    my ($relation, $number) = @_;
    return sql("SELECT string_agg(DISTINCT actor || ' ' || address || ' ' || (request <> ''), ',') FROM audit_log
                 WHERE relation = '$relation' AND after ->> 'order_id' = (SELECT id::text FROM orders WHERE number = '$number')");
}

# ---- cancelled, as it was seen
my $first = ordered(3);
my $page = $in{sales}->get("/admin/orders/$first")->{content};
like($page, qr{href="/admin/orders/$first/cancel"}, 'who may cancel is led to it');
unlike($page, qr{/resolve"}, 'and there is nothing to decide');
unlike($in{$_}->get("/admin/orders/$first")->{content}, qr{/cancel"}, "$_ is not") for qw(warehouse accounting reader);
my $untouched = books($first);
my @cancel = ('/admin/orders/cancel', number => $first, reason => "called $run");
for my $who (qw(warehouse accounting reader)) {
    is($in{$who}->get("/admin/orders/$first/cancel")->{status}, 403, "the form is closed to $who");
    is(by($who, @cancel, step => 'cancel', comes_to => 0)->{status}, 403, 'who cancels nothing');
    is(books($first), $untouched, 'so nothing changes');
}
my $form = $in{sales}->get("/admin/orders/$first/cancel");
is($form->{status}, 200, 'the form opens');
like($form->{content}, qr/name="units_1"[^>]*max="3"/, 'with what is to be sent');
my $look = by('sales', @cancel, step => 'look', units_1 => 1);
is($look->{status}, 200, 'what one unit comes to is shown');
my ($comes_to) = $look->{content} =~ /name="comes_to" value="(\d+)"/;
cmp_ok($comes_to, '>=', $price, 'with its tax');
is(books($first), $untouched, 'and nothing is written');
for my $wrong ([units_1 => 4], [units_1 => -1], [units_1 => 'x'], [reason => ''], [reason => 'x' x 301], [step => 'odd'],
    [comes_to => $comes_to - 1], [comes_to => 'x'], [units_1 => 2], [units_1 => '']) {
    my %fields = (number => $first, reason => 'called', step => 'cancel', units_1 => 1, comes_to => $comes_to, @$wrong);
    is(by('sales', '/admin/orders/cancel', %fields)->{status}, 422, "'@$wrong' is refused");
    is(books($first), $untouched, 'and changes nothing');
}
is(by('sales', '/admin/orders/cancel', number => 1, reason => 'x', step => 'look')->{status}, 404, 'there has to be an order');
my $before = allocated();
is(Buyer::location(by('sales', @cancel, step => 'cancel', units_1 => 1, comes_to => $comes_to)), "/admin/orders/$first?done=cancelled", 'it is done');
is(allocated(), $before - 1, 'the unit is free again');
is(sql("SELECT granted_cents || ' ' || state FROM orders WHERE number = '$first'"), "$comes_to placed", 'its amount is granted');
like(by_log('refunds', $first), qr/^staff \d+ 127\.0\.0\.1 true$/, 'the audit log says who, from where, in which request');

# The rest, by two of the staff at once.
my $rest = by('owner', @cancel, step => 'look')->{content} =~ /name="comes_to" value="(\d+)"/ && $1;
my @statuses = map {
    my $who = $_;
    my @both = (number => $first, reason => "called $run", step => 'cancel', comes_to => $rest, csrf => Staff::csrf($in{$who}->get('/admin')));
    my $pid = open(my $out, '-|') // die "fork: $!";
    if (!$pid) {
        print $in{$who}->post('/admin/orders/cancel', \@both)->{status};
        require POSIX;
        STDOUT->flush;
        POSIX::_exit(0);
    }
    $out;
} qw(owner sales);
@statuses = sort map { my $out = $_; local $/; my $said = <$out>; close $out; $said } @statuses;
is("@statuses", '303 422', 'of two at once one cancels');
is(state($first), 'cancelled', 'the order is cancelled');
is(sql("SELECT granted_cents - total_cents FROM orders WHERE number = '$first'"), 0, 'all of it is granted');
is(allocated(), $before - 3, 'no unit is promised any more');
my $ended = books($first);
is(by('sales', @cancel, step => $_, comes_to => 0)->{status}, 422, "'$_' finds nothing more") for qw(look cancel);
is(books($first), $ended, 'and changes nothing');

# ---- sent by staff: money that came by wire goes the way it came
is((Staff::gdsctl('orders', 'pay', my $second = ordered(1), 'wire', '5.00', "FED-$run"))[0], 0, 'five dollars too much came by wire');
my $all = by('owner', '/admin/orders/cancel', number => $second, reason => 'x', step => 'look')->{content} =~ /name="comes_to" value="(\d+)"/ && $1;
is(Buyer::location(by('owner', '/admin/orders/cancel', number => $second, reason => 'x', step => 'cancel', comes_to => $all)),
    "/admin/orders/$second/send?done=cancelled", 'who may send is led on to that');
is(Buyer::location(by('accounting', '/admin/orders/send', number => $second)), "/admin/orders/$second?done=sent", 'what is owed is sent');
my $part = sql("SELECT s.id FROM refund_sends s JOIN orders o ON o.id = s.order_id WHERE number = '$second' AND destination = 'offline'");
like($in{accounting}->get("/admin/orders/$second")->{content}, qr{>Say that staff have sent it<}, 'a part waits for staff');
like($in{accounting}->get("/admin/orders/$second/send")->{content}, qr{name="send" value="$part".*\$5\.00 by staff}s, 'five dollars of it');
my $waiting = books($second);
for my $who (qw(sales warehouse reader)) {
    is(by($who, '/admin/orders/refund-sent', number => $second, send => $part, reference => 'X')->{status}, 403, "$who confirms nothing");
}
is(by('accounting', '/admin/orders/refund-sent', number => $second, send => $part, reference => $_)->{status}, 422, 'a reference is said, not too long') for '', 'x' x 101;
is(by('accounting', '/admin/orders/refund-sent', number => $first, send => $part, reference => 'X')->{status}, 404, 'of this order');
is(by('accounting', '/admin/orders/refund-sent', number => $second, send => $_, reference => 'X')->{status}, 404, "there is no part '$_'") for 0, 'x', '999999999';
my $card = sql("SELECT s.id FROM refund_sends s JOIN orders o ON o.id = s.order_id WHERE number = '$second' AND destination = 'card'");
is(by('accounting', '/admin/orders/refund-sent', number => $second, send => $card, reference => 'X')->{status}, 422, 'what goes by itself is nothing to confirm');
is(books($second) =~ /pending-/, 1, 'so it waits on');
is(Buyer::location(by('accounting', '/admin/orders/refund-sent', number => $second, send => $part, reference => "FED-OUT-$run")),
    "/admin/orders/$second?done=gone", 'it is sent');
is(sql("SELECT state || ' ' || provider_ref FROM refund_sends WHERE id = $part"), "sent FED-OUT-$run", 'by that wire');
is(by('accounting', '/admin/orders/refund-sent', number => $second, send => $part, reference => 'X')->{status}, 422, 'once');
like(sql("SELECT string_agg(DISTINCT actor, ',') FROM audit_log WHERE relation = 'refund_sends' AND action = 'update' AND row_key = '$part'"),
    qr/^staff \d+$/, 'the audit log has who said so');

# ---- decided
my ($place, $refuse) = map { ordered(2, \&unheld) } 1, 2;
is(state($_), 'needs_attention', "order $_ has to be decided") for $place, $refuse;
like($in{sales}->get("/admin/orders/$place")->{content}, qr{href="/admin/orders/$place/resolve"}, 'who may is led to it');
unlike($in{sales}->get("/admin/orders/$place")->{content}, qr{/cancel"}, 'and not to cancelling what has not left');
my $undecided = books($place);
is(by('sales', '/admin/orders/cancel', number => $place, reason => 'x', step => 'cancel', comes_to => 0)->{status}, 422, 'which is refused');
for my $who (qw(warehouse accounting reader)) {
    is($in{$who}->get("/admin/orders/$place/resolve")->{status}, 403, "$who sees no button");
    is(by($who, '/admin/orders/resolve', number => $place, decision => 'place')->{status}, 403, 'and decides nothing');
}
is(by('sales', '/admin/orders/resolve', number => $place, decision => 'odd')->{status}, 422, 'there are two decisions');
is(by('sales', '/admin/orders/resolve', number => 1, decision => 'place')->{status}, 404, 'about orders');
# There is not enough: all on the shelf is kept back.
my $buffer = sql("SELECT buffer FROM stock_items WHERE id = $item");
sql("UPDATE stock_items SET buffer = on_hand WHERE id = $item");
my $short = by('sales', '/admin/orders/resolve', number => $place, decision => 'place');
is($short->{status}, 422, 'without stock it is not placed');
like($short->{content}, qr/not enough on the shelf/, 'and the page says so');
is(books($place), $undecided, 'so nothing changes');
sql("UPDATE stock_items SET buffer = $buffer WHERE id = $item");
like($in{sales}->get("/admin/orders/$place/resolve")->{content}, qr{value="place".*value="cancel"}s, 'both stand there');
my $promised = allocated();
is(Buyer::location(by('sales', '/admin/orders/resolve', number => $place, decision => 'place')), "/admin/orders/$place?done=placed", 'the one is placed');
is(state($place), 'placed', 'as any other');
is(allocated(), $promised + 2, 'with its units');
like(by_log('order_events', $place), qr/staff \d+ 127\.0\.0\.1 true/, 'the audit log has who decided');
is(Buyer::location(by('sales', '/admin/orders/resolve', number => $refuse, decision => 'cancel')), "/admin/orders/$refuse?done=cancelled", 'the other is cancelled');
is(state($refuse), 'cancelled', 'for good');
is(sql("SELECT granted_cents - total_cents FROM orders WHERE number = '$refuse'"), 0, 'all that was paid is owed');
is(allocated(), $promised + 2, 'and takes no unit');
my $decided = books($place);
is(by('sales', '/admin/orders/resolve', number => $place, decision => $_)->{status}, 422, "'$_' comes too late") for qw(place cancel);
is(books($place), $decided, 'and changes nothing');

# ---- a code of now
sql("UPDATE sessions SET proved_at = now() - interval '10 minutes 1 second' WHERE user_id = " . Staff::id($in{owner}));
is(Buyer::location($in{owner}->get("/admin/orders/$place/$_")), "/admin/code?next=%2Fadmin%2Forders%2F$place%2F$_", "'$_' wants a code of now") for qw(cancel resolve);
for my $deed (['cancel', reason => 'x', step => 'cancel', comes_to => 0], ['resolve', decision => 'cancel'], ['refund-sent', send => $part, reference => 'X']) {
    my ($name, @fields) = @$deed;
    is(Buyer::location(by('owner', "/admin/orders/$name", number => $place, @fields)), '/admin/code?next=%2Fadmin%2Forders', "and so does doing it: $name");
}
is(books($place), $decided, 'nothing is done without');
done_testing();
