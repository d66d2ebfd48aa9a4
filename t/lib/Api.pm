package Api;
# Machines of the tests: keys made by the operator, and what they ask.
use strict;
use warnings;
use Shop ();
use Staff ();
use JSON::PP;

# The text of a new key with these scopes; limits and the like by name.
sub key {
    my ($scopes, %with) = @_;
    my @words = ('api-keys', 'add', $with{name} // 'a test', map { ('--scope', $_) } @$scopes);
    push @words, '--per-minute', $with{per_minute} // 6000;
    my ($status, $said) = Staff::gdsctl(@words);
    die "no key: $said" if $status;
    return $said =~ /^(gds_\w{12}_[\w-]{43})$/m && $1;
}

# Answers { status, headers, content, json }. A body that is a reference goes out as JSON.
sub ask {
    my ($key, $method, $path, %with) = @_;
    my %headers = ((defined $key ? (authorization => "Bearer $key") : ()), %{ $with{headers} // {} });
    my $content = ref $with{body} ? encode_json($with{body}) : $with{body};
    $headers{'content-type'} //= 'application/json' if defined $content;
    my $answer = ($with{visitor} // Shop::Visitor->new)->request($method, $path, headers => \%headers,
        defined $content ? (content => $content) : ());
    $answer->{json} = eval { decode_json($answer->{content}) } if ($answer->{headers}{'content-type'} // '') =~ /json/;
    return $answer;
}

1;
