#!/usr/bin/perl
# A support plan over HTTP: sold by staff, subscribed to on Stripe's page, renewed, dunned, paid late, and
# ended by who has it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use JSON::PP;
use Test::More;

my $json = JSON::PP->new;
my $gdsctl = "build/bin/gdsctl --config '@{[var()]}/gds.conf'";
my $run = int rand 1e9;
my ($code, $kim) = ("next-day-$run", "plans.$run\@example.com");
my $visitor = Account::opened(Shop::Visitor->new, $kim);
my $customer = sql("SELECT customer_id FROM users WHERE email = '$kim'");

is(system("$gdsctl plans add $code 'Next day $run' 49.00 month --about 'A part by tomorrow.'"), 0, 'staff add a plan');
isnt(system("$gdsctl plans add $code Again 1.00 month 2>/dev/null"), 0, 'once a code');
like(`$gdsctl plans list`, qr/^$code\t\$49\.00\tmonth\tNext day $run$/m, 'and see it');
is(Buyer::location(Shop::Visitor->new->get('/account/plans')) =~ m{^/account/sign-in}, 1, 'nobody is led to the door');

sub page { return $visitor->get('/account/plans')->{content} }
like(page(), qr/Next day $run.*\$49\.00 a month/s, 'the account is offered it');
my $stripe = Buyer::location(Account::post($visitor, '/checkout/subscribe', plan => $code));
like($stripe, qr{/stripe/pay/cs_test_}, 'subscribing leads to Stripe');
is(Buyer::location(Account::post($visitor, '/checkout/subscribe', plan => $code)), $stripe, 'twice to one page');
is(Account::post($visitor, '/checkout/subscribe', plan => 'none')->{status}, 404, 'another plan nowhere');
like(Buyer::path_of(Buyer::press($stripe, 'pay')), qr{^/account/plans\?done=1$}, 'and back');
sub row { return sql("SELECT status || ' ' || (entitled_until > now()) || ' ' || (grace_until IS NOT NULL)
    FROM subscriptions WHERE customer_id = $customer") }
ok(wait_until(20, sub { row() eq 'active true false' }), 'it is paid for') or diag row();
like(page(), qr/Renews on /, 'as the page says');
unlike(page(), qr/name="plan" value="$code"/, 'and it is offered no more');

my $id = sql("SELECT stripe_id FROM subscriptions WHERE customer_id = $customer");
sub renew { control('POST', '/_control/subscription', $json->encode({ subscription => $id, outcome => $_[0] })) }
my $until = sql("SELECT entitled_until FROM subscriptions WHERE customer_id = $customer");
renew('paid');
ok(wait_until(20, sub { sql("SELECT entitled_until > '$until' FROM subscriptions WHERE customer_id = $customer") eq 't' }),
    'a renewal that is paid extends it');
is(sql("SELECT count(*) FROM subscription_invoices i JOIN subscriptions s ON s.id = i.subscription_id
        WHERE s.customer_id = $customer AND i.status = 'paid' AND i.paid_cents = 4900"), 2, 'two invoices are paid');
# What goes back of it is made at Stripe, and known here.
my $invoices = "subscription_invoices i JOIN subscriptions s ON s.id = i.subscription_id AND s.customer_id = $customer";
my $intent = wait_until(20, sub { sql("SELECT i.intent_id FROM $invoices WHERE i.intent_id IS NOT NULL ORDER BY i.id DESC LIMIT 1") });
ok($intent, 'the payment of an invoice is known');
my ($secret_key) = do { open my $file, '<', var() . '/secrets/stripe.secret_key' or die $!; <$file> };
chomp $secret_key;
my $refund = $json->decode(HTTP::Tiny->new->post_form(fakes() . '/stripe/v1/refunds', [payment_intent => $intent, amount => 900],
    { headers => { authorization => "Bearer $secret_key", 'stripe-version' => '2026-10-28.endive',
        'idempotency-key' => "dashboard-$run" } })->{content})->{id};
sub moved { return sql("SELECT string_agg(m.kind || ' ' || m.amount_cents, ', ' ORDER BY m.id)
    FROM subscription_movements m JOIN $invoices ON i.id = m.invoice_id") }
ok(wait_until(20, sub { moved() eq 'refunded 900' }), 'a refund stands beside its invoice') or diag moved();
like(`$gdsctl payments tasks`, qr/\tinvoice\t.*\t$refund\t.*refunded/, 'and staff are told');
control('POST', '/_control/dispute', $json->encode({ payment_intent => $intent, reason => 'fraudulent' }));
ok(wait_until(20, sub { moved() =~ /^refunded 900, disputed \d+$/ }), 'so does a dispute') or diag moved();
control('POST', '/_control/dispute', $json->encode({ payment_intent => $intent, verdict => 'won' }));
ok(wait_until(20, sub { moved() =~ /, reinstated \d+$/ }), 'and its end') or diag moved();
is(sql("SELECT d.status FROM subscription_disputes d JOIN $invoices ON i.id = d.invoice_id"), 'won', 'which is on record');
like(row(), qr/^active true/, 'the plan goes on');
renew('failed');
ok(wait_until(20, sub { row() eq 'past_due true true' }), 'one that fails begins a grace') or diag row();
ok(wait_until(20, sub {
    grep { $_->{subject} eq "A payment for Next day $run failed" } @{ $json->decode(control('GET', '/_control/mails')) };
}), 'and is told');
my ($pay) = page() =~ m{href="(/checkout/invoice\?id=\d+)"};
like(Buyer::location($visitor->get($pay)), qr{^https://invoice\.stripe\.com/i/in_}, 'the page leads to the invoice');
is(Account::opened(Shop::Visitor->new, "other.$kim")->get($pay)->{status}, 404, 'of who has it');

my ($end) = page() =~ m{name="id" value="(\d+)"};
is(Buyer::location(Account::post($visitor, '/account/plans/end', id => $end)), '/account/plans?done=ended', 'it is ended');
ok(wait_until(20, sub { sql("SELECT cancel_at_end FROM subscriptions WHERE customer_id = $customer") eq 't' }),
    'Stripe has it that it ends');
renew('ended');
ok(wait_until(20, sub { row() =~ /^canceled/ }), 'and ends it');
like(page(), qr/Ended/, 'the page says so');
like(page(), qr/name="plan" value="$code"/, 'it may be had again');
is(system("$gdsctl plans withdraw $code"), 0, 'staff withdraw it');
unlike(page(), qr/name="plan" value="$code"/, 'then not');
done_testing();
