#!/usr/bin/perl
# What changes in the database stands on its pages within ten seconds: a price, an import, a count.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use JSON::PP;
use Shop;
use Test::More;

my $visitor = Shop::Visitor->new;
my ($variant, $slug) = split /\|/, sql(q{SELECT v.id, p.slug FROM variants v
    JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
    WHERE p.kind = 'product' AND s.on_hand > 5 ORDER BY v.id DESC LIMIT 1});

sub import_rows {
    my (@rows) = @_;
    my $file = var() . '/import.csv';
    open my $out, '>', $file or die "$file: $!";
    print $out "$_\n" for 'sku,brand,mpn,title,category,condition,price_cents,quantity', @rows;
    close $out;
    local $ENV{GDS_CONF} = var() . '/gds.conf';
    my $said = `build/bin/gdsctl import products $file 2>&1`;
    is($?, 0, 'the import succeeds') or diag $said;
}

unlike($visitor->get("/p/$slug")->{content}, qr/\$87,654\.32/, 'the page shows another price');
sql("UPDATE variants SET price_cents = 8765432 WHERE id = $variant");
ok(wait_until(10, sub { $visitor->get("/p/$slug")->{content} =~ /\$87,654\.32/ }),
    'a changed price is on the page within ten seconds');

# ---- those who keep pages are told
my $json = JSON::PP->new->utf8;
sub purges {
    return map { $json->decode($_->{body}) }
        grep { $_->{path} eq '/cdn/purge' && $_->{status} == 200 }
        @{ $json->decode(control('GET', '/_control/requests')) };
}
ok(wait_until(10, sub { grep { $_ eq url() . "/p/$slug" } map { @{ $_->{urls} // [] } } purges() }),
    'the CDN was told to forget it');
is($visitor->get('/0f3a5b7c9d1e2f30.txt')->{content}, '0f3a5b7c9d1e2f30',
    'the key for search engines is proven');

is($visitor->get('/p/acme-fresh-1')->{status}, 404, 'the new product is not there');
import_rows('ACM-FRESH-1-NEW,Acme,FRESH-1,Fresh switch,Networking/Switches/Access Switches,New,12300,7');
ok(wait_until(10, sub { $visitor->get('/p/acme-fresh-1')->{status} == 200 }),
    'an imported product has its page within ten seconds');
ok(wait_until(10, sub { $visitor->get('/sitemap.xml')->{content} =~ m{/p/acme-fresh-1<} }),
    'and stands in the sitemap');
unlike($visitor->get('/p/acme-fresh-1')->{content}, qr/sold out/i, 'with some in stock');
import_rows('ACM-FRESH-1-NEW,Acme,FRESH-1,Fresh switch,Networking/Switches/Access Switches,New,12300,0');
ok(wait_until(10, sub { $visitor->get('/p/acme-fresh-1')->{content} =~ /sold out/i }),
    'a count of none is on the page within ten seconds');
like($visitor->get('/p/acme-fresh-1', headers => { 'accept-encoding' => 'gzip' })->{headers}{etag},
    qr/./, 'its packed copy is there');
done_testing();
