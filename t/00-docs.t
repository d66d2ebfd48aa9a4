#!/usr/bin/perl
# Documents point at what is there: links, files named in code style, the list of decisions.
use strict;
use warnings;
use FindBin;
use Test::More;

chdir "$FindBin::Bin/.." or die "cannot reach the tree: $!";
my @documents = (grep { -f } qw(README.md NEWS.md), glob('doc/*.md doc/*/*.md'));

sub text {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!";
    local $/;
    return scalar <$in>;
}

# What a document names and the tree lacks. Links count from the document's own folder; a path in
# code style that begins with one of our folders counts from the top, with or without an ending.
sub lacking {
    my ($path, $text) = @_;
    (my $folder = $path) =~ s{[^/]*$}{};
    my @lacking;
    while ($text =~ /\]\((?!https?:|mailto:|#)([^)#\s]+)/g) {
        push @lacking, $1 unless -e "$folder$1";
    }
    while ($text =~ m{`((?:src|templates|sitegen|nginx|sql|cron|t|doc)/[\w./+-]*[\w+-])/?`}g) {
        push @lacking, $1 unless -e $1 || glob("$1.*");
    }
    return @lacking;
}

is(join(' ', lacking('doc/x.md', 'see [a](nowhere.md) and `src/nowhere/a.cc`')),
    'nowhere.md src/nowhere/a.cc', 'a link and a path to nothing are found');
is(join(' ', lacking('doc/x.md', 'see [a](glossary.md), `src/base` and <https://example.com/>')),
    '', 'what is there is not complained of');

my @bad = map { my $path = $_; map { "$path: $_" } lacking($path, text($path)) } @documents;
is(join("\n", @bad), '', 'documents name only what is there');

my $index = text('doc/decisions/README.md');
my @records = grep { !/0000-template/ } glob('doc/decisions/[0-9]*.md');
my (%number, @unlisted);
for my $record (@records) {
    my ($name, $number) = $record =~ m{/((\d{4})-[^/]+)$};
    push @unlisted, $name unless index($index, "[$number]($name)") >= 0;
    push @unlisted, "$name: the number is taken" if $number{$number}++;
    push @unlisted, "$name: does not begin with its number" unless text($record) =~ /^# $number: /;
    push @unlisted, "$name: says no status" unless text($record) =~ /^Status: (accepted|replaced by \d{4})$/m;
}
is(join("\n", @unlisted), '', 'every decision is listed once under its number, with a status');
done_testing();
