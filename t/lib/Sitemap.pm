package Sitemap;
# Is a text a sitemap, or an index of such? By the rules of the two schemas of sitemaps.org 0.9 (sitemap.xsd,
# siteindex.xsd) and of Google's for images, as far as they can be broken by us: well-formed, the elements in
# their order and number, addresses of 12 to 2,048 characters, times of the W3C's profile, limits of number
# and size. Each fault is a sentence.
use strict;
use warnings;

our $NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
our $IMAGES = 'http://www.google.com/schemas/sitemap-image/1.1';
my $MOST_BYTES = 52_428_800;
my $MOST_ENTRIES = 50_000;
my $MOST_IMAGES = 1_000;
# xsd:date or xsd:dateTime; the schemas leave the zone open, the sheet asks for it with a time.
my $TIME = qr/\A\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?\z/;

# The elements as a tree: [name, { attributes }, children or texts...]. Dies at what is not well-formed.
sub parsed {
    my ($text) = @_;
    die "no declaration of XML 1.0 in UTF-8\n" if $text !~ s/\A<\?xml version="1\.0" encoding="UTF-8"\?>\s*//;
    my $is_text = utf8::decode(my $letters = $text);
    die "not UTF-8\n" if !$is_text;
    die "a character that XML has not\n" if $letters =~ /[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]/;
    my @open = (['']);
    while ($letters =~ /\G(?:<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+))/gc) {
        my ($end, $name, $with, $empty, $between) = ($1, $2, $3, $4, $5);
        if (defined $between) {
            die "an ampersand that is no entity\n" if $between =~ /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;
            die "text beside the elements: $between\n" if @open == 1 && $between =~ /\S/;
            push @{ $open[-1] }, $between;
        }
        elsif ($end) {
            my $was = pop @open;
            die "</$name> ends " . ($was->[0] || 'nothing') . "\n" if $was->[0] ne $name || @open == 0;
        }
        else {
            my %attributes = $with =~ /([\w:.-]+)="([^"]*)"/g;
            my $element = [$name, \%attributes];
            push @{ $open[-1] }, $element;
            push @open, $element if !$empty;
        }
    }
    die "nothing that XML has at " . substr($letters, pos($letters) // 0, 40) . "\n" if (pos($letters) // 0) < length $letters;
    die "$open[-1][0] does not end\n" if @open > 1;
    my @top = grep { ref } @{ $open[0] }[1 .. $#{ $open[0] }];
    die "not one element at the top\n" if @top != 1;
    return $top[0];
}
sub children { my ($element) = @_; return grep { ref } @$element[2 .. $#$element] }
sub said {
    my ($element) = @_;
    my $text = join '', grep { !ref } @$element[2 .. $#$element];
    my %letter = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");
    return $text =~ s/&(amp|lt|gt|quot|apos);/$letter{$1}/gr;
}

sub address_faults {
    my ($element, $host) = @_;
    my $url = said($element);
    return "an address of " . length($url) . ' characters' if length $url < 12 || length $url >= 2048;
    return "an address with blanks: $url" if $url =~ /\s/;
    return "an address of another host: $url" if index("$url/", "$host/") != 0;
    return;
}
sub entry_faults {
    my ($entry, $host, $with_images) = @_;
    my @parts = children($entry);
    my $order = join ' ', map { $_->[0] } @parts;
    my $wanted = $with_images ? qr/\Aloc(?: lastmod)?((?: image:image)*)\z/ : qr/\Aloc(?: lastmod)?()\z/;
    return "elements that are not, or not there: $order" if $order !~ $wanted;
    my @faults;
    push @faults, 'text between the elements' if said($entry) =~ /\S/;
    push @faults, address_faults($parts[0], $host);
    for my $part (@parts[1 .. $#parts]) {
        if ($part->[0] eq 'lastmod') { push @faults, 'no time: ' . said($part) if said($part) !~ $TIME }
        else {
            my @images = children($part);
            push @faults, 'an image without one address' if @images != 1 || $images[0][0] ne 'image:loc';
            push @faults, map { address_faults($_, $host) } @images;
        }
    }
    push @faults, 'too many images' if (() = $order =~ /image:image/g) > $MOST_IMAGES;
    return @faults;
}

# What is wrong with a sitemap of that host ("https://shop.example"); and the addresses in it. An index holds
# sitemaps alone.
sub check {
    my ($text, $host) = @_;
    my $top = eval { parsed($text) } or return ([$@ =~ s/\n\z//r]);
    my ($name, $attributes) = @$top;
    my $is_index = $name eq 'sitemapindex';
    return (["the top is $name"]) if !$is_index && $name ne 'urlset';
    my @faults;
    push @faults, "of another namespace" if ($attributes->{xmlns} // '') ne $NAMESPACE;
    push @faults, "images of another namespace"
        if exists $attributes->{'xmlns:image'} && $attributes->{'xmlns:image'} ne $IMAGES;
    push @faults, length($text) . ' bytes' if length $text > $MOST_BYTES;
    my @entries = children($top);
    push @faults, 'no entry' if !@entries;
    push @faults, @entries . ' entries' if @entries > $MOST_ENTRIES;
    my (%seen, @addresses);
    for my $entry (@entries) {
        my $wanted = $is_index ? 'sitemap' : 'url';
        if ($entry->[0] ne $wanted) { push @faults, "$entry->[0] in $name"; next }
        push @faults, entry_faults($entry, $host, !$is_index && exists $attributes->{'xmlns:image'});
        my ($loc) = grep { $_->[0] eq 'loc' } children($entry);
        my $address = $loc ? said($loc) : '';
        push @faults, "twice: $address" if $seen{$address}++;
        push @addresses, $address;
    }
    return (\@faults, @addresses);
}

1;
