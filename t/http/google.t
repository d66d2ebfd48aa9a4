#!/usr/bin/perl
# Signing in by Google (contract sheet google-oidc, its acceptance checks by number): who gets into
# which account, whose tokens are refused, and that an address alone joins nothing.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Google;
use Staff;
use Test::More;

my $run = int rand 1e9;
my $number = $run * 1000;
sub someone { my ($name) = @_; return (email => "$name.$run\@example.com", sub => ++$number) }
sub attempt { return sql("SELECT method || ' ' || outcome || ' ' || reason FROM login_attempts ORDER BY id DESC LIMIT 1") }
sub is_in { my ($visitor) = @_; return $visitor->get('/account')->{status} == 200 }

# ---- check 1: a full sign-in, of who has no account yet
my %kim = someone('kim');
my $kim = Shop::Visitor->new;
my $away = Google::away($kim, '/auth/google?next=/cart');
like($away, qr{^\Q@{[fakes()]}\E/google/auth\?response_type=code&client_id=}, 'the browser is sent to Google');
like($away, qr{code_challenge=[\w-]{43}&code_challenge_method=S256}, 'with a challenge');
my ($state) = $away =~ /state=([\w-]{43})/;
my ($nonce) = $away =~ /nonce=([\w-]{43})/;
isnt($state, $nonce, 'and two numbers of its own');
my $back = Google::choose($away, %kim);
my $answer = $kim->get($back);
is(Buyer::location($answer), '/cart', 'acceptance check 1: who comes back is signed in and goes on');
is($answer->{headers}{'referrer-policy'}, 'no-referrer', 'from an address that does not travel');
is($answer->{headers}{'cache-control'}, 'no-store', 'and that nobody keeps');
ok(is_in($kim), 'the account is open');
like($kim->get('/account')->{content}, qr{\Q$kim{email}\E}, 'of that mail address');
is(attempt(), 'google in ', 'the try is kept');
is(sql("SELECT count(*) FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = '$kim{email}'"), 0,
    'it has no password');
ok(Account::mail_to($kim{email}, qr/entered by Google/), 'and word is mailed');
my $again = Shop::Visitor->new;
is(Buyer::location(Google::sign_in($again, %kim, email => "moved.$run\@example.com")), '/account',
    'the next time the same number leads there, whatever the address is now');
like($again->get('/account')->{content}, qr{\Q$kim{email}\E}, 'and the account keeps its own');
$away = Google::away(my $thief = Shop::Visitor->new);
my $other = Google::away(Shop::Visitor->new);
my ($challenge) = $other =~ /code_challenge=([\w-]+)/;
(my $bent = $away) =~ s/code_challenge=[\w-]+/code_challenge=$challenge/;
is($thief->get(Google::choose($bent, someone('thief')))->{status}, 400,
    'acceptance check 1: another verifier is refused, with a page');
is(attempt(), 'google wrong grant', 'and says why');

