#!/usr/bin/perl
# hugo_site.pl ROWS FOLDER: the products of a catalog file as a site for Hugo: a page each, lists by
# brand and category in pages of 24, with a specification, an offer and its JSON-LD, as ours have.
use strict;
use warnings;
use Text::ParseWords qw(parse_line);

my ($rows, $folder) = @ARGV;
sub put {
    my ($name, $text) = @_;
    my $at = '';
    for my $part (split m{/}, "$folder/$name") { mkdir $at if length $at && !-d $at; $at .= length $at || $part eq '' ? "/$part" : $part }
    open my $file, '>:utf8', "$folder/$name" or die "$folder/$name: $!\n";
    print {$file} $text;
    close $file or die "$folder/$name: $!\n";
}

put('config.toml', <<'END');
baseURL = "https://shop.example/"
title = "Shop"
paginate = 24
disableKinds = ["RSS"]
[taxonomies]
brand = "brands"
category = "categories"
END
put('layouts/_default/baseof.html', <<'END');
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><a href="/">Shop</a><form action="/search"><input name="q"><button>Search</button></form>
<nav><a href="/networking">Networking</a> <a href="/optics">Optics</a> <a href="/servers">Servers</a> <a href="/storage">Storage</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>Prices are per unit in US dollars.</p></footer></body></html>
END
put('layouts/_default/single.html', <<'END');
{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.mpn }}, {{ .Params.condition }}</p>
<p class="price">{{ lang.FormatNumber 2 (div .Params.cents 100.0) }}</p>
<form action="/cart/add" method="post"><input type="hidden" name="sku" value="{{ .Params.sku }}"><button>Add to cart</button></form>
<table>{{ range $key, $value := .Params.specs }}{{ if $value }}<tr><th>{{ $key }}</th><td>{{ $value }}</td></tr>{{ end }}{{ end }}</table>
<h2>More of this kind</h2><ul>{{ range first 4 (index .Site.Taxonomies.categories (index .Params.categories 0 | urlize)).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "Product" "name" .Title "mpn" .Params.mpn "sku" .Params.sku "offers" (dict "@type" "Offer" "price" (div .Params.cents 100.0) "priceCurrency" "USD") | jsonify | safeJS }}</script>{{ end }}
END
put('layouts/_default/list.html', <<'END');
{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Paginate .Pages }}<ul>{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.mpn }} {{ with .Params.cents }}{{ lang.FormatNumber 2 (div . 100.0) }}{{ end }}</li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}{{ end }}
END

open my $file, '<:utf8', $rows or die "$rows: $!\n";
chomp(my $head = <$file>);
my @names = split /,/, $head;
my $n = 0;
while (my $line = <$file>) {
    chomp $line;
    my %row;
    @row{@names} = map { $_ // '' } parse_line(',', 0, $line);
    s/["\\]//g for values %row;
    my $specs = join '', map { qq("$_" = "$row{$_}"\n) } qw(u_height weight airflow ports poe_ports power_supplies max_draw_watts);
    put('content/p/' . ++$n . '.md', <<"END");
+++
title = "$row{title}"
mpn = "$row{mpn}"
sku = "$row{sku}"
condition = "$row{condition}"
cents = $row{price_cents}
brands = ["$row{brand}"]
categories = ["$row{category}"]
[specs]
$specs+++
END
}
