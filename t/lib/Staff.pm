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

# The path at which somebody new chooses a password.
sub invited {
    my $email = "staff." . ++$added . '.' . int(rand 1e9) . '@example.com';
    return ($email, (gdsctl('staff', 'add', $email, 'One of Us', '--role', 'owner', '--link'))[1] =~ m{(/admin/reset\?t=\S+)});
}
# A visitor with a password given and the code to come.
sub half {
    my ($email, $path) = invited();
    my $visitor = Shop::Visitor->new;
    $visitor->post('/admin/reset', [t => $path =~ s/.*t=//r, password => $PASSWORD]);
    $visitor->post('/admin/sign-in', [email => $email, password => $PASSWORD]);
    return $visitor;
}
# A visitor to whom the panels are open.
sub whole {
    my $visitor = half();
    my $page = $visitor->get('/admin/second');
    $visitor->post('/admin/second', [code => code(seed($page)), csrf => csrf($page)]);
    return $visitor;
}

1;