# ---- check 2: tokens that are bent, each refused for its own reason
my @bent = (
    [signature => { sign => 'other_key' }], [algorithm => { sign => 'none' }], [algorithm => { sign => 'hs256' }],
    [algorithm => { header => { alg => 'RS512' } }], [critical => { header => { crit => ['exp'] } }],
    [issuer => { claims => { iss => 'https://evil.example' } }], [audience => { claims => { aud => 'other' } }],
    [audience => { claims => { aud => ['other', 'another'] } }], [audience => { without => ['aud'] }],
    [party => { claims => { azp => 'other' } }],
    [party => { claims => { aud => ['demo.apps.googleusercontent.com', 'other'] }, without => ['azp'] }],
    [expired => { claims => { exp => time - 61 } }], [issued => { claims => { iat => time + 90 } }],
    [issued => { claims => { iat => time - 700 } }], [malformed => { claims => { exp => 'tomorrow' } }],
    [malformed => { without => ['iat'] }], [nonce => { without => ['nonce'] }],
    [nonce => { claims => { nonce => 'x' x 43 } }], [access_token => { claims => { at_hash => 'x' x 22 } }],
    [subject => { claims => { sub => '' } }], [malformed => { claims => { sub => 12345 } }],
    [subject => { claims => { sub => 'x' x 256 } }], [malformed => { append => ',"sub":"victim"' }],
    [malformed => { append => ',"email":"victim@example.com","email":"x"' }], [malformed => { claims => { pad => 'x' x 9000 } }],
);
for (@bent) {
    my ($reason, $how) = @$_;
    Google::control('token', $how);
    my $visitor = Shop::Visitor->new;
    is(Google::sign_in($visitor, someone('bent'))->{status}, 400, "acceptance check 2: $reason");
    is(attempt(), "google wrong $reason", 'acceptance check 2: with its own reason');
    ok(!is_in($visitor), 'and nobody is in');
}
is(sql("SELECT count(*) FROM users WHERE email LIKE 'bent.%' OR email LIKE 'victim%'"), 0, 'no account came of it');
Google::control('token', { claims => { aud => ['demo.apps.googleusercontent.com', 'other'] } });
is(Google::sign_in(Shop::Visitor->new, %kim)->{status}, 303, 'several audiences are right with our own party');

# ---- check 3: a way back is good once, in one browser
$back = Google::back(my $once = Shop::Visitor->new, %kim);
is($once->get($back)->{status}, 303, 'a way back leads in');
is($once->get($back)->{status}, 400, 'acceptance check 3: once');
$back = Google::back(Shop::Visitor->new, %kim);
my $elsewhere = Shop::Visitor->new;
Google::away($elsewhere);
is($elsewhere->get($back)->{status}, 400, 'acceptance check 3: in its own browser');
ok(!is_in($elsewhere), 'and nobody is in');
my $tabs = Shop::Visitor->new;
my ($one, $two) = map { Google::back($tabs, %kim) } 1, 2;
is($tabs->get($one)->{status}, 303, 'two tabs');
is($tabs->get($two)->{status}, 303, 'both come back');
(my $foreign = Google::back($tabs, %kim)) =~ s/iss=[^&]*/iss=https%3A%2F%2Fevil.example/;
is($tabs->get($foreign)->{status}, 400, 'another issuer on the way back is refused');
is(Google::sign_in(Shop::Visitor->new, %kim, press => 'cancel')->{status}, 400, 'who says no at Google is told so');
my $late = Shop::Visitor->new;
$back = Google::back($late, %kim);
sql("UPDATE oauth_flows SET expires_at = now()");
is($late->get($back)->{status}, 400, 'after ten minutes it is too late');

# ---- check 4: keys change while the shop runs
my $fetched = Google::calls('certs');
Google::control('rotate');
is(Google::sign_in(Shop::Visitor->new, %kim)->{status}, 303, 'acceptance check 4: a new key signs in');
is(scalar(Google::calls('certs')) - $fetched, 1, 'acceptance check 4: by one fetch');
for (1 .. 30) {
    Google::control('token', { header => { kid => "forged-$_" } });
    is(Google::sign_in(Shop::Visitor->new, %kim)->{status}, 400, 'a key that nobody has');
}
cmp_ok(scalar(Google::calls('certs')) - $fetched, '<=', 2, 'acceptance check 4: makes for one fetch a minute at most');

# ---- check 5: an address that Google has not verified
my $lee = "lee.$run\@example.com";
my $owner = Account::opened(Shop::Visitor->new, $lee);
my $mallory = Shop::Visitor->new;
is(Google::sign_in($mallory, email => $lee, sub => ++$number, email_verified => 'false')->{status}, 400,
    "acceptance check 5: an unverified address signs nobody in");
ok(!is_in($mallory), 'acceptance check 5: nor later');
is(attempt(), 'google wrong email_unverified', 'and says why');

