package Flood;
# Many clients with few processes: forms are posted at a steady rate, each from an address of its own
# on this machine (127.x.y.z), and nobody waits for an answer before the next.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use POSIX ();
use Time::HiRes qw(time sleep);
use Shop ();

my $MOST = 300;  # connections at once; more than that is given up, as a client would

# Starts one; answers a handle for finish(). `form` makes the body of the n-th request, `from` its
# address, `cookie` its cookies.
sub start {
    my (%with) = @_;
    pipe my $read, my $write or die $!;
    my $pid = fork // die $!;
    if (!$pid) {
        close $read;
        print $write join ' ', %{ run(%with) };
        close $write;
        POSIX::_exit(0);
    }
    close $write;
    return { pid => $pid, read => $read };
}

# How often each status came; "none": no answer, or no place to ask for one.
sub finish {
    my ($flood) = @_;
    my $said = do { local $/; readline $flood->{read} };
    waitpid $flood->{pid}, 0;
    return { split ' ', $said };
}

sub run {
    my (%with) = @_;
    my %count;
    my $select = IO::Select->new;
    my ($begun, $n) = (time, 0);
    while (time - $begun < $with{seconds}) {
        my $due = int((time - $begun) * $with{rate});
        for (; $n < $due; ++$n) {
            if ($select->count >= $MOST) { ++$count{none}; next }
            my $socket = ask(%with, n => $n);
            if ($socket) { $select->add($socket) }
            else { ++$count{none} }
        }
        collect($select, \%count, 0.005);
    }
    my $end = time + 20;
    collect($select, \%count, 0.1) while $select->count && time < $end;
    $count{none} += $select->count;
    $count{sent} = $n;
    return \%count;
}

sub ask {
    my (%with) = @_;
    my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => Shop::port(),
        LocalAddr => $with{from}->($with{n}), Timeout => 2) or return;
    my $form = $with{form}->($with{n});
    $socket->syswrite("POST $with{path} HTTP/1.0\r\nHost: 127.0.0.1:@{[Shop::port()]}\r\nOrigin: @{[Shop::url()]}\r\n"
            . ($with{cookie} ? "Cookie: " . $with{cookie}->($with{n}) . "\r\n" : '')
            . "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: @{[length $form]}\r\n\r\n$form");
    return $socket;
}

sub collect {
    my ($select, $count, $wait) = @_;
    for my $socket ($select->can_read($wait)) {
        my $got = $socket->sysread(my $bytes, 65536);
        ++$count->{ ($bytes // '') =~ m{^HTTP/1\.\d (\d+)} ? $1 : 'none' } if !${*$socket}{seen}++;
        next if $got;
        $select->remove($socket);
        close $socket;
    }
}

1;
