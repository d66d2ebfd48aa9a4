#!/usr/bin/perl
# What a product page weighs over the wire, with everything that it asks for but photos: at most 60 KB,
# of which script at most 15 KB (1 KB is 1,000 bytes), heads included.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

my $visitor = Shop::Visitor->new;
sub weight {
    my ($path) = @_;
    my $answer = $visitor->get($path, headers => { 'accept-encoding' => 'gzip' });
    is($answer->{status}, 200, "$path is there");
    my $head = 20;
    $head += length($_) + length($answer->{headers}{$_}) + 4 for keys %{ $answer->{headers} };
    return $head + length $answer->{content};
}
# What the page itself names: style, script, icons; of the sprite one copy, whatever uses it.
sub parts {
    my ($page) = @_;
    my %parts = map { (s/#.*//r) => 1 } $page =~ m{(?:href|src)="(/assets/[^"]+)"}g;
    return sort keys %parts;
}

my @heaviest = map { (split /\|/)[0] } split /\n/, sql(q{SELECT p.slug, count(*) FROM products p
    JOIN variants v ON v.product_id = p.id WHERE p.state = 'active' AND v.state = 'active'
    GROUP BY p.slug ORDER BY count(*) DESC, p.slug LIMIT 3});
for my $slug (@heaviest, 'cisco-ws-c3850-24t-l') {
    my $page = $visitor->get("/p/$slug")->{content};
    my %weight = map { $_ => weight($_) } "/p/$slug", parts($page);
    my ($all, $script) = (0, 0);
    $all += $_ for values %weight;
    $script += $weight{$_} for grep { /\.js$/ } keys %weight;
    cmp_ok($all, '<=', 60_000, "$slug with all but its photos: $all bytes");
    cmp_ok($script, '<=', 15_000, "of which script: $script");
}
done_testing();
