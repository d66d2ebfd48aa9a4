#!/usr/bin/perl
# Every key of the configuration is explained to operators and stands in the sample file.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my %key;
for my $path ('src/base/config_keys.cc', files(qr/config_keys_\w+\.cc$/, 'src/base')) {
    $key{$_} = 1 for text($path) =~ /"([a-z]+(?:\.[a-z0-9_]+)+)"/g;
}
cmp_ok(scalar keys %key, '>', 20, 'the keys are found in the source');
my $sample = text('src/ops/gds.conf.sample');
my $doc = -e 'doc/operations.md' ? text('doc/operations.md') : '';
holds('every key stands in the sample file', grep { $sample !~ /^#?\Q$_\E =/m } sort keys %key);
holds('every key stands in doc/operations.md', grep { $doc !~ /`\Q$_\E`/ } sort keys %key);
holds('the sample file holds no other key',
    grep { !$key{$_} } $sample =~ /^#?([a-z]+(?:\.[a-z0-9_]+)+) =/mg);
done_testing();
