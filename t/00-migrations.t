#!/usr/bin/perl
# A migration is never edited once merged: its checksum stands in sql/checksums, and the program
# refuses a database that was made by other bytes. ACCEPT=1 adds what is new, and changes nothing.
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my @migrations = map { s{^sql/migrate/}{}r } files(qr/\.sql$/, 'sql/migrate');
my %now = map { ($_ => sha256_hex(text("sql/migrate/$_"))) } @migrations;
my %known = map { reverse split ' ' } lines('sql/checksums');
if ($ENV{ACCEPT}) {
    open my $out, '>>', 'sql/checksums' or die $!;
    print $out "$now{$_} $_\n" for grep { !$known{$_} } @migrations;
    close $out;
    $known{$_} //= $now{$_} for @migrations;
}

holds('a migration is named by its moment and by what it does',
    grep { !/^20\d{6}-\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/ } @migrations);
holds('no two have the same moment', do {
    my %seen;
    grep { $seen{ substr $_, 0, 13 }++ } @migrations;
});
holds('none was edited after it was merged',
    grep { $known{$_} && $known{$_} ne $now{$_} } @migrations);
holds("each one's checksum is kept (ACCEPT=1 t/00-migrations.t keeps a new one's)",
    grep { !$known{$_} } @migrations);
holds('none was removed', grep { !$now{$_} } sort keys %known);
holds('none ends the transaction that it runs in',
    grep { text("sql/migrate/$_") =~ /^\s*(BEGIN|COMMIT|ROLLBACK)\s*;/mi } @migrations);
done_testing();
