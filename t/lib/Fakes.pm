# A gds-fakes of a test's own: started on free ports with known secrets, stopped with the test.
# Speaks to it as the shop does (call), as a shopper does (get, press) and as its controller
# (control); receives its webhooks as the shop's endpoint (receive).
package Fakes;
use strict;
use warnings;
use File::Temp;
use HTTP::Tiny;
use IO::Select;
use IO::Socket::INET;
use JSON::PP;

our $KEY     = 'sk_test_of_the_tests';
our $SECRET  = 'whsec_of_the_tests';
our $VERSION = '2026-10-28.endive';

sub free_port {
    my $socket = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die "no port: $!";
    return $socket->sockport;
}

sub start {
    my ($class) = @_;
    my $state = File::Temp->newdir;
    _write("$state/stripe.secret_key",      $KEY);
    _write("$state/stripe.webhook_secrets", $SECRET);
    my $hook = IO::Socket::INET->new(Listen => 50, LocalAddr => '127.0.0.1') or die "no port: $!";
    my $self = bless {
        state => $state,
        hook  => $hook,
        port  => free_port(),
        smtp  => free_port(),
        http  => HTTP::Tiny->new(max_redirect => 0, keep_alive => 0, timeout => 30),
    }, $class;
    my $url = 'http://127.0.0.1:' . $hook->sockport . '/webhooks/stripe';
    $self->{pid} = open($self->{out}, '-|', 'build/bin/gds-fakes', '--port', $self->{port},
        '--smtp-port', $self->{smtp}, '--state', "$state", '--webhook-url', $url)
        or die "cannot start gds-fakes: $!";
    $self->{ready} = readline($self->{out}) // die 'gds-fakes did not start';
    return $self;
}

sub _write {
    my ($file, $text) = @_;
    open(my $out, '>', $file) or die "$file: $!";
    print $out "$text\n";
    close $out;
}

sub DESTROY {
    my ($self) = @_;
    local $?;
    kill 'TERM', $self->{pid} if $self->{pid};
    close $self->{out} if $self->{out};
}

# How the program ended after SIGTERM, and the seconds it took.
sub stop {
    my ($self) = @_;
    my $before = time;
    kill 'TERM', delete $self->{pid};
    close delete $self->{out};
    return ($?, time - $before);
}

sub encoded {
    my ($text) = @_;
    utf8::encode($text) if utf8::is_utf8($text);
    $text =~ s/([^A-Za-z0-9_.~-])/sprintf '%%%02X', ord $1/ge;
    return $text;
}

# A flat list of names and values as a form body; names keep their brackets.
sub form {
    my @pairs;
    while (my ($name, $value) = splice @_, 0, 2) { push @pairs, "$name=" . encoded($value) }
    return join '&', @pairs;
}

# One API call. %with: form (list), key, and headers or raw body that differ from the right ones.
sub call {
    my ($self, $method, $path, %with) = @_;
    my %headers = (Authorization => "Bearer $KEY", 'Stripe-Version' => $VERSION);
    my $content;
    if ($method eq 'POST') {
        $headers{'Content-Type'} = 'application/x-www-form-urlencoded';
        $content = $with{body} // form(@{ $with{form} // [] });
    }
    elsif ($with{form}) { $path .= '?' . form(@{ $with{form} }) }
    $headers{'Idempotency-Key'} = $with{key} if defined $with{key};
    %headers = (%headers, %{ $with{headers} // {} });
    delete @headers{ grep { !defined $headers{$_} } keys %headers };
    my $answer = $self->{http}->request($method, "http://127.0.0.1:$self->{port}/stripe/v1$path",
        { headers => \%headers, defined $content ? (content => $content) : () });
    $answer->{json} = eval { decode_json($answer->{content}) };
    return $answer;
}

# "status code param" of an answer, with the blank parts left out.
sub gist {
    my ($answer) = @_;
    my $error = $answer->{json}{error} // {};
    return join ' ', grep { defined && length } $answer->{status}, $error->{code}, $error->{param};
}

sub get {
    my ($self, $path) = @_;
    return $self->{http}->get("http://127.0.0.1:$self->{port}$path");
}

# Presses a button of the payment page: pay, decline or wait.
sub press {
    my ($self, $session, $button) = @_;
    return $self->{http}->post("http://127.0.0.1:$self->{port}/stripe/pay/$session/$button");
}

sub control {
    my ($self, $path, $body) = @_;
    my $url    = "http://127.0.0.1:$self->{port}/_control$path";
    my $answer = $body
        ? $self->{http}->post($url, { content => encode_json($body) })
        : $self->{http}->get($url);
    return decode_json($answer->{content}) if $answer->{success};
    return $answer->{status};
}

# Takes the next webhook within five seconds and answers it; nothing when none comes.
sub receive {
    my ($self, $status, $patience) = @_;
    return unless IO::Select->new($self->{hook})->can_read($patience // 5);
    my $socket = $self->{hook}->accept;
    local $/ = "\r\n";
    my %request = (line => scalar readline $socket);
    while (defined(my $line = readline $socket)) {
        chomp $line;
        last if $line eq '';
        my ($name, $value) = split /:\s*/, $line, 2;
        $request{headers}{ lc $name } = $value;
    }
    read $socket, $request{body}, $request{headers}{'content-length'};
    $request{event} = decode_json($request{body});
    print $socket "HTTP/1.1 " . ($status // 200) . " Answered\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    close $socket;
    return \%request;
}

# A session as the shop asks for one: two lines, the cents of the first given.
sub session_form {
    my (%with) = @_;
    return [
        mode                => 'payment',
        ui_mode             => 'hosted_page',
        success_url         => 'http://shop.example/checkout/done?sid={CHECKOUT_SESSION_ID}',
        cancel_url          => 'http://shop.example/cart',
        client_reference_id => 'ord_1',
        # A session names a customer or a mail address.
        ((grep { $_ eq 'customer' } @{ $with{more} // [] }) ? () : (customer_email => 'kim@example.com')),
        expires_at          => $with{expires_at} // time + 1860,
        'line_items[0][quantity]'                            => 1,
        'line_items[0][price_data][currency]'                => 'usd',
        'line_items[0][price_data][unit_amount]'             => $with{cents} // 12999,
        'line_items[0][price_data][product_data][name]'      => 'Switch & rails "é" €',
        'line_items[1][quantity]'                            => 1,
        'line_items[1][price_data][currency]'                => 'usd',
        'line_items[1][price_data][unit_amount]'             => $with{tax} // 0,
        'line_items[1][price_data][product_data][name]'      => 'Sales tax',
        'payment_intent_data[metadata][order_id]'            => 'ord_1',
        'metadata[order_id]'                                 => 'ord_1',
        @{ $with{more} // [] },
    ];
}

sub session {
    my ($self, %with) = @_;
    my $answer = $self->call(POST => '/checkout/sessions', form => session_form(%with));
    die $answer->{content} unless $answer->{success};
    return $answer->{json};
}

1;
