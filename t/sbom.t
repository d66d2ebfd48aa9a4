#!/usr/bin/perl
# The list of what of others is in the shop: every library and server that is there, with its version,
# and which of them are old.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

my $said = `src/ops/sbom`;
is($?, 0, 'there is a list');
my $bom = eval { decode_json($said) } // {};
is_deeply([@$bom{qw(bomFormat specVersion version)}], ['CycloneDX', '1.5', 1], 'it is CycloneDX');
my %version = map { ($_->{name} => $_->{version}) } @{ $bom->{components} };
ok($version{$_}, "$_ is in it") for qw(libpq5 libfcgi0ldbl libssl3 libargon2-1 libmemcached11 libqrencode4 libc6 postgresql memcached);
is($version{libpq5}, `dpkg-query -W -f '\${Version}' libpq5`, 'in the version that is installed');
is(scalar(grep { $_->{purl} !~ m{^pkg:deb/debian/[\w.+-]+\@[\w.~%-]+\?arch=\w+$} } @{ $bom->{components} }), 0, 'each has its address');
# Each library that a decision gives a reason for comes from a package of the list.
my ($linked) = text('configure.ac') =~ /(.*)/s;
my @links = map { /-l(\w[\w-]*)/g } $linked =~ /^\w+_LIBS="([^"]*)"/mg;
my @files = map { m{=> (\S+)} && $1 } `ldd build/bin/gds-web build/bin/gdsctl build/bin/sitegen`;
is(join(' ', grep { my $link = $_; !grep { m{/lib\Q$link\E[-.\d]*\.so} } @files } grep { !/pgtypes/ } @links), '', 'what configure looks for is linked');

# Lists that know of a newer version of one of them.
my $dir = tempdir(CLEANUP => 1);
open my $out, '>', "$dir/apt-cache" or die $!;
print $out qq{#!/bin/sh\nprintf 'libpq5:\\n  Candidate: 99:1\\nlibc6:\\n  Candidate: (none)\\n'\n};
close $out;
chmod 0755, "$dir/apt-cache";
{
    local $ENV{PATH} = "$dir:$ENV{PATH}";
    is(`src/ops/sbom --outdated`, "libpq5 $version{libpq5} 99:1\n", 'what is old is named');
    is($? >> 8, 1, 'and told by the exit status');
}
done_testing();