# ---- an address that is an account's joins nothing by itself
for my $case ([verified => ()], [organisation => hd => 'example.com']) {
    my ($name, @more) = @$case;
    my $visitor = Shop::Visitor->new;
    is(Buyer::location(Google::sign_in($visitor, email => $lee, sub => ++$number, @more)), '/account/google/join',
        "$name: proof of the account is wanted too");
    ok(!is_in($visitor), 'nobody is in yet');
    is($visitor->post('/account/google/join', [password => 'not the right one'])->{status}, 422, 'a wrong password joins nothing');
}
is(sql("SELECT count(*) FROM oauth_identities i JOIN users u ON u.id = i.user_id WHERE u.email = '$lee'"), 0, 'nothing is joined');
my %lee = (email => $lee, sub => ++$number);
my $joiner = Shop::Visitor->new;
Google::sign_in($joiner, %lee);
is($joiner->get('/account/google/join')->{status}, 200, 'the page asks for the password');
is(Buyer::location($joiner->post('/account/google/join', [password => $Account::PASSWORD])), '/account', 'the right one joins');
ok(is_in($joiner), 'and signs in');
is($joiner->post('/account/google/join', [password => $Account::PASSWORD])->{status}, 404, 'once');
my $direct = Shop::Visitor->new;
is(Buyer::location(Google::sign_in($direct, %lee)), '/account', 'from then on Google is enough');
is(Shop::Visitor->new->get('/account/google/join')->{status}, 404, 'without a proven identity there is no such page');

# ---- check 6: who registers somebody else's address beforehand has nothing of it
my %victim = someone('victim');
my $squatter = Shop::Visitor->new;
$squatter->post('/account/register', [email => $victim{email}]);
is(Account::sign_in($squatter, $victim{email})->{status}, 422, 'before the mail is proven there is no account to sign in to');
my $victim = Shop::Visitor->new;
is(Buyer::location(Google::sign_in($victim, %victim)), '/account', 'the owner opens it by Google');
is(Account::sign_in($squatter, $victim{email})->{status}, 422, 'acceptance check 6: no password of before works');
is(sql("SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = '$victim{email}'"), 1,
    'acceptance check 6: and no session of before');
# And the other way round: who comes by the mailbox shuts out who came by Google.
my $link = do { Shop::Visitor->new->post('/account/forgotten', [email => $victim{email}]);
    Account::link_to($victim{email}, qr/choose one/) };
my ($token) = $link =~ /t=(\S+)/;
Shop::Visitor->new->post('/account/reset', [t => $token, password => $Account::PASSWORD]);
ok(!is_in($victim), 'a new password by mail ends the sessions');
is(Buyer::location(Google::sign_in(Shop::Visitor->new, %victim)), '/account/google/join', 'and what Google had joined');

# ---- check 7: where one goes on
for my $next ('//evil.example', '/\\evil.example', 'https:evil', "/%0d%0aX: y", "/\r\nX: y") {
    my $to = $next =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ger;
    is(Buyer::location(Google::sign_in(Shop::Visitor->new, %kim, start => "/auth/google?next=$to")), '/account',
        'acceptance check 7: ' . ($next =~ s/[\r\n]/?/gr) . ' leads to the account');
}

# ---- from the account: with the password shown again, to this account alone
my $anna = Account::opened(Shop::Visitor->new, "anna.$run\@example.com");
my @csrf = (csrf => Account::csrf($anna, '/account/google'));
is($anna->post('/account/google', [@csrf, current => 'not the right one'])->{status}, 422, 'a wrong password leads nowhere');
$answer = $anna->post('/account/google', [@csrf, current => $Account::PASSWORD]);
is($answer->{status}, 303, 'the right one to Google');
like($anna->get('/account/google')->{headers}{'content-security-policy'}, qr{form-action 'self' \Q@{[fakes()]}\E;},
    'which the policy of the page allows');
