package Flood;
# Many clients in one process: forms are posted at a steady rate, from addresses of this machine
# (127.x.y.z) that stay for some requests on one connection, and nobody waits for an answer before the
# next. Beside a shop on two cores it sends more than a thousand a second.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR);
use POSIX ();
use Socket qw(AF_INET IPPROTO_TCP SOCK_STREAM TCP_NODELAY inet_aton sockaddr_in);
use Fcntl qw(F_GETFL F_SETFL O_NONBLOCK);
use Time::HiRes qw(time);
use Shop ();

my $MOST = 300;  # connections at once; more than that is given up, as a client would

# Starts one; answers a handle for finish(). `form` makes the body of the n-th request, `cookie` its
# cookies; `from` is the address of the connection that the n-th request opens, which carries `reuse`
# of them (1 unless said otherwise).
sub start {
    my (%with) = @_;
    pipe my $read, my $write or die $!;
    my $pid = fork // die $!;
    if (!$pid) {
        close $read;
        print $write join ' ', %{ run(reuse => 1, %with) };
        close $write;
        POSIX::_exit(0);
    }
    close $write;
    return { pid => $pid, read => $read };
}

# How often each status came; "none": no answer, or no place to ask for one. "late": how many
# milliseconds behind its rate the sender was in the worst moment.
sub finish {
    my ($flood) = @_;
    my $said = do { local $/; readline $flood->{read} };
    waitpid $flood->{pid}, 0;
    return { split ' ', $said };
}

sub run {
    my (%with) = @_;
    my $self = { with => \%with, count => { late => 0 }, open => {}, idle => [], bits => '' };
    my ($begun, $n) = (time, 0);
    while ((my $spent = time - $begun) < $with{seconds}) {
        my $due = int($spent * $with{rate});
        my $late = int(1000 * ($due - $n - 1) / $with{rate});
        $self->{count}{late} = $late if $late > $self->{count}{late};
        for (my $last = $n + 100; $n < $due && $n < $last; ++$n) { ask($self, $n) }
        collect($self, $n < $due ? 0 : 0.002);
    }
    my $end = time + 20;
    while (time < $end && keys(%{ $self->{open} }) > @{ $self->{idle} }) { collect($self, 0.05) }
    $self->{count}{none} += keys(%{ $self->{open} }) - @{ $self->{idle} };
    $self->{count}{sent} = $n;
    return $self->{count};
}

sub ask {
    my ($self, $n) = @_;
    my $with = $self->{with};
    my $client = pop @{ $self->{idle} } // opened($self, $n);
    if (!$client) { ++$self->{count}{none}; return }
    my $form = $with->{form}->($n);
    my $cookie = $with->{cookie} ? $with->{cookie}->($n) : '';
    my $more = --$client->{left} > 0;
    $client->{got} = '';
    $client->{asked} = "POST $with->{path} HTTP/1.1\r\nHost: 127.0.0.1:@{[Shop::port()]}\r\nOrigin: @{[Shop::url()]}\r\n"
        . ($cookie eq '' ? '' : "Cookie: $cookie\r\n")
        . ($more ? '' : "Connection: close\r\n")
        . "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: @{[length $form]}\r\n\r\n$form";
    ended($self, $client) if !defined syswrite $client->{socket}, $client->{asked};
}

sub opened {
    my ($self, $n) = @_;
    return if keys %{ $self->{open} } >= $MOST;
    socket my $socket, AF_INET, SOCK_STREAM, 0 or return;
    bind $socket, sockaddr_in(0, inet_aton($self->{with}{from}->($n))) or return;
    # On one machine this is done at once, or the queue of the server is full for a moment.
    connect $socket, sockaddr_in(Shop::port(), inet_aton('127.0.0.1')) or return;
    setsockopt $socket, IPPROTO_TCP, TCP_NODELAY, 1;
    fcntl $socket, F_SETFL, O_NONBLOCK | fcntl $socket, F_GETFL, 0;
    my $client = { socket => $socket, left => $self->{with}{reuse}, got => '' };
    $self->{open}{ fileno $socket } = $client;
    vec($self->{bits}, fileno $socket, 1) = 1;
    return $client;
}

sub collect {
    my ($self, $wait) = @_;
    my $ready = $self->{bits};
    return if select($ready, undef, undef, $wait) <= 0;
    for my $number (keys %{ $self->{open} }) {
        next if !vec $ready, $number, 1;
        my $client = $self->{open}{$number};
        my $read = sysread $client->{socket}, $client->{got}, 65536, length $client->{got};
        next if !defined $read && ($! == EAGAIN || $! == EINTR);
        if (!$read) { ended($self, $client) }
        elsif (is_whole($client->{got})) { answered($self, $client) }
    }
}

sub is_whole {
    my ($head) = $_[0] =~ /\A(.*?\r\n\r\n)/s or return 0;
    my ($length) = $head =~ /^content-length: (\d+)/mi or return 0;  # else until the connection ends
    return length($_[0]) >= length($head) + $length;
}

sub counted {
    my ($self, $client) = @_;
    ++$self->{count}{ $client->{got} =~ m{\AHTTP/1\.\d (\d+)} ? $1 : 'none' };
    $client->{asked} = '';
}
sub answered {
    my ($self, $client) = @_;
    counted($self, $client);
    if ($client->{left} > 0 && $client->{got} !~ /^connection: close/mi) { push @{ $self->{idle} }, $client }
    else { ended($self, $client) }
}
# Closed, by whomever; an answer may have come before.
sub ended {
    my ($self, $client) = @_;
    counted($self, $client) if $client->{asked};
    @{ $self->{idle} } = grep { $_ != $client } @{ $self->{idle} };
    my $number = fileno $client->{socket};
    vec($self->{bits}, $number, 1) = 0;
    delete $self->{open}{$number};
    close $client->{socket};
}

1;
