#!/usr/bin/perl
# What nginx adds to every answer, and what it answers alone.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

my $visitor = Shop::Visitor->new;

# ---- generated pages
my $home = $visitor->get('/');
is($home->{status}, 200, 'the home page is there');
is($home->{headers}{'cache-control'}, 'public, max-age=60, s-maxage=10',
    'browsers keep a page for a minute, a CDN that nobody purges for ten seconds');
ok($home->{headers}{etag}, 'a page has an ETag');
ok(!$home->{headers}{'set-cookie'}, 'a generated page sets no cookie');
is($visitor->get('/', headers => { 'if-none-match' => $home->{headers}{etag} })->{status}, 304,
    'an unchanged page is not sent again');

my ($product) = sql('SELECT slug FROM products ORDER BY id LIMIT 1');
my $page = $visitor->get("/p/$product");
is($page->{status}, 200, 'a product page is there');
like($page->{headers}{'content-type'}, qr{^text/html; charset=utf-8$}i, 'it is HTML in UTF-8');
for my $coding ([gzip => 'gzip'], ['gzip, br' => 'br']) {
    my $packed = $visitor->get("/p/$product", headers => { 'accept-encoding' => $coding->[0] });
    is($packed->{headers}{'content-encoding'}, $coding->[1], "$coding->[1] is served as it was packed");
    is($packed->{headers}{vary}, 'Accept-Encoding', "$coding->[1] answers vary by it");
}

