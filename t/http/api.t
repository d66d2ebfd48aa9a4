#!/usr/bin/perl
# The API over HTTP: keys as the operator makes them, the description, and each answer that it
# promises, given by the server.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Api;
use Buyer;
use OpenApi;
use Probe;
use Staff;
use JSON::PP;
use Test::More;

my @SCOPES = qw(catalog.edit catalog.import catalog.view orders.ship orders.view prices.edit stock.adjust stock.view);
my ($variant, $price, $item) = Buyer::switch();
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 100, 'test', now())");
my $product = sql("SELECT product_id FROM variants WHERE id = $variant");

# ---- a key, from the command that makes it to the one that ends it
my ($status, $said) = Staff::gdsctl('api-keys', 'add', 'the ERP', '--scope', 'staff.manage');
is($status, 1, 'a key is given no scope that keys cannot have');
like($said, qr/@SCOPES/, 'and is told which there are');
my $key = Api::key(['stock.view'], name => 'the ERP');
like($key, qr/^gds_[0-9a-f]{12}_[\w-]{43}$/, 'a key is shown when it is made');
my $handle = substr $key, 4, 12;
my $secret = substr $key, 17;
my ($id) = (Staff::gdsctl('api-keys', 'list'))[1] =~ /^(\d+)\tthe ERP\tgds_${handle}_/m;
ok($id, 'and stands in the list');
unlike((Staff::gdsctl('api-keys', 'list'))[1], qr/\Q$secret\E/, 'without its secret');
is(sql("SELECT count(*) FROM api_keys k WHERE k::text LIKE '%$secret%'"), 0, 'which is kept nowhere');
my $me = Api::ask($key, 'GET', '/api/v1/key');
is_deeply($me->{json}{scopes}, ['stock.view'], 'a key may ask for its own scopes');
like((Staff::gdsctl('api-keys', 'list'))[1], qr/^$id\t.*last used .* from 127\.0\.0\.1$/m, 'its use is noted');
for my $odd ("Bearer ${key}x", "Basic $key", 'Bearer', "Bearer gds_${handle}_" . 'A' x 43, 'Bearer ' . 'x' x 4000) {
    my $answer = Api::ask(undef, 'GET', '/api/v1/key', headers => { authorization => $odd });
    is($answer->{status}, 401, substr($odd, 0, 20) . ' opens nothing');
    like($answer->{headers}{'www-authenticate'}, qr/^Bearer/, 'and is told what would');
    is($answer->{headers}{'content-type'}, 'application/problem+json', 'as a problem');
}
is(Api::ask(undef, 'GET', "/api/v1/key?key=$key")->{status}, 401, 'a key in an address opens nothing');
is((Staff::gdsctl('api-keys', 'end', $id))[0], 0, 'the operator ends it');
is(Api::ask($key, 'GET', '/api/v1/key')->{status}, 401, 'from that moment it opens nothing');
is((Staff::gdsctl('api-keys', 'end', $id))[0], 1, 'once');
unlike(join('', map { local (@ARGV, $/) = $_; <> } glob var() . '/log/*'), qr/\Q$secret\E/, 'no log has its secret');

