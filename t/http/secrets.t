#!/usr/bin/perl
# Nothing secret is written anywhere: not in a log, not in the list of processes, not in a core file, and
# what must be kept stands in the database as a digest or sealed.
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
my %secret;
sub secret { my ($what, $text) = @_; $secret{$what} = $text; ok(length($text // '') >= 6, "there is $what"); return $text }
# Nothing for what is gone by now: processes come and go.
sub file_of {
    my ($path) = @_;
    open my $in, '<', $path or return undef;
    local $/;
    return scalar <$in>;
}

# What the shop itself holds.
for my $file (glob var() . '/secrets/*') {
    (my $name = $file) =~ s{.*/}{};
    secret("the key $name", $1) if (file_of($file) // '') =~ /(\S{12,})/;
}

# What a shopper has: by password, by a link, by Google, with an authenticator, with a cart and an order.
my $kim = "secrets.$run\@example.com";
my $visitor = Shop::Visitor->new;
$visitor->post('/account/register', [email => $kim]);
my ($token) = Account::link_to($kim, qr/Choose a password/) =~ /t=(\S+)/;
secret('a link by mail', $token);
my $password = secret('a password', "rows of blinking lights $run");
$visitor->get("/account/reset?t=$token");
$visitor->post('/account/reset', [t => $token, name => 'Kim Lee', password => $password]);
$visitor->post('/account/sign-in', [email => $kim, password => "$password, nearly"]);
secret('a password that was nearly right', "$password, nearly");
Account::sign_in($visitor, $kim, password => $password);
secret('a session', $visitor->{cookies}{sid});
secret('a device', $visitor->{cookies}{device});
my $csrf = secret('the token of a form', Account::csrf($visitor));
my $page = $visitor->post('/account/codes', [csrf => $csrf, current => $password]);
my ($seed) = $page->{content} =~ m{class="mpn">([A-Z2-7]{32})<};
secret('a seed', $seed);
$page = $visitor->post('/account/codes/confirm', [csrf => $csrf, code => Staff::code(Staff::seed($page))]);
secret('a recovery code', $page->{content} =~ m{class="mpn">([A-Z2-7-]{19})<} && $1);
my $google = Shop::Visitor->new;
my $away = Google::away($google);
secret('the state of a sign-in', $away =~ /state=([^&]+)/ && $1);
secret('its nonce', $away =~ /nonce=([^&]+)/ && $1);
my $back = Google::choose($away, email => "google.$run\@example.com", sub => $run);
secret('a code of Google', $back =~ /code=([^&]+)/ && $1);
$google->get($back);
secret('the cookie of a sign-in', $google->{cookies}{oidc});
my ($variant, $price) = Buyer::switch();
my ($buyer, $stripe) = Buyer::at_the_payment($variant, $price, 1);
secret('a cart', $buyer->{cookies}{cart});
my $done = Buyer::path_of(Buyer::press($stripe, 'pay'));
my $order = wait_until(20, sub { $buyer->get($done)->{content} =~ m{/orders/\d+\?t=([\w-]+)} && $1 });
secret("an order's link", $order);
my $staff = Staff::whole();
secret('a session of staff', $staff->{cookies}{admin});
secret("staff's password", $Staff::PASSWORD);
secret("the tests' password", $Account::PASSWORD);

# Jobs write their logs within seconds.
Account::mail_to($kim, qr/has an authenticator now/);
my %logs = map { $_ => file_of($_) // '' } glob var() . '/log/*.log';
cmp_ok(scalar keys %logs, '>', 5, 'there are logs');
for my $what (sort keys %secret) {
    is(join(' ', grep { index($logs{$_}, $secret{$what}) >= 0 } sort keys %logs), '', "no log holds $what");
}
my $processes = join "\n", map { file_of($_) // '' } glob '/proc/[0-9]*/cmdline';
is(join(', ', grep { index($processes, $secret{$_}) >= 0 } sort keys %secret), '', 'no process names any');

# As who has the database alone.
my %kept = map { $_ => 1 } grep { /^(a session|a device|a link by mail|a password|a seed|a recovery code|the state|its nonce|a code of|the cookie|a cart|the key)/ } keys %secret;
my @columns = map { [split /\|/] } split /\n/, sql("SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'text' AND table_name IN ('users', 'credentials', 'sessions',
    'known_devices', 'mail_proofs', 'oauth_flows', 'oauth_joins', 'oauth_identities', 'totp_secrets', 'recovery_codes', 'carts',
    'login_attempts', 'sign_in_locks', 'outbox')");
my $values = join ', ', map { "('$_', '$secret{$_}')" } sort keys %kept;
my @found = split /\n/, sql(join ' UNION ALL ', map { my ($table, $column) = @$_;
    "SELECT s.what || ' in $table.$column' FROM $table, (VALUES $values) s (what, text) WHERE position(s.text IN $column) > 0" } @columns);
is(join(', ', @found), '', 'the tables hold digests of them alone');

# A crash leaves nothing behind.
my @limits;
for my $status (glob '/proc/[0-9]*/comm') {
    my $name = file_of($status) // next;
    next if $name !~ /^(gds-web|sitegen)/;
    (my $limits = $status) =~ s/comm$/limits/;
    my $text = file_of($limits) // next;
    my ($pid) = $status =~ /(\d+)/;
    my $whose = file_of("/proc/$pid/environ") // '';
    next if index($whose, var()) < 0;
    push @limits, $text =~ /^Max core file size\s+0\s+0/m ? () : "$pid $name" if $name =~ /^gds-web/;
}
is(join(', ', @limits), '', 'no worker may leave a core file');
done_testing();
