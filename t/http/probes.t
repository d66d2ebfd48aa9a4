#!/usr/bin/perl
# Texts that attackers write go into every field of every form, one at a time: none takes effect, and
# what can be no text is kept nowhere. Which forms there must be, the route table says.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Api;
use Buyer;
use Probe;
use Staff;
use File::Temp;
use Test::More;

my ($variant, $price, $item) = Buyer::switch();
sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
     VALUES ($item, 'received', 2000, 'test', now())");
my $sku = sql("SELECT sku FROM variants WHERE id = $variant");
my $slug = sql("SELECT p.slug FROM products p JOIN variants v ON v.product_id = p.id WHERE v.id = $variant");

sub gdsctl { return (Staff::gdsctl(@_))[1] }
sub with_cart {
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
    return $visitor;
}
# The page of an order that was paid.
sub ordered {
    my ($visitor, $stripe) = Buyer::at_the_payment($variant, $price, 1);
    my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
    my $page = wait_until(20, sub {
        my ($path) = $visitor->get($done)->{content} =~ m{href="(?:http://[^/]+)?(/orders/\d+\?t=[^"]+)"};
        $path;
    });
    return ($visitor, $page);
}
sub quoted {
    my $number = gdsctl('quotes', 'write', '--mail', 'kim@example.com', '--name', 'Kim', "$sku=1") =~ /quote (\d+)/ && $1;
    gdsctl('quotes', 'send', $number);
    return (Shop::Visitor->new, gdsctl('quotes', 'show', $number) =~ m{link \S+?(/quotes/\S+)} && $1);
}

