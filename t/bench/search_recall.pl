#!/usr/bin/perl
# search_recall.pl URL FILE N: asks the first N questions of FILE (part number, tab, what is typed) and
# prints for how many of a hundred the product that is meant stands among the first 24 results.
use strict;
use warnings;
use HTTP::Tiny;

my ($url, $file, $most) = @ARGV;
my $browser = HTTP::Tiny->new(timeout => 10);
open my $in, '<', $file or die "$file: $!";
my ($hits, $asked) = (0, 0);
while (<$in>) {
    last if $asked == $most;
    chomp;
    my ($mpn, $typed) = split /\t/;
    ++$asked;
    $typed =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
    my $answer = $browser->get("$url/search?q=$typed");
    my ($main) = $answer->{content} =~ m{<main\b(.*)</main>}s or next;
    my %seen;
    my @found = grep { !$seen{$_}++ } $main =~ m{href="/p/([^"]+)"}g;
    splice @found, 24 if @found > 24;
    (my $slug = lc $mpn) =~ s/[^a-z0-9]+/-/g;
    ++$hits if grep { /\Q$slug\E$/ } @found;
}
printf "%.1f\n", 100 * $hits / $asked;
