#!/usr/bin/perl
# Asking the shop by form: a question, an offer for a product, and for a cart.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Test::More;

my $visitor = Shop::Visitor->new;
my $sku = sql("SELECT v.sku FROM variants v JOIN products p ON p.id = v.product_id"
    . " WHERE p.slug = 'cisco-ws-c3850-24t-l' ORDER BY v.id LIMIT 1");

is($visitor->get('/contact')->{status}, 200, 'the form is there');
my $page = $visitor->get("/contact?sku=$sku");
like($page->{content}, qr{<h1>Ask for a quote</h1>}, 'a product is asked for');
like($visitor->get('/contact?sku=none')->{content}, qr{<h1>Contact us</h1>},
    'what is not sold is a question like others');

$page = $visitor->post('/contact', { email => 'kim', name => '', message => '' });
is($page->{status}, 422, 'a form that says nothing comes back');
like($page->{content}, qr{href="#email"}, 'with what is wrong');
is(sql('SELECT count(*) FROM enquiries'), 0, 'and nothing is kept');

my %form = (email => 'kim@shop.example', name => 'Kim Lee', company => '', message => 'Is it quiet?');
for my $time (1 .. 2) {
    $page = $visitor->post('/contact', { %form, sku => $sku, units => 12 });
    is("$page->{status} $page->{headers}{location}", '303 /contact/sent', "sent, time $time");
}
is($visitor->get('/contact/sent')->{status}, 200, 'and thanked for');
is(sql("SELECT count(*) || '|' || max(l.units) FROM enquiries e JOIN enquiry_lines l"
        . " ON l.enquiry_id = e.id WHERE email = 'kim\@shop.example'"), '1|12', 'it is kept once');
is(sql("SELECT count(*) FROM outbox WHERE kind = 'mail.staff_enquiry'"), 1, 'staff hear of it once');
is($visitor->post('/contact', { %form, message => 'x' }, 
    headers => { origin => 'https://evil.example', 'sec-fetch-site' => 'cross-site' })->{status},
    403, 'another site cannot send it');
done_testing;
