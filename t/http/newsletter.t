#!/usr/bin/perl
# The newsletter: asked for by a form, said yes to by the link in a mail, ended by a mail program's one
# click; and nobody learns from the answers whose address is known.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use HTTP::Tiny;
use Test::More;

my $run = int rand 1e9;
my $to = "letter.$run\@example.com";
my $visitor = Shop::Visitor->new;
sub state_of { return sql("SELECT coalesce(string_agg(source || ' ' || (confirmed_at IS NOT NULL) || ' ' || (ended_at IS NOT NULL), ', ' ORDER BY id), '')
    FROM newsletter_subscribers WHERE email = '$to'") }
sub asked { my ($mail) = @_; return $visitor->post('/newsletter', [email => $mail, from => 'foot']) }
sub questions { return sql("SELECT count(*) FROM outbox o WHERE kind = 'mail.newsletter_question' AND payload->>'subscriber' IN
    (SELECT id::text FROM newsletter_subscribers WHERE email = '$to')") }
sub gdsctl { my $said = `build/bin/gdsctl --config '@{[var()]}/gds.conf' newsletter @_ 2>&1`; return ($? >> 8) . " $said" }

like($visitor->get('/')->{content}, qr{<a href="/newsletter\?from=foot"}, 'each page leads to the form');
my $form = $visitor->get('/newsletter?from=foot');
is($form->{status}, 200, 'the form opens');
like($form->{content}, qr{name="from" value="foot"}, 'and knows from where');
my $answer = $visitor->post('/newsletter', [email => 'nobody', from => 'x']);
is($answer->{status}, 422, 'what is no address is refused');
like($answer->{content}, qr/value="nobody"/, 'and stands in the form again');

$answer = asked($to);
is(Buyer::location($answer), '/newsletter/sent', 'an address is taken');
is(state_of(), 'foot false false', 'with where it was asked, and gets nothing yet');
my ($same) = asked($to);
is("$same->{status} $same->{content}", "$answer->{status} $answer->{content}", 'a known address is answered in the same words');
is(questions(), 1, 'and not asked twice at once');

my $link = Account::link_to($to, qr/Shall we send you our newsletter/);
like($link, qr{^/newsletter/confirm\?t=}, 'a mail asks whether it was the owner');
is($visitor->get($link)->{status}, 200, 'its link is looked at');
is(state_of(), 'foot false false', 'which changes nothing');
my ($token) = $link =~ /t=(.+)/;
is($visitor->post('/newsletter/confirm', [t => 'x' x 43])->{status}, 404, 'no link of ours');
is($visitor->post('/newsletter/confirm', [t => $token])->{status}, 200, 'yes');
is(state_of(), 'foot true false', 'now it comes');
is(asked($to)->{content}, $answer->{content}, 'asked again, the same words');
is(questions(), 1, 'and no mail');

my ($row) = grep { /^\Q$to\E,/ } split /\r?\n/, gdsctl('export');
my ($stop) = $row =~ m{,\Q@{[url()]}\E(/newsletter/stop\?t=[\w-]{43})$};
ok($stop, 'who sends it is given the link that ends it') or diag $row;
ok(wait_until(10, sub { sql("SELECT count(*) FROM mails m JOIN outbox o ON o.id = m.outbox_id
    WHERE o.kind = 'mail.newsletter_welcome' AND m.recipient = '$to'") eq '1' }), 'a mail says that it comes');

# ---- ended, as a mail program does it: no cookie, no Origin, parts instead of fields (RFC 8058)
is($visitor->get($stop)->{status}, 200, 'looking at the link');
is(state_of(), 'foot true false', 'ends nothing');
my $http = HTTP::Tiny->new(max_redirect => 0);
my $click = $http->post(url() . $stop, { headers => { 'content-type' => 'multipart/form-data; boundary=x' },
    content => qq{--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n} });
is($click->{status}, 200, 'one click');
is(state_of(), 'foot true true', 'ends it');
is($http->post_form(url() . $stop, ['List-Unsubscribe' => 'One-Click'])->{status}, 200, 'and once more does no harm');
is($visitor->post('/newsletter/stop?t=' . 'x' x 43, [])->{status}, 404, 'no link of ours');
is($http->post(url() . $stop, { headers => { origin => 'https://evil.example' } })->{status}, 403, 'nor from somebody else\'s page');
unlike(gdsctl('export'), qr/\Q$to\E/, 'it goes there no more');

# ---- and never again, but at the owner's word
$answer = asked('Letter.' . $run . '+again@example.com');
is($answer->{status}, 303, 'asked for once more, it says the same');
is(state_of(), 'foot true true', 'and nothing is kept');
is(gdsctl('suppress', $to), "1 gdsctl: this mailbox was to get none already\n", 'it is on the list');
is(gdsctl('allow', $to), '0 ', 'its owner wrote to us');
asked($to);
is(state_of(), 'foot true true, foot false false', 'and may be asked again');
cmp_ok(sql("SELECT count(*) FROM audit_log WHERE relation = 'mail_suppressions' AND actor ~ '^gdsctl'"), '>', 0,
    'what staff did is in the audit log');
done_testing();
