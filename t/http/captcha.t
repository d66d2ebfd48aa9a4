#!/usr/bin/perl
# Public forms ask whether a person sends them (contract sheet turnstile, its acceptance checks by
# number): who passes, who does not, and what happens while the verifier is down.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'captcha', GDS_TEST_CAPTCHA => 'on';
use Account;
use Buyer;
use Staff;
use JSON::PP;
use Test::More;
use Time::HiRes 'time';

my $json = JSON::PP->new;
my $widget = fakes();
sub token {
    my ($action, %more) = @_;
    return $json->decode(control('POST', '/_control/turnstile/token',
        $json->encode({ action => $action, %more })))->{token};
}
sub verifier_says {
    control('POST', '/_control/turnstile/answers', $json->encode({ answers => [@_] }));
}
sub calls {
    return grep { $_->{path} =~ m{siteverify} } @{ $json->decode(control('GET', '/_control/requests')) };
}
sub kept {
    return sql("SELECT (SELECT count(*) FROM mail_proofs) || '|' || (SELECT count(*) FROM enquiries)
                || '|' || (SELECT count(*) FROM stock_waits) || '|' || (SELECT count(*) FROM newsletter_subscribers) || '|' || (SELECT count(*) FROM reviews) || '|' || (SELECT count(*) FROM outbox) || '|' || (SELECT count(*) FROM login_attempts)");
}

my $run = int rand 1e9;
my $kim = "kim.$run\@example.com";
my $visitor = Shop::Visitor->new;

# ---- an account, through forms that ask
sub with_token { my ($action, @fields) = @_; return [@fields, 'cf-turnstile-response' => token($action)] }
is(Buyer::location($visitor->post('/account/register', with_token(register => email => $kim))),
    '/account/sent', 'a form with a token of its own goes through');
my ($proof) = Account::link_to($kim, qr/Choose a password/) =~ /t=(\S+)/;
$visitor->post('/account/reset', [t => $proof, name => 'Kim Lee', password => $Account::PASSWORD]);
is(Buyer::location(Account::sign_in($visitor, $kim)), '/account', 'signing in asks for nothing at first');

# Each form, with fields that are right.
my $lee = "lee.$run\@example.com";
# Of an order of which something was sent.
my ($bought, $price) = Buyer::switch();
my $done = Buyer::path_of(Buyer::press((Buyer::at_the_payment($bought, $price, 1))[1], 'pay'));
my ($number, $token) = @{ wait_until(20, sub { $visitor->get($done); my @order = split /\|/, sql('SELECT number, token FROM orders WHERE number IS NOT NULL ORDER BY id DESC LIMIT 1'); @order ? \@order : 0 }) };
Staff::gdsctl('orders', 'ship', $number);
my @review = (order => $number, line => 1, t => $token, stars => 5, title => 'Quiet', text => 'It runs.', author => 'Lee');
my @wrong = (email => $kim, password => 'not the right one', next => '');
my %forms = (
    register => ['/account/register', '/account/register', [email => $lee]],
    forgot => ['/account/forgotten', '/account/forgotten', [email => $kim]],
    contact => ['/contact', '/contact', [email => $lee, name => 'Lee', company => '', message => 'Is it quiet?']],
    login => ['/account/sign-in', '/account/sign-in', [email => $kim, password => $Account::PASSWORD, next => '']],
    admin_login => ['/admin/sign-in', '/admin/sign-in', [email => $lee, password => $Account::PASSWORD]],
    newsletter => ['/newsletter', '/newsletter', [email => $lee]],
    review => ["/review?order=$number&line=1&t=$token", '/review', \@review],
    lookup => ['/orders/lookup', '/orders/lookup', [number => '1001', email => $lee]],
    # Its form stands on a generated page, without a widget: the program's own comes after it.
    notify => ['', '/notify', [variant => sql("SELECT min(id) FROM variants WHERE state = 'active'"), email => $lee]],
);
# Each public form asks, or has a reason not to.
my %asks = map { ($_->[1] => 1) } values %forms;
$asks{'/admin/forgotten'} = 1;  # as shoppers'
my $by_mail = 'the link of a mail is proof by itself (decision 0077)';
my $cart = 'a cart has limits by address and bounded holds (decision 0077)';
my %asks_not = (
    (map { ($_ => $cart) } qw(/cart/add /cart/update /cart/remove /cart/credit)),
    (map { ($_ => "lists are few and short, hold nothing, and have limits by address (decision 0096)") } grep { m{^/lists/} } map { $_->[1] } public()),
    '/cart/coupon' => 'few guesses by address; a code of a batch is long',
    '/cart/gift-card' => 'few guesses by address; a code has 96 bits',
    (map { ($_ => $by_mail) } qw(/account/reset /admin/reset /account/email/confirm /notify/confirm /notify/stop
        /newsletter/confirm /newsletter/stop
        /quotes/accept /quotes/decline /orders/:number/referral /orders/:number/again /orders/:number/return)),
    '/quotes/aside' => 'puts back the cart that the browser had',
    '/account/google/join' => 'asks as signing in does, of who came back from Google',
    '/account/second' => 'of who has given a password; codes are counted',
    (map { ($_ => 'asks after declined payments (decision 0072)') } grep { m{^/checkout} } map { $_->[1] } public()),
);
sub public {
    return grep { $_->[0] eq 'POST' && $_->[3] eq 'anyone' && $_->[4] eq 'csrf' }
        map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
}
my @public = map { $_->[1] } public();
cmp_ok(scalar @public, '>', 20, 'the table of routes has public forms');
is(join(' ', grep { !$asks{$_} && !$asks_not{$_} } @public), '', 'each asks whether a person sends it, or has a reason not to');
is(join(' ', grep { $asks{$_} && $asks_not{$_} } @public), '', 'not both');
for my $path (sort keys %asks, keys %asks_not) { ok((grep { $_ eq $path } @public), "$path is a public form") }
# Signing in asks after three failures.
for my $try (1 .. 3) {
    my $page = Shop::Visitor->new->post('/account/sign-in', \@wrong);
    is($page->{status}, 422, "a wrong password, time $try");
    Shop::Visitor->new->post('/admin/sign-in', [email => $lee, password => "wrong $try wrong wrong"]);
}
my $asked = $visitor->post('/account/sign-in', \@wrong)->{content};
like($asked, qr{data-action="login"}, 'then signing in asks for the widget');
my $nobody = "nobody.$run\@example.com";
Shop::Visitor->new->post('/account/sign-in', [email => $nobody, password => 'not the right one']) for 1 .. 3;
my $unknown = $visitor->post('/account/sign-in', [email => $nobody, password => 'not the right one'])->{content};
s/value="[^"]*"//g, s/What is [^<]*//g for $asked, $unknown;
is($asked, $unknown, 'in the same words for a mailbox that has no account');

