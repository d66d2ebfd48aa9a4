#!/usr/bin/perl
# The demo shop's files: the right columns, true rows. A row made up by counting upwards is
# refused, and the rule is first tried on rows that it must refuse.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename 'dirname';
use Test::More;

chdir dirname(abs_path($0)) . '/..' or die "cannot reach the tree: $!";

my @COLUMNS = qw(sku brand mpn title category condition price_cents quantity reorder_threshold
    u_height weight weight_unit full_depth airflow ports poe_ports power_supplies max_draw_watts
    image_front image_rear);
my @BUNDLE_COLUMNS = qw(sku brand title category condition percent_off components);
# What is true of the device itself, whichever copy of it is for sale.
my @FACTS = qw(category u_height weight weight_unit full_depth airflow ports poe_ports
    power_supplies max_draw_watts);
my @SHARED = (qw(brand mpn title image_front image_rear), @FACTS);

# One line of CSV into its fields; our files have no line breaks within a field.
sub fields {
    my ($line) = @_;
    my @fields;
    while ($line =~ /\G(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gc) {
        my ($quoted, $plain, $end) = ($1, $2, $3);
        $quoted =~ s/""/"/g if defined $quoted;
        push @fields, $quoted // $plain;
        return @fields if $end eq '';
    }
    return;    # not CSV
}

# The rows of a file as hashes, each with the number of its line.
sub rows {
    my ($file, @columns) = @_;
    open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
    chomp(my @lines = <$in>);
    is(shift @lines, join(',', @columns), "$file has the columns of the importer");
    my (@rows, @bad);
    for my $n (0 .. $#lines) {
        my @fields = fields($lines[$n]);
        if (@fields != @columns) { push @bad, $n + 2; next }
        my %row = (line => $n + 2);
        @row{@columns} = @fields;
        push @rows, \%row;
    }
    is("@bad", '', "$file: each line has " . @columns . ' fields');
    return @rows;
}

# Rows of one brand and part number are one product; prices are kept by condition.
sub products {
    my %products;
    for my $row (@_) {
        my $product = $products{lc "$row->{brand}\0$row->{mpn}"} //= {%$row, prices => {}};
        $product->{prices}{$row->{condition}} = $row->{price_cents};
    }
    return map { $products{$_} } sort keys %products;
}

# Text with every run of digits made equal: what a counter would leave the same.
sub uncounted { my ($text) = @_; $text =~ s/\d+/#/g; return uc $text }

# Pairs of products of one maker that nothing but a number tells apart. Two part numbers that are
# equal but for digits need some fact or price that differs; two titles that are equal but for
# digits need a fact that differs, since a price is easily made up.
sub counted {
    my (%by_mpn, %by_title, @pairs);
    for my $product (@_) {
        my $facts = join "\0", lc $product->{brand}, @{$product}{@FACTS};
        my $prices = join ' ', map { "$_=$product->{prices}{$_}" } sort keys %{$product->{prices}};
        my $mpn = join "\0", $facts, $prices, uncounted($product->{mpn});
        my $title = join "\0", $facts, uncounted($product->{title});
        for my $seen ($by_mpn{$mpn}, $by_title{$title}) {
            push @pairs, "$seen and $product->{mpn}" if defined $seen;
        }
        $by_mpn{$mpn} //= $product->{mpn};
        $by_title{$title} //= $product->{mpn};
    }
    return @pairs;
}

sub sample {
    my (%differs) = @_;
    my %row = map { $_ => '' } @COLUMNS;
    return {%row, brand => 'Maker', mpn => 'SW-100', title => 'Maker access switch',
        category => 'A/B/C', condition => 'New', price_cents => 100, ports => '24x 1G RJ45',
        %differs};
}

sub refused { return scalar counted(products(@_)) }

is(refused(sample(), sample(mpn => 'SW-101', title => 'Another name')), 1,
    'a part number that only counts on is refused');
is(refused(sample(title => 'Maker switch 1'), sample(mpn => 'XY-1', title => 'Maker switch 2',
    price_cents => 101)), 1, 'a title that only counts on is refused, whatever its price');
is(refused(map { sample(mpn => "SW-$_", title => "Maker switch $_") } 100 .. 104), 8,
    'each further row of a series is refused, by part number and by title');
is(refused(sample(), sample(mpn => 'SW-101', title => 'Another name', ports => '48x 1G RJ45')), 0,
    'a counted part number with other ports is a device of its own');
is(refused(sample(), sample(brand => 'Rival', mpn => 'SW-101')), 0,
    'two makers may use like part numbers');
is(refused(sample(), sample(mpn => 'SW+100', title => 'Maker switch of another line')), 0,
    'a part number that differs in punctuation is a device of its own');
is(refused(sample(), sample(condition => 'Used', price_cents => 60)), 0,
    'two conditions of one device are one product');

my $file = 'sql/seed/demo/products.csv';
my @rows = rows($file, @COLUMNS);
my @products = products(@rows);
cmp_ok(scalar @products, '>=', 150, "at least 150 products, here " . @products);
is(join('; ', counted(@products)), '', 'no two products differ only by a counter');

my (%sku, %grade, %first, @bad);
my $media = join '|', map { quotemeta } ((map { "$_ RJ45" } qw(100M 1G 2.5G 5G 10G)), '1G SFP',
    '10G SFP+', '25G SFP28', '40G QSFP+', '100G QSFP28', '400G QSFP-DD',
    qw(802.11n 802.11ac 802.11ax));
my $port = qr/[1-9]\d*x (?:$media)/;
my %valid = (
    sku => qr/[A-Z0-9][A-Z0-9+-]*/,
    brand => qr/\S(?:.*\S)?/,
    mpn => qr/\S(?:.*\S)?/,
    title => qr/\S.{10,118}\S/,
    category => qr{[^/]+/[^/]+/[^/]+},
    condition => qr/New|Refurbished|Used/,
    price_cents => qr/[1-9]\d*/,
    quantity => qr/\d+/,
    reorder_threshold => qr/\d+/,
    u_height => qr/(?:\d|1\d|2\d)?/,
    weight => qr/(?:(?!0+$)\d+(?:\.\d+)?)?/,
    weight_unit => qr/(?:kg|g|lb|oz)?/,
    full_depth => qr/(?:True|False)?/,
    airflow => qr/(?:(?:front|rear|side)-to-(?:rear|front)|passive)?/,
    ports => qr/(?:$port(?:, $port)*)?/,
    poe_ports => qr/(?:[1-9]\d*)?/,
    power_supplies => qr/[1-9]?/,
    max_draw_watts => qr/(?:[1-9]\d*)?/,
    image_front => qr//,
    image_rear => qr//,
);
for my $row (@rows) {
    for my $column (@COLUMNS) {
        push @bad, "line $row->{line}: $column '$row->{$column}'"
            unless $row->{$column} =~ /\A$valid{$column}\z/;
    }
    push @bad, "line $row->{line}: weight without unit or unit without weight"
        if ($row->{weight} eq '') != ($row->{weight_unit} eq '');
    push @bad, "line $row->{line}: SKU $row->{sku} again" if $sku{$row->{sku}}++;
    my $product = lc "$row->{brand}\0$row->{mpn}";
    push @bad, "line $row->{line}: condition again" if $grade{"$product\0$row->{condition}"}++;
    my $first = $first{$product} //= $row;
    for my $column (@SHARED) {
        push @bad, "line $row->{line}: $column is not that of line $first->{line}"
            if $row->{$column} ne $first->{$column};
    }
}
is(join("\n", @bad), '', 'each row is valid, its SKU unique, its facts those of its product');

# Slugs hold brand and part number: two products must not meet in one.
my (%slug, @clash);
for my $product (@products) {
    (my $slug = lc "$product->{brand} $product->{mpn}") =~ s/[^a-z0-9+]+/-/g;
    push @clash, $slug if $slug{$slug}++;
}
is("@clash", '', 'brand and part number tell all products apart');

my %path;
for my $category (map { $_->{category} } @products) {
    (my $path = lc $category) =~ s{[^a-z0-9/]+}{-}g;
    $path{$path}{$category} = 1;
}
is(join('; ', grep { keys %{$path{$_}} > 1 } sort keys %path), '',
    'two categories never share an address');

for my $family ('Networking/Switches', 'Networking/Routers', 'Optics', 'Servers',
    'Storage', 'Wireless', 'Security/Firewalls', 'Power') {
    cmp_ok(scalar(grep { index($_->{category}, "$family/") == 0 } @products), '>=', 5,
        "$family has products");
}
cmp_ok(scalar(grep { keys %{$_->{prices}} > 1 } @products), '>=', 50,
    'many products come in several conditions');
for my $band ([sold_out => 0, 0], [last_few => 1, 3], [plenty => 10, 1e9]) {
    my ($name, $low, $high) = @$band;
    my $rows = grep { $_->{quantity} >= $low && $_->{quantity} <= $high } @rows;
    cmp_ok($rows, '>', 0, "stock band $name occurs");
}
my %stock;
$stock{$_->{mpn}} += $_->{quantity} for grep { $_->{brand} eq 'Cisco' } @rows;
cmp_ok($stock{'WS-C3850-24T-L'} // 0, '>=', 2, 'two units of WS-C3850-24T-L are there to buy');
ok(exists $stock{$_}, "$_ is there") for qw(WS-C2960+24PC-L WS-C2960-24PC-L);

my @bundles = rows('sql/seed/demo/bundles.csv', @BUNDLE_COLUMNS);
cmp_ok(scalar @bundles, '>=', 2, 'two bundles');
@bad = ();
for my $bundle (@bundles) {
    push @bad, "$bundle->{sku}: SKU again" if $sku{$bundle->{sku}}++;
    push @bad, "$bundle->{sku}: category" unless $bundle->{category} =~ m{\A[^/]+/[^/]+/[^/]+\z};
    push @bad, "$bundle->{sku}: percent_off" unless $bundle->{percent_off} =~ /\A[1-9]\d?\z/;
    my %part;
    for my $component (split /;/, $bundle->{components}) {
        my ($part, $units) = $component =~ /\A([^*]+)\*([1-9]\d*)\z/
            or push @bad, "$bundle->{sku}: $component";
        next unless defined $part;
        my ($row) = grep { $_->{sku} eq $part } @rows;
        push @bad, "$bundle->{sku}: no row $part" unless $row;
        push @bad, "$bundle->{sku}: short of $part" if $row && $row->{quantity} < $units;
        push @bad, "$bundle->{sku}: $part again" if $part{$part}++;
    }
    push @bad, "$bundle->{sku}: fewer than two parts" if keys %part < 2;
}
is(join("\n", @bad), '', 'each bundle is valid and made of variants in stock');

done_testing();
