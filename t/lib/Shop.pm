package Shop;
# A running shop for tests over HTTP. t/run starts one for all of them; a test run by itself, or one
# that asks for a shop of its own, starts one and stops it:
#
#   use Shop;                                               the common shop
#   use Shop alone => 'pace', GDS_PACE_EXEMPT => '';        a shop of its own with these settings
#
# A Shop::Visitor is one browser: it keeps cookies and follows nothing.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename 'dirname';
use Time::HiRes 'sleep';

chdir dirname(abs_path(__FILE__)) . '/../..' or die "cannot reach the tree: $!";
our @EXPORT_OK = qw(url var port fakes sql stack control wait_until);

sub import {
    my ($class, %options) = @_;
    my $alone = delete $options{alone};
    if (!$ENV{GDS_TEST_VAR} || ($alone && ($ENV{GDS_TEST_ALONE} // '') ne $alone)) {
        delete @ENV{ grep { /^GDS_/ } keys %ENV };
        $ENV{$_} = $options{$_} for keys %options;
        $ENV{GDS_TEST_ALONE} = $alone // '';
        my $name = $alone ? "shop-$alone" : 'shop-one';
        exec 't/lib/shop', $name, $^X, $0, @ARGV or die "t/lib/shop: $!";
    }
    no strict 'refs';
    *{ caller() . "::$_" } = \&$_ for @EXPORT_OK;
}

sub url { return $ENV{GDS_TEST_URL} }
sub var { return $ENV{GDS_TEST_VAR} }
sub port { return $ENV{GDS_TEST_PORT} }
sub fakes { return $ENV{GDS_TEST_FAKES} }

# The rows that a statement answers, one line each, columns parted by '|'.
sub sql {
    my ($statement) = @_;
    open my $psql, '-|', 'psql', '-qAtX', '-v', 'ON_ERROR_STOP=1',
        'host=' . var() . '/run user=postgres dbname=gds', '-c', $statement
        or die "psql: $!";
    my $answer = do { local $/; <$psql> // '' };
    close $psql or die "psql failed: $statement";
    chomp $answer;
    return $answer;
}

# src/ops/stack on this shop: stack('stop', 'postgres').
sub stack {
    local %ENV = (%ENV, PORT => port(), VAR => var());
    return system('src/ops/stack', @_) == 0;
}

# Calls the stand-ins: control('GET', '/_control/...', $json).
sub control {
    my ($method, $path, $body) = @_;
    my $answer = HTTP::Tiny->new(timeout => 30)->request($method, fakes() . $path,
        defined $body
        ? { content => $body, headers => { 'content-type' => 'application/json' } } : {});
    die "$method $path: $answer->{status} $answer->{content}" if $answer->{status} >= 400;
    return $answer->{content};
}

# Asks again and again until the block answers true, at most so many seconds. Returns its answer.
sub wait_until {
    my ($seconds, $block) = @_;
    my $end = time + $seconds;
    my $answer;
    sleep 0.05 until ($answer = $block->()) || time > $end;
    return $answer;
}

package Shop::Visitor;
use HTTP::Tiny;
use Socket qw(IPPROTO_TCP TCP_NODELAY);

# A form goes out in two writes; the second would wait for the first one's acknowledgement, 40 ms.
{
    no warnings 'redefine';
    my $connect = \&HTTP::Tiny::Handle::connect;
    *HTTP::Tiny::Handle::connect = sub {
        my $handle = $connect->(@_);
        setsockopt $handle->{fh}, IPPROTO_TCP, TCP_NODELAY, 1 if $handle->{fh};
        return $handle;
    };
}

sub new {
    my ($class, %options) = @_;
    my $http = HTTP::Tiny->new(max_redirect => 0, timeout => 60, agent => 'shop-test');
    return bless { http => $http, cookies => {}, %options }, $class;
}

# Answers { status, headers, content }; header names are small letters.
sub request {
    my ($self, $method, $path, %options) = @_;
    my %headers = %{ $options{headers} // {} };
    $headers{cookie} //= join '; ', map { "$_=$self->{cookies}{$_}" } sort keys %{ $self->{cookies} }
        if %{ $self->{cookies} };
    my $answer = $self->{http}->request($method, Shop::url() . $path,
        { headers => \%headers, exists $options{content} ? (content => $options{content}) : () });
    my $set = $answer->{headers}{'set-cookie'} // [];
    for (ref $set ? @$set : $set) {
        my ($name, $value) = /^([^=;]+)=([^;]*)/ or next;
        if ($value eq '' || /;\s*max-age=0\b/i) { delete $self->{cookies}{$name} }
        else { $self->{cookies}{$name} = $value }
    }
    return $answer;
}

sub get { my ($self, $path, %options) = @_; return $self->request('GET', $path, %options) }

# Posts a form as a page of ours would: fields is a list of name, value pairs.
sub post {
    my ($self, $path, $fields, %options) = @_;
    my $content = $self->{http}->www_form_urlencode($fields);
    return $self->request('POST', $path, %options, content => $options{content} // $content,
        headers => { 'content-type' => 'application/x-www-form-urlencoded', origin => Shop::url(),
            'sec-fetch-site' => 'same-origin', %{ $options{headers} // {} } });
}

# A form as one with files goes out: a value that is a list is a file, its name and its bytes.
sub parts {
    my (@fields) = @_;
    my $body = '';
    while (my ($name, $value) = splice @fields, 0, 2) {
        my ($file, $bytes) = ref $value ? @$value : (undef, $value);
        $body .= "--gds-parts\r\nContent-Disposition: form-data; name=\"$name\""
            . (defined $file ? "; filename=\"$file\"\r\nContent-Type: application/octet-stream" : '')
            . "\r\n\r\n$bytes\r\n";
    }
    return "$body--gds-parts--\r\n";
}
our $PARTS = 'multipart/form-data; boundary=gds-parts';
sub post_parts {
    my ($self, $path, $fields, %options) = @_;
    return $self->post($path, [], %options, content => $options{content} // parts(@$fields),
        headers => { 'content-type' => $PARTS, %{ $options{headers} // {} } });
}

1;
