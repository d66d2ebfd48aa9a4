#!/usr/bin/perl
# Gift cards and store credit as staff give them: what gdsctl shows once, keeps, and refuses.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'giftcards', DEMO => 'no';
use Test::More;

# The exit status and all that was said.
sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' $words 2>&1`;
    return ($? >> 8, $said);
}

my ($status, $said) = gdsctl('giftcards', 'issue', '5000');
is($status, 2, 'a card without a reason is not issued');
($status, $said) = gdsctl('giftcards', 'issue', '0', '--reason', 'x');
is($status, 2, 'nor one without worth');
($status, $said) = gdsctl('giftcards', 'issue', '5000', '--reason', 'x', '--expires', '2020-01-01T00:00:00Z');
is($status, 2, 'nor one that has expired');
is(sql('SELECT count(*) FROM gift_cards'), 0, 'and nothing was written');

($status, $said) = gdsctl('giftcards', 'issue', '5000', '--reason', 'a prize', '--expires', '2099-12-31T23:59:59-06:00');
is($status, 0, 'a card is issued');
my ($id, $code) = $said =~ /gift card (\d+), \$50\.00\ncode: ((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})\n/;
ok($code, 'its code is shown');
my $last4 = substr $code, -4;
($status, $said) = gdsctl('giftcards', 'show', $last4);
is($status, 0, 'it is found by how its code ends');
like($said, qr/^$id\t$last4\tactive\t\$50\.00 of \$50\.00\texpires 2100-01-01T05:59:59Z$/m, 'with what is on it');
like($said, qr/issued  amount \$50\.00.*gdsctl .*: a prize\)$/m, 'and why it was given');
unlike($said, qr/\Q$code\E/, 'the code is not shown again');
($status, $said) = gdsctl('giftcards', 'disable', $id, '--reason', 'lost');
is("$status $said", "0 gift card $id is disabled; \$50.00 was left\n", 'it is disabled');
($status, $said) = gdsctl('giftcards', 'disable', $id, '--reason', 'lost');
is("$status $said", "1 gdsctl: gift card $id is disabled already\n", 'once');
($status, $said) = gdsctl('giftcards', 'show', '99');
is($status, 1, 'a card that is not there is not shown');

($status, $said) = gdsctl('credit', 'grant', 'kim@example.com', '1500', '--reason', 'late parcel');
is("$status $said", "1 gdsctl: nobody has bought as kim\@example.com\n", 'who never bought gets no credit');
sql("INSERT INTO customers (email, created_at, updated_at) VALUES ('kim\@example.com', now(), now())");
($status, $said) = gdsctl('credit', 'show', 'kim@example.com');
is("$status $said", "1 gdsctl: kim\@example.com has no credit\n", 'a customer has no credit at first');
gdsctl('credit', 'grant', 'kim@example.com', '1500', '--reason', 'late parcel');
($status, $said) = gdsctl('credit', 'grant', 'Kim+x@example.com', '1500', '--reason', 'late again');
is("$status $said", "0 Kim+x\@example.com has \$30.00 of credit\n", 'credit adds up');
($status, $said) = gdsctl('credit', 'show', 'kim@example.com');
like($said, qr/late parcel.*late again/s, 'and each grant stands in the ledger');
done_testing();
