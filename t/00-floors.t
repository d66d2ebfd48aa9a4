#!/usr/bin/perl
# Includes go down the floors of src/FLOORS, and sitegen and cron stay below web.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

# Parses FLOORS to { module => level } and { module => { what it may include } }.
sub floors {
    my (%level, %only, $n);
    for (@_) {
        (my $line = $_) =~ s/#.*//;
        my @words = split ' ', $line or next;
        ++$n;
        if ($words[0] =~ s/:$//) {
            $level{ $words[0] } = $n;
            $only{ $words[0] } = { map { $_ => 1 } @words[1 .. $#words] };
        } else {
            $level{$_} = $n for @words;
        }
    }
    return (\%level, \%only);
}

# Why may module $from not include module $to? Empty when it may.
sub refusal {
    my ($level, $only, $from, $to) = @_;
    return '' if $from eq $to;
    return "$from is not in FLOORS" unless $level->{$from};
    return "$to is not in FLOORS" unless $level->{$to};
    return "$from may not include $to" unless $level->{$to} < $level->{$from};
    return "$from is limited and may not include $to" if $only->{$from} && !$only->{$from}{$to};
    return '';
}

# The rule is first tried on a house where the answers are known.
my @tried = floors('base', 'store', 'net: base', 'cart order # neighbours', 'web: base store');
is(refusal(@tried, 'cart', 'store'), '', 'down is allowed');
is(refusal(@tried, 'store', 'cart'), 'store may not include cart', 'up is refused');
is(refusal(@tried, 'cart', 'order'), 'cart may not include order', 'a neighbour is refused');
is(refusal(@tried, 'net', 'store'), 'net is limited and may not include store',
    'a limited module keeps to its list');
is(refusal(@tried, 'cart', 'new'), 'new is not in FLOORS', 'a module without a floor is refused');

my ($level, $only) = floors(lines('src/FLOORS'));
my @broken;
for my $path (files(qr/\.(h|cc)$/, 'src')) {
    my ($from) = $path =~ m{^src/([^/]+)/} or next;
    my $n = 0;
    for (lines($path)) {
        ++$n;
        my ($to) = m{^#include "([a-z_]+)/} or next;
        my $why = refusal($level, $only, $from, $to);
        push @broken, "$path:$n: $why" if $why;
    }
}
holds('every include in src/ goes down the floors', @broken);

# A domain module has one public header of its own name; further ones stand in this record. The other
# floors are shelves of parts.
my $record = 'doc/decisions/0024-further-public-headers.md';
my %public = map { $_ => 1 } text($record) =~ m{^\| `([a-z_]+/[a-z_]+\.h)` \|}mg;
my ($parts) = text($record) =~ /all\s+their headers are public: ([a-z, ]+)\./;
my %parts = map { $_ => 1 } split /, /, $parts;

# Why may a file of module $from not include this header? Empty when it may.
sub private_to {
    my ($parts, $public, $from, $header) = @_;
    my ($module, $name) = $header =~ m{^([a-z_]+)/(.+)\.h$};
    return '' if $from eq $module || $parts->{$module} || $name eq $module || $public->{$header};
    return "$header is private to $module";
}
my @house = ({ base => 1 }, { 'cart/sale.h' => 1 });
is(private_to(@house, 'pages', 'cart/cart.h'), '', 'the header of the module\'s own name is public');
is(private_to(@house, 'pages', 'cart/sale.h'), '', 'and so is one that the record lists');
is(private_to(@house, 'pages', 'base/csv.h'), '', 'a shelf of parts has no private headers');
is(private_to(@house, 'pages', 'cart/locks.h'), 'cart/locks.h is private to cart', 'any other is private');
is(private_to(@house, 'cart', 'cart/locks.h'), '', 'but not to its own module');

my %needed;
@broken = ();
for my $path (files(qr/\.(h|cc)$/, qw(src sitegen cron))) {
    my ($from) = $path =~ m{^(?:src/)?([^/]+)/};
    my $n = 0;
    for (lines($path)) {
        ++$n;
        my ($header) = m{^#include "([a-z_]+/[a-z_/]+\.h)"} or next;
        $header =~ m{^\Q$from\E/} or $needed{$header} = 1;
        my $why = private_to(\%parts, \%public, $from, $header);
        push @broken, "$path:$n: $why" if $why;
    }
}
holds('no module includes another\'s private header', @broken);
holds('every header that the record lists is needed', grep { !$needed{$_} } sort keys %public);

# Folders outside src/ and the floors they stay away from.
my %away = (sitegen => [qw(web pages ctl)], cron => [qw(web pages ctl render)]);
@broken = ();
for my $folder (sort keys %away) {
    for my $path (files(qr/\.(h|cc)$/, $folder)) {
        my $text = text($path);
        for my $module (@{ $away{$folder} }) {
            push @broken, "$path includes $module/" if $text =~ m{^#include "$module/}m;
        }
    }
}
holds('sitegen and cron know no HTTP and no handlers', @broken);
done_testing();
