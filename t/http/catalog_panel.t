#!/usr/bin/perl
# The catalog as a file, by panel: out for who may export, with a code of now; in by two steps. The first
# one shows what would change and writes nothing, the second one does exactly that or nothing.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Staff;
use Test::More;

my $run = int rand 1e9;
my $boss = Staff::whole();
my ($sku, $brand, $mpn, $title, $price, $slug) = split /\|/, sql(q{SELECT v.sku, b.name, p.mpn, p.title, v.base_price_cents, p.slug
    FROM variants v JOIN products p ON p.id = v.product_id JOIN brands b ON b.id = p.brand_id
    WHERE p.kind = 'product' AND v.state = 'active' AND p.state = 'active' AND v.condition = 'used' ORDER BY v.id DESC LIMIT 1});
my $header = 'sku,brand,mpn,title,category,condition,price_cents';
my ($category) = sql("SELECT string_agg(name, '/' ORDER BY level DESC) FROM (WITH RECURSIVE up (id, parent_id, name, level) AS (
    SELECT c.id, c.parent_id, c.name, 1 FROM categories c JOIN products p ON p.category_id = c.id JOIN variants v ON v.product_id = p.id WHERE v.sku = '$sku'
    UNION ALL SELECT c.id, c.parent_id, c.name, level + 1 FROM categories c JOIN up ON up.parent_id = c.id) SELECT * FROM up) AS names");
