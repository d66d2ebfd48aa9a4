#!/usr/bin/perl
# Goods for the bench of search, the same each time: search_goods.pl N prints a file for
# 'gdsctl import products'; search_goods.pl N KIND prints questions, a line each: the part number that
# is meant, a tab, what is typed. Kinds: exact, slip (one edit), slips (two), joined, parted.
use strict;
use warnings;

my ($n, $kind) = @ARGV;
my $seed = 20261127;
sub random {
    $seed = ($seed * 1103515245 + 12345) % 2147483648;
    return int(($seed / 2147483648) * $_[0]);
}
sub one_of { return $_[random(scalar @_)] }

my @brands = qw(Altimor Brightnet Corvane Deltrix Everlane Foundris Granitek Helixon Ironbay Jetway);
my @lines = qw(Summit Cascade Meridian Horizon Pinnacle Voyager Sentinel Monarch Frontier Paragon Quantum
    Vanguard Atlas Nimbus Tempest Aurora Zephyr Catalyst Fortress Beacon);
my @things = (['switch', 'Networking/Switches'], ['router', 'Networking/Routers'], ['server', 'Servers/Rack Servers'],
    ['firewall', 'Security/Firewalls'], ['storage array', 'Storage/Arrays'], ['access point', 'Wireless/Access Points']);
my @letters = ('A' .. 'Z');

sub goods {
    my ($i) = @_;
    my $thing = one_of(@things);
    my $mpn = join '-', one_of(@letters) . one_of(@letters) . one_of(@letters),
        one_of(@letters) . (1000 + $i % 9000), one_of(8, 12, 16, 24, 48) . one_of(@letters) . random(10), one_of(@letters) . random(1000);
    my $title = join ' ', one_of(@brands), one_of(@lines), $mpn, $thing->[0];
    return ($mpn, $title, $thing->[1]);
}
sub slipped {
    my ($text) = @_;
    my $at = random(length $text);
    my $how = random(4);
    my $letter = one_of('a' .. 'z', 0 .. 9);
    return substr($text, 0, $at) . substr($text, $at + 1) if $how == 0;
    return substr($text, 0, $at) . $letter . substr($text, $at) if $how == 1;
    return substr($text, 0, $at) . $letter . substr($text, $at + 1) if $how == 2 || $at + 1 == length $text;
    return substr($text, 0, $at) . reverse(substr($text, $at, 2)) . substr($text, $at + 2);
}

if (!$kind) {
    print "sku,brand,mpn,title,category,condition,price_cents,quantity,reorder_threshold,u_height,weight,weight_unit,"
        . "full_depth,airflow,ports,poe_ports,power_supplies,max_draw_watts,image_front,image_rear\n";
    for my $i (1 .. $n) {
        my ($mpn, $title, $category) = goods($i);
        my ($brand) = $title =~ /^(\w+)/;
        print "S$i,$brand,$mpn,$title,$category,", one_of('Used', 'New', 'Refurbished'), ',', 5000 + $i % 90000, ',',
            1 + $i % 40, ",1,1,5,kg,,,24x 1G RJ45,,,,,\n";
    }
    exit;
}
my @all = map { my @one = goods($_); one_of(1 .. 3); \@one } 1 .. $n;
$seed = 7;
for (1 .. 4000) {
    my ($mpn, $title) = @{ $all[random($n)] };
    (my $line) = $title =~ /^\w+ (\w+)/;
    my $digits = (split /-/, $mpn)[1];
    my %typed = (
        exact => sub { $mpn },
        slip => sub { slipped($mpn) },
        slips => sub { slipped(slipped($mpn)) },
        joined => sub { (my $joined = "$line$mpn") =~ s/-//g; $joined },
        parted => sub { (my $parted = $mpn) =~ s/-/ /g; substr($line, 0, 4) . ' ' . substr($line, 4) . " $parted" },
    );
    print "$mpn\t", $typed{$kind}->(), "\n";
}
