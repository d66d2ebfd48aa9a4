#!/usr/bin/perl
# A review of goods: written by who bought them and no other, read by staff, and on the product's page, in
# its stars and its JSON-LD from their decision on.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Staff;
use JSON::PP;
use Test::More;

my $run = int rand 1e9;
my ($variant, $price) = Buyer::switch();
my ($product, $slug) = split /\|/, sql("SELECT p.id, p.slug FROM products p JOIN variants v ON v.product_id = p.id WHERE v.id = $variant");
my ($visitor, $stripe) = Buyer::at_the_payment($variant, $price, 1);
my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
my $path = wait_until(20, sub {
    my ($found) = $visitor->get($done)->{content} =~ m{href="(?:http://[^/]+)?(/orders/\d+\?t=[^"]+)"};
    $found;
});
my ($number, $token) = $path =~ m{/orders/(\d+)\?t=(.+)};
my @who = (order => $number, line => 1, t => $token);
my @says = (stars => 2, title => "Loud $run", text => "Loud in a room.\nFine in a rack.", author => 'Kim L.');
my $form_path = "/review?order=$number&line=1&t=$token";
sub kept { return sql("SELECT count(*) FROM reviews WHERE title LIKE '%$run'") }
sub page { return $visitor->get("/p/$slug")->{content} }
sub product_of {
    my ($page) = @_;
    my ($json) = $page =~ m{<script type="application/ld\+json">(.*?)</script>}s;
    return (grep { $_->{'@type'} =~ /^Product/ } @{ JSON::PP->new->decode($json)->{'@graph'} })[0];
}

# ---- by whom, and when
unlike($visitor->get($path)->{content}, qr{/review\?}, 'nobody is asked about goods that were not sent');
is($visitor->get($form_path)->{status}, 404, 'and there is no form');
is($visitor->post('/review', [@who, @says])->{status}, 404, 'nor a way around it');
Staff::gdsctl('orders', 'ship', $number);
my ($link) = $visitor->get($path)->{content} =~ m{href="(/review\?[^"]+)">Review };
is($link =~ s/&amp;/&/gr, $form_path, 'once they are on their way the order\'s page asks');
my $form = $visitor->get($form_path);
is($form->{status}, 200, 'the form opens');
is($form->{headers}{'referrer-policy'}, 'same-origin', 'and tells its address to nobody');
my $stranger = Shop::Visitor->new;
for my $odd (['t', 'x' x length $token], ['t', ''], ['order', $number + 1], ['order', "$number'"], ['line', 2], ['line', 0], ['line', 'x']) {
    my %with = (@who, @$odd);
    is($stranger->post('/review', [%with, @says])->{status}, 404, "$odd->[0] '$odd->[1]' is nobody's");
    is($stranger->get('/review?' . join '&', map { "$_=$with{$_}" } sort keys %with)->{status}, 404, 'and opens nothing');
}
for my $odd ([stars => 0], [stars => 6], [stars => '5.0'], [stars => ''], [title => ''], [title => 'x' x 101], [text => ''],
    [text => 'x' x 2001], [author => ''], [author => "Kim\nLee"], [author => 'x' x 61]) {
    my %with = (@says, @$odd);
    my $page = $visitor->post('/review', [@who, %with]);
    is($page->{status}, 422, "$odd->[0] is held to its limits");
    like($page->{content}, qr/id="$odd->[0]-error">[A-Z]/, 'as its field says');
}
is(kept(), 0, 'and nothing was kept');

# ---- written, and not shown
is(Buyer::location($visitor->post('/review', [@who, @says])), '/review/sent', 'who bought it says what it is like');
is(kept(), 1, 'it is kept');
is($visitor->post('/review', [@who, @says])->{status}, 422, 'once');
is($visitor->get($form_path)->{status}, 422, 'the form says so');
like($visitor->get($path)->{content}, qr/reviewed, thank you/, 'and the order\'s page');
is(kept(), 1, 'and no other is');
unlike(page(), qr/Loud $run/, 'before it was read it is not shown');

# ---- staff decide
my $id = sql("SELECT id FROM reviews WHERE title = 'Loud $run'");
my $staff = Staff::whole('sales');
sub decided {
    my ($who, @fields) = @_;
    return $who->post('/admin/reviews/decide', [id => $id, @fields, csrf => Staff::csrf($who->get('/admin'))]);
}
is(decided(Staff::whole('warehouse'), decision => 'approve')->{status}, 403, 'who may not decide does not');
like($staff->get('/admin')->{content}, qr{href="/admin/reviews"}, 'who may is led there');
like($staff->get('/admin/reviews')->{content}, qr{<a href="/admin/reviews/$id">Loud $run</a>}, 'it stands in the list');
my $read = $staff->get("/admin/reviews/$id")->{content};
like($read, qr{kim\@example\.com}, 'with who wrote it');
is($staff->post('/admin/reviews/decide', [id => $id, decision => 'approve'])->{status}, 403, 'not without the token of the form');
is(decided($staff, decision => 'refuse', reason => '')->{status}, 422, 'a refusal has a reason');
is(decided($staff, decision => 'perhaps')->{status}, 422, 'a decision is one of two');
is($staff->get("/admin/reviews/$_")->{status}, 404, "there is no review $_") for 0, 99999999, 'x';
is(Buyer::location(decided($staff, decision => 'approve')), '/admin/reviews?done=1', 'approved');
is(decided($staff, decision => 'approve')->{status}, 422, 'once');
like(sql("SELECT actor FROM audit_log WHERE relation = 'reviews' AND row_key = '$id'"), qr/^staff \d+$/, 'the audit log says by whom');

# ---- shown: the same to people and to engines
ok(wait_until(10, sub { page() =~ /Loud $run/ }), 'the page follows');
my $shown = page();
like($shown, qr{Loud in a room\.\nFine in a rack\.}, 'as it was written');
my ($mean, $count) = $shown =~ m{<b>([\d.]+)</b> of 5 stars, (\d+) review};
my $thing = product_of($shown);
is("$thing->{aggregateRating}{ratingValue} $thing->{aggregateRating}{reviewCount}", "$mean $count", 'engines hear the stars that people see');
is($count, sql("SELECT count(*) FROM reviews WHERE product_id = $product AND state = 'approved'"), 'of all that are approved');
my @titles = $shown =~ m{</span> ([^<]+)</h3>}g;
is(join('|', map { $_->{name} } @{ $thing->{review} }), join('|', @titles), 'and the reviews that people read');
my ($other) = sql("SELECT p.slug FROM products p JOIN variants v ON v.product_id = p.id WHERE p.state = 'active' AND v.state = 'active'
    AND NOT EXISTS (SELECT FROM reviews r WHERE r.product_id = p.id) ORDER BY p.id LIMIT 1");
unlike($visitor->get("/p/$other")->{content}, qr/aggregateRating|"Review"/, 'nothing of stars where there is no review');

# ---- and taken off
is(Buyer::location(decided($staff, decision => 'refuse', reason => 'tells who somebody is')), '/admin/reviews?done=1', 'it is taken off');
ok(wait_until(10, sub { page() !~ /Loud $run/ }), 'the page follows');
like($staff->get('/admin/reviews')->{content}, qr/Why not: tells who somebody is/, 'and staff read why');
done_testing();
