#!/usr/bin/perl
# Finding a device through nginx: by any spelling of its part number, by words, and by an address
# that leads nowhere.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

my $visitor = Shop::Visitor->new;

# The addresses of the products linked to inside <main>, each once, in order.
sub products_in {
    my ($page) = @_;
    my ($main) = $page->{content} =~ m{<main\b(.*)</main>}s or return;
    my %seen;
    return grep { !$seen{$_}++ } $main =~ m{href="(/p/[^"]+)"}g;
}

sub found {
    my ($query) = @_;
    $query =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
    my $page = $visitor->get("/search?q=$query");
    is($page->{status}, 200, "a search for $query is answered");
    return products_in($page);
}

my $device = '/p/cisco-ws-c3850-24t-l';
for my $query ('WS-C3850-24T-L', 'ws-c3850-24t-l', 'WSC385024TL', 'ws c3850 24t l', 'C3850-24T-L',
    'cisco ws-c3850-24t-l') {
    my ($first) = found($query);
    is($first, $device, "and finds the device first");
}
ok((grep { $_ eq $device } found('cisco catalyst 3850-24t')), 'words find it too');

my $page = $visitor->get('/search?q=WS-C3850-24T-X');
ok((grep { $_ eq $device } products_in($page)), 'a number that is none names the nearest');
is($visitor->get('/search')->{status}, 200, 'no question is no error');
is($visitor->get('/search?q=%00')->{status}, 422, 'NUL is refused');
is($visitor->get('/search?q=%ff')->{status}, 422, 'bad UTF-8 is refused');
$page = $visitor->get('/search?q=%3Cscript%3Ealert(1)%3C/script%3E');
unlike($page->{content}, qr{<script>alert}, 'what was typed is shown as text');
is($page->{headers}{'cache-control'}, 'no-store', 'and kept by nobody');

my $long = 'x' x 201;
$page = $visitor->get("/search?q=$long");
is($page->{status}, 422, 'a question too long is refused');
like($page->{content}, qr{role="alert"[^>]*><p>At most 200 characters, please\.}, 'and told why');
like($page->{content}, qr{name="q"[^>]* value="$long"}, 'and stays in its field');
for my $no_page ('abc', '0', '-1', '1001', '99999999999', '') {
    $page = $visitor->get("/search?q=cisco&page=$no_page");
    is($page->{status}, 200, "page '$no_page' of the results");
    like($page->{content}, qr{Page 1 of \d+}, 'is the first');
}
$page = $visitor->get('/search?q=cisco&page=1000');
is("$page->{status} $page->{headers}{location}", '303 /search?q=cisco', 'beyond the last page is the first');
like($visitor->get('/search?q=cisco&page=2')->{content}, qr{Page 2 of \d+}, 'the second is the second');

# A category's list is narrowed by links of the generated page, which lead to the search.
$page = $visitor->get('/c/networking/switches');
my ($used) = $page->{content} =~ m{href="(/search\?in=c/networking/switches&amp;condition=used)"};
ok($used, 'a category offers its filters');
$page = $visitor->get($used =~ s/&amp;/&/r);
is($page->{status}, 200, 'and one leads to the list as filtered');
like($page->{content}, qr{<h1>Switches</h1>}, 'under the name of the category');
ok((grep { $_ eq $device } products_in($page)), 'with what is so');
is($visitor->get('/search?in=c/nowhere')->{status}, 200, 'a place that is none is an empty search');

# Side by side, by an address that can be shared.
my @two = split /\n/, sql("SELECT id FROM products WHERE slug IN"
    . " ('cisco-ws-c3850-24t-l', 'cisco-ws-c3850-48p-l') ORDER BY id");
$page = $visitor->get("/compare?p=$two[0]&p=$two[1]&p=$two[0]&p=x");
is($page->{status}, 200, 'two products are compared');
is(scalar products_in($page), 2, 'each once');
like($page->{content}, qr{<tr class="differs">}, 'with what differs marked');
like($page->{content}, qr{noindex}, 'and kept by no search engine');

# What shipping costs, before anything is in a cart.
my $sku = sql("SELECT v.sku FROM variants v JOIN products p ON p.id = v.product_id"
    . " WHERE p.slug = 'cisco-ws-c3850-24t-l' ORDER BY v.id LIMIT 1");
$page = $visitor->get("/estimate?sku=$sku&zip=78701");
is($page->{status}, 200, 'an estimate is made');
like($page->{content}, qr{<td class="num">\$\d+\.\d\d</td>}, 'with a price');
is($visitor->get("/estimate?sku=$sku&zip=7870")->{status}, 422, 'four digits are no ZIP code');
like($visitor->get("/estimate?sku=$sku&zip=00901")->{content}, qr{50 states and DC},
    'a territory is refused in words');
is($visitor->get('/estimate?sku=no-such&zip=78701')->{status}, 404, 'what is not sold is not found');

