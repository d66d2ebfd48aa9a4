#!/usr/bin/perl
# Each fuzz target over its corpus, under the sanitizers: every file, each of its beginnings and each
# with one byte changed. make fuzz goes on from there with libFuzzer.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

for my $source (files(qr{^t/fuzz/[^/]+\.cc$}, 't/fuzz')) {
    my ($name) = $source =~ m{([^/]+)\.cc$};
    $name =~ tr/_/-/;
    my $said = `build/asan/fuzz/$name t/fuzz/corpus/$name 2>&1`;
    is($?, 0, "$name breaks nothing that it promises") or diag $said;
    like($said, qr/^$name: [1-9]\d+ inputs$/m, "$name was tried on its corpus");
}
done_testing();
