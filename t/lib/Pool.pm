package Pool;
# A gds-web of a test's own, spoken to in FastCGI without nginx between, so that a lost answer is
# the worker's and nobody else's. Its database is a socket that takes connections and never says a
# word: a page that asks it hangs.
use strict;
use warnings;
use Cwd 'getcwd';
use File::Temp;
use IO::Socket::UNIX;
use POSIX ();

sub start {
    my ($class, %size) = @_;
    my $dir  = File::Temp->newdir;
    my $mute = IO::Socket::UNIX->new(Local => "$dir/.s.PGSQL.5432", Listen => 50) or die $!;
    my $self = bless { dir => $dir, mute => $mute, size => {%size}, owner => $$ }, $class;
    $self->configure('');
    $self->launch;
    return $self;
}

sub configure {
    my ($self, $more) = @_;
    my $dir = $self->{dir};
    open my $conf, '>', "$dir/gds.conf" or die $!;
    print $conf "run.dir = $dir\ntemplates.dir = ", getcwd(), "/templates\nlog.file = $dir/log\n",
        "pg.dsn = host=$dir connect_timeout=60\n",
        "pool.shop.workers = $self->{size}{workers}\n",
        "pool.shop.timeout_seconds = $self->{size}{timeout}\n$more";
    close $conf;
}

sub launch {
    my ($self) = @_;
    $self->{pid} = fork // die $!;
    if (!$self->{pid}) {
        delete $ENV{$_} for grep {/^GDS_/} keys %ENV;
        open STDERR, '>>', "$self->{dir}/stderr";
        exec 'build/bin/gds-web', '--pool', 'shop', '--config', "$self->{dir}/gds.conf";
    }
    until_true(10, sub { $self->get('/healthz') eq '200' }) or die 'gds-web did not start';
}

# Tries again and again, for so many seconds at most.
sub until_true {
    my ($seconds, $question) = @_;
    for (1 .. $seconds * 50) {
        return 1 if $question->();
        select undef, undef, undef, 0.02;
    }
    return 0;
}

sub _record { my ($type, $content) = @_; return pack('CCnnCx', 1, $type, 1, length $content, 0) . $content }

# The status of the answer; "lost" when it never came whole.
sub get {
    my ($self, $path, %params) = @_;
    my $socket = IO::Socket::UNIX->new(Peer => "$self->{dir}/shop.sock") or return 'refused';
    local $SIG{PIPE} = 'IGNORE';
    my $names = '';
    %params = (REQUEST_METHOD => 'GET', REQUEST_URI => $path, REMOTE_ADDR => '127.0.0.1', %params);
    $names .= pack('CC', length $_, length $params{$_}) . $_ . $params{$_} for sort keys %params;
    $socket->syswrite(_record(1, pack 'nCx5', 1, 0) . _record(4, $names) . _record(4, '') . _record(5, ''));
    my $bytes = '';
    1 while $socket->sysread($bytes, 65536, length $bytes);
    my ($out, $ended) = ('', 0);
    while (length $bytes >= 8) {
        my (undef, $type, undef, $length, $padding) = unpack 'CCnnC', $bytes;
        last if length $bytes < 8 + $length + $padding;
        $out .= substr $bytes, 8, $length if $type == 6;
        $ended = 1 if $type == 3;
        substr($bytes, 0, 8 + $length + $padding) = '';
    }
    $self->{answer} = $out;
    return $ended && $out =~ /^Status: (\d+)/ ? $1 : 'lost';
}

# Runs clients side by side, each asking so many times; meanwhile does what it is told. Returns how
# many answers were not 200.
sub under_load {
    my ($self, $clients, $times, $meanwhile) = @_;
    my @pids;
    for (1 .. $clients) {
        my $pid = fork // die $!;
        if (!$pid) {
            my $bad = grep { $self->get('/healthz') ne '200' } 1 .. $times;
            POSIX::_exit($bad > 250 ? 250 : $bad);
        }
        push @pids, $pid;
    }
    $meanwhile->();
    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad += $? >> 8 }
    return $bad;
}

sub workers {
    my ($self) = @_;
    my @pids = split ' ', `cat /proc/$self->{pid}/task/$self->{pid}/children`;
    @pids = sort { $a <=> $b } @pids;
    return @pids;
}

sub log_text {
    my ($self) = @_;
    open my $log, '<', "$self->{dir}/log" or return '';
    local $/;
    return <$log> // '';
}

# Sends the signal and waits for the end; the exit status, or "alive".
sub stop {
    my ($self, $signal) = @_;
    my $pid = delete $self->{pid} or return 'gone';
    kill $signal, $pid;
    my $status = 'alive';
    until_true(20, sub { waitpid($pid, POSIX::WNOHANG()) == $pid && defined($status = $?) });
    kill 'KILL', $pid if $status eq 'alive';
    return $status;
}

sub DESTROY {
    my ($self) = @_;
    local ($?, $@);
    $self->stop('KILL') if $self->{pid} && $self->{owner} == $$;
}

1;
