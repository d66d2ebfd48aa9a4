#!/usr/bin/perl
# hugo_site.pl ROWS FOLDER: the products of a catalog file as a site for Hugo that does what ours does: a page
# each and lists of 24 by brand and by category at every depth, those in stock first, with the same parts
# on them. Made to be quick: what several pages share is rendered once, and nothing is asked of all pages.
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
sub slug { my $text = lc shift; $text =~ s/[^a-z0-9]+/-/g; $text }

put('config.toml', <<'END');
baseURL = "https://shop.example/"
title = "Shop"
paginate = 24
uglyURLs = true
disableKinds = ["RSS"]
[taxonomies]
brand = "brands"
category = "categories"
END
put('layouts/_default/baseof.html', <<'END');
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{{ block "head" . }}<title>{{ .Title }} | Shop</title>
<meta name="description" content="{{ .Title }}: tested, with one-year warranty and 30-day returns.">
{{ end }}<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:url" content="{{ .Permalink }}">
{{ partialCached "top.html" . }}
<main id="main" tabindex="-1">{{ block "main" . }}{{ end }}</main>
{{ partialCached "foot.html" . }}
END
put('layouts/partials/top.html', <<'END');
<meta property="og:site_name" content="Shop"><meta property="og:locale" content="en_US">
<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image"><meta name="color-scheme" content="light dark"><meta name="theme-color" content="#1b2123">
<link rel="stylesheet" href="/assets/site.css"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml"><script src="/assets/site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bezel"><div class="bezel-in">
<a class="maker" href="/"><svg class="mark" viewBox="0 0 28 20" aria-hidden="true" focusable="false"><path d="M1 1h26v18H1z"/><path d="M5 6h11M5 10h11M5 14h11"/><circle cx="22" cy="10" r="2"/></svg>Shop</a>
<form class="find" action="/search" role="search"><label class="unseen" for="q">Part number or words</label>
<input id="q" name="q" type="search" placeholder="Part number or words" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false">
<button type="submit">Search</button></form>
<div class="own"><a class="to-account" href="/account"><svg class="icon" aria-hidden="true" focusable="false"><use href="/assets/icons.svg#account"/></svg><span>Account</span></a>
<a class="to-cart" href="/cart"><svg class="icon" aria-hidden="true" focusable="false"><use href="/assets/icons.svg#cart"/></svg>Cart<span class="count" data-cart-count aria-hidden="true"></span></a></div>
</div></header>
<nav class="menu" aria-label="Departments"><ul>
{{ range slice "Networking" "Optics" "Power" "Security" "Servers" "Storage" "Wireless" }}<li><a href="/categories/{{ . | urlize }}.html">{{ . }}</a></li>
{{ end }}</ul></nav>
END
put('layouts/partials/foot.html', <<'END');
<footer class="foot"><div class="foot-in"><nav aria-label="About the shop"><ul>
{{ range slice "Contact" "Newsletter" "Saved lists" "Guides" "Blog" "Shipping" "Returns" "Warranty" "Condition grades" "About us" "Privacy" "Terms of sale" }}<li><a href="/pages/{{ . | urlize }}">{{ . }}</a></li>
{{ end }}</ul></nav><p>Shop sells tested enterprise hardware. Prices are per unit in US dollars; sales tax and shipping are shown before you pay.</p></div></footer>
</body></html>
END
put('layouts/partials/price.html', '${{ lang.FormatNumber 2 (div .Params.cents 100.0) }}');
put('layouts/partials/front.html', <<'END');
<svg class="front" viewBox="0 0 482 {{ .Params.height }}" aria-hidden="true" focusable="false">
<rect class="f-plate" x="1" y="1" width="480" height="{{ sub .Params.height 2 }}" rx="1.5"/>
<path class="f-edge" d="M18 1v{{ sub .Params.height 2 }}M464 1v{{ sub .Params.height 2 }}"/>
<path class="f-screw" d="M6 11h6M6 33h6M470 11h6M470 33h6"/><path d="M24 9v26" stroke="#049fd9" stroke-width="3"/>
<text class="f-name" x="31" y="18">{{ index .Params.brands 0 }}</text>
<g transform="translate(100 0)">
{{ $at := 0 }}{{ range .Params.rows }}{{ $wide := mul . 15 }}<path class="f-port" d="M{{ $at }} 15h{{ $wide }}M{{ $at }} 30h{{ $wide }}" stroke-width="9" stroke-dasharray="13 2"/>
<path class="f-hole" stroke-dashoffset="-2" d="M{{ $at }} 15h{{ $wide }}M{{ $at }} 30h{{ $wide }}" stroke-width="5" stroke-dasharray="9 6"/>
{{ $at = add $at (add $wide 12) }}{{ end }}</g></svg>
END
put('layouts/partials/card.html', <<'END');
<li class="unit"><div class="unit-front">{{ partialCached "front.html" . .Params.drawing }}</div>
<div class="unit-what"><a class="unit-name" href="{{ .RelPermalink }}">{{ .Title }}</a>
<ul class="facts"><li class="mpn">{{ .Params.mpn }}</li>{{ with .Params.ports }}<li>{{ . }}</li>{{ end }}{{ with .Params.units }}<li>{{ . }}U</li>{{ end }}</ul></div>
<div class="unit-buy"><span class="price">{{ partial "price.html" . }}</span> <span class="led {{ .Params.stock | urlize }}">{{ .Params.stock }}</span>
<span class="grades"><span class="grade">{{ .Params.condition }}</span></span></div>
END
put('layouts/partials/marked.html', <<'END');
{{ partialCached "card.html" . .RelPermalink }}<div class="marks"><label class="pick"><input type="checkbox" name="p" value="{{ .Params.sku }}" form="compare"> Compare<span class="unseen"> {{ .Title }}</span></label>
<button class="quiet" form="keep" name="product" value="{{ .Params.sku }}">Save<span class="unseen"> {{ .Title }} to a list</span></button></div></li>
END
put('layouts/partials/related.html', <<'END');
<section aria-labelledby="related-title"><h2 id="related-title">In the same category</h2><ul class="cards">
{{ range first 4 (index .Site.Taxonomies.categories (index (last 1 .Params.categories) 0 | urlize)).Pages }}{{ partialCached "card.html" . .RelPermalink }}</li>{{ end }}</ul></section>
END
put('layouts/_default/single.html', <<'END');
{{ define "head" }}{{ $price := partial "price.html" . }}<title>{{ .Params.mpn }}: {{ .Title }} | Shop</title>
<meta name="description" content="{{ .Title }} ({{ .Params.mpn }}), {{ .Params.condition }}, {{ $price }}. Tested, with one-year warranty and 30-day returns.">
<meta property="og:title" content="{{ .Params.mpn }}: {{ .Title }}"><meta property="og:type" content="product">
<meta property="og:description" content="{{ .Title }} ({{ .Params.mpn }}), {{ .Params.condition }}, {{ $price }}. Tested, with one-year warranty and 30-day returns.">
<meta property="og:image" content="/cards/{{ .Params.sku }}.png"><meta property="og:image:alt" content="{{ .Params.mpn }}: {{ .Title }}">
{{ end }}{{ define "main" }}<nav class="trail" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>
{{ range $n, $name := .Params.trail }}<li><a href="/categories/{{ index $.Params.categories $n }}.html">{{ $name }}</a></li>
{{ end }}<li aria-current="page">{{ .Title }}</li></ol></nav>
<article class="product" data-product="{{ .Params.sku }}"><header class="product-head"><h1>{{ .Title }}</h1>
<p><span class="tape">{{ .Params.mpn }}</span> <a href="/brands/{{ index .Params.brands 0 | urlize }}.html">{{ index .Params.brands 0 }}</a></p></header>
<div class="product-show"><figure class="drawing">{{ partialCached "front.html" . .Params.drawing }}<figcaption>Drawing, not a photo: made from the specification{{ with .Params.ports }}, {{ . }}{{ end }}.</figcaption></figure></div>
<section class="offers" aria-label="Price and stock"><div class="offer first" data-offer="{{ .Params.sku }}" data-price-version="{{ .Params.cents }}">
<h2><span class="grade">{{ .Params.condition }}</span></h2><p class="price">{{ partial "price.html" . }}</p><p class="led {{ .Params.stock | urlize }}" data-stock>{{ .Params.stock }}</p>
<p class="meaning">Taken from working service, reset and tested; shows signs of use.</p>
<form class="add" action="/cart/add" method="post"><input type="hidden" name="variant" value="{{ .Params.sku }}"><input type="hidden" name="price_version" value="{{ .Params.cents }}">
<label for="units">Units</label><input id="units" name="units" type="number" inputmode="numeric" min="1" max="5" value="1" required><button type="submit">Add to cart</button>
<button class="quiet" type="submit" formaction="/lists/save">Save to a list</button><p class="answer" role="status" data-answer></p></form>
<p class="cover">One-year <a href="/pages/warranty">warranty</a>, 30-day <a href="/pages/returns">returns</a>.</p><p class="sku">SKU {{ .Params.sku }}</p></div>
<form class="estimate" action="/estimate" data-estimate><input type="hidden" name="sku" value="{{ .Params.sku }}"><label for="zip">Shipping of one unit to ZIP code</label>
<input id="zip" name="zip" type="text" inputmode="numeric" autocomplete="postal-code" maxlength="10" required><button class="plain" type="submit">Show</button><div class="answer" role="status" data-answer></div></form>
<ul class="terms"><li><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#truck"/></svg><span><a href="/pages/shipping">Shipping</a> to the 50 states and DC, priced before you pay</span></li>
<li><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#tested"/></svg><span>What each <a href="/pages/conditions">condition</a> means, and how we test</span></li>
<li><svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#mail"/></svg><span>Several units, or terms? <a href="/contact?sku={{ .Params.sku }}" rel="nofollow">Ask for a quote</a></span></li></ul></section>
<div class="product-more"><section aria-labelledby="specs-title"><h2 id="specs-title">Specification</h2><table class="spec"><tbody>
<tr><th scope="row">Brand</th><td>{{ index .Params.brands 0 }}</td></tr><tr><th scope="row">Part number</th><td>{{ .Params.mpn }}</td></tr>
{{ range $key, $value := .Params.specs }}<tr><th scope="row">{{ $key }}</th><td>{{ $value }}</td></tr>
{{ end }}</tbody></table></section></div></article>
{{ partialCached "related.html" . (index (last 1 .Params.categories) 0) }}
<section class="seen" data-seen hidden aria-labelledby="seen-title"><h2 id="seen-title">Seen lately</h2><ul></ul><p><button class="plain" type="button">Forget these</button> <span class="many">Kept in this browser alone.</span></p></section>
{{ $trail := slice (dict "@type" "ListItem" "position" 1 "name" "Home" "item" "https://shop.example/") }}{{ range $n, $name := .Params.trail }}{{ $trail = $trail | append (dict "@type" "ListItem" "position" (add $n 2) "name" $name "item" (printf "https://shop.example/categories/%s.html" (index $.Params.categories $n))) }}{{ end }}
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@graph" (slice (dict "@type" "Product" "@id" (printf "%s#product" .Permalink) "name" .Title "sku" .Params.sku "mpn" .Params.mpn "description" .Title "brand" (dict "@type" "Brand" "name" (index .Params.brands 0)) "offers" (dict "@type" "Offer" "url" .Permalink "priceCurrency" "USD" "price" (printf "%.2f" (div .Params.cents 100.0)) "availability" "https://schema.org/InStock" "itemCondition" "https://schema.org/UsedCondition")) (dict "@type" "BreadcrumbList" "itemListElement" $trail)) | jsonify | safeJS }}</script>
{{ end }}
END
put('layouts/_default/list.html', <<'END');
{{ define "main" }}<nav class="trail" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li aria-current="page">{{ .Title }}</li></ol></nav>
{{ $pages := .Paginate .Pages }}<header class="top"><h1>{{ .Title }}</h1><p>{{ len .Pages }} products, those in stock first. Prices are per unit in US dollars.</p></header>
<div class="found narrowed"><div class="found-list"><nav class="sorts" aria-label="Order of the results"><ul>{{ range slice "cheapest" "dearest" "newest" }}<li><a href="/search?in={{ $.RelPermalink }}&amp;sort={{ . }}" rel="nofollow">{{ . }}</a></li>{{ end }}</ul></nav>
<ul class="rack">{{ range $pages.Pages }}{{ if .Params.sku }}{{ partial "marked.html" . }}{{ else }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
{{ end }}</ul>{{ template "_internal/pagination.html" . }}</div>
{{ if eq $pages.PageNumber 1 }}<form id="filters" action="/search">{{ range slice "stock" "condition" "maker" "ports" }}{{ $kind := . }}<fieldset><legend>{{ . }}</legend>
{{ range $.Pages.GroupByParam . }}<label><input type="checkbox" name="filter" value="{{ $kind }}:{{ .Key }}"> {{ .Key }} <span class="many">{{ len .Pages }}</span></label>
{{ end }}</fieldset>{{ end }}<button type="submit">Show</button></form>{{ end }}</div>{{ end }}
END
put('layouts/_default/terms.html', '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}');
put('layouts/index.html', '{{ define "main" }}<h1>{{ .Title }}</h1><ul class="cards">{{ range first 24 .Site.RegularPages }}{{ partialCached "card.html" . .RelPermalink }}</li>{{ end }}</ul>{{ end }}');
# Ours has no list of all products.
put('content/p/_index.md', "+++\n[_build]\nrender = \"never\"\n+++\n");

open my $file, '<:utf8', $rows or die "$rows: $!\n";
chomp(my $head = <$file>);
my @names = split /,/, $head;
my @specs = ([ports => 'Ports'], [u_height => 'Rack height'], [weight => 'Weight'], [airflow => 'Airflow'], [poe_ports => 'PoE ports'], [power_supplies => 'Power supplies'], [max_draw_watts => 'Most draw']);
while (my $line = <$file>) {
    chomp $line;
    my %row;
    @row{@names} = map { $_ // '' } parse_line(',', 0, $line);
    s/["\\]//g for values %row;
    my $specs = join '', map { length $row{$_->[0]} ? qq("$_->[1]" = "$row{$_->[0]}"\n) : () } @specs;
    my @trail = split m{/}, $row{category};
    my @categories = map { slug(join '-', @trail[0 .. $_]) } 0 .. $#trail;
    my $listed = sub { join ', ', map { qq("$_") } @_ };
    my $ports = join ', ', map { int(($_ > 48 ? 48 : $_) / 2) || 1 } $row{ports} =~ /(\d+)x/g;
    my $stock = $row{quantity} > 5 ? 'In stock' : $row{quantity} > 0 ? "Only $row{quantity} left" : 'Sold out';
    my $height = 44 * ($row{u_height} && $row{u_height} < 9 ? int $row{u_height} || 1 : 1);
    put('content/p/' . slug("$row{brand}-$row{sku}") . '.md', <<"END");
+++
title = "$row{title}"
weight = ${\($row{quantity} > 0 ? 1 : 2)}
mpn = "$row{mpn}"
sku = "$row{sku}"
condition = "$row{condition}"
cents = $row{price_cents}
stock = "$stock"
maker = "$row{brand}"
ports = "$row{ports}"
units = "$row{u_height}"
height = $height
rows = [$ports]
drawing = "$row{brand} $height $ports"
trail = [${\$listed->(@trail)}]
brands = ["$row{brand}"]
categories = [${\$listed->(@categories)}]
[specs]
$specs+++
END
}