# ---- check 8: the policy of each page with the widget allows it, and nothing wider
my $plain = $visitor->get('/account/sent')->{headers}{'content-security-policy'};
for my $action (sort keys %forms) {
    my ($path, $to, $fields) = @{ $forms{$action} };
    my $page = $action =~ /login|notify/ ? $visitor->post($to, $fields) : $visitor->get($path);
    (my $fits = $plain) =~ s/script-src 'self'/script-src 'self' $widget/;
    is($page->{headers}{'content-security-policy'}, "$fits; frame-src $widget",
        "acceptance check 8: $action lets the widget in and nothing else");
    like($page->{content}, qr{<div class="cf-turnstile" data-sitekey="[^"]+" data-action="$action"></div>},
        "$action shows it");
    like($page->{content}, qr{<script src="\Q$widget\E/turnstile/v0/api.js" async defer></script>}, "by its script");
}
unlike($plain, qr{frame-src|\Q$widget\E}, 'acceptance check 8: a page without the widget allows nothing');

# ---- check 1: without a token, with a spent one, another form's, another host's: nothing happens
for my $action (sort keys %forms) {
    my ($path, $to, $fields) = @{ $forms{$action} };
    my $other = $action eq 'contact' ? 'register' : 'contact';
    my %tokens = (
        none => '',
        spent => do { my $t = token($action);
            HTTP::Tiny->new->post_form(fakes() . '/turnstile/v0/siteverify', [secret => do {
                open my $f, '<', var() . '/secrets/turnstile.secret' or die; chomp(my $s = <$f>); $s }, response => $t]);
            $t },
        'of another form' => token($other),
        'of another host' => token($action, hostname => 'evil.example'),
        old => token($action, age => 400),
        forged => 'x' x 40,
        'far too long' => 'x' x 2049,
        'no token at all' => "a b\x{7f}",
    );
    my $before = kept();
    for my $kind (sort keys %tokens) {
        my $page = Shop::Visitor->new->post($to, [@$fields, 'cf-turnstile-response' => $tokens{$kind}]);
        is($page->{status}, 422, "acceptance check 1: $action with a token $kind is refused");
    }
    is(kept(), $before, "acceptance check 1: and $action keeps nothing");
}
my $twice = token('contact');
my @contact = (email => $lee, name => 'Lee', company => '');
is($visitor->post('/contact', [@contact, message => 'one', 'cf-turnstile-response' => $twice])->{status}, 303, 'a token is good');
is($visitor->post('/contact', [@contact, message => 'two', 'cf-turnstile-response' => $twice])->{status}, 422, 'once');
is($visitor->post('/contact', [@contact, message => '', 'cf-turnstile-response' => token('contact')])->{status}, 422,
    'a form with another fault is refused first');

