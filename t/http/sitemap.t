#!/usr/bin/perl
# The sitemap is one by the rules of its schemas (t/lib/Sitemap.pm, which is tried first), and what it names
# is there, indexable, and its own canonical address.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Sitemap;
use Test::More;

my $host = 'https://shop.test';
my $head = '<?xml version="1.0" encoding="UTF-8"?>' . "\n";
sub set { return "$head<urlset xmlns=\"$Sitemap::NAMESPACE\" xmlns:image=\"$Sitemap::IMAGES\">\n" . join("\n", @_) . "\n</urlset>\n" }
sub entry { return "<url>$_[0]</url>" }
sub faults { return join '; ', @{ (Sitemap::check($_[0], $host))[0] } }
my $loc = "<loc>$host/p/a</loc>";
is(faults(set(good())), '', 'what is one passes');
sub good {
    return entry($loc), entry("<loc>$host/p/b?x&amp;y</loc><lastmod>2026-11-22</lastmod>"),
        entry("<loc>$host/p/c</loc><lastmod>2026-11-22T12:00:00Z</lastmod><image:image><image:loc>$host/media/x.png</image:loc></image:image>");
}
my %bad = (
    'no address' => set(entry('<lastmod>2026-11-22</lastmod>')),
    'another order' => set(entry("<lastmod>2026-11-22</lastmod>$loc")),
    'an element twice' => set(entry("$loc$loc")),
    'an element that is none' => set(entry("$loc<title>x</title>")),
    'no time' => set(entry("$loc<lastmod>22.11.2026</lastmod>")),
    'a time without a zone' => set(entry("$loc<lastmod>2026-11-22T12:00:00</lastmod>")),
    'an ampersand' => set(entry("<loc>$host/p/b?x&y</loc>")),
    'another host' => set(entry('<loc>https://shop.tester/p/a</loc>')),
    'a long address' => set(entry("<loc>$host/" . 'p' x 2048 . '</loc>')),
    'an address twice' => set(entry($loc), entry($loc)),
    'an image without an address' => set(entry("$loc<image:image></image:image>")),
    'no entry' => set(),
    'too many' => set(map { entry("<loc>$host/p/$_</loc>") } 1 .. 50_001),
    'an end too few' => set("<url>$loc"),
    'a wrong end' => set("<url>$loc</uri>"),
    'text between' => set(entry($loc) . 'x</urlset>'),
    'no declaration' => set(entry($loc)) =~ s/\A.*?\n//r,
    'another namespace' => set(entry($loc)) =~ s/0\.9/0.84/r,
    'a control character' => set(entry("<loc>$host/p/\x01aaaa</loc>")),
    'no UTF-8' => set(entry("<loc>$host/p/\xffaaaa</loc>")),
    'an index in an index' => "$head<sitemapindex xmlns=\"$Sitemap::NAMESPACE\"><sitemapindex/></sitemapindex>",
    'an index of pages' => "$head<sitemapindex xmlns=\"$Sitemap::NAMESPACE\">" . entry($loc) . '</sitemapindex>',
);
isnt(faults($bad{$_}), '', "$_: refused") for sort keys %bad;

# ---- the shop's own
my $visitor = Shop::Visitor->new;
my @maps = ('/sitemap.xml');
my @pages;
while (my $path = shift @maps) {
    my $answer = $visitor->get($path);
    is($answer->{status}, 200, "$path is there");
    my ($faults, @addresses) = Sitemap::check($answer->{content}, Shop::url());
    is(join("\n", @$faults), '', "$path is as the schemas have it");
    my @paths = map { substr $_, length Shop::url() } @addresses;
    if ($answer->{content} =~ /<sitemapindex/) { push @maps, @paths } else { push @pages, @paths }
}
cmp_ok(scalar @pages, '>', 20, 'it names pages');
my @wrong;
for my $path (@pages[map { int($_ * @pages / 60) } 0 .. 59]) {
    my $answer = $visitor->get($path);
    my ($canonical) = $answer->{content} =~ /<link rel="canonical" href="([^"]+)">/;
    push @wrong, "$path: $answer->{status}" if $answer->{status} != 200;
    push @wrong, "$path: its address is " . ($canonical // 'none') if ($canonical // '') ne Shop::url() . $path;
    push @wrong, "$path: not to be indexed" if $answer->{content} =~ /name="robots" content="noindex/;
}
is(join("\n", @wrong), '', 'what it names is there, indexable and canonical');
done_testing();
