#!/usr/bin/perl
# Nobody learns from words or from the clock which addresses have an account (invariant A4): signing in,
# asking for a new password and opening an account answer the same for known and unknown ones. Here the
# times are told; `make same-time` asks 300 times and wants them equal to five percent.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Test::More;
use Time::HiRes 'time';

my $samples = $ENV{SAMPLES} // 5;
my $within = $ENV{WITHIN};
my $run = int rand 1e9;
my $known = "known.$run\@example.com";
my $unknown = "nobody.$run\@example.com";
Account::opened(Shop::Visitor->new, $known);
my %forms = (
    'signing in' => ['/account/sign-in', [password => 'wrong wrong wrong']],
    'a new password' => ['/account/forgotten', []],
    'opening an account' => ['/account/register', []],
);

sub median { my @sorted = sort { $a <=> $b } @_; return $sorted[@sorted / 2] }
for my $what (sort keys %forms) {
    my ($path, $fields) = @{ $forms{$what} };
    my (%took, %said);
    my $client = Shop::Visitor->new;
    for my $turn (1 .. $samples) {
        # Neither waits for earlier tries, neither has had its links of this hour.
        sql('DELETE FROM sign_in_locks; DELETE FROM mail_proofs') if $turn % 3 == 1;
        for my $email ($turn % 2 ? ($known, $unknown) : ($unknown, $known)) {
            my $start = time;
            my $answer = $client->post($path, [email => $email, @$fields]);
            push @{ $took{$email} }, time - $start;
            (my $words = $answer->{content}) =~ s/\Q$email\E/ADDRESS/g;
            push @{ $said{$email} }, "$answer->{status} " . ($answer->{headers}{location} // '') . $words;
        }
    }
    my ($one, $other) = map { median(@{ $took{$_} }) } $known, $unknown;
    my $times = sprintf '%s takes %.2f and %.2f ms', $what, 1000 * $one, 1000 * $other;
    if (defined $within) { cmp_ok(abs($one - $other), '<', $within * $other, $times) }
    else { note $times }
    is($said{$known}[0], $said{$unknown}[0], "$what says the same for both");
}
done_testing();