# ---- check 3: an error inside is asked about once more, under the same key
control('POST', '/_control/reset', '{}');
verifier_says({ body => '{"success":false,"error-codes":["internal-error"]}' });
is($visitor->post('/contact', with_token(contact => @contact, message => 'three'))->{status}, 303,
    'acceptance check 3: an internal error is asked about again');
my @keys = map { $_->{body} =~ /idempotency_key=([\w-]+)/ } calls();
is(scalar @keys, 2, 'acceptance check 3: by exactly two calls');
is($keys[0], $keys[1], 'acceptance check 3: with one idempotency key');
unlike((calls())[0]{path} . ((calls())[0]{query} // ''), qr/secret/, 'the secret is in no address');

# ---- check 4: one token at two workers at once
my $contested = token('contact');
my @statuses;
for my $n (1 .. 4) {
    my $pid = open(my $out, '-|') // die "fork: $!";
    if (!$pid) {
        print Shop::Visitor->new->post('/contact',
            [@contact, message => "at once $n", 'cf-turnstile-response' => $contested])->{status};
        require POSIX;
        $| = 1;
        STDOUT->flush;
        POSIX::_exit(0);
    }
    push @statuses, $out;
}
@statuses = map { my $out = $_; local $/; my $said = <$out>; close $out; $said } @statuses;
is(scalar(grep { $_ == 303 } @statuses), 1, 'acceptance check 4: of four at once one passes') or diag "@statuses";

# ---- who has no script is asked a question
sub question {
    my ($page) = @_;
    my %number = (two => 2, three => 3, four => 4, five => 5, six => 6, seven => 7, eight => 8, nine => 9);
    my ($left, $right) = $page->{content} =~ /What is (\w+) plus (\w+)\?/ or return;
    my ($stamp) = $page->{content} =~ /name="captcha_stamp" value="([^"]+)"/;
    return ($number{$left} + $number{$right}, $stamp);
}
my $page = $visitor->get('/contact');
like($page->{content}, qr{<noscript>.*What is \w+ plus}s, 'the question is for who has no script');
my ($sum, $stamp) = question($page);
my @asked = (@contact, message => 'by hand');
is($visitor->post('/contact', [@asked, captcha_answer => $sum + 1, captcha_stamp => $stamp])->{status}, 422,
    'a wrong answer is refused');
is($visitor->post('/contact', [@asked, captcha_answer => $sum, captcha_stamp => "$stamp."])->{status}, 422,
    'so is a stamp that is not ours');
is($visitor->post('/account/register', [email => $lee, captcha_answer => $sum, captcha_stamp => $stamp])->{status},
    422, 'and one of another form');
is($visitor->post('/contact', [@asked, captcha_answer => " $sum ", captcha_stamp => $stamp])->{status}, 303,
    'the right answer goes through');
is($visitor->post('/contact', [@asked, message => 'again', captcha_answer => $sum, captcha_stamp => $stamp])->{status},
    422, 'once');
