#!/usr/bin/perl
# Each header compiles alone. One that some source file includes before anything else is proved by
# the build; the others are compiled here.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my %first;
for my $path (files(qr/\.cc$/, qw(src sitegen cron t))) {
    my ($header) = text($path) =~ /^#include ["<]([^">]+)[">]/m or next;
    $first{"$_$header"} = 1 for '', 'src/';
}
my @alone = grep { !$first{$_} } files(qr/\.h$/, qw(src sitegen cron t));

(my $config = text('build/config.mk')) =~ s/\\\n/ /g;
my %config = map { /^(\w+)\s*:?=\s*(.*)$/ ? ($1 => $2) : () } split /\n/, $config;
my $jobs = `nproc` || 1;
my (@broken, %running);
sub reap {
    my $pid = wait;
    my $path = delete $running{$pid} or return;
    push @broken, "$path does not compile alone" if $?;
}
for my $path (@alone) {
    reap() if keys %running >= $jobs;
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        # A message of the compiler must not look like a line of TAP.
        open STDOUT, '>&', \*STDERR or die;
        exec join ' ', $config{CXX}, $config{CXXSTD}, '-fsyntax-only -x c++ -w -Isrc -I.', $config{DEPFLAGS}, $path
            or exit 1;
    }
    $running{$pid} = $path;
}
reap() while keys %running;
holds('every header compiles alone', sort @broken);

my @unguarded = grep { text($_) !~ /^#pragma once$/m } files(qr/\.h$/, qw(src sitegen cron t));
holds('every header is included once only', @unguarded);
done_testing();
