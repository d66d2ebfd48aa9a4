#!/usr/bin/perl
# The second step of shoppers who want one: set up, asked for at every door, ended; and what neither
# opens it nor goes around it.
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
my $kim = "codes.$run\@example.com";
my $visitor = Account::opened(Shop::Visitor->new, $kim);
my $other = Shop::Visitor->new;
Account::sign_in($other, $kim);
sub csrf { return (csrf => Account::csrf($visitor, '/account/codes')) }
sub user { return sql("SELECT id FROM users WHERE email = '$kim'") }
# A code counts once: the next one is another step's.
sub forget_step { sql('UPDATE totp_secrets SET last_step = 0 WHERE user_id = ' . user()) }

# ---- setting up
is($visitor->get('/account/codes')->{status}, 200, 'there is a page for it');
is($visitor->post('/account/codes', [csrf(), current => 'not the right one'])->{status}, 422, 'it wants the password');
my $page = $visitor->post('/account/codes', [csrf(), current => $Account::PASSWORD]);
my $seed = Staff::seed($page);
is(length $seed, 20, 'and shows a seed, once the password was right');
like($page->{content}, qr{<svg class="qr"}, 'as a picture that we draw');
is(Buyer::location(Account::sign_in(Shop::Visitor->new, $kim)), '/account', 'until a code came back nothing is asked');
is($visitor->post('/account/codes/confirm', [csrf(), code => '000000'])->{status}, 422, 'a wrong code confirms nothing');
$page = $visitor->post('/account/codes/confirm', [csrf(), code => Staff::code($seed)]);
my @recovery = $page->{content} =~ m{class="mpn">([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})<}g;
is(scalar @recovery, 10, 'a right one does, and brings recovery codes');
ok(Account::mail_to($kim, qr/has an authenticator now/), 'word is mailed');
is($other->get('/account')->{status}, 303, 'other browsers are signed out');
is($visitor->get('/account')->{status}, 200, 'this one is not');
like(sql("SELECT encode(sealed, 'hex') || key_id FROM totp_secrets WHERE user_id = " . user()), qr/^[0-9a-f]+/, 'the seed is kept');
unlike(sql("SELECT encode(sealed, 'escape') FROM totp_secrets WHERE user_id = " . user()), qr/\Q@{[unpack 'H*', $seed]}\E/, 'sealed');
is(sql("SELECT count(*) FROM recovery_codes WHERE code_hash IN ('$recovery[0]')"), 0, 'recovery codes are kept as digests');
is($visitor->post('/account/codes', [csrf(), current => $Account::PASSWORD])->{status}, 303, 'the seed is not shown again');

# ---- signing in
my $door = Shop::Visitor->new;
is(Buyer::location(Account::sign_in($door, $kim, next => '/cart')), '/account/second?next=%2Fcart', 'a password leads to the code');
my $half = $door->{cookies}{sid};
is($door->get('/account')->{status}, 303, 'half a session opens no account');
is($door->get('/account/second')->{status}, 200, 'but the second step');
forget_step();
is($door->post('/account/second', [code => Staff::code($seed, 2), next => '/cart'])->{status}, 422, 'two steps ahead is wrong');
my $code = Staff::code($seed);
is(Buyer::location($door->post('/account/second', [code => substr($code, 0, 3) . ' ' . substr($code, 3), next => '/cart'])),
    '/cart', 'a code of now leads on');
