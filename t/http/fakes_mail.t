#!/usr/bin/perl
# The mail server and its inbox.
use strict;
use warnings;
use lib 't/lib';
use Fakes;
use IO::Socket::INET;
use Test::More;

my $fakes = Fakes->start;

sub connected {
    my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $fakes->{smtp}, Timeout => 5)
        or die "no connection: $!";
    reply($socket);
    return $socket;
}

# The code of a reply, over all its lines; nothing when the connection is closed.
sub reply {
    my ($socket) = @_;
    while (defined(my $line = readline $socket)) { return $1 if $line =~ /^(\d{3}) / }
    return 'closed';
}

sub say_to { my ($socket, $line) = @_; print $socket "$line\r\n"; return reply($socket) }

my $message = join "\r\n",
    'From: "Rack & Port" <orders@shop.example>', 'To: kim@example.com',
    'Subject: =?utf-8?b?WW91ciBvcmRlciAjMTA0MiDigJMgc2hpcHBlZCDinJM=?=',
    'Date: Sun, 22 Nov 2026 15:30:00 +0000', 'Message-ID: <1@shop.example>', 'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="=_b"', '',
    '--=_b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '',
    '..Total: 1 234,50 =E2=82=AC',
    '--=_b', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '',
    '<p>Total: <b>1 234,50 =E2=82=AC</b><script>alert(1)</script></p>', '--=_b--', '.';

# Sends the message; the replies to MAIL, RCPT, DATA and the dot.
sub send_to {
    my ($socket, $recipient) = @_;
    my @codes = map { say_to($socket, $_) } 'MAIL FROM:<bounces+1@shop.example>', "RCPT TO:<$recipient>";
    push @codes, say_to($socket, 'DATA') if $codes[-1] eq '250';
    push @codes, say_to($socket, $message) if $codes[-1] eq '354';
    return "@codes";
}

my $socket = connected();
is say_to($socket, 'EHLO shop.example'), 250, 'EHLO is answered';
is send_to($socket, 'kim@example.com'), '250 250 354 250', 'a message is taken';
is send_to($socket, 'lee@example.com'), '250 250 354 250', 'a second one over the same connection';

my $mails = $fakes->control('/mails');
is join(' ', map { $_->{to}[0] } @$mails), 'lee@example.com kim@example.com', 'mails are listed newest first';
is $mails->[1]{from}, 'bounces+1@shop.example', 'with the envelope';
is $mails->[1]{subject}, "Your order #1042 \x{2013} shipped \x{2713}", 'the subject decoded';
is $mails->[1]{text}, ".Total: 1 234,50 \x{20ac}", 'the text part decoded, its dot unstuffed';
like $mails->[1]{html}, qr/<b>1 234,50 \x{20ac}<\/b>/, 'the HTML part decoded';

like $fakes->get('/inbox')->{content}, qr{<a href="/inbox/1">Your order #1042 \xe2\x80\x93 shipped \xe2\x9c\x93</a>},
    'the inbox lists the subject';
my $page = $fakes->get('/inbox/1')->{content};
like $page, qr{<pre>\.Total: 1 234,50 \xe2\x82\xac</pre>}, 'a mail shows its text';
like $page, qr{<iframe title="HTML part" sandbox="" src="/inbox/1/html">}, 'and frames its HTML';
my $html = $fakes->get('/inbox/1/html');
like $html->{headers}{'content-security-policy'}, qr/^sandbox; default-src 'none'/, 'which can do nothing';
is $fakes->get('/inbox/3')->{status}, 404, 'an unknown mail is 404';

# Faults.
$fakes->control('/smtp', { step => 'rcpt', code => 550, text => '5.1.1 no such user', match => 'gone@' });
is send_to($socket, 'gone@example.com'), '250 550', 'a recipient is refused for good';
is say_to($socket, 'RSET'), 250, 'RSET forgets the message';
$fakes->control('/smtp', { step => 'mail', code => 451 });
is send_to($socket, 'kim@example.com'), '451 503', 'a sender is put off';
$fakes->control('/smtp', { step => 'dot', code => 552, text => '5.3.4 too large' });
is send_to($socket, 'kim@example.com'), '250 250 354 552', 'a message is refused at its end';
is scalar @{ $fakes->control('/mails') }, 2, 'and not kept';
$fakes->control('/smtp', { step => 'dot', code => 0, stored => JSON::PP::true });
is send_to($socket, 'kim@example.com'), '250 250 354 closed', 'the connection goes after the dot';
is scalar @{ $fakes->control('/mails') }, 3, 'with the message kept: the sender cannot know';

# Credentials.
$fakes->control('/smtp', { credentials => 'user:pass' });
$socket = connected();
is say_to($socket, 'EHLO shop.example'), 250, 'a new connection';
is say_to($socket, 'MAIL FROM:<a@shop.example>'), 530, 'wants credentials';
is say_to($socket, 'AUTH PLAIN AHVzZXIAd3Jvbmc='), 535, 'wrong ones are refused';
is say_to($socket, 'AUTH PLAIN AHVzZXIAcGFzcw=='), 235, 'right ones taken';
is say_to($socket, 'MAIL FROM:<a@shop.example>'), 250, 'and then it goes on';
is say_to($socket, 'QUIT'), 221, 'QUIT ends';
done_testing;
