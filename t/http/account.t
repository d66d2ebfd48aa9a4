#!/usr/bin/perl
# An account from its first mail to its last session: who gets in, what is told to whom, and that
# nobody learns which addresses have an account.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Digest::SHA qw(sha256_hex);
use JSON::PP ();
use Test::More;

my $tail = int(rand 1e9);
my $kim = "kim.$tail\@example.com";
my $lee = "lee.$tail\@example.com";

# ---- a guest's order comes first, of the mailbox that will have an account
my ($variant, $price) = Buyer::switch();
my $guest = Shop::Visitor->new;
$guest->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
$guest->post('/checkout', [@Buyer::ADDRESS[2 .. $#Buyer::ADDRESS], email => $kim]);
$guest->post('/checkout/shipping', [shipping_method => 'ground']);
my $total = Buyer::review_total($guest->get('/checkout/review'));
my $done = Buyer::press(Buyer::location($guest->post('/checkout/place', [expected_total => $total])), 'pay');
my $order = wait_until(10, sub { sql("SELECT number FROM orders WHERE email = '$kim' AND placed_at IS NOT NULL") });
ok($order, 'a guest has bought');

# ---- registering
my $visitor = Shop::Visitor->new;
is(Buyer::location($visitor->get('/account')), '/account/sign-in?next=%2Faccount', 'an account wants its owner');
is($visitor->get('/account/register')->{status}, 200, 'there is a form to open one');
is($visitor->post('/account/register', [email => 'kim@'])->{status}, 422, 'an address that is none is told');
is(Buyer::location($visitor->post('/account/register', [email => $kim])), '/account/sent', 'a link is sent');
like($visitor->get('/account/sent')->{content}, qr{Look into your mailbox}, 'and said so');
my $link = Account::link_to($kim, qr/Choose a password/);
like($link, qr{^/account/reset\?t=[\w-]{43}$}, 'the link comes by mail');
my ($token) = $link =~ /t=(\S+)/;
unlike(sql("SELECT string_agg(p::text, ' ') FROM mail_proofs p"), qr/\Q$token\E/, 'and stands nowhere in clear');
my $page = $visitor->get($link);
is($page->{status}, 200, 'it opens a form');
is($page->{headers}{'referrer-policy'}, 'same-origin', 'whose address does not travel');
is($visitor->get('/account/reset?t=' . 'x' x 43)->{status}, 404, 'another token opens nothing');
for my $weak ('short', 'password1', $kim) {
    is($visitor->post('/account/reset', [t => $token, name => 'Kim Lee', password => $weak])->{status}, 422,
        "'$weak' is no password");
}
$page = $visitor->post('/account/reset', [t => $token, name => 'Kim Lee', password => 'short']);
unlike($page->{content}, qr{value="short"}, 'a password is not shown again');
is(sql("SELECT count(*) FROM users WHERE email = '$kim'"), 0, 'nothing is made yet');
is(Buyer::location($visitor->post('/account/reset',
            [t => $token, name => 'Kim Lee', password => $Account::PASSWORD])),
    '/account/sign-in?set=1', 'a good one opens the account');
is($visitor->get($link)->{status}, 404, 'the link works once');
ok(!$visitor->{cookies}{sid}, 'and signs nobody in');

# ---- signing in
my $wrong = $visitor->post('/account/sign-in', [email => $kim, password => 'five words in a line']);
is($wrong->{status}, 422, 'a wrong password is refused');
my $unknown = $visitor->post('/account/sign-in', [email => $lee, password => $Account::PASSWORD]);
is($unknown->{status}, 422, 'so is an unknown address');
my ($one, $two) = map { my $text = $_->{content}; $text =~ s/value="[^"]*"//g; $text } $wrong, $unknown;
is($one, $two, 'in the same words');
is(Buyer::location(Account::sign_in($visitor, $kim, next => '//evil.example/')), '/account',
    'the right one leads in, and never away from us');
like($visitor->{cookies}{sid}, qr/^[\w-]{43}$/, 'with a session');
is(sql("SELECT count(*) FROM sessions WHERE token_hash = '@{[sha256_hex($visitor->{cookies}{sid})]}'"), 1,
    'of which the database knows the hash');
$page = $visitor->get('/account');
is($page->{status}, 200, 'the account is open');
like($page->{content}, qr{\Q$kim\E}, 'it says whose it is');
like($page->{content}, qr{href="/account/orders/$order"}, 'the order from before it is there');
like(Buyer::location($visitor->get("/account/orders/$order")), qr{^/orders/$order\?t=}, 'and leads to its page');
is($page->{headers}{'cache-control'}, 'no-store', 'nobody keeps the page');
my $before = $visitor->{cookies}{sid};
Account::sign_in($visitor, $kim);
isnt($visitor->{cookies}{sid}, $before, 'signing in again makes a new session');
my $old = Shop::Visitor->new;
$old->{cookies}{sid} = $before;
is($old->get('/account')->{status}, 303, 'and ends the old one');

# ---- forms carry the token of the session
my @address = (@Buyer::ADDRESS[2 .. $#Buyer::ADDRESS], label => 'warehouse');
is($visitor->post('/account/address', [@address])->{status}, 403, 'a form without a token is refused');
is($visitor->post('/account/address', [@address, csrf => 'x.y'])->{status}, 403, 'with a wrong one too');
my $other = Account::opened(Shop::Visitor->new, $lee);
is($visitor->post('/account/address', [@address, csrf => Account::csrf($other)])->{status}, 403,
    'with that of another session too');
is($visitor->post('/account/address', [@address, csrf => Account::csrf($visitor)],
        headers => { origin => 'https://evil.example' })->{status}, 403, 'from another origin too');
is(sql("SELECT count(*) FROM addresses a JOIN users u USING (customer_id) WHERE u.email = '$kim'"), 0,
    'and nothing was kept');

# ---- addresses, and whose they are
is(Buyer::location(Account::post($visitor, '/account/address', @address)), '/account?done=address', 'an address is kept');
like($visitor->get('/account')->{content}, qr{warehouse}, 'under its name');
my $id = sql("SELECT a.id FROM addresses a JOIN users u USING (customer_id) WHERE u.email = '$kim'");
for my $theirs (["/account/address?id=$id"], ["/account/orders/$order"], ['/account/orders/1']) {
    is($other->get($theirs->[0])->{status}, 404, "$theirs->[0] of somebody else is not there");
}
for my $path (qw(/account/address /account/address/remove /account/address/default /account/devices/end)) {
    my $session = sql("SELECT max(s.id) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = '$kim'");
    is(Account::post($other, $path, @address, id => $path =~ /devices/ ? $session : $id, use => 'billing')->{status},
        404, "nor for $path");
}
is($visitor->get('/account')->{status}, 200, 'and nothing of it has changed');
is(Buyer::location(Account::post($visitor, '/account/address/remove', id => $id)), '/account?done=address',
    'its owner removes it');

# ---- a copy of what is kept
my $copy = $visitor->get('/account/data');
is($copy->{status}, 200, 'who is signed in gets a copy of what is kept');
is($copy->{headers}{'content-disposition'}, 'attachment; filename="my-data.json"', 'as a file');
is($copy->{headers}{'cache-control'}, 'no-store', 'that nobody else keeps');
my $data = JSON::PP->new->decode($copy->{content});
is_deeply([@$data{qw(email name)}, map { $_->{number} } @{ $data->{orders} }], [$kim, 'Kim Lee', $order], 'with the order from before');
is($data->{orders}[0]{lines}[0]{units}, 1, 'and what was bought');
like($data->{orders}[0]{ships_to}{line1}, qr/\w/, 'where it went');
is($data->{tries_to_sign_in}[-1]{outcome}, 'wrong', 'and each try to sign in');
unlike($other->get('/account/data')->{content}, qr/\Q$kim\E|"number":"$order"/, 'somebody else gets nothing of it');
unlike($copy->{content}, qr/argon2|\Q$visitor->{cookies}{sid}\E/, 'and no secret is in it');

# ---- the cart goes with the account
$visitor->post('/cart/add', [variant => $variant, units => 2, price_version => $price]);
my $second = Shop::Visitor->new;
$second->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
my $in = Buyer::location(Account::sign_in($second, $kim));
like($in, qr{^/cart\?joined=1}, 'what was in another browser comes together');
$page = $second->get($in)->{content};
like($page, qr{Two carts are one now}, 'with a notice');
like($page, qr{data-cart-units="3"}, 'and nothing is lost');
like($visitor->get('/cart')->{content}, qr{data-cart-units="3"}, 'the first browser has the same cart');

# ---- sessions
like($visitor->get('/account')->{content}, qr{Sign it out}, 'the other browser is listed');
my ($device) = $visitor->get('/account')->{content} =~ m{action="/account/devices/end".*?name="id" value="(\d+)"};
is(Buyer::location(Account::post($visitor, '/account/devices/end', id => $device)), '/account?done=device', 'and ended');
is($second->get('/account')->{status}, 303, 'it is signed out');
is(Buyer::location(Account::post($visitor, '/account/sign-out')), '/account/sign-in?out=1', 'signing out');
ok(!$visitor->{cookies}{sid} && !$visitor->{cookies}{cart}, 'leaves nothing in the browser');
like($visitor->get('/cart')->{content}, qr{Nothing is in it yet}, 'the cart there is empty');
Account::sign_in($visitor, $kim);
like($visitor->get('/cart')->{content}, qr{data-cart-units="3"}, 'and back after signing in');

# ---- another password, another address
is(Account::post($visitor, '/account/password', current => 'wrong one here', password => 'six other words for now')
        ->{status}, 422, 'a new password wants the old one');
is(Buyer::location(Account::post($visitor, '/account/password', current => $Account::PASSWORD,
            password => 'six other words for now')), '/account?done=password', 'and is set with it');
ok(Account::mail_to($kim, qr/Your password was changed/), 'its owner is told');
is(Account::sign_in(Shop::Visitor->new, $kim)->{status}, 422, 'the old one opens nothing');
is($visitor->get('/account')->{status}, 200, 'this browser stays signed in');

my $new = "new.$kim";
is(Buyer::location(Account::post($visitor, '/account/email', email => $new, current => 'six other words for now')),
    '/account?done=email', 'another address is asked for');
ok(Account::mail_to($kim, qr/Somebody wants another mail address/), 'the old address hears of it');
$link = Account::link_to($new, qr/Is this your new mail address/);
is($visitor->get($link)->{status}, 200, 'the link asks');
is(sql("SELECT count(*) FROM users WHERE email = '$new'"), 0, 'looking at it changes nothing');
$visitor->post('/account/email/confirm', [t => $link =~ /t=(\S+)/]);
is(sql("SELECT count(*) FROM users WHERE email = '$new'"), 1, 'saying yes does');
ok(Account::mail_to($_, qr/address of your account was changed/), "$_ is told") for $kim, $new;
is(Buyer::location(Account::sign_in(Shop::Visitor->new, $new, password => 'six other words for now')), '/account',
    'the new one signs in');

# ---- forgotten, and locked out by others
my $thief = Shop::Visitor->new;
Account::sign_in($thief, $new, password => "guess number $_") for 1 .. 6;
is(Account::sign_in(Shop::Visitor->new, $new, password => 'six other words for now')->{status}, 422,
    'after many guesses a strange browser waits');
is(Account::sign_in($visitor, $new, password => 'six other words for now')->{status}, 303,
    'the owner\'s own does not');
my $lost = Shop::Visitor->new;
$lost->post('/account/forgotten', [email => $new]);
$link = Account::link_to($new, qr/Choose a new password/);
$lost->post('/account/reset', [t => $link =~ /t=(\S+)/, password => 'seven more words after that']);
is($visitor->get('/account')->{status}, 303, 'a reset ends every session');
Account::sign_in($thief, $new, password => "guess number $_") for 1 .. 6;
is(Buyer::location(Account::sign_in($lost, $new, password => 'seven more words after that')), '/account',
    'who has the mailbox gets in, whoever else tries');
like($lost->get('/account')->{content}, qr{Wrong password}, 'and sees the tries');

# ---- everywhere
Account::sign_in(my $third = Shop::Visitor->new, $lee);
is(Buyer::location(Account::post($other, '/account/sign-out-everywhere')), '/account/sign-in?out=1', 'out everywhere');
is($third->get('/account')->{status}, 303, 'is everywhere');

# ---- after half an hour the password is asked for again
Account::sign_in($other, $lee);
sql("UPDATE sessions SET active_at = now() - interval '31 minutes'
      WHERE user_id = (SELECT id FROM users WHERE email = '$lee')");
is($other->get('/account')->{status}, 303, 'half an hour later the account wants the password again');
like($other->get('/account/sign-in')->{content}, qr{show your password again}, 'and says why');
$other->post('/cart/add', [variant => $variant, units => 1, price_version => $price]);
unlike($other->get('/checkout')->{content}, qr{\Q$lee\E}, 'nor does the checkout tell who was here');
Account::sign_in($other, $lee);
is($other->get('/account')->{status}, 200, 'shown again it opens');
like($other->get('/checkout')->{content}, qr{\Q$lee\E}, 'and the checkout knows who it is');
sql("UPDATE sessions SET created_at = now() - interval '12 hours 1 minute'
      WHERE user_id = (SELECT id FROM users WHERE email = '$lee')");
is($other->get('/account')->{status}, 303, 'after twelve hours it is asked for however busy one was');

# ---- a password that came to be known after it was chosen: that of "qwerty123456"
sql("UPDATE credentials c SET password_hash = '\$argon2id\$v=19\$m=19456,t=2,p=1\$MDEyMzQ1Njc4OWFiY2RlZg\$JfpDsqY84gqXfJ0kKo8Pxu5oSHZhy45p2H+adXEvA48'
       FROM users u WHERE u.id = c.user_id AND u.email = '$lee'");
my $known = Shop::Visitor->new;
$page = Account::sign_in($known, $lee, password => 'qwerty123456');
like($page->{content}, qr{opens nothing any more}, 'a password that others try first opens nothing');
ok(!$known->{cookies}{sid}, 'and signs nobody in');
$link = Account::link_to($lee, qr/Choose a new password/);
is(Buyer::location($known->post('/account/reset', [t => $link =~ /t=(\S+)/, password => 'six other words for now'])), '/account/sign-in?set=1',
    'a link by mail leads to another one');
is(Buyer::location(Account::sign_in($known, $lee, password => 'six other words for now')), '/account', 'which signs in');
done_testing();