# What the shop writes has addresses that last.
my $guide = '/guides/choosing-a-used-access-switch';
$page = $visitor->get($guide);
is($page->{status}, 200, 'a guide is there');
ok((grep { $_ eq '/p/cisco-ws-c3850-24p-s' } products_in($page)), 'and leads to what it names');
like($visitor->get('/guides')->{content}, qr{href="\Q$guide\E"}, 'the list of guides leads to it');
like($visitor->get('/blog/atom.xml')->{content}, qr{<feed xmlns=.*</feed>}s, 'the blog has a feed');
$ENV{GDS_CONF} = var() . '/gds.conf';
is(system('build/bin/gdsctl content rename guide choosing-a-used-access-switch used-switches'), 0,
    'a guide is given another address');
$page = $visitor->get($guide);
for (1 .. 100) {
    last if $page->{status} == 301;
    select undef, undef, undef, 0.1;
    $page = $visitor->get($guide);
}
is($page->{status}, 301, 'its old one leads on');
like($page->{headers}{location}, qr{/guides/used-switches$}, 'to the new one');
is($visitor->get('/guides/used-switches')->{status}, 200, 'which is there');
is(system('build/bin/gdsctl content withdraw guide used-switches'), 0, 'withdrawn');
chomp(my $link = `build/bin/gdsctl content preview guide used-switches --days 2`);
$link =~ s{^https?://[^/]+}{};
$page = $visitor->get($link);
is($page->{status}, 200, 'a signed link shows it all the same');
like($page->{content}, qr{<meta name="robots" content="noindex}, 'to no search engine');
is($visitor->get($link =~ s/s=./s=x/r)->{status}, 404, 'another signature shows nothing');
for (1 .. 100) {
    $page = $visitor->get('/guides/used-switches');
    last if $page->{status} == 410;
    select undef, undef, undef, 0.1;
}
is($page->{status}, 410, 'it is known to be gone');
is($visitor->get('/guides/never-there')->{status}, 404, 'what never was is not found');

$page = $visitor->get('/p/cisco-ws-c3850-24t-x');
is($page->{status}, 404, 'an unknown product is not found');
like($page->{content}, qr{noindex}, 'no search engine keeps the page');
ok((grep { $_ eq $device } products_in($page)), 'it names the nearest part numbers');

sql("INSERT INTO slugs (slug, product_id) SELECT 'once-called', id FROM products"
    . " WHERE slug = 'cisco-ws-c3850-24t-l'");
$page = $visitor->get('/p/once-called');
is($page->{status}, 301, 'a former address');
like($page->{headers}{location}, qr{(?:^|//[^/]+)\Q$device\E$}, 'leads on in one hop');

# What is no longer sold says so for twelve months; then it leads to what replaced it, or is known to
# be gone.
my ($old, $alone) = ('hpe-653200-b21', 'juniper-ex4600-40f');
sql("UPDATE products SET state = 'archived' WHERE slug IN ('$old', '$alone')");
my $notice = qr{is discontinued};
ok(wait_until(10, sub { $visitor->get("/p/$alone")->{content} =~ $notice }), 'its page is a notice');
$page = $visitor->get("/p/$old");
is($page->{status}, 200, 'a product that was replaced has one');
like($page->{content}, qr{href="/p/hpe-719064-b21"}, 'with its successor');
like($page->{content}, qr{<h2 id="specs-title">Specification</h2>.*<td>653200-B21</td>}s,
    'and its specification');
like($page->{content}, qr{rel="canonical" href="[^"]*/p/\Q$old\E"}, 'under its own address');
unlike($visitor->get('/sitemap.xml')->{content}, qr{/p/\Q$old\E<}, 'the sitemap has it no more');
sql("UPDATE products SET archived_at = now() - interval '366 days' WHERE slug IN ('$old', '$alone')");
$page = $visitor->get("/p/$old");
is($page->{status}, 301, 'a product that was replaced');
like($page->{headers}{location}, qr{/p/hpe-719064-b21$}, 'leads to its successor');
is($visitor->get("/p/$alone")->{status}, 410, 'one that was not is gone');
sql("UPDATE products SET state = 'active' WHERE slug IN ('$old', '$alone')");
ok(wait_until(10, sub { !grep { $visitor->get("/p/$_")->{status} != 200 } $old, $alone }),
    'both come back to their pages');

# Ended at any moment, a run of sitegen leaves what is served as it was.
my $current = var() . '/site/current';
my @before = sort glob "$current/p/*.html";
for my $pause (0.02, 0.05, 0.1, 0.2) {
    defined(my $pid = fork) or die "fork: $!";
    if (!$pid) {
        open STDOUT, '>', '/dev/null';
        $ENV{GDS_CONF} = var() . '/gds.conf';
        exec 'build/bin/sitegen', 'all' or die "sitegen: $!";
    }
    select undef, undef, undef, $pause;
    kill 'KILL', $pid;
    waitpid $pid, 0;
    my @now = sort glob "$current/p/*.html";
    is(scalar @now, scalar @before, "killed after $pause s: every product has its page");
    is($visitor->get($device)->{status}, 200, 'and is served');
}

done_testing;
