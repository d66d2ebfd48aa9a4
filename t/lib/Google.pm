package Google;
# Signing in by the stand-in for Google: what a browser does on its way there and back.
use strict;
use warnings;
use Shop ();
use HTTP::Tiny;
use JSON::PP;

my $json = JSON::PP->new;
my $http = HTTP::Tiny->new(max_redirect => 0, timeout => 30);

sub control { my ($path, $body) = @_; Shop::control('POST', "/_control/google/$path", $json->encode($body // {})) }
# Calls of one of the provider's addresses.
sub calls {
    my ($path) = @_;
    return grep { $_->{path} eq "/google/$path" } @{ $json->decode(Shop::control('GET', '/_control/requests')) };
}

# From the page of Google to the path it leads back to. %who: email, sub, email_verified, hd, name.
sub choose {
    my ($away, %who) = @_;
    my ($query) = $away =~ /\?(.*)/;
    my $answer = $http->post_form(Shop::fakes() . '/google/auth', [query => $query, press => $who{press} // 'on',
        email => $who{email} // '', sub => $who{sub} // '', name => $who{name} // 'Kim Lee',
        email_verified => $who{email_verified} // 'true', hd => $who{hd} // '']);
    return ($answer->{headers}{location} // "none: $answer->{status}") =~ s{^https?://[^/]+}{}r;
}
# Where a browser is sent by a start page, and the path it comes back by.
sub away { my ($visitor, $path) = @_; return $visitor->get($path // '/auth/google')->{headers}{location} // '' }
sub back { my ($visitor, %who) = @_; return choose(away($visitor, $who{start}), %who) }
# The whole way; the answer of the callback.
sub sign_in { my ($visitor, %who) = @_; return $visitor->get(back($visitor, %who)) }

1;
