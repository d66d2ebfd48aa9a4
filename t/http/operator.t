#!/usr/bin/perl
# gdsctl as an operator calls it, by root where tests run as root: what is kept, what the exit status
# says, whose the files are, and that an export is the way back.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'operator', DEMO => 'no';
use File::Temp;
use Test::More;

my $dir = File::Temp->newdir('/tmp/gds-operator.XXXX');
chmod 0755, "$dir";
my @columns = qw(sku brand mpn title category condition price_cents quantity reorder_threshold u_height
    weight weight_unit full_depth airflow ports poe_ports power_supplies max_draw_watts image_front
    image_rear);

sub file_of {
    my ($name, @rows) = @_;
    open my $out, '>', "$dir/$name" or die $!;
    print $out join(',', @columns), "\n", map { "$_\n" } @rows;
    close $out;
    return "$dir/$name";
}
# The exit status and all that was said.
sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' $words 2>&1`;
    return ($? >> 8, $said);
}
sub rows_of_goods { return sql('SELECT (SELECT count(*) FROM products), (SELECT count(*) FROM stock_movements)') }

my $switch = 'CIS-1,Cisco,WS-1,Cisco WS-1 switch,Networking/Switches,Used,10000,7,2,1,9.3,kg,True,'
    . 'front-to-rear,"24x 1G RJ45, 2x 1G SFP",24,1,370,,';
my $good = file_of('good.csv', $switch);
my $bad = file_of('bad.csv', $switch, 'S,B,M,T,C,Used,x,,,,,,,,,,,,,');

for my $flags (['--dry-run'], ['--dry-run', '--strict'], ['--strict', '--dry-run']) {
    my ($status, $said) = gdsctl('import', 'products', $good, @$flags);
    is($status, 0, "@$flags: good rows end with 0");
    like($said, qr/^line 2: create CIS-1$/m, "@$flags: what would become of a row");
    like($said, qr/1 create, 0 update, 0 unchanged, 0 error\ndry run: nothing was kept$/m, "@$flags: the counts");
    is(rows_of_goods(), '0|0', "@$flags: nothing is kept");
}
my ($status, $said) = gdsctl('import', 'products', $bad, '--dry-run', '--strict');
is($status, 1, 'a strict trial of a bad row ends with 1');
like($said, qr/bad\.csv:3: price_cents "x" is not/, 'and names it');
is(rows_of_goods(), '0|0', 'and keeps nothing');
($status, $said) = gdsctl('import', 'products', $bad, '--strict');
is("$status " . rows_of_goods(), '1 0|0', 'strict keeps nothing beside a bad row');
($status, $said) = gdsctl('import', 'products', $good, '--strict');
is("$status " . rows_of_goods(), '0 1|1', 'strict keeps a good file');

# Pictures, from a folder that the service user can read, and from one that it cannot.
mkdir "$dir/$_" for qw(open closed);
for my $folder (qw(open closed)) {
    open my $png, '>:raw', "$dir/$folder/front.png" or die $!;
    print $png "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x09$folder";
    close $png;
}
my $pictured = file_of('pictured.csv', $switch =~ s/,,$/,front.png,/r);
SKIP: {
    skip 'only root can become another user', 4 if $> != 0;
    my $owner = (stat var() . '/run')[4];
    chmod 0700, "$dir/closed";
    ($status, $said) = gdsctl('import', 'products', $pictured, '--images', "$dir/closed");
    is($status, 2, 'pictures that the owner cannot read are refused');
    like($said, qr{the user \w+ cannot read the pictures in \Q$dir\E/closed: Permission denied}, 'in plain words');
    is(sql('SELECT count(*) FROM media'), 0, 'before anything is written');
    chmod 0700, "$dir/pictured.csv";
    gdsctl('import', 'products', $pictured, '--images', "$dir/open");
    my @files = split /\n/, `find @{[var()]}/media -mindepth 1 -printf '%U %p\n'`;
    is_deeply([map { (split)[0] } @files], [($owner) x 2], 'folder and picture are the owner\'s, called by root');
}
gdsctl('import', 'products', $pictured, '--images', "$dir/open");
is(sql("SELECT view || ' ' || width FROM media"), 'front 16', 'the picture is the product\'s');

# The way back.
($status, $said) = gdsctl('export', 'products', "$dir/export.csv");
is($status, 0, 'an export to a file');
is($said, "export products: 1 rows\n", 'says how many');
($status, my $printed) = gdsctl('export', 'products');
open my $exported, '<:raw', "$dir/export.csv" or die $!;
is($printed, do { local $/; <$exported> }, 'without a file it goes to standard output');
($status, $said) = gdsctl('import', 'products', "$dir/export.csv", '--images', var() . '/media');
like($said, qr/0 create, 0 update, 1 unchanged, 0 error/, 'imported again, pictures too, it changes nothing');
($status, $said) = gdsctl('export', 'products', '/no/such/folder/x.csv');
is("$status $said", "2 gdsctl: cannot write /no/such/folder/x.csv\n", 'a file that cannot be written is refused');

# Customers and their companies.
is((gdsctl('customers', 'show', 'ann@example.com'))[1], "gdsctl: nobody has bought as ann\@example.com\n",
    'a customer that is not there');
is((gdsctl('companies', 'create', 'Acme', '--tax-id', '74-1'))[0], 0, 'a company is created');
is((gdsctl('companies', 'terms', 'acme', 'net_30'))[0], 1, 'without a limit it gets no credit');
is((gdsctl('companies', 'terms', 'acme', 'net_30', '--limit', '500000'))[0], 0, 'with one it does');
is((gdsctl('companies', 'member', 'Acme', 'ann@example.com', 'admin'))[0], 0, 'staff name its buyer');
is((gdsctl('customers', 'tag', 'ann+x@example.com', 'Net 30 Buyers'))[0], 0, 'tag her');
is((gdsctl('customers', 'note', 'ann@example.com', 'asks for racks'))[0], 0, 'and note what she said');
($status, $said) = gdsctl('customers', 'show', 'ann@example.com');
like($said, qr/^ann\@example\.com\t\tnot verified\n  0 orders worth \$0\.00\n  buys for Acme as admin, net_30, credit limit \$5,000\.00\n  tag net-30-buyers\n  .*Z  asks for racks \(gdsctl \w+\)\n$/,
    'all of it is shown');
is((gdsctl('customers', 'tag', 'ann@example.com', 'net 30 buyers', '--remove'))[0], 0, 'a tag is taken away');
like((gdsctl('companies', 'member', 'Acme', 'ann@example.com', 'buyer'))[1], qr/a company with members has an admin/,
    'an only admin stays one');
done_testing();