my ($asset) = $home->{content} =~ m{(/assets/[^"]+\.css)"};
is($visitor->get($asset // '/none')->{headers}{'cache-control'},
    'public, max-age=31536000, immutable', 'an asset is kept for ever');
is($visitor->get($_)->{status}, 200, "$_ is there") for qw(/sitemap.xml /robots.txt);

# ---- addresses
for my $path ("/p/$product/", "/p/$product.html") {
    my $moved = $visitor->get($path);
    is("$moved->{status} $moved->{headers}{location}", "301 /p/$product", "$path moves to the page");
}
is($visitor->get('//evil.example/')->{headers}{location}, '/evil.example',
    'a redirect never leaves the shop');
my $missing = $visitor->get('/p/no-such-product');
is($missing->{status}, 404, 'an unknown product is 404');
like($missing->{content}, qr/<h1/, 'with a page that can be read');

# ---- security headers, on generated, dynamic and failed answers alike
for my $answer ([generated => $home], [dynamic => $visitor->get('/cart')], [missing => $missing]) {
    my ($kind, $headers) = ($answer->[0], $answer->[1]{headers});
    is($headers->{'x-content-type-options'}, 'nosniff', "$kind: types are not guessed");
    is($headers->{'cross-origin-opener-policy'}, 'same-origin', "$kind: no other page holds its window");
    is($headers->{'cross-origin-resource-policy'}, 'same-site', "$kind: no other page takes it in");
    is($headers->{'x-frame-options'}, 'DENY', "$kind: no frame holds it");
    is($headers->{server}, 'nginx', "$kind: no version is told");
    ok(!exists $headers->{'access-control-allow-origin'}, "$kind: nobody else's script reads it");
    like($headers->{'permissions-policy'}, qr/camera=\(\), geolocation=\(\), microphone=\(\)/, "$kind: it uses no sensor");
    like($headers->{'content-type'}, qr{^text/html; charset=utf-8$}i, "$kind: it says what it is");
    is($headers->{'referrer-policy'}, 'strict-origin-when-cross-origin', "$kind: referrers are short");
    like($headers->{'x-request-id'}, qr/^[0-9a-f]{16}$/, "$kind: it has a request id");
    my $policy = $headers->{'content-security-policy'};
    ok($policy && !ref $policy, "$kind: one content security policy");
    unlike($policy // 'unsafe-', qr/unsafe-/, "$kind: nothing unsafe in it");
    like($policy // '', qr/default-src 'none'|default-src 'self'/, "$kind: it begins by refusing");
}
for my $path ('/orders/10001?t=none', '/orders/', '/orders/1001') {
    is($visitor->get($path)->{headers}{'referrer-policy'}, 'no-referrer',
        "$path: an address that may hold a token is told to nobody");
}
unlike($visitor->get('/cart')->{headers}{'cache-control'} // 'public', qr/public/,
    'a dynamic page is not kept by the CDN');

like($home->{headers}{'content-security-policy'}, qr/form-action 'self';/,
    'forms of generated pages stay within the shop');

# ---- navigation and policy are the same on generated and dynamic pages
sub menu { return $_[0]{content} =~ m{(<nav class="menu".*?</nav>)}s ? $1 : 'none' }
like(menu($home), qr{href="/c/}, 'the menu is the departments');
for my $path ('/cart', '/search', '/search?q=cisco', '/p/no-such-product') {
    is(menu($visitor->get($path)), menu($home), "$path has the menu of every page");
}
my @inline;
my $files = 0;
for my $file (split /\n/, `find @{[var()]}/site/current/ -name '*.html'`) {
    open my $in, '<', $file or die "$file: $!";
    my $html = do { local $/; <$in> };
    ++$files;
    # What the policy would have to allow: nothing. JSON-LD is data, which no browser runs.
    $html =~ s{<script type="application/ld\+json">[^<]*</script>}{}g;
    $html =~ s{<script src="/assets/[\w.-]+" defer></script>}{}g;
    push @inline, "$file: $1" while $html =~ m{(<script\b[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:)}gi;
}
cmp_ok($files, '>', 300, 'every generated page is looked at');
is(join("\n", @inline), '', 'no generated page has an inline script or style');

# ---- what lies in a folder and is none of it
my $below = var() . '/site/current';
my @left = ('notes.html~', '.page.html.swp', 'page.sql', 'page.bak', 'page.tar.gz', '.git/config', 'blog/draft.md', 'assets/site.css.orig');
mkdir "$below/.git";
for my $name (@left) {
    open my $out, '>', "$below/$name" or die "$name: $!";
    print $out "left behind\n";
    close $out;
    is($visitor->get("/$name")->{status}, 404, "/$name is not served");
    unlink "$below/$name";
}
rmdir "$below/.git";
like($visitor->get($_)->{status}, qr/^(301|404)$/, "$_ lists nothing") for qw(/assets/ /blog/ /media/ /cards/ /feeds/ /errors/);
is($visitor->get($_)->{status}, 404, "nor does $_") for qw(/assets /media /cards /feeds /errors);
is($visitor->get("$asset.gz")->{status}, 404, 'a packed sibling has no address of its own');
is($visitor->get($_)->{status}, 200, "$_ is served") for qw(/generation.json /feeds/google.xml /blog/feed.xml);

# ---- limits
my $large = $visitor->post('/cart/add', [], content => 'x' x 70_000);
is($large->{status}, 413, 'a body over 64 KB is refused');
like($large->{content}, qr/too large/, 'and the page says why');
is($large->{headers}{'cache-control'}, 'no-store', 'and nobody keeps that page');
for my $path ('/p/none', '/none') {
    # In pieces, so that nginx learns the size only as it reads for the program's 404.
    my @pieces = ('x' x 35_000) x 2;
    my $chunked = $visitor->post($path, [], content => sub { shift @pieces });
    is($chunked->{status}, 413, "a body over 64 KB to $path is refused");
    like($chunked->{content}, qr/class="bezel".*too large/s, 'with the page of the shop');
}
is($visitor->get('/metrics')->{status}, 200, 'the numbers are readable from this machine');
is($visitor->get('/errors/503.html')->{status}, 404, 'error pages have no address of their own');
is($visitor->get('/healthz')->{status}, 200, 'a worker answers');
is($visitor->get('/readyz')->{status}, 200, 'the shop is ready');
done_testing();
