#!/usr/bin/perl
# doc/security.md has every requirement of ASVS 4.0.3, level 2, once and in order, and names tests that
# are there; doc/threats.md has every door.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

# The requirements by section: "4.1" has 1, 2, 3 and 5.
my $ASKED = <<'END';
1.1 1-7  1.2 1-4  1.4 1,4-5  1.5 1-4  1.6 1-4  1.7 1-2  1.8 1-2  1.9 1-2  1.10 1  1.11 1-2  1.12 2  1.14 1-6
2.1 1-12  2.2 1-3  2.3 1-3  2.4 1-5  2.5 1-7  2.6 1-3  2.7 1-6  2.8 1-7  2.9 1-3  2.10 1-4
3.1 1  3.2 1-4  3.3 1-4  3.4 1-5  3.5 1-3  3.7 1  4.1 1-3,5  4.2 1-2  4.3 1-3
5.1 1-5  5.2 1-8  5.3 1-10  5.4 1-3  5.5 1-4  6.1 1-3  6.2 1-6  6.3 1-2  6.4 1-2
7.1 1-4  7.2 1-2  7.3 1,3-4  7.4 1-3  8.1 1-4  8.2 1-3  8.3 1-8  9.1 1-3  9.2 1-4  10.2 1-2  10.3 1-3
11.1 1-8  12.1 1-3  12.2 1  12.3 1-6  12.4 1-2  12.5 1-2  12.6 1
13.1 1,3-5  13.2 1-3,5-6  13.3 1-2  13.4 1-2  14.1 1-4  14.2 1-6  14.3 2-3  14.4 1-7  14.5 1-4
END
my @asked;
my %sections = split ' ', $ASKED;
my @order = (split ' ', $ASKED)[map { 2 * $_ } 0 .. keys(%sections) - 1];
for my $section (@order) {
    for my $range (split /,/, $sections{$section}) {
        my ($from, $to) = split /-/, $range;
        push @asked, map {"$section.$_"} $from .. $to // $from;
    }
}
is(scalar @asked, 259, 'the standard asks so much');

my (@answered, @odd);
my %names = map { $_ => 1 } map { text($_) =~ /CPPUNIT_TEST_FIXTURE\(\s*[\w:]+,\s*(\w+)\)/g } files(qr/_test\.cc$/, 't');
cmp_ok(scalar keys %names, '>', 500, 'tests have names');
for my $line (lines('doc/security.md')) {
    my ($number, $how, $says, $held) = $line =~ /^\| ([\d.]+) \| ([^|]*) \| ([^|]*) \| ([^|]*) ?\|$/ or next;
    push @answered, $number;
    push @odd, "$number: \"$how\" is no answer" if $how !~ /^(met|operator|partly|not yet|no matter here)$/;
    push @odd, "$number: the operator is not told how" if $how eq 'operator' && $held !~ m{`doc/operations\.md`};
    push @odd, "$number: nothing is said" if $says !~ /\w{3}.*\.$/;
    for my $name ($held =~ /`([^`]+)`/g) {
        push @odd, "$number: there is no $name" if !($name =~ m{/} ? -e $name : $names{$name});
    }
    push @odd, "$number: what holds it is no name" if $held =~ /\S/ && $held !~ /^`[^`]+`(, `[^`]+`)* ?$/;
}
is_deeply(\@answered, \@asked, 'each requirement is answered once, in order');
holds('each answer is one, and what holds it is there', @odd);

# The doors: the first parts of the paths that nginx forwards, those of the route table (t/00-routes.t).
my %door = map { m{^location (?:=|\^~) (/[a-z]+)} ? ($1 => 1) : () } lines('nginx/forwarded.conf');
cmp_ok(scalar keys %door, '>', 15, 'there are doors');
my ($doors) = text('doc/threats.md') =~ /^## The doors\n(.*?)^## /ms;
my %told = map { ($_ => 1) } map { /`([^`]+)`/g } map { /^\| (`\/[^|]*) \|/ ? $1 : () } split /\n/, $doors // '';
holds('the model of threats has each door, and no other',
    (map {"$_ is no row"} grep { !$told{$_} } sort keys %door), map {"$_ leads nowhere"} grep { !$door{$_} } sort keys %told);
done_testing();
