#!/usr/bin/perl
# A hundred shoppers at once, each a process of its own, want the last unit of one thing through nginx:
# one gets it, the others read that it is sold out.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

my $shoppers = 100;
my ($variant, $cents, $item) = split /\|/, sql(<<'SQL');
    SELECT v.id, v.price_cents, s.id FROM variants v
      JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
     WHERE p.kind = 'product' AND s.on_hand - s.allocated - s.buffer - s.held > 1
       AND NOT EXISTS (SELECT FROM bundle_items i WHERE i.component_variant_id = v.id)
     ORDER BY v.id DESC LIMIT 1
SQL
sql("UPDATE stock_items SET buffer = on_hand - allocated - held - 1 WHERE id = $item");
is(sql("SELECT variant_available($variant, now())"), 1, 'there is one unit left');
my ($carts, $held) = split /\|/, sql("SELECT (SELECT count(*) FROM carts), held FROM stock_items WHERE id = $item");

# All wait for this pipe to close.
pipe my $gate, my $start or die "pipe: $!";
my @readers;
for (1 .. $shoppers) {
    pipe my $reader, my $writer or die "pipe: $!";
    my $pid = fork() // die "fork: $!";
    if (!$pid) {
        close $start;
        my $visitor = Shop::Visitor->new;
        sysread $gate, my $nothing, 1;
        my $answer = $visitor->post('/cart/add',
            [variant => $variant, units => 1, price_version => $cents]);
        my $said = $answer->{content} =~ /sold out/ ? 'sold out' : '';
        syswrite $writer, "$answer->{status} $said";
        Test::More->builder->no_ending(1);
        exit 0;
    }
    close $writer;
    push @readers, $reader;
}
close $start;
my %answers;
for my $reader (@readers) {
    my $answer = do { local $/; <$reader> } // 'none';
    ++$answers{$answer};
}
1 while wait() != -1;

is_deeply(\%answers, { '303 ' => 1, '422 sold out' => $shoppers - 1 },
    'one of a hundred gets it, ninety-nine are told');
is(sql("SELECT held FROM stock_items WHERE id = $item"), $held + 1, 'one unit is set aside');
is(sql("SELECT sum(units) FROM holds WHERE stock_item_id = $item"), $held + 1, 'by one hold');
is(sql('SELECT count(*) FROM carts'), $carts + 1, 'one cart was made');
is(sql("SELECT variant_available($variant, now())"), 0, 'nothing is left');
done_testing();
