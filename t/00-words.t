#!/usr/bin/perl
# Words that do not belong in the tree: unfinished work, one machine's paths, addresses of package
# registries, vague names.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my @all = grep { !m{/(golden|corpus|images)/} && !m{\.(png|jpg|webp|gz|br|ico|woff2)$} }
    files(qr/./, qw(src sitegen cron t templates nginx sql doc .ci)),
    grep { -f } qw(Makefile configure.ac config.mk.in README.md NEWS.md);

# Spelled so that this file does not hold what it looks for.
my $unfinished = join '|', map { "\\b$_\\b" } 'TO' . 'DO', 'X' . 'XX', 'HA' . 'CK',
    'coming ' . 'soon', 'lorem ' . 'ipsum', 'not ' . 'implemented';
my $machine = join '|', '(?<![\w.])/wor' . 'k/', '(?<![\w.])/ho' . 'me/', '(?<![\w.])/Us' . 'ers/';
my $registry = 'https?://[a-z0-9.-]*(registry|deb\.|mirror)[a-z0-9.-]*';
my $halves = '^(?:<{7}|>{7})(?: |$)';  # of a merge that nobody finished
my (@unfinished, @machine, @registry, @halves);
for my $path (@all) {
    my $n = 0;
    for (lines($path)) {
        ++$n;
        push @unfinished, "$path:$n: $_" if /$unfinished/;
        push @machine, "$path:$n: $_" if /$machine/;
        push @registry, "$path:$n: $_" if /$registry/;
        push @halves, "$path:$n: $_" if /$halves/;
    }
}
holds('nothing is marked as unfinished', @unfinished);
holds('no path of one machine stands in the tree', @machine);
holds('no address of a package registry stands in the tree', @registry);
holds('no merge is half done', @halves);
holds('no file has a vague name', grep { m{/(util|utils|helper|helpers|common|misc|manager)\.(h|cc)$} } @all);
my %allowed = map { $_ => 1 } qw(Makefile configure.ac config.mk.in README.md NEWS.md LICENSE src
    templates sitegen nginx sql cron t doc build var);
opendir my $top, '.' or die $!;
holds('nothing else stands at the top of the tree',
    grep { !/^\./ && !$allowed{$_} } sort readdir $top);
done_testing();
