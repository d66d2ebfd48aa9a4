#!/usr/bin/perl
# Every column that may hold a person's data says which kind, on its own line of the migration.
# Erasure and export are generated from these labels.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

# What is wrong with one line of a migration; empty when nothing is.
sub complaint {
    my ($line) = @_;
    my ($column, $type, $rest) = $line =~
        /^\s*(?:ADD COLUMN (?:IF NOT EXISTS )?)?([a-z_0-9]+)\s+(text|citext|varchar|jsonb?|bytea|inet|cidr|date)\b(.*)$/i
        or return '';
    return '' if $column =~ /^(returns|return|as|is|and|or|not|in|to|language|declare)$/i;
    return "$column has no '-- pii:' label" unless $rest =~ /--.*\bpii: (\S+)/;
    return "$column: no such label: $1"
        unless $1 =~ /^(identifier|contact|free_text|none)[,;.]?$/;
    return '';
}

is(complaint('  email text NOT NULL, -- pii: contact'), '', 'a labelled column passes');
is(complaint('  email text NOT NULL,'), "email has no '-- pii:' label", 'an unlabelled one fails');
is(complaint('  email text, -- pii: maybe'), 'email: no such label: maybe', 'an odd label fails');
is(complaint('  units integer NOT NULL,'), '', 'a number needs no label');
is(complaint('ADD COLUMN note text;'), "note has no '-- pii:' label", 'an added column counts');

my @broken;
for my $path (files(qr/\.sql$/, 'sql/migrate')) {
    my $in_table = 0;
    # A column written over several lines has its label on the last.
    (my $text = text($path)) =~ s/,[ ]*\n[ ]{20,}(?=')/, /g;
    for (split /\n/, $text) {
        $in_table = 1 if /^\s*(CREATE TABLE|ALTER TABLE)/i;
        my $why = $in_table ? complaint($_) : '';
        push @broken, "$path: $why" if $why;
        $in_table = 0 if /;\s*(--.*)?$/;
    }
}
holds('every text column of every table is labelled', @broken);
done_testing();