isnt($door->{cookies}{sid}, $half, 'under another token');
is($door->get('/account')->{status}, 200, 'the account is open');
my $replay = Shop::Visitor->new;
Account::sign_in($replay, $kim);
is($replay->post('/account/second', [code => $code])->{status}, 422, 'the same code is good once');
is(Buyer::location($replay->post('/account/second', [code => lc $recovery[1] =~ s/-//gr])), '/account', 'a recovery code signs in');
ok(Account::mail_to($kim, qr/recovery code was used|A recovery code/i), 'which is mailed');
my $used = Shop::Visitor->new;
Account::sign_in($used, $kim);
is($used->post('/account/second', [code => $recovery[1]])->{status}, 422, 'once');
is(Shop::Visitor->new->get('/account/second')->{status}, 404, 'without a password there is no second step');
my $late = Shop::Visitor->new;
Account::sign_in($late, $kim);
sql("UPDATE sessions SET created_at = now() - interval '11 minutes' WHERE stage = 'half'");
is($late->get('/account/second')->{status}, 404, 'nor after ten minutes');

# ---- a new password by mail leaves it
Shop::Visitor->new->post('/account/forgotten', [email => $kim]);
my ($token) = Account::link_to($kim, qr/choose one/) =~ /t=(\S+)/;
Shop::Visitor->new->post('/account/reset', [t => $token, password => $Account::PASSWORD]);
my $back = Shop::Visitor->new;
like(Buyer::location(Account::sign_in($back, $kim)), qr{^/account/second}, 'a new password by mail does not go around it');

# ---- nor does Google
my %google = (email => $kim, sub => $run * 10);
my $joiner = Shop::Visitor->new;
Google::sign_in($joiner, %google);
is($joiner->post('/account/google/join', [password => $Account::PASSWORD])->{status}, 422, 'joining an identity wants the code too');
forget_step();
is(Buyer::location($joiner->post('/account/google/join', [password => $Account::PASSWORD, code => Staff::code($seed)])),
    '/account', 'with it the two are one');
like(Buyer::location(Google::sign_in(Shop::Visitor->new, %google)), qr{^/account/second}, 'and Google is asked for it as well');

# ---- five wrong codes
my $guess = Shop::Visitor->new;
Account::sign_in($guess, $kim);
my $status;
for (1 .. 6) {
    $status = $guess->post('/account/second', [code => '000000'])->{status};
    last if $status == 404;
}
is($status, 404, 'after five wrong codes the half session is gone');
Account::sign_in($guess, $kim);
forget_step();
is($guess->post('/account/second', [code => Staff::code($seed)])->{status}, 404, 'and a right one waits a quarter of an hour');
sql('DELETE FROM sign_in_locks');

# ---- a new key of the seals
my ($key) = do { local @ARGV = var() . '/secrets/identity.seal_keys'; <> };
chomp $key;
my $new = 'c' x 64;
my $said = do {
    local %ENV = (%ENV, GDS_IDENTITY_SEAL_KEYS => "$new,$key");
    `build/bin/gdsctl --config '@{[var()]}/gds.conf' keys rotate 2>&1`;
};
like($said, qr/sealed anew/, 'seeds are sealed under a new key');
my $old = do {
    local %ENV = (%ENV, GDS_IDENTITY_SEAL_KEYS => "$key,$new");
    `build/bin/gdsctl --config '@{[var()]}/gds.conf' keys rotate 2>&1`;
};
my $after = Shop::Visitor->new;
Account::sign_in($after, $kim);
is(Buyer::location($after->post('/account/second', [code => $recovery[2]])), '/account', 'recovery codes outlive it');

# ---- new recovery codes, and the end
my @csrf = (csrf => Account::csrf($after, '/account/codes'));
is($after->post('/account/codes/recovery', [@csrf, code => '000000'])->{status}, 422, 'new recovery codes want a code');
forget_step();
$page = $after->post('/account/codes/recovery', [@csrf, code => Staff::code($seed)]);
is(scalar(() = $page->{content} =~ m{class="mpn">[A-Z2-7]{4}-}g), 10, 'and come for one');
my $void = Shop::Visitor->new;
Account::sign_in($void, $kim);
is($void->post('/account/second', [code => $recovery[3]])->{status}, 422, 'the old ones are void');
forget_step();
is($after->post('/account/codes/remove', [@csrf, current => 'not the right one', code => Staff::code($seed)])->{status}, 422,
    'ending it wants the password');
is($after->post('/account/codes/remove', [@csrf, current => $Account::PASSWORD, code => '000000'])->{status}, 422, 'and a code');
forget_step();
is(Buyer::location($after->post('/account/codes/remove', [@csrf, current => $Account::PASSWORD, code => Staff::code($seed)])),
    '/account?done=codes_off', 'with both it ends');
is(Buyer::location(Account::sign_in(Shop::Visitor->new, $kim)), '/account', 'and the password signs in');
ok(Account::mail_to($kim, qr/no authenticator any more/), 'word is mailed');
is(sql('SELECT count(*) FROM totp_secrets t JOIN users u ON u.id = t.user_id WHERE u.id = ' . user()), 0, 'nothing of it is kept');
done_testing();
