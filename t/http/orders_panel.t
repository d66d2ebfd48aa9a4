#!/usr/bin/perl
# The panel of orders: found by number, mail address and state; an order with all that staff read of it;
# money given back as it was seen, once, and sent, each by its permission and a code of now.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Staff;
use Test::More;

my $run = int rand 1e9;
my $kim = "panel.$run\@example.com";
my ($variant, $price, $item) = Buyer::switch();
sub ordered {
    my ($email) = @_;
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => 2, price_version => $price]);
    my %address = (@Buyer::ADDRESS, email => $email);
    $visitor->post('/checkout', [%address]);
    $visitor->post('/checkout/shipping', [shipping_method => 'ground']);
    my $total = Buyer::review_total($visitor->get('/checkout/review'));
    my $page = Buyer::location($visitor->post('/checkout/place', [expected_total => $total]));
    my $done = Buyer::path_of(Buyer::press($page, 'pay'));
    return wait_until(20, sub { $visitor->get($done)->{content} =~ m{/orders/(\d+)\?t=} && $1 });
}
my ($first, $second) = map { ordered($kim) } 1, 2;
ok($first && $second, 'two orders are there');
my $id = sql("SELECT id FROM orders WHERE number = '$first'");
my $boss = Staff::whole();
sub by { my ($who, $path, @fields) = @_; return $who->post($path, [@fields, csrf => Staff::csrf($who->get('/admin'))]) }
# Everything that giving back changes.
sub books {
    return sql("SELECT concat_ws(' ', granted_cents, paid_cents, state,
        (SELECT count(*) FROM refunds r WHERE r.order_id = o.id), (SELECT count(*) FROM refund_sends s WHERE s.order_id = o.id),
        (SELECT count(*) FROM tax_records t WHERE t.order_id = o.id), (SELECT count(*) FROM order_events e WHERE e.order_id = o.id),
        (SELECT sum(granted_units) FROM order_lines l WHERE l.order_id = o.id)) FROM orders o WHERE id = $id");
}
sub give { my ($who, @fields) = @_; return by($who, '/admin/orders/refund', number => $first, step => 'give', reason => "a dent $run", @fields) }

