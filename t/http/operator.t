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

# Stock as staff keep it: bought, received, explained, carried, adjusted.
sub says {
    my ($words, $status, $text, $sentence) = @_;
    my ($ended, $said) = gdsctl(split ' ', $words);
    is($ended, $status, "$words: $sentence") or diag $said;
    like($said, $text, $sentence);
}
says('purchases create Brokers CIS-1:5@4000 --reference RB-7', 0, qr/^purchase order 1 is drafted$/, 'a draft');
says('purchases receive 1 CIS-1:2 --note N1', 1, qr/nothing can come of it/, 'nothing comes of a draft');
says('purchases place 1', 0, qr/^$/, 'it was sent');
says('purchases place 1', 1, qr/its state does not allow that/, 'once');
says('stock show CIS-1', 0, qr/^CIS-1: 7 available, 5 on order$/m, 'what is on order is not available');
says('serials require CIS-1', 0, qr/^$/, 'units are told apart from now on');
says('purchases receive 1 CIS-1:2@4100 --note N1', 1, qr/say --serials CIS-1:/, 'so a delivery names them');
says('purchases receive 1 CIS-1:2@4100 --note N1 --serials CIS-1:A1,A2', 0, qr/^$/, 'a part has come');
says('purchases receive 1 CIS-1:2@4100 --note N1 --serials CIS-1:A1,A2', 0, qr/taken in before/, 'and once');
says('purchases receive 1 CIS-1:4 --note N2 --serials CIS-1:A3,A4,A5,A6', 1, qr/--over REASON/, 'too many');
says('purchases list', 0, qr/^1\t.*\tpartly_received\tBrokers\tmain\t2 of 5\t\$200\.00\tRB-7$/m, 'the list');
says('purchases show 1', 0, qr/^CIS-1\t2 of 5\t\$40\.00$/m, 'its lines');
says('reconcile', 1, qr/^stock item \d+ has 9 on hand, and 2 serials in stock$/m, 'units without a serial are a fault');
says('serials register CIS-1 --serials B1,B2,B3,B4,B5,B6,B7 --reason found', 0, qr/^$/, 'until they have one');
says('serials register CIS-1 --serials b7 --reason found', 1, qr/serial b7 is known already/, 'of its own');
says('reconcile', 0, qr/^$/, 'then all is well');
says('locations add loft Loft', 0, qr/^$/, 'a place for back stock');
says('locations add loft Loft', 1, qr/there is a location loft/, 'of a name of its own');
says('stock move CIS-1 --from main --to loft --units 1', 1, qr/say --serials/, 'which unit is carried');
says('stock move CIS-1 --from main --to loft --units 1 --serials A1', 0, qr/^$/, 'it is carried');
says('stock move CIS-1 --from main --to loft --units 9', 1, qr/only 8 at main/, 'not more than there are');
says('serials scrap CIS-1 A2 --reason burnt', 0, qr/^$/, 'one is thrown away');
says('serials show a2', 0, qr/\tscrapped\tscrapped: burnt\tgdsctl /, 'and remembered');
says('stock adjust CIS-1 --by -99 --reason lost', 1, qr/only 7 on hand/, 'no less than nothing');
says('stock buffer CIS-1 --units 3', 0, qr/^$/, 'some are kept back');
says('stock show CIS-1', 0,
    qr/^CIS-1 at main: 7 on hand - 0 allocated - 3 buffer - 0 on hold = 4$/m, 'the number is explained');
says('stock low', 0, qr/^$/, 'with what is on order there is enough');
says('purchases cancel 1', 0, qr/^$/, 'no more comes');
says('stock adjust CIS-1 --by -7 --reason sold --force', 0, qr/^$/, 'all are gone');
says('stock low', 0, qr/^CIS-1\t1 on hand\t0 allocated\t0 on order\t2 threshold$/m, 'so it is to be bought');
# Shipping and tax.
($status, $said) = gdsctl('shipping', 'quote', 'TX', '78701', 'CIS-1*2');
is($status, 0, 'a price of shipping is explained');
like($said, qr/^ground\t\$44\.95\tzone near\ttariff \d+\tships by \S+, arrives \S+ to \S+$/m, 'with zone and dates');
like($said, qr/^  18600 g: 2 x variant \d+$/m, 'and with its packages');
sub written {
    my ($name, $text) = @_;
    open my $out, '>', "$dir/$name" or die $!;
    print $out $text;
    close $out;
    chmod 0644, "$dir/$name";
    return "$dir/$name";
}
my $rates = written('rates.csv', "zone,up_to,cents\nnear,30000,1234\n");
($status, $said) = gdsctl('shipping', 'import', 'rates', $rates, '--method', 'ground', '--source', 'a test');
is("$status $said", "0 shipping import rates: 1 rows\n", 'a price table is imported');
like((gdsctl('shipping', 'quote', 'TX', '78701', 'CIS-1*2'))[1], qr/^ground\t\$12\.34\t/m, 'and counts from now');
($status, $said) = gdsctl('shipping', 'import', 'chart', written('chart.csv', "zip3_from,zip3_to,zone\n5,998,2\n"),
    '--code', 'ups', '--origin', '787', '--source', 'a test');
