#!/usr/bin/perl
# A payer goes to the bank: the order is held, staff answer with evidence, the bank decides.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use JSON::PP;
use Test::More;

my $json = JSON::PP->new;
my @switch = Buyer::switch();
my $gdsctl = "build/bin/gdsctl --config '" . var() . "/gds.conf'";

# A paid order: its number and its payment at Stripe.
sub bought {
    my ($visitor, $page) = Buyer::at_the_payment(@switch[0, 1], 1);
    $visitor->get(Buyer::path_of(Buyer::press($page, 'pay')));
    my ($session) = $page =~ m{/pay/(\w+)};
    return split /\|/, sql("SELECT o.number, p.intent_id FROM payment_attempts a JOIN orders o ON o.id = a.order_id
        JOIN payments p ON p.order_id = o.id WHERE a.session_id = '$session'");
}
sub dispute { my (%how) = @_; return control('POST', '/_control/dispute', $json->encode(\%how)) }
sub dispute_of {
    my ($number) = @_;
    return sql("SELECT d.dispute_id FROM disputes d JOIN orders o ON o.id = d.order_id WHERE o.number = '$number'");
}
sub line_of { my ($id) = @_; return (grep { /^\Q$id\E\t/ } split /\n/, `$gdsctl disputes list`)[0] // '' }

subtest 'evidence is kept at Stripe, seen as a paper, handed over, and the bank decides for us' => sub {
    my ($number, $intent) = bought();
    dispute(payment_intent => $intent, reason => 'product_not_received');
    ok(wait_until(20, sub { dispute_of($number) }), 'the dispute is known');
    my $id = dispute_of($number);
    like(line_of($id), qr/^\Q$id\E\tneeds_response\t20\d\d-.*\t$number\t\$[\d,.]+\tproduct_not_received\t-$/, 'with its deadline');
    like(`$gdsctl payments tasks`, qr/\tdispute\t20\d\d-\S+\t$number\t$id\t/, 'it is a task');
    like(`$gdsctl orders show $number`, qr/held by "dispute $id"/, 'the order is held');
    isnt(system("$gdsctl orders ship $number --carrier UPS --tracking 1Z >/dev/null 2>&1"), 0, 'and does not leave');
    isnt(system("$gdsctl orders free $number 'dispute $id' --reason x >/dev/null 2>&1"), 0, 'whatever staff say');
    isnt(system("$gdsctl disputes submit $id --yes >/dev/null 2>&1"), 0, 'nothing is handed over before it is seen');

    my $said = `$gdsctl disputes evidence $id --text 'It was picked up by the buyer.'`;
    my ($paper) = $said =~ /documents print (EV-\d+)/;
    ok($paper, 'the evidence is a paper');
    my $pdf = `$gdsctl documents print $paper`;
    like($pdf, qr/\A%PDF-.*%%EOF\s*\z/s, 'as PDF');
    open my $text, '|-', "pdftotext -layout - - >" . var() . '/evidence.txt' or die $!;
    print $text $pdf;
    close $text;
    my $words = do { local (@ARGV, $/) = (var() . '/evidence.txt'); <> };
    # A long id goes over two lines.
    like($words, qr/Dispute\s+\Q${\ substr $id, 0, 12}\E/, 'it says which dispute');
    like($words, qr/$_/, "it says $_") for $number, 'picked up by the buyer', 'Kim Lee', 'visa 4242', 'WS-C3850-24T-L';
    ok(wait_until(30, sub { line_of($id) =~ /\tevidence$/ }), 'Stripe has it');
    like(line_of($id), qr/\tneeds_response\t/, 'and the bank does not');

    is(system("$gdsctl disputes submit $id --yes >/dev/null"), 0, 'it is handed over');
    ok(wait_until(30, sub { line_of($id) =~ /\tunder_review\t.*\tsubmitted$/ }), 'the bank has it');
    dispute(payment_intent => $intent, verdict => 'won');
    ok(wait_until(20, sub { line_of($id) =~ /\twon\t/ }), 'the bank decided for us');
    ok(wait_until(20, sub { sql("SELECT string_agg(kind, ' ' ORDER BY e.id) FROM payment_events e JOIN payments p ON p.id = e.payment_id
        WHERE p.intent_id = '$intent'") eq 'captured disputed reinstated' }), 'the ledger has both movements');
    is(system("$gdsctl orders ship $number --carrier UPS --tracking 1Z >/dev/null 2>&1"), 0, 'the order leaves');
    like(`$gdsctl stripe events $number`, qr/charge\.dispute\.closed\t1\tdispute closed/, 'and all of it is found by the number');
};

subtest 'staff give in: the payment is charged back' => sub {
    my ($number, $intent) = bought();
    dispute(payment_intent => $intent);
    ok(wait_until(20, sub { dispute_of($number) }), 'the dispute is known');
    my $id = dispute_of($number);
    isnt(system("$gdsctl disputes close $id >/dev/null 2>&1"), 0, 'not without --yes');
    is(system("$gdsctl disputes close $id --yes >/dev/null"), 0, 'given in');
    ok(wait_until(30, sub { sql("SELECT state FROM payments WHERE intent_id = '$intent'") eq 'charged_back' }), 'charged back');
    isnt(system("$gdsctl disputes evidence $id >/dev/null 2>&1"), 0, 'nothing is said after that');
    isnt(system("$gdsctl orders ship $number --carrier UPS --tracking 1Z >/dev/null 2>&1"), 0, 'and nothing leaves');
};

subtest 'a review at Stripe holds the order until it is approved' => sub {
    my ($number, $intent) = bought();
    my %review = (id => 'prv_' . substr($intent, 3), object => 'review', payment_intent => $intent, charge => undef,
        open => JSON::PP::true, reason => 'rule', closed_reason => undef);
    control('POST', '/_control/emit', $json->encode({ type => 'review.opened', object => \%review }));
    ok(wait_until(20, sub { `$gdsctl orders show $number` =~ /held by "review $review{id}"/ }), 'held');
    @review{qw(open closed_reason)} = (JSON::PP::false, 'approved');
    control('POST', '/_control/emit', $json->encode({ type => 'review.closed', object => \%review }));
    ok(wait_until(20, sub { `$gdsctl orders show $number` !~ /held by/ }), 'and free');
};

done_testing();
