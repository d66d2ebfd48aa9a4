#!/usr/bin/perl
# spellings.pl URL FILE: for each part number of FILE (number, tab, slug of its product) asks the search for
# its seven spellings (invariant 2.14): as it is, in small letters, without punctuation, with blanks for
# punctuation, a beginning, a piece, and with one slip. Prints for how many of a hundred the product stands
# among the first three, in all and by spelling; on standard error which did not.
#
# A beginning and a piece are the shortest of four letters or more that at most three products have in
# their numbers: of what more have in common, nobody can mean one. Where there is none, none is asked.
use strict;
use warnings;
use HTTP::Tiny;

my ($url, $file) = @ARGV;
my $browser = HTTP::Tiny->new(timeout => 10);
open my $in, '<', $file or die "$file: $!";
my @all = map { chomp; [split /\t/] } <$in>;
sub bare { (my $text = uc $_[0]) =~ s/[^A-Z0-9]//g; return $text }
my @bare = map { bare($_->[0]) } @all;
my %exists = map { $_ => 1 } @bare;
# How many products have these letters: of each number all its pieces, once.
my %have;
for my $number (@bare) {
    my %pieces;
    for my $from (0 .. length($number) - 4) {
        $pieces{ substr $number, $from, $_ }++ for 4 .. length($number) - $from;
    }
    $have{$_}++ for keys %pieces;
}

sub shortest {
    my ($number, $from) = @_;
    for my $length (4 .. length($number) - $from) {
        my $piece = substr $number, $from, $length;
        return $piece if $have{$piece} <= 3;
    }
    return;
}
# How many numbers would come of these letters if one of them were another.
my %near;
for my $number (@bare) {
    ++$near{ substr($number, 0, $_) . '?' . substr($number, $_ + 1) } for 0 .. length($number) - 1;
}

sub nearest {
    my ($typed) = @_;
    my $n = 0;
    $n += $near{ substr($typed, 0, $_) . '?' . substr($typed, $_ + 1) } // 0 for 0 .. length($typed) - 1;
    return $n;
}
# One letter of the middle is another one, so that no other number comes of it.
sub slipped {
    my ($mpn) = @_;
    my $middle = int(length($mpn) / 2);
    for my $at ($middle .. length($mpn) - 1, 1 .. $middle - 1) {
        next if substr($mpn, $at, 1) !~ /[A-Za-z0-9]/;
        for my $letter (qw(X 7 Q 4)) {
            my $typed = substr($mpn, 0, $at) . $letter . substr($mpn, $at + 1);
            return $typed if $typed ne $mpn && !$exists{ bare($typed) };
        }
    }
    return;
}
my @spellings = (
    ['as it is', sub { $_[0] }],
    ['small letters', sub { lc $_[0] }],
    ['without punctuation', sub { bare($_[0]) }],
    ['blanks for punctuation', sub { $_[0] =~ s/[^A-Za-z0-9]+/ /gr }],
    ['a beginning', sub { shortest(bare($_[0]), 0) }],
    ['a piece', sub { shortest(bare($_[0]), 1) }],
    ['one slip', sub { slipped($_[0]) }],
);

my $torn = 'not counted: a slip that leaves more than three';
my (%asked, %hit);
for my $one (@all) {
    my ($mpn, $slug) = @$one;
    for (@spellings) {
        my ($name, $typed) = ($_->[0], $_->[1]->($mpn));
        next if !defined $typed;
        $name = $torn if $name eq 'one slip' && nearest(bare($typed)) > 3;
        ++$asked{$name};
        (my $sent = $typed) =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
        my $answer = $browser->get("$url/search?q=$sent");
        my ($main) = $answer->{content} =~ m{<main\b(.*)</main>}s;
        my (%seen, @found);
        @found = grep { !$seen{$_}++ } $main =~ m{href="/p/([^"]+)"}g if defined $main;
        splice @found, 3 if @found > 3;
        if (grep { $_ eq $slug } @found) { ++$hit{$name} }
        else { print STDERR "$mpn by $name ($typed): @found\n" }
    }
}
my ($asked, $hits) = (0, 0);
for (map { $_->[0] } @spellings) {
    $asked += $asked{$_} // 0;
    $hits += $hit{$_} // 0;
}
sub share { return sprintf '%.2f', $_[1] ? 100 * ($_[0] // 0) / $_[1] : 0 }
print share($hits, $asked), "\tall seven, $asked asked\n";
print share($hit{$_}, $asked{$_}), "\t$_\n" for map { $_->[0] } @spellings;
print share($hit{$torn}, $asked{$torn}), "\t$torn ($asked{$torn})\n" if $asked{$torn};