is(Buyer::location($anna->get(Google::choose($answer->{headers}{location}, %lee))), '', 'an identity of somebody else is refused');
is(attempt(), 'google wrong linked_already', 'and says why');
my %anna = (email => "anna.$run\@gmail.com", sub => ++$number);
$answer = $anna->post('/account/google', [@csrf, current => $Account::PASSWORD]);
my $path = Google::choose($answer->{headers}{location}, %anna);
my $stranger = Account::opened(Shop::Visitor->new, "eve.$run\@example.com");
$stranger->{cookies}{oidc} = $anna->{cookies}{oidc};
is($stranger->get($path)->{status}, 400, 'another account that comes back with it gets nothing');
$answer = $anna->post('/account/google', [@csrf, current => $Account::PASSWORD]);
is(Buyer::location($anna->get(Google::choose($answer->{headers}{location}, %anna))), '/account?done=google', 'a free one is joined');
like($anna->get('/account/google')->{content}, qr{signs you in as anna\.$run\@gmail\.com}, 'and shown');
is(Buyer::location($anna->post('/account/google/remove', [@csrf])), '/account?done=google_left', 'it can be ended');
ok(Account::mail_to("anna.$run\@example.com", qr/cannot be entered by Google/), 'which is mailed');
is($kim->post('/account/google/remove', [csrf => Account::csrf($kim, '/account')])->{status}, 409, 'but not where it is the only way in');
is(Buyer::location(Google::sign_in(Shop::Visitor->new, %kim)), '/account', 'it signs in still');

# ---- check 8: staff
my ($staff) = Staff::invited();
my $worker = Shop::Visitor->new;
Google::sign_in($worker, email => $staff, sub => ++$number);
like(Buyer::location($worker->get('/admin')), qr{^/admin/sign-in}, 'acceptance check 8: Google opens no panel');
ok(!$worker->{cookies}{admin}, 'acceptance check 8: not even half of it');

# ---- check 9: nobody is there
Google::control('state', { down => JSON::PP::true });
my $without = Shop::Visitor->new;
is($without->get('/account/sign-in')->{status}, 200, 'acceptance check 9: the page to sign in is there');
is(Buyer::location(Account::sign_in($without, $lee)), '/account', 'acceptance check 9: a password signs in');
Google::control('state', { down => JSON::PP::false });
my $stuck = Shop::Visitor->new;
$path = Google::back($stuck, %kim);
Google::control('state', { down => JSON::PP::true });
$answer = $stuck->get($path);
is($answer->{status}, 503, 'acceptance check 9: who comes back then reads that Google is not there');
like($answer->{content}, qr{sign in with your password}, 'and what to do');
Google::control('state', { down => JSON::PP::false });
# A worker that has never heard from it.
my $recorded = var() . '/recorded';
open my $file, '>', $recorded or die $!;
print $file "GET /auth/google HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
close $file;
my $said = do {
    local %ENV = (%ENV, GDS_CONF => var() . '/gds.conf', GDS_GOOGLE_ISSUER => 'http://127.0.0.1:1/google');
    `build/bin/gds-web --pool outbound --once '$recorded' 2>/dev/null`;
};
like($said, qr{^Status: 503 .*Retry-After: 60.*Google does not answer just now}s, 'acceptance check 9: a friendly answer');

# ---- check 10: nothing of it in a log
my @secrets = map { my ($code) = $_ =~ /code=([^&]+)/; my ($s) = $_ =~ /state=([^&]+)/; ($code // (), $s // ()) } $back, $one, $two, $path;
my ($secret) = do { local (@ARGV, $/) = var() . '/secrets/google.client_secret'; <> =~ /(\S+)/ };
my $logs = join '', map { local (@ARGV, $/) = $_; <> } glob var() . '/log/*.log';
cmp_ok(scalar @secrets, '>', 5, 'there are codes and states to look for');
is(scalar(grep { index($logs, $_) >= 0 } @secrets, $secret, $state, $nonce), 0, 'acceptance check 10: none stands in a log');
is(sql("SELECT count(*) FROM oauth_flows WHERE state_hash IN ('$state', '$nonce')"), 0, 'nor in the database as it is');
done_testing();
