#!/usr/bin/perl
# The parent of a pool and its workers: crashes, reloads, the time limit, the end.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
BEGIN { chdir "$FindBin::Bin/../.." or die $! }
use Pool;
use Test::More;

my $pool = Pool->start(workers => 4, timeout => 1);
my $sock = "$pool->{dir}/shop.sock";

is(sprintf('%o', (stat $sock)[2] & 0777), '660', 'owner and group may connect, others may not');
ok(Pool::until_true(5, sub { scalar($pool->workers) == 4 }), 'as many workers as the configuration says');
my @first = $pool->workers;
# POST and Accept: neither looks for a product that may have been meant, in a database that is mute.
is($pool->get('/no/such/page', REQUEST_METHOD => 'POST'), 404, 'an unknown page is 404');
like($pool->{answer}, qr/X-Request-Id: [0-9a-f]+-\d+\r/, 'an answer names its request');
is($pool->get('/healthz', REQUEST_ID => 'ab' x 16), 200, 'a request named by nginx is answered');
like($pool->{answer}, qr/X-Request-Id: (ab){8}\r/, 'and keeps its name');
is($pool->get('/healthz', REQUEST_ID => "x\r\ny"), 200, 'a name that is none is answered too');
unlike($pool->{answer}, qr/X-Request-Id: x/, 'under a name of our own');

# ---- a worker is killed
my $lost = $pool->under_load(4, 300, sub { kill 'KILL', $first[0] });
cmp_ok($lost, '<=', 1, 'kill -9 of a worker under load loses the answer it was at, no other');
ok(Pool::until_true(5, sub { scalar($pool->workers) == 4 }), 'the worker is replaced');
like($pool->log_text, qr/event=worker-died pid=$first[0] signal=9/, 'the log says so');

# ---- a new generation
my $parent = $pool->{pid};
my @before = $pool->workers;
$lost = $pool->under_load(4, 500, sub {
    for my $round (1 .. 3) {
        my $seen = () = $pool->log_text =~ /event=started/g;
        kill 'HUP', $parent;
        Pool::until_true(10, sub { $seen < (() = $pool->log_text =~ /event=started/g) });
    }
});
is($lost, 0, 'three reloads under load fail no request');
ok(Pool::until_true(10, sub { scalar($pool->workers) == 4 }), 'the old workers have left');
my %old = map { $_ => 1 } @before;
is(scalar(grep { $old{$_} } $pool->workers), 0, 'all workers are new ones');

$pool->configure("no.such.key = 1\n");
my @kept = $pool->workers;
kill 'HUP', $parent;
ok(Pool::until_true(10, sub { $pool->log_text =~ /event=reload-refused/ }), 'a broken configuration is refused');
is_deeply([$pool->workers], \@kept, 'and the workers go on');
is($pool->get('/healthz'), 200, 'and answer');
$pool->configure('');

# ---- a request that hangs
is($pool->get('/readyz'), 'lost', 'a page that hangs for longer than the limit is ended');
like($pool->log_text, qr/event=request-timeout pid=\d+ id=[0-9a-f]/, 'the log names the request');
ok(Pool::until_true(5, sub { scalar($pool->workers) == 4 }), 'the stuck worker is replaced');
is($pool->get('/metrics'), 200, 'the numbers are there');
like($pool->{answer}, qr/^gds_request_timeouts_total\{pool="shop"\} 1$/m, 'the time-out is counted');
like($pool->{answer}, qr/^gds_workers\{pool="shop"\} 4$/m, 'and the workers');
is($pool->get('/metrics', REMOTE_ADDR => '192.0.2.1', HTTP_ACCEPT => 'application/json'), 404, 'strangers see no numbers');

# ---- one parent a socket
my $second = `build/bin/gds-web --pool shop --config $pool->{dir}/gds.conf 2>&1`;
is($? >> 8, 1, 'a second parent does not start');
like($second, qr/another pool listens at/, 'and says why');
is($pool->get('/healthz'), 200, 'the first one goes on');

# ---- one recorded request, without a server
open my $recorded, '>', "$pool->{dir}/request" or die $!;
print $recorded "GET /healthz?x=1 HTTP/1.1\r\nHost: shop\r\n\r\n";
close $recorded;
my $once = `build/bin/gds-web --pool shop --config $pool->{dir}/gds.conf --once $pool->{dir}/request`;
like($once, qr/\AStatus: 200 OK\r\n.*\r\n\r\nok\n\z/s, 'a recorded request is answered on standard output');

# ---- the end
$lost = $pool->under_load(1, 1, sub { });
is($lost, 0, 'before the end all is well');
is($pool->stop('TERM'), 0, 'TERM ends it in good order');
ok(!-e $sock, 'the socket is gone');
$pool->launch;
my @orphans = $pool->workers;
$pool->stop('KILL');
ok(Pool::until_true(10, sub { !grep { kill 0, $_ } @orphans }), 'workers die with their parent');
$pool->launch;
is($pool->get('/healthz'), 200, 'a parent that was killed can be started again');
is($pool->stop('INT'), 0, 'Ctrl-C ends it too');
done_testing();
