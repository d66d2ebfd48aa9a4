#!/usr/bin/perl
# sitegen is killed with kill -9 at any moment, while prices change and a crawler asks for every page
# of the sitemap: each is answered whole, none is missing, and the run after shows what the database
# has. KILLS says how often.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use IO::Uncompress::Gunzip qw(gunzip $GunzipError);
use Shop alone => 'site_killed';  # it kills what other tests would be served by
use Test::More;
use Time::HiRes 'time';

my $kills = $ENV{KILLS} || 8;
local $ENV{GDS_CONF} = var() . '/gds.conf';
my @paths = map { m{<loc>https?://[^/]+(/[^<]*)</loc>}g ? $1 : () }
    split /\n/, Shop::Visitor->new->get('/sitemap.xml')->{content};
cmp_ok(scalar @paths, '>', 20, 'the sitemap names pages');
my @variants = split /\n/, sql(q{SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
    WHERE p.kind = 'product' AND v.price_cents > 5000 ORDER BY v.id LIMIT 40});

# Asks for all pages over and over, packed and plain in turn; answers what was not whole at SIGTERM.
sub crawl {
    my $on = 1;
    local $SIG{TERM} = sub { $on = 0 };
    my ($visitor, $asked, @bad) = (Shop::Visitor->new, 0);
    while ($on) {
        for my $path (@paths) {
            my $answer = $visitor->get($path, headers => { 'accept-encoding' => ++$asked % 2 ? 'gzip' : '' });
            my $page = $answer->{content};
            gunzip(\$answer->{content} => \$page) or $page = "no gzip: $GunzipError"
                if ($answer->{headers}{'content-encoding'} // '') eq 'gzip';
            push @bad, "$path: $answer->{status}"
                unless $answer->{status} == 200 && $page =~ m{</html>\s*\z};
            last if !$on || @bad > 20;
        }
    }
    return ($asked, @bad);
}
pipe my $told, my $tell or die "pipe: $!";
my $crawler = fork // die "fork: $!";
if (!$crawler) {
    my ($asked, @bad) = crawl();
    print $tell "$asked\n", map { "$_\n" } @bad;
    close $tell;
    require POSIX;
    POSIX::_exit(0);
}
close $tell;

my ($ended, $finished) = (0, 0);
for my $n (1 .. $kills) {
    my $variant = $variants[ rand @variants ];
    sql("UPDATE variants SET price_cents = price_cents + 1 WHERE id = $variant");
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        open STDOUT, '>', '/dev/null';
        exec 'build/bin/sitegen', $n % 2 ? 'changed' : 'all';
    }
    select undef, undef, undef, rand($n % 2 ? 0.06 : 0.4);
    kill 'KILL', $pid;
    waitpid $pid, 0;
    $? & 127 ? ++$ended : ++$finished;
}
note "$ended runs were killed, $finished were quicker";
cmp_ok($ended, '>', 0, 'runs were killed');
system('build/bin/sitegen changed >/dev/null') == 0 or fail('the run after succeeds');
kill 'TERM', $crawler;
my ($asked, @bad) = <$told>;
waitpid $crawler, 0;
chomp $asked;
cmp_ok($asked, '>', 20, 'pages were asked for meanwhile');
is(join('', @bad), '', 'every one was there and whole');
is(system('build/bin/sitegen verify') >> 8, 0, 'page, JSON-LD and feed are as the database is');
done_testing();