sub csv { return join('', map { "$_\r\n" } $header, @_) }
sub quoted { return '"' . $_[0] =~ s/"/""/gr . '"' }
sub priced { return join ',', map { quoted($_) } $sku, $brand, $mpn, $title, $category, 'Used', $_[0] }
sub sent {
    my ($who, $bytes, $csrf) = @_;
    return $who->post_parts('/admin/catalog', [csrf => $csrf // Staff::csrf($who->get('/admin')), file => ['../../x.csv', $bytes]]);
}
sub applied { my ($who, %with) = @_; return $who->post('/admin/catalog/apply', [csrf => Staff::csrf($who->get('/admin')), %with]) }
sub plan_of { return $_[0]{content} =~ /name="plan" value="([0-9a-f]{64})"/ && $1 }
sub goods { return sql("SELECT md5(string_agg(v::text, '' ORDER BY v.id)) || (SELECT md5(string_agg(p::text, '' ORDER BY p.id)) FROM products p) FROM variants v") }
my $before = goods();

# ---- out
like($boss->get('/admin')->{content}, qr{href="/admin/catalog"}, 'who may import is led there');
my $file = $boss->get('/admin/catalog/file');
is($file->{status}, 200, 'the catalog comes as a file');
is($file->{headers}{'content-type'}, 'text/csv; charset=utf-8', 'as CSV');
is($file->{headers}{'content-disposition'}, 'attachment; filename="catalog.csv"', 'to keep, under a name of ours');
is($file->{headers}{'content-security-policy'}, q{sandbox; default-src 'none'}, 'powerless where it is opened');
is($file->{headers}{'cache-control'}, 'no-store', 'and kept by nobody on the way');
like($file->{content}, qr/^\Q$sku\E,/m, 'with what is for sale');
unlike($file->{content}, qr/(^|,)"?[=+\@-]/m, 'and nothing that a spreadsheet computes');
is(Buyer::location(sent($boss, $file->{content})) =~ s/\d+/N/r, '/admin/catalog/N', 'it can be sent in as it came');
my $same = $boss->get(Buyer::location(sent($boss, $file->{content})));
like($same->{content}, qr/There is nothing to do/, 'which would change nothing');
ok(!plan_of($same), 'so that there is nothing to apply');

# ---- refused at once
for my $odd (['', 'Please choose a file'], ["<html><script>alert(1)</script>\n", 'no product file: the file lacks the columns'],
    ["\x89PNG\r\n\x1a\n\0", 'no product file'], ["a,a\0b\n", 'no product file'], [$header . "\n" x 5_002, 'over 5000 lines']) {
    my $page = sent($boss, $odd->[0]);
    is($page->{status}, 422, 'no product file');
    like($page->{content}, qr/id="file-error">[^<]*$odd->[1]/, "as the page says: $odd->[1]");
}
is(sent($boss, 'x' x (11 * 1024 * 1024))->{status}, 413, 'nor is too much');
is(sent($boss, csv(priced(1)), 'x')->{status}, 403, 'nor one without the token');

# ---- looked at
my $to = Buyer::location(sent($boss, csv(priced($price + 100), "N-$run,Acme,N-$run,New <b>one</b>,Networking/Switches,New,12300",
    "X-$run,Acme,X-$run,Bad,Networking/Switches,New,cheap", "S,B")));
my $page = $boss->get($to);
is($page->{status}, 200, 'a file that changes something is shown');
my ($id) = $to =~ /(\d+)$/;
my %count = $page->{content} =~ m{<th scope="row">([^<]+)</th><td class="num">(\d+)</td>}g;
is("@count{'Rows of the file', 'New', 'Changed', 'Prices among them', 'As they are', 'Left out'}", '4 1 1 1 0 2', 'by its counts');
like($page->{content}, qr{<th scope="row">4</th><td><span class="mpn">X-$run</span> price_cents &quot;cheap&quot; is not}, 'each refused line with why');
like($page->{content}, qr{<th scope="row">5</th><td>2 fields where the first line has 7}, 'also one that is none');
sub dollars { my $cents = sprintf '%.2f', $_[0] / 100; 1 while $cents =~ s/^(\d+)(\d{3})/$1,$2/; return "\$$cents" }
like($page->{content}, qr{\Q$sku\E</th><td class="num">\Q@{[dollars($price)]}\E</td><td class="num">\Q@{[dollars($price + 100)]}\E}, 'each price as it is and would be');
is(goods(), $before, 'and nothing is written');
my $plan = plan_of($page);
like($boss->get('/admin/catalog')->{content}, qr{href="/admin/catalog/$id">.*Waits to be looked at}s, 'it waits in the list');

# ---- who may, and with a code of now
sql("UPDATE sessions SET proved_at = now() - interval '10 minutes 1 second' WHERE user_id = " . Staff::id($boss));
for my $path ("/admin/catalog/$id", '/admin/catalog/file') {
    is(Buyer::location($boss->get($path)), '/admin/code?next=' . $path =~ s{/}{%2F}gr, "$path wants a code of now");
}
is(Buyer::location(applied($boss, id => $id, plan => $plan)), '/admin/code?next=%2Fadmin%2Fcatalog', 'and so does applying');
is($boss->get('/admin/catalog')->{status}, 200, 'looking at the list does not');
sql("UPDATE sessions SET proved_at = now() WHERE user_id = " . Staff::id($boss));
my $role = 'porter_' . join '', map { ('a' .. 'j')[$_] } split //, $run;
sql("INSERT INTO roles (name, says) VALUES ('$role', 'sends files in')");
sql("INSERT INTO role_permissions SELECT id, 'catalog.import' FROM roles WHERE name = '$role'");
my $porter = Staff::whole($role);
my $theirs = $porter->get($to);
ok(!plan_of($theirs), 'who may not import prices applies nothing');
like($theirs->{content}, qr/Who may import prices applies it/, 'and is told who does');
is(applied($porter, id => $id, plan => $plan)->{status}, 403, 'not by hand either');
is($porter->get('/admin/catalog/file')->{status}, 403, 'nor gets the catalog');
unlike($porter->get('/admin/catalog')->{content}, qr{/admin/catalog/file}, 'or is led there');

# ---- nothing is done when it is not what was shown
is(applied($boss, id => $id, plan => 'f' x 64)->{status}, 422, 'another plan is none');
is(applied($boss, id => 999_999_999, plan => $plan)->{status}, 404, 'nor is one of no file');
is(applied($boss, id => $id)->{status}, 422, 'nor none at all');
is(goods(), $before, 'nothing is written');
sql("UPDATE products SET title = title || '.' WHERE mpn = '$mpn'");
my $late = applied($boss, id => $id, plan => $plan);
is($late->{status}, 422, 'when the catalog has changed meanwhile nothing is done');
like($late->{content}, qr/Something has changed since that page was made/, 'as the page says');
isnt(plan_of($late), $plan, 'with what the file would do now');
sql("UPDATE products SET title = left(title, -1) WHERE mpn = '$mpn'");
$plan = plan_of($boss->get($to));
my $other = Buyer::location(sent($boss, csv(priced(1))));
is($other, $to, 'another file takes the place of the first one');
is(applied($boss, id => $id, plan => $plan)->{status}, 422, 'and the first one is not applied');
is(sql("SELECT count(*) FROM variants WHERE sku = 'N-$run' OR (sku = '$sku' AND base_price_cents <> $price)"), 0, 'nothing is written');

# ---- applied
sent($boss, csv(priced($price + 100), "N-$run,Acme,N-$run,New <b>one</b>,Networking/Switches,New,12300"));
$plan = plan_of($boss->get($to));
is(Buyer::location(applied($boss, id => $id, plan => $plan)), '/admin/catalog?done=1', 'what was shown is done');
is(sql("SELECT base_price_cents FROM variants WHERE sku = '$sku'"), $price + 100, 'the price');
is(sql("SELECT base_price_cents FROM variants WHERE sku = 'N-$run'"), 12300, 'and the new product');
ok(wait_until(10, sub { $boss->get("/p/acme-n-$run")->{content} =~ /New &lt;b&gt;one&lt;\/b&gt;/ }), 'which has its page');
like($boss->get('/admin/catalog')->{content}, qr/Applied<\/span> 1 new, 1 changed, 0 left out/, 'the list says so');
like(sql("SELECT string_agg(action || ' ' || actor || ' ' || (after ->> 'state' IS NOT DISTINCT FROM 'applied'), ', ' ORDER BY id)
    FROM audit_log WHERE relation = 'sent_files' AND row_key = '$id'"), qr/update staff @{[Staff::id($boss)]} true$/, 'the audit log says who did it');
is(applied($boss, id => $id, plan => $plan)->{status}, 404, 'once');
is($boss->get($to)->{status}, 404, 'and the file is gone');
is($boss->get("/admin/catalog/$_")->{status}, 404, "there is no file $_") for 0, -1, 'x', 'file.csv', '9' x 30;
done_testing();
