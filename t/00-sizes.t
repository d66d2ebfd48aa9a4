#!/usr/bin/perl
# A file is one idea: none over 400 lines, half of them under 200.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my %lines = map { my @l = lines($_); ($_ => scalar @l) }
    files(qr/\.(h|cc|t|pm|sh|js|tpl)$/, qw(src sitegen cron t templates nginx));
holds('no source file has over 400 lines',
    map { "$_ has $lines{$_} lines" } grep { $lines{$_} > 400 } sort keys %lines);
my @sorted = sort { $a <=> $b } values %lines;
cmp_ok($sorted[ @sorted / 2 ], '<', 200, 'the median file has under 200 lines');

my (@tabs, @wide);
for my $path (files(qr/\.(h|cc|sql|tpl|css|js)$/, qw(src sitegen cron t templates sql))) {
    my $n = 0;
    for (lines($path)) {
        ++$n;
        push @tabs, "$path:$n" if /\t/ && $path !~ m{^t/.*/(golden|corpus)/};
        push @wide, "$path:$n" if /\s$/;
    }
}
holds('no tab stands in a source file', @tabs);
holds('no line ends in a blank', @wide);
done_testing();