# Who is signed in: the account of a way, in a new browser each time. Each way has its own, since
# wrong passwords make one wait.
my $run = int rand 1e9;
sub signed_in {
    my ($way) = @_;
    my $owner = "probe.$way.$run\@example.com";
    my $visitor = Shop::Visitor->new;
    if (!sql("SELECT count(*) FROM users WHERE email = '$owner'")) { Account::opened($visitor, $owner) }
    else { Account::sign_in($visitor, $owner) }
    return $visitor;
}
sub with_address {
    signed_in('account');  # in another browser, which can be signed out
    my $visitor = signed_in('account');
    my %address = @Buyer::ADDRESS[2 .. $#Buyer::ADDRESS];
    Account::post($visitor, '/account/address', %{ { %address, line1 => $_ } }) for '1 Elm St', '2 Oak Ave';
    return $visitor;
}
# A link that was mailed, with its token; it works as often as it is not used.
my %link;
sub mailed {
    my ($action) = @_;
    $link{$action} ||= do {
        my $to = "probe.$action.$run\@example.com";
        Shop::Visitor->new->post('/account/register', [email => $to]);
        Account::link_to($to, qr/Choose a password/);
    };
    return (Shop::Visitor->new, $link{$action});
}

# Of the staff, with a code of now; and somebody else of them, who works here still, and a key that lives.
my ($panel, $member);
sub panel {
    $panel //= Staff::whole();
    sql('UPDATE sessions SET proved_at = now() WHERE user_id = ' . Staff::id($panel));
    return $panel;
}
sub member {
    if ($member && sql('SELECT ended_at IS NULL FROM users WHERE id = ' . Staff::id($member)) eq 't') { return $member }
    return $member = Staff::half('reader');
}
sub a_key {
    Api::key(['stock.view']) if !sql('SELECT count(*) FROM api_keys WHERE ended_at IS NULL');
    return sql('SELECT max(id) FROM api_keys WHERE ended_at IS NULL');
}

# One that was paid, of which staff may give something back.
my $paid;
sub paid_order { return $paid //= (ordered())[1] =~ m{/orders/(\d+)} && $1 }

# One that waits for a decision, of a customer of its own.
sub waiting_certificate {
    my $scan = File::Temp->new(SUFFIX => '.pdf');
    print $scan "%PDF-1.7 a scan\n";
    $scan->flush;
    return gdsctl('tax', 'certificate', 'add', 7, $scan->filename, '--name', 'Acme', '--states', 'TX=1', '--signed', '2026-01-15',
        '--signer', 'Kim') =~ /certificate (\d+)/ && $1;
}

# A product file that would change a price and waits.
sub waiting_file {
    my $row = sql("SELECT v.sku || ',' || b.name || ',' || p.mpn || ',x,x,Used,' || v.base_price_cents + 1 FROM variants v
        JOIN products p ON p.id = v.product_id JOIN brands b ON b.id = p.brand_id WHERE v.id = $variant");
    return Buyer::location(panel()->post_parts('/admin/catalog', [csrf => Staff::csrf($panel->get('/admin')),
        file => ['a.csv', "sku,brand,mpn,title,category,condition,price_cents\n$row\n"]]));
}

# What the order of that page brought, reviewed by nobody.
my $ordered;
sub reviewed_by_nobody {
    $ordered //= do {
        my (undef, $page) = ordered();
        gdsctl('orders', 'ship', $page =~ m{/orders/(\d+)});
        $page;
    };
    sql('DELETE FROM reviews');
    my ($number, $token) = $ordered =~ m{/orders/(\d+)\?t=(.+)};
    return (Shop::Visitor->new, "/review?order=$number&line=1&t=$token");
}
sub waiting_review {
    my ($buyer, $path) = reviewed_by_nobody();
    my ($number, $token) = $path =~ /order=(\d+)&line=1&t=(.+)/;
    $buyer->post('/review', [order => $number, line => 1, t => $token, stars => 3, title => 'So so', text => 'x', author => 'y']);
    return sql('SELECT max(id) FROM reviews');
}

# Each leads a new visitor to a page with forms.
my %ways = (
    product => sub { (Shop::Visitor->new, "/p/$slug") },
    search => sub { (Shop::Visitor->new, '/search?q=switch') },
    cart => sub { (with_cart(), '/cart') },
    lists => sub { my $v = Shop::Visitor->new; $v->post('/lists/save', [name => 'One']);
        my $saved = $v->post('/lists/save', [variant => $variant]); ($v, Buyer::location($saved)) },
    'all lists' => sub { (Shop::Visitor->new, '/lists') },
    code => sub { my $v = with_cart(); $v->post('/cart/coupon', [code => 'NOSUCH']); ($v, '/cart') },
    contact => sub { (with_cart(), '/checkout') },
    shipping => sub { my $v = with_cart(); $v->post('/checkout', [@Buyer::ADDRESS]); ($v, '/checkout/shipping') },
    review => sub { ((Buyer::at_the_review($variant, $price, 1))[0], '/checkout/review') },
    paying => sub { ((Buyer::at_the_payment($variant, $price, 1))[0], '/cart') },
    order => \&ordered,
    quote => \&quoted,
    register => sub { (Shop::Visitor->new, '/account/register') },
    forgotten => sub { (Shop::Visitor->new, '/account/forgotten') },
    'sign-in' => sub { (Shop::Visitor->new, '/account/sign-in') },
    reset => sub { mailed('reset') },
    account => sub { (with_address(), '/account') },
    address => sub { (signed_in('address'), '/account/address') },
    certificates => sub { (signed_in('certificates'), '/account/certificates') },
    password => sub { (signed_in('password'), '/account/password') },
    email => sub { (signed_in('email'), '/account/email') },
    google => sub { (signed_in('google'), '/account/google') },
    codes => sub { (signed_in('codes'), '/account/codes') },
    lookup => sub { (Shop::Visitor->new, '/orders/lookup') },
    newsletter => sub { (Shop::Visitor->new, '/newsletter') },
    enquiry => sub { (with_cart(), "/contact?sku=$sku") },
    'staff sign-in' => sub { (Shop::Visitor->new, '/admin/sign-in') },
    'staff forgotten' => sub { (Shop::Visitor->new, '/admin/forgotten') },
    'staff reset' => sub { (Shop::Visitor->new, (Staff::invited())[1]) },
    'staff second' => sub { (Staff::half(), '/admin/second') },
    staff => sub { (Staff::whole(), '/admin') },
    'staff certificate' => sub { (Staff::whole(), '/admin/certificates/' . waiting_certificate()) },
    'staff catalog' => sub { (panel(), '/admin/catalog') },
    'staff plan' => sub { (panel(), waiting_file()) },
    'staff pictures' => sub { (Staff::whole(), '/admin/pictures') },
    'staff orders' => sub { (panel(), '/admin/orders') },
    'staff order' => sub { (panel(), '/admin/orders/' . paid_order()) },
    'staff refund' => sub { (panel(), '/admin/orders/' . paid_order() . '/refund') },
    'staff cancel' => sub { (panel(), '/admin/orders/' . paid_order() . '/cancel') },
    opinion => \&reviewed_by_nobody,
    return => sub { my ($buyer, $page) = ordered(); gdsctl('orders', 'ship', $page =~ m{/orders/(\d+)}); ($buyer, $page =~ s/\?/\/return?/r) },
    'staff review' => sub { (Staff::whole(), '/admin/reviews/' . waiting_review()) },
    'staff code' => sub { (Staff::whole(), '/admin/code') },
    'staff new' => sub { (panel(), '/admin/staff/new') },
    'staff member' => sub { (panel(), '/admin/staff/' . Staff::id(member())) },
    'key new' => sub { (panel(), '/admin/keys/new') },
    key => sub { (panel(), '/admin/keys/' . a_key()) },
);
# Fields of forms that only some pages have.
my @further = (
    ['contact', '/checkout/shipping/ask', [note => '', phone => '']],
    ['quote', '/quotes/aside', [number => 1, token => 'x']],
    ['review', '/checkout/place-on-terms', [expected_total => 1, po_number => '']],
    ['cart', '/cart/credit', [use => 'yes']],
    ['product', '/lists/save', [variant => $variant, units => 1]],
    ['lists', '/lists/share', [list => 1, share => 'yes']],
    ['order', '/checkout/balance', [number => 1, token => 'x']],
    ['account', '/account/email/confirm', [t => 'x']],
    ['google', '/account/google/remove', [csrf => 'x']],
    ['codes', '/account/codes/confirm', [csrf => 'x', code => '1']],
    ['codes', '/account/codes/recovery', [csrf => 'x', code => '1']],
    ['codes', '/account/codes/remove', [csrf => 'x', current => 'x', code => '1']],
    ['sign-in', '/account/second', [code => '1', next => '/']],
    ['sign-in', '/account/google/join', [password => 'x']],
    ['product', '/notify', [variant => $variant, email => 'probe@example.com']],
    ['product', '/notify/confirm', [t => 'x']],
    ['product', '/notify/stop', [t => 'x']],
    ['newsletter', '/newsletter/confirm', [t => 'x']],
    ['newsletter', '/newsletter/stop', [t => 'x']],
    ['account', '/account/plans/end', [csrf => 'x', id => 1]],
    ['account', '/checkout/subscribe', [csrf => 'x', plan => 'x']],
    ['staff', '/admin/sessions/end', [csrf => 'x', id => 1]],
    ['staff order', '/admin/orders/send', [csrf => 'x', number => 1]],
    ['staff order', '/admin/orders/refund-sent', [csrf => 'x', number => 1, send => 1, reference => 'x']],
    ['staff order', '/admin/orders/resolve', [csrf => 'x', number => 1, decision => 'place']],
);

my (%probed, @effects, $asked);
# A new visitor, and the form as that one's page has it: it may carry a token.
sub begun {
    my ($way, $form) = @_;
    my ($visitor, $path) = $ways{$way}->();
    die "there is no way to $way" if !$path;
    my ($same) = grep { $_->{action} =~ s/\?.*//r eq $form->{action} =~ s/\?.*//r }
        Probe::forms($visitor->get($path)->{content});
    return ($visitor, $same // $form);
}
# Of a form with files: those by their names, and a text that no head of a part could carry is a field.
my %is_file = (paper => 1, photo => 1, file => 1);
sub as_parts {
    my (@fields) = @_;
    my @parts;
    while (my ($name, $value) = splice @fields, 0, 2) {
        push @parts, $name, $is_file{$name} ? ['probe.pdf', $value] : $value;
    }
    return @parts;
}
sub probe_form {
    my ($way, $found) = @_;
    my ($visitor, $form) = begun($way, $found);
    for my $field (@{ $found->{fields} }) {
        for my $reason (sort keys %Probe::TEXTS) {
            my @fields = map { ($_->[0], $_->[0] eq $field->[0] ? $Probe::TEXTS{$reason} : $_->[1]) } @{ $form->{fields} };
            my $sent = Probe::encoded(@fields);
            my $answer = $form->{has_files} ? $visitor->post_parts($form->{action}, [as_parts(@fields)])
                : $form->{method} eq 'post' ? $visitor->post($form->{action}, [], content => $sent)
                : $visitor->get("$form->{action}?$sent");
            ++$asked;
            my @seen = ($answer);
            my $to = Buyer::path_of(Buyer::location($answer));
            push @seen, $visitor->get($to) if $answer->{status} == 303 && $to !~ m{/pay/};
            push @effects, map { "$form->{action}, $field->[0], $reason: $_" } grep { $_ } map { Probe::effect($_) } @seen;
            # What was accepted has led further: from the beginning.
            ($visitor, $form) = begun($way, $found) if $answer->{status} == 303 && $form->{method} eq 'post';
        }
    }
}

my %counts = map { $_ => sql("SELECT count(*) FROM $_") } qw(products variants brands companies promotions);
for my $way (sort keys %ways) {
    my ($visitor, $path) = $ways{$way}->();
    my $page = $visitor->get($path);
    is($page->{status}, 200, "the way to $way");
    for my $form (Probe::forms($page->{content})) {
        my $action = $form->{action} =~ s/\?.*//r;
        next if $probed{$action}++;
        probe_form($way, $form) if $form->{fields};
    }
}
for (@further) {
    my ($way, $action, $fields) = @$_;
    next if $probed{$action}++;
    my @pairs;
    push @pairs, [splice @$fields, 0, 2] while @$fields;
    probe_form($way, { action => $action, method => 'post', fields => \@pairs });
}

# Parts of paths and queries that no form asks for.
my $visitor = Shop::Visitor->new;
for my $where ('/orders/%s', '/orders/%s/invoice', '/orders/%s/pay', '/auth/google/callback?state=%s',
    '/auth/google/callback?code=%s', '/orders/1001?t=%s', '/quotes/%s',
    '/quotes/1001?t=%s', '/r/%s', '/live/products/%s', '/search/suggest?q=%s', '/search?brand=%s', '/search?sort=%s',
    '/search?page=%s', '/checkout/done?sid=%s', '/checkout/paid?sid=%s', '/cart?removed=%s&units=1', '/p/%s', '/c/%s') {
    for my $reason (sort keys %Probe::TEXTS) {
        my $text = Probe::escaped(substr $Probe::TEXTS{$reason}, 0, 1000);
        my $effect = Probe::effect($visitor->get(sprintf $where, $text));
        ++$asked;
        push @effects, "$where, $reason: $effect" if $effect;
    }
}

is(join("\n", @effects), '', 'no text takes effect');
cmp_ok($asked, '>', 900, 'and many were written');
is(Probe::kept(), '', 'what can be no text is kept nowhere');
is(sql("SELECT count(*) FROM $_"), $counts{$_}, "$_ are what they were") for sort keys %counts;
my $logs = join '', map { local (@ARGV, $/) = $_; <> } glob var() . '/log/*.log';
unlike($logs, qr/^X-Gds-Probe/m, 'no line of a log was written by a visitor');

# Each route that takes a form was probed.
my @routes = grep { /^POST / && /\bcsrf\b/ } split /\n/, gdsctl('routes');
cmp_ok(scalar @routes, '>', 10, 'the route table has forms');
for my $route (map { (split)[1] } @routes) {
    my $pattern = $route =~ s{:\w+}{[^/]+}gr;
    ok((grep { m{^$pattern$} } keys %probed), "$route was probed");
}
done_testing();