# ---- found
like($boss->get('/admin')->{content}, qr{href="/admin/orders"}, 'an owner is led to the orders');
my $list = $boss->get('/admin/orders')->{content};
like($list, qr{/admin/orders/$second".*/admin/orders/$first"}s, 'the newest stand first');
is(Buyer::location($boss->get("/admin/orders?q=+$first+")), "/admin/orders/$first", 'a number leads to its order');
my $of_kim = $boss->get('/admin/orders?q=' . uc($kim) =~ s/@/%40/r)->{content};
is(join(' ', $of_kim =~ m{/admin/orders/(\d+)"}g), "$second $first", 'a mail address has its orders, in whatever case');
like($boss->get("/admin/orders?q=$kim&state=shipped")->{content}, qr/No order is like this/, 'a state narrows them');
is(join(' ', $boss->get("/admin/orders?q=$kim&before=$second")->{content} =~ m{/admin/orders/(\d+)"}g), $first, 'older ones stand behind a number');
like($boss->get('/admin/orders?q=99999999999')->{content}, qr/No order is like this/, 'there is no such number');
is($boss->get("/admin/orders?$_")->{status}, 404, "no page leads to $_") for 'state=odd', 'before=1x', 'q=' . 'x' x 300;
is($boss->get("/admin/orders/$_")->{status}, 404, "there is no order $_") for 0, 'x', '9' x 30, "$first'";

# ---- read
my $page = $boss->get("/admin/orders/$first");
is($page->{status}, 200, 'an order opens');
is($page->{headers}{'cache-control'}, 'no-store', 'for nobody else');
for my $said ($kim, 'Kim Lee', 'Still to be paid|Total', 'visa', 'Give money back', 'Write it down', 'to send') {
    like($page->{content}, qr/$said/, "it says $said");
}
my %in = map { ($_ => Staff::whole($_)) } qw(warehouse sales accounting reader);
my $shelf = $in{warehouse}->get("/admin/orders/$first")->{content};
like($shelf, qr/Kim Lee/, 'who sends parcels reads it');
unlike($shelf, qr{visa|/refund"|/send"}, 'without cards, and is offered nothing of money');
for my $role ('warehouse', 'sales', 'reader') {
    is($in{$role}->get("/admin/orders/$first/$_")->{status}, 403, "$_ is closed to $role") for 'refund', 'send';
    my $before = books();
    is(give($in{$role}, seen => 0, goodwill => '1.00')->{status}, 403, "$role gives nothing back");
    is(by($in{$role}, '/admin/orders/send', number => $first)->{status}, 403, 'and sends nothing');
    is(books(), $before, 'so nothing changes');
}

# ---- something is said
is(Buyer::location(by($in{sales}, '/admin/orders/comment', number => $first, text => "call <b>$run")), "/admin/orders/$first?done=said", 'a word for staff');
is(Buyer::location(by($in{sales}, '/admin/orders/comment', number => $first, text => "it is late $run", tell => 'yes')), "/admin/orders/$first?done=said",
    'a word for the customer');
like($boss->get("/admin/orders/$first")->{content}, qr/call &lt;b&gt;$run.*it is late $run.*told/s, 'both stand in the history');
my $token = sql("SELECT token FROM orders WHERE id = $id");
my $told = Shop::Visitor->new->get("/orders/$first?t=$token")->{content};
like($told, qr/it is late $run/, 'the customer reads the one');
unlike($told, qr/call/, 'alone');
is(by($in{sales}, '/admin/orders/comment', number => $first, text => '')->{status}, 422, 'nothing is no word');
is(by($in{sales}, '/admin/orders/comment', number => '1', text => 'x')->{status}, 404, 'nor is one of no order');
is(by($in{reader}, '/admin/orders/comment', number => $first, text => 'x')->{status}, 403, 'who only reads writes nothing');

# ---- looked at, and given back
my $clerk = $in{accounting};
my $form = $clerk->get("/admin/orders/$first/refund");
is($form->{status}, 200, 'the form opens');
like($form->{content}, qr/name="seen" value="0".*name="units_1"[^>]*max="2"/s, 'with the lines and what was seen');
my $untouched = books();
my $look = by($clerk, '/admin/orders/refund', number => $first, seen => 0, step => 'look', units_1 => 1, goodwill => '2.50', reason => "a dent $run");
is($look->{status}, 200, 'what it comes to is shown');
my ($total) = $look->{content} =~ /Give \$([\d,.]+) back/;
ok($total, 'in dollars');
is(books(), $untouched, 'and nothing is written');
for my $wrong ([units_1 => 3], [units_1 => -1], [units_1 => 'x'], [shipping => '99999.00'], [goodwill => '99999.00'], [goodwill => '1.234'],
    [goodwill => '-1'], [], [goodwill => '1.00', reason => ''], [goodwill => '1.00', reason => 'x' x 301], [goodwill => '1.00', seen => 1],
    [goodwill => '1.00', seen => 'x'], [goodwill => '1.00', step => 'odd']) {
    my %fields = (seen => 0, step => 'give', reason => 'a dent', @$wrong);
    my $answer = by($clerk, '/admin/orders/refund', number => $first, %fields);
    is($answer->{status}, 422, "'@$wrong' is refused");
    is(books(), $untouched, 'and changes nothing');
}
is(by($clerk, '/admin/orders/refund', number => '1', seen => 0, step => 'give', goodwill => 1, reason => 'x')->{status}, 404, 'there has to be an order');
is(by($clerk, '/admin/orders/send', number => $first)->{status}, 422, 'nothing is owed yet');

# The same form twice at once, by two of the staff.
my @statuses = map {
    my $who = $_;
    my @form = (number => $first, seen => 0, step => 'give', units_1 => 1, goodwill => '2.50', reason => "a dent $run",
        csrf => Staff::csrf($who->get('/admin')));
    my $pid = open(my $out, '-|') // die "fork: $!";
    if (!$pid) {
        print $who->post('/admin/orders/refund', \@form)->{status};
        require POSIX;
        STDOUT->flush;
        POSIX::_exit(0);
    }
    $out;
} $clerk, $boss;
@statuses = sort map { my $out = $_; local $/; my $said = <$out>; close $out; $said } @statuses;
is("@statuses", '303 422', 'of two at once one gives back');
my ($granted) = split / /, books();
is(sprintf('%.2f', $granted / 100), $total =~ s/,//gr, 'what was shown');
is(sql("SELECT count(*) || ' ' || sum(total_cents) FROM refunds WHERE order_id = $id"), "1 $granted", 'once');
is(sql("SELECT count(*) FROM tax_records WHERE order_id = $id AND kind = 'reversal'"), 1, 'and the ledger of tax has it');
like(sql("SELECT string_agg(actor || ' ' || address || ' ' || (request <> ''), ',') FROM audit_log WHERE relation = 'refunds' AND after ->> 'order_id' = '$id'"),
    qr/^staff \d+ 127\.0\.0\.1 true$/, 'the audit log says who, from where, in which request');
my $again = give($clerk, seen => 0, units_1 => 1, goodwill => '2.50');
is($again->{status}, 422, 'the same form later is refused');
like($again->{content}, qr/given back meanwhile/, 'and says why');
like($again->{content}, qr/name="seen" value="$granted"/, 'with what is left now');
is((split / /, books())[0], $granted, 'nothing more is given back');

# ---- sent
my $send = $clerk->get("/admin/orders/$first/send");
like($send->{content}, qr{Owed to the customer.*back to the card.*action="/admin/orders/send"}s, 'it is owed, and can be sent');
is(Buyer::location(by($clerk, '/admin/orders/send', number => $first)), "/admin/orders/$first?done=sent", 'it is sent');
is(by($clerk, '/admin/orders/send', number => $first)->{status}, 422, 'once');
is(sql("SELECT count(*) || ' ' || sum(amount_cents) FROM refund_sends WHERE order_id = $id"), "1 $granted", 'all that is owed');
ok(wait_until(20, sub { sql("SELECT state FROM refund_sends WHERE order_id = $id") eq 'sent' }), 'Stripe has it');
is(sql("SELECT refunded_cents FROM payments WHERE order_id = $id"), $granted, 'and the payment says so');
is(sql("SELECT total_cents - granted_cents - paid_cents FROM orders WHERE id = $id"), 0, 'nothing is owed any more');
like(sql("SELECT string_agg(action || ' ' || actor, ', ' ORDER BY id) FROM audit_log WHERE relation = 'refund_sends' AND after ->> 'order_id' = '$id'"),
    qr/^insert staff \d+$/, 'the audit log has who sent it');

# ---- a code of now
sql("UPDATE sessions SET proved_at = now() - interval '10 minutes 1 second' WHERE user_id = " . Staff::id($clerk));
my $before = books();
is(Buyer::location($clerk->get("/admin/orders/$first/refund")), "/admin/code?next=%2Fadmin%2Forders%2F$first%2Frefund", 'the form wants a code of now');
is(Buyer::location(give($clerk, seen => $granted, goodwill => '1.00')), '/admin/code?next=%2Fadmin%2Forders', 'so does giving back');
is(Buyer::location(by($clerk, '/admin/orders/send', number => $first)), '/admin/code?next=%2Fadmin%2Forders', 'and sending');
is(books(), $before, 'and nothing is done without');
is($clerk->get("/admin/orders/$first")->{status}, 200, 'what does no harm is open');
done_testing();
