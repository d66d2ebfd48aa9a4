#!/usr/bin/perl
# A sold-out offer: a visitor leaves a mail address, says yes by the link in the mail, and is told when
# there is some again.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Test::More;

my $to = "waits.$$\@example.com";
my ($variant, $slug) = split /\|/, sql(q{SELECT v.id, p.slug FROM variants v
    JOIN products p ON p.id = v.product_id JOIN stock_items s ON s.variant_id = v.id
    WHERE p.kind = 'product' AND v.state = 'active' AND s.on_hand > 0 AND s.allocated = 0 AND s.held = 0
      AND (SELECT count(*) FROM variants o WHERE o.product_id = p.id) = 1
      AND NOT EXISTS (SELECT FROM bundle_items b WHERE b.component_variant_id = v.id)
    ORDER BY v.id DESC OFFSET 3 LIMIT 1});
sub count_as {
    my ($units) = @_;
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at)
         SELECT id, 'adjusted', $units - on_hand, 'lost', 'test', now() FROM stock_items WHERE variant_id = $variant");
}
my $before = sql("SELECT on_hand FROM stock_items WHERE variant_id = $variant");
count_as(0);
my $visitor = Shop::Visitor->new;
ok(wait_until(10, sub { $visitor->get("/p/$slug")->{content} =~ m{action="/notify" method="post"} }),
    'the page of a sold-out offer has the form');

my $answer = $visitor->post('/notify', [variant => $variant, email => 'nobody']);
is($answer->{status}, 422, 'what is no address is refused');
like($answer->{content}, qr/value="nobody"/, 'and stands in the form again');
is($visitor->post('/notify', [variant => 999999999, email => $to])->{status}, 404, 'an unknown offer');
$answer = $visitor->post('/notify', [variant => $variant, email => $to]);
is($answer->{status}, 303, 'it is taken');
like($visitor->get('/notify/sent')->{content}, qr/Look into your mailbox/, 'and says what comes');

my $link = Account::link_to($to, qr/Shall we write/);
like($link, qr{^/notify/confirm\?t=}, 'a mail asks whether it was the owner');
my $page = $visitor->get($link);
is($page->{status}, 200, 'its link is looked at');
is(sql("SELECT count(*) FROM stock_waits WHERE email = '$to' AND confirmed_at IS NOT NULL"), 0, 'which changes nothing');
my ($token) = $link =~ /t=(.+)/;
is($visitor->post('/notify/confirm', [t => $token])->{status}, 200, 'yes');
is($visitor->post('/notify/confirm', [t => 'x' x 43])->{status}, 404, 'no link of ours');

count_as($before);
system('build/bin/tell-waiting', '--config', var() . '/gds.conf');
ok(wait_until(10, sub { sql("SELECT count(*) FROM mails m JOIN outbox o ON o.id = m.outbox_id
    WHERE o.kind = 'mail.stock_news' AND m.recipient = '$to'") eq '1' }), 'it is back: a mail says so');
done_testing();