# ---- the description
my $described = Api::ask(undef, 'GET', '/api/openapi.json');
is($described->{status}, 200, 'the description is for anyone');
my $doc = $described->{json};
is(join("\n", OpenApi::faults($doc)), '', 'it is OpenAPI 3.1');
my %scope_of = map { ("$_->[0] " . $_->[1] =~ s/:(\w+)/{$1}/gr => $_->[6] // '') } grep { $_->[3] eq 'key' }
    map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
my %scope_said;
for my $path (keys %{ $doc->{paths} }) {
    $scope_said{ uc($_) . " $path" } = join ' ', @{ $doc->{paths}{$path}{$_}{security}[0]{key} } for keys %{ $doc->{paths}{$path} };
}
is_deeply(\%scope_said, \%scope_of, 'it has the routes and scopes of the route table');

# ---- every answer that is promised
sub ordered {
    my ($visitor, $stripe) = Buyer::at_the_payment($variant, $price, 2);
    my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
    return wait_until(20, sub { $visitor->get($done)->{content} =~ m{/orders/(\d+)\?t=} && $1 });
}
my $number = ordered();
ok($number, 'an order is there');
my $all = Api::key(\@SCOPES);
my $slow = Api::key(\@SCOPES, per_minute => 1);
my $none = Api::key(['stock.view']);
my $other = Api::key(['catalog.view']);
my $names = 0;
my $parcel;
# What succeeds, by operation; each is asked with a name of its own.
my $mark = 'API-' . int rand 1e9;
my %body = (
    createProduct => { brand => 'Cisco', mpn => $mark, title => "A switch $mark", category => 'Networking/Switches', ports => '24x 1G RJ45',
        variants => [{ sku => $mark, condition => 'used', price_cents => 4200 }, { sku => "$mark-N", condition => 'new', price_cents => 9900 }] },
    changeProduct => { airflow => 'front-to-rear' },
    changeVariant => { base_price_cents => int sql("SELECT base_price_cents FROM variants WHERE id = $variant") },
    adjustStock => { units => 1, reason => 'found one' },
    sendParcel => { carrier => 'UPS', tracking => '1Z', lines => [{ position => int sql("SELECT min(l.position) FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.number = '$number'"), units => 1 }] },
    deliverParcel => {},
);
my %clash = (
    createProduct => { %{ $body{createProduct} }, mpn => "$mark-2" },
    adjustStock => { units => -10_000_000, reason => 'gone' },
    sendParcel => { carrier => 'UPS', lines => [{ %{ $body{sendParcel}{lines}[0] }, units => 99 }] },
    deliverParcel => {},
);
my %example = (id => sub { $_[0] =~ /Product/ ? $product : $_[0] =~ /Variant/ ? $variant : $parcel // 0 },
    variant => sub {$variant}, number => sub {$number});
sub example_path {
    my ($operation, $path, $unknown) = @_;
    return $path =~ s[\{(\w+)\}][$unknown // $example{$1}->($operation->{operationId})]ger;
}
sub asked {
    my ($by, $method, $operation, $path, %with) = @_;
    my %headers = ('idempotency-key' => 'n' . ++$names . '-' . time, %{ delete $with{headers} // {} });
    delete $headers{$_} for grep { !defined $headers{$_} } keys %headers;
    $with{body} //= $body{ $operation->{operationId} } // {} if $method ne 'GET';
    return Api::ask($by, $method, $path, %with, headers => \%headers);
}
sub version { return Api::ask($all, 'GET', $_[0])->{headers}{etag} }
# Status by status, a request that must get it.
my %try = (
    200 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, headers => { 'if-match' => $m eq 'PATCH' ? version($p) : undef }) },
    201 => sub { my ($m, $o, $p) = @_; my $made = asked($all, $m, $o, $p); $parcel = $made->{json}{id} if $o->{operationId} eq 'sendParcel'; $made },
    304 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, headers => { 'if-none-match' => version($p) }) },
    400 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, body => '{"a":1,"a":2}') },
    401 => sub { my ($m, $o, $p) = @_; asked('gds_no', $m, $o, $p) },
    403 => sub { my ($m, $o, $p) = @_; asked($scope_of{"$m $_[3]"} eq 'stock.view' ? $other : $none, $m, $o, $p) },
    404 => sub { my ($m, $o) = @_; asked($all, $m, $o, example_path($o, $_[3], 999_999_999), headers => { 'if-match' => '"x"' }) },
    409 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, body => $clash{ $o->{operationId} }) },
    412 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, headers => { 'if-match' => '"x"' }) },
    413 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, body => '"' . 'x' x 70_000 . '"') },
    415 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p, headers => { 'content-type' => 'text/plain' }) },
    422 => sub { my ($m, $o, $p) = @_; $m eq 'GET' ? asked($all, $m, $o, "$p?limit=0") : asked($all, $m, $o, $p, body => { nosuch => 1 }) },
    428 => sub { my ($m, $o, $p) = @_; asked($all, $m, $o, $p) },
    429 => sub { my ($m, $o, $p) = @_; my $a; for (1 .. 3) { $a = asked($slow, $m, $o, $p); last if $a->{status} == 429 } $a },
);
# Of an operation its success comes first, of all operations the parcel before its delivery.
for my $path (sort { $a =~ /parcels.id/ <=> $b =~ /parcels.id/ || $a cmp $b } keys %{ $doc->{paths} }) {
    for my $method (sort keys %{ $doc->{paths}{$path} }) {
        my $operation = $doc->{paths}{$path}{$method};
        for my $code (sort keys %{ $operation->{responses} }) {
            my $answer = $try{$code}->(uc $method, $operation, example_path($operation, $path), $path);
            my $promised = $operation->{responses}{$code};
            is($answer->{status}, $code, "$operation->{operationId} answers $code") or diag $answer->{content};
            my ($type) = keys %{ $promised->{content} // {} };
            if (!$type) { is($answer->{content} // '', '', "$operation->{operationId} $code has no body"); next }
            is($answer->{headers}{'content-type'} =~ s{; charset=utf-8$}{}r, $type, "$operation->{operationId} $code is $type");
            is(join("\n", OpenApi::differs($doc, $promised->{content}{$type}{schema}, $answer->{json}, $operation->{operationId})),
                '', "$operation->{operationId} $code is as described");
            is($answer->{json}{status}, $code, "$operation->{operationId} $code says so") if $code >= 400;
            like($answer->{headers}{'retry-after'}, qr/^\d+$/, 'and when to come again') if $code == 429;
        }
    }
}
is(sql("SELECT actor FROM order_events WHERE what = 'shipped' ORDER BY id DESC LIMIT 1") =~ /^key \d+$/, 1, 'the history names the key');
for my $odd ('/api/v1', '/api/v1/nothing', '/api/', '/api/v2/products') {
    my $answer = Api::ask($all, 'GET', $odd);
    is("$answer->{status} $answer->{headers}{'content-type'}", '404 application/problem+json', "$odd is nothing");
}
is(Api::ask($all, 'DELETE', "/api/v1/products/$product")->{status}, 405, 'what a path does not do is said');

# ---- a product that a machine brings in is for sale, once there are units
my ($brought, $variant_of_it) = split /\|/, sql("SELECT product_id, id FROM variants WHERE sku = '$mark'");
is(sql("SELECT count(*) FROM products WHERE mpn LIKE '$mark%'"), 1, 'a product is made once');
like(sql("SELECT actor FROM audit_log WHERE relation = 'products' AND row_key = '$brought' AND action = 'insert'"), qr/^key \d+$/, 'by its key');
my $page_of_it = '/p/' . sql("SELECT slug FROM products WHERE id = $brought");
ok(wait_until(10, sub { Shop::Visitor->new->get($page_of_it)->{content} =~ /A switch $mark/ }), 'it has a page');
is(Api::ask($all, 'POST', "/api/v1/stock/$variant_of_it/adjustments", body => { units => 2, reason => 'came in' },
    headers => { 'idempotency-key' => "$mark-in" })->{json}{available}, 2, 'and stock');

# ---- a price that a machine sets is the price
my $old = sql("SELECT base_price_cents FROM variants WHERE id = $variant");
my $shown = sprintf '%.2f', ($old + 100) / 100;
my $path = "/api/v1/variants/$variant";
my $set = Api::ask($all, 'PATCH', $path, body => { base_price_cents => $old + 100 }, headers => { 'if-match' => version($path) });
is("$set->{status} $set->{json}{price_cents}", '200 ' . ($old + 100), 'a key sets a price');
my $slug = sql("SELECT slug FROM products WHERE id = $product");
ok(wait_until(10, sub { Shop::Visitor->new->get("/p/$slug")->{content} =~ /"price":"?$shown"?[,}]/ }), 'and its page follows');
is(sql("SELECT actor FROM audit_log WHERE relation = 'variants' ORDER BY id DESC LIMIT 1") =~ /^key \d+$/, 1, 'the audit log names the key');
Api::ask($all, 'PATCH', $path, body => { base_price_cents => 0 + $old }, headers => { 'if-match' => version($path) });

# ---- texts of attackers in every text of every body
my @effects;
my $probed = 0;
my $was = Api::ask($all, 'GET', "/api/v1/products/$product")->{json};
for my $where (['PATCH', "/api/v1/products/$product", changeProduct => ['title'], ['airflow'], ['ports']],
    ['POST', '/api/v1/products', createProduct => ['brand'], ['title'], ['category']],
    ['POST', "/api/v1/stock/$variant/adjustments", adjustStock => ['reason']],
    ['POST', "/api/v1/orders/$number/parcels", sendParcel => ['carrier'], ['tracking']]) {
    my ($method, $to, $operation, @fields) = @$where;
    for my $field (map { $_->[0] } @fields) {
        for my $reason (sort keys %Probe::TEXTS) {
            next if $field =~ /carrier|tracking/ && length $Probe::TEXTS{$reason} < 60;  # it would leave
            my $text = JSON::PP->new->latin1->encode([$Probe::TEXTS{$reason}]) =~ s/^\[|\]$//gr;
            my $with = JSON::PP->new->encode({ %{ $body{$operation} }, $field => 'PROBE' }) =~ s/"PROBE"/$text/r;
            my $answer = Api::ask($all, $method, $to, body => $with,
                headers => { 'if-match' => '*', 'idempotency-key' => 'probe' . ++$probed . '-' . time });
            my $effect = Probe::effect($answer);
            push @effects, "$operation $field, $reason: $effect" if $effect && $answer->{status} >= 400;
        }
    }
}
for my $query ('products?after=%s', 'variants?sku=%s', 'orders?state=%s', 'orders/%s', 'products/%s', 'stock/%s') {
    for my $reason (sort keys %Probe::TEXTS) {
        my $effect = Probe::effect(Api::ask($all, 'GET', sprintf "/api/v1/$query", Probe::escaped(substr $Probe::TEXTS{$reason}, 0, 1000)));
        push @effects, "$query, $reason: $effect" if $effect;
        ++$probed;
    }
}
Api::ask($all, 'PATCH', "/api/v1/products/$product", headers => { 'if-match' => '*' },
    body => { map { ($_ => $was->{$_}) } qw(title airflow ports) });
is(join("\n", @effects), '', 'no text takes effect');
cmp_ok($probed, '>', 150, 'and many were written');
is(Probe::kept(), '', 'what can be no text is kept nowhere');
done_testing();
