package Account;
# What tests of accounts share: the links that are mailed, forms of who is signed in, an account from
# its first mail to its session.
use strict;
use warnings;
use Shop ();
use JSON::PP;

our $PASSWORD = 'five words in a row';

# The newest mail to an address whose text fits, or nothing within ten seconds.
sub mail_to {
    my ($to, $like) = @_;
    return Shop::wait_until(10, sub {
        my @fit = grep { lc $_->{to}[0] eq lc $to && $_->{text} =~ $like }
            @{ JSON::PP->new->decode(Shop::control('GET', '/_control/mails')) };
        return $fit[0];
    });
}

# The path that a mail of an account leads to.
sub link_to {
    my ($to, $like) = @_;
    my $mail = mail_to($to, $like) or return '';
    return $mail->{text} =~ m{https?://[^/\s]+(/(?:account|notify|newsletter)/\S+\?t=[\w-]+)} && $1;
}

# The token that forms carry.
sub csrf {
    my ($visitor, $page) = @_;
    return $visitor->get($page // '/account')->{content} =~ /name="csrf" value="([^"]+)"/ && $1;
}
sub post {
    my ($visitor, $path, @fields) = @_;
    return $visitor->post($path, [@fields, csrf => csrf($visitor)]);
}

sub sign_in {
    my ($visitor, $email, %with) = @_;
    return $visitor->post('/account/sign-in',
        [email => $email, password => $with{password} // $PASSWORD, next => $with{next} // '']);
}

# A new account; the visitor is signed in.
sub opened {
    my ($visitor, $email) = @_;
    $visitor->post('/account/register', [email => $email]);
    my $link = link_to($email, qr/Choose a password/);
    my ($token) = $link =~ /t=(\S+)/;
    $visitor->post('/account/reset', [t => $token, name => 'Kim Lee', password => $PASSWORD]);
    sign_in($visitor, $email);
    return $visitor;
}

1;