is($status, 1, 'a chart with a gap is refused');
like($said, qr/no range says anything of ZIP3 999; nothing was kept/, 'and the gap named');
my $paper = written('paper.pdf', "%PDF-1.4 a scan\n");
my @certificate = ('tax', 'certificate', 'add', 7, $paper, '--name', 'Acme', '--states', 'TX=32001234567',
    '--signed', '2026-01-02', '--signer', 'Kim Doe');
($status, $said) = gdsctl(@certificate);
is($status, 0, 'a certificate is kept');
like($said, qr/^certificate 1 is pending/, 'and exempts nobody yet');
is((gdsctl('tax', 'certificate', 'approve', 1))[0], 0, 'it is approved');
is((gdsctl('tax', 'certificate', 'approve', 1))[0], 1, 'once');
like((gdsctl('tax', 'certificate', 'list'))[1], qr/^1\tcustomer 7\tresale\tapproved\tTX\tAcme\t$/m, 'and listed');
is((gdsctl('tax', 'certificate', 'revoke', 1))[0], 2, 'to revoke takes a reason');
sql("INSERT INTO tax_records (kind, source, cause, state, zip, at)
     VALUES ('sale', 'ebay_facilitator', 'ebay 1', 'CO', '80202', now());
     INSERT INTO tax_record_items VALUES (1, 1, 1, 9500000, 0, 0, 9500000, 0)");
is(system('build/bin/watch-nexus', '--config', var() . '/gds.conf') >> 8, 0, 'watch-nexus runs');
like((gdsctl('tax', 'nexus'))[1], qr/^task\tCO\t90 %\t\$95,000\.00 in 1 sales/m, 'a task is raised');
like((gdsctl('tax', 'nexus', '--done', 'CO'))[1], qr/^2 tasks of CO are done$/, 'and seen to');
my $month = sql("SELECT to_char(now() AT TIME ZONE 'America/Chicago', 'YYYY-MM')");
like((gdsctl('tax', 'report', $month))[1], qr/^CO\t1\t0\.00\t0\.00\t0\.00\t0\.00\t0\.00\t0\.00\t95000\.00\t0\.00$/m,
    'the month by state, what a marketplace taxed apart');
is((gdsctl('tax', 'report', 'November'))[0], 2, 'a month is a month');
# Who typed a command stands in the audit log beside what it changed, and the log can be proved.
{
    local $ENV{USER} = "o'neill \\ kim";
    is((gdsctl('companies', 'create', 'Rack and Sons'))[0], 0, 'a company is entered');
}
($status, $said) = gdsctl('audit', 'list', '--table', 'companies');
like($said, qr/\tgdsctl o'neill \\ kim\t-\tinsert companies \d+\t\{\} -> \{.*"Rack and Sons"/, 'by whom, as typed');
($status, $said) = gdsctl('audit', 'verify');
my ($end) = $said =~ /keep elsewhere: (\d+:[0-9a-f]{64})$/m;
is($status, 0, 'the log is proved');
is((gdsctl('audit', 'verify', '--since', $end))[0], 0, 'up to an end that was kept');
($status, $said) = gdsctl('audit', 'verify', '--since', $end =~ s/.$/x/r);
is("$status $said", "1 gdsctl: place @{[$end =~ /^(\d+)/]} of the audit log is not the one that it once was\n",
    'another end is not its own');
is((gdsctl('audit', 'verify', '--since', '7'))[0], 2, 'half an end is a mistake');

done_testing();