$page = $visitor->post('/contact', [@asked]);
unlike($page->{content}, qr{<noscript>}, 'where no widget came the question is asked plainly');
my $answered = 1;
for (1 .. 70) {
    my ($answer, $mark) = question($page);
    $page = $visitor->post('/contact', [@contact, message => "many $_", captcha_answer => $answer, captcha_stamp => $mark]);
    last if $page->{status} == 429;
    ++$answered;
    $page = $visitor->get('/contact');
}
is($answered, 60, 'and so often in an hour, whoever asks');
ok($page->{headers}{'retry-after'}, 'then one waits');

# ---- check 5: what is no answer is no yes
my @odd = ({ status => 502, body => '<html>Bad gateway</html>' }, { body => 'empty' },
    { body => '{"success":"true","hostname":"127.0.0.1","action":"register"}' },
    { body => '{"success":true,"hostname":"127.0.0.1","act' }, { body => '[]' },
    { body => '{"success":false,"error-codes":["invalid-input-secret"]}' });
for my $answer (@odd) {
    verifier_says($answer);
    my $before = kept();
    $page = $visitor->post('/account/register', with_token(register => email => $lee));
    is($page->{status}, 503, "acceptance check 5: not accepted: $answer->{body}");
    is(kept(), $before, 'and nothing is kept');
}
ok($page->{headers}{'retry-after'}, 'its sender is told when to come back');
like($page->{content}, qr{value="\Q$lee\E"}, 'and what was typed is still there');

# ---- check 2: an answer that comes too late
control('POST', '/_control/reset', '{}');
verifier_says(map { { delay_ms => 6000 } } 1 .. 40);
sql("UPDATE sign_in_locks SET locked_until = NULL, failures = 1");
my $start = time;
$page = Shop::Visitor->new->post('/account/sign-in', with_token(login => @{ $forms{login}[2] }));
is($page->{status}, 303, 'acceptance check 2: signing in goes on');
cmp_ok(time - $start, '<', 6, 'acceptance check 2: within six seconds');
is(sql("SELECT captcha || '|' || outcome FROM login_attempts ORDER BY id DESC LIMIT 1"), 'skipped|in',
    'acceptance check 2: and says so');
for my $action (qw(register forgot contact lookup notify newsletter review admin_login)) {
    $start = time;
    $page = Shop::Visitor->new->post($forms{$action}[1], with_token($action => @{ $forms{$action}[2] }));
    is($page->{status}, 503, "acceptance check 2: $action is closed");
    cmp_ok(time - $start, '<', 6, 'acceptance check 2: within six seconds');
}

# ---- check 6: no start of a public site without it
sub start {
    my (%with) = @_;
    local %ENV = (%ENV, GDS_CONF => var() . '/gds.conf', GDS_SITE_URL => 'https://shop.example', %with);
    my $said = `build/bin/gds-web --pool shop --check 2>&1`;
    return ($? >> 8) . " $said";
}
like(start(GDS_TURNSTILE_SECRET => ''), qr/^1 .*turnstile\.secret is empty/, 'acceptance check 6: without a secret');
like(start(GDS_TURNSTILE_SECRET => '1x0000000000000000000000000000000AA'),
    qr/^1 .*turnstile\.secret is one of Cloudflare's for tests/, 'acceptance check 6: with one for tests');
like(start(GDS_TURNSTILE_SITEKEY => ''), qr/^1 .*turnstile\.sitekey is empty/, 'acceptance check 6: without a sitekey');
is(start(), '0 ', 'acceptance check 6: with both it starts');

# ---- check 7: the secret is seen nowhere
open my $file, '<', var() . '/secrets/turnstile.secret' or die $!;
chomp(my $secret = <$file>);
my $logs = join '', map { local (@ARGV, $/) = $_; <> } glob var() . '/log/*.log';
my $processes = join '', map { local (@ARGV, $/) = $_; <> // '' } grep { -r } glob '/proc/[0-9]*/cmdline';
unlike($logs, qr/\Q$secret\E/, 'acceptance check 7: not in a log');
unlike($processes, qr/\Q$secret\E/, 'acceptance check 7: not in the list of processes');
ok(!(grep { ($_->{path} . ($_->{query} // '')) =~ /\Q$secret\E/ } calls()), 'acceptance check 7: in no address');
done_testing();
