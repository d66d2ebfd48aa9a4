package Staff;
# Staff of the tests: from the invitation to the second step, with an authenticator of their own.
use strict;
use warnings;
use Shop ();
use Digest::SHA qw(hmac_sha1);

our $PASSWORD = 'seven racks of old switches';
my $added = 0;

# The exit status and all that was said.
sub gdsctl {
    my $words = join ' ', map { "'$_'" } @_;
    my $said = `build/bin/gdsctl --config '@{[Shop::var()]}/gds.conf' $words 2>&1`;
    return ($? >> 8, $said);
}

# What an authenticator shows (RFC 6238): now, or so many steps off.
sub code {
    my ($seed, $off) = @_;
    my $hash = hmac_sha1(pack('NN', 0, int(time / 30) + ($off // 0)), $seed);
    my $at = ord(substr $hash, 19) & 15;
    return sprintf '%06d', (unpack('N', substr $hash, $at, 4) & 0x7fffffff) % 1_000_000;
}
# The seed that the page of the second step shows.
sub seed {
    my ($page) = @_;
    my ($key) = $page->{content} =~ m{class="mpn">([A-Z2-7]{32})<} or return '';
    my $bits = join '', map { sprintf '%05b', index('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $_) } split //, $key;
    return pack 'B*', substr $bits, 0, 8 * int(length($bits) / 8);
}
sub csrf { return $_[0]{content} =~ /name="csrf" value="([^"]+)"/ && $1 }

# The path at which somebody new chooses a password; an owner unless another role is named.
sub invited {
    my ($role) = @_;
    my $email = "staff." . ++$added . '.' . int(rand 1e9) . '@example.com';
    return ($email, (gdsctl('staff', 'add', $email, 'One of Us', '--role', $role // 'owner', '--link'))[1] =~ m{(/admin/reset\?t=\S+)});
}
# A visitor with a password given and the code to come.
sub half {
    my ($email, $path) = invited(@_);
    my $visitor = Shop::Visitor->new;
    chosen($visitor, $email, $path =~ s/.*t=//r);
    return $visitor;
}
sub chosen {
    my ($visitor, $email, $token) = @_;
    $visitor->{staff} = { email => $email };
    $visitor->post('/admin/reset', [t => $token, password => $PASSWORD]);
    $visitor->post('/admin/sign-in', [email => $email, password => $PASSWORD]);
}
# A visitor to whom the panels are open.
sub whole {
    my $visitor = half(@_);
    return enrolled($visitor);
}
sub enrolled {
    my ($visitor) = @_;
    my $page = $visitor->get('/admin/second');
    $visitor->{staff}{seed} = seed($page);
    $visitor->post('/admin/second', [code => code($visitor->{staff}{seed}), csrf => csrf($page)]);
    return $visitor;
}
# The same by a link that was mailed.
sub enter {
    my ($visitor, $email, $token) = @_;
    chosen($visitor, $email, $token);
    return enrolled($visitor);
}
# Who was in before signs in again.
sub again {
    my ($visitor) = @_;
    $visitor->post('/admin/sign-in', [email => $visitor->{staff}{email}, password => $PASSWORD]);
    my $code = next_code($visitor);
    $visitor->post('/admin/second', [code => $code, csrf => csrf($visitor->get('/admin/second'))]);
}
sub id { return Shop::sql("SELECT id FROM users WHERE audience = 'staff' AND email = '$_[0]{staff}{email}'") }
# A code that counts, as if half a minute had gone by since the last one.
sub next_code {
    my ($visitor) = @_;
    Shop::sql('UPDATE totp_secrets SET last_step = 0 WHERE user_id = ' . id($visitor));
    return code($visitor->{staff}{seed});
}

1;
