#!/usr/bin/perl
# What goes wrong on demand, and what an idempotency key remembers of it.
use strict;
use warnings;
use lib 't/lib';
use Fakes;
use Test::More;

my $fakes = Fakes->start;
my $form  = Fakes::session_form();
my $keys  = 0;

sub create { $fakes->call(POST => '/checkout/sessions', form => $form, key => $_[0]) }
sub sessions { scalar @{ $fakes->control('/sessions') } }

# One fault for the next create: its answer, that of the same call again, and the sessions made.
sub outcome {
    my (%fault) = @_;
    $fakes->control('/reset', {});
    is_deeply $fakes->control('/faults', { method => 'POST', path => '/checkout/sessions', %fault }),
        { ok => JSON::PP::true }, "a fault is set: $fault{fault}";
    my $key   = 'key-' . ++$keys;
    my $first = create($key);
    my $made  = sessions();
    return ($first, $made, create($key), sessions());
}

my ($first, $made, $again, $all) = outcome(fault => 'hang', hold_ms => 200);
is "$first->{status} $made", '599 1', 'a hang executes and never answers';
is "$again->{status} $all", '200 1', 'the same call again finds what was made';

($first, $made, $again, $all) = outcome(fault => 'hang', hold_ms => 200, execute => JSON::PP::false);
is "$first->{status} $made", '599 0', 'a hang that does not execute makes nothing';
is "$again->{status} $all", '200 1', 'the same call again makes it';

($first, $made, $again, $all) = outcome(fault => 'drop');
is "$first->{status} $made $again->{status} $all", '599 0 200 1', 'a dropped connection';

($first, $made, $again, $all) = outcome(fault => 'cut');
is "$made $again->{status} $all", '1 200 1', 'a cut answer was executed';
is $first->{json}, undef, 'and is no JSON';

($first, $made, $again, $all) = outcome(fault => 'status', status => 429, should_retry => 'true');
is "$first->{status} $made $again->{status} $all", '429 0 200 1', '429 executes nothing';
is $first->{json}{error}{type}, 'rate_limit_error', 'and has its type';
is $first->{headers}{'stripe-should-retry'}, 'true', 'and may tell to try again';

($first, $made, $again, $all) = outcome(fault => 'status', status => 409);
is "$first->{status} $made $again->{status} $all", '409 0 200 1', '409 executes nothing';

($first, $made, $again, $all) = outcome(fault => 'status', status => 500);
is "$first->{status} $made $again->{status} $all", '500 0 200 1', 'a 500 on the way is not remembered';

($first, $made, $again, $all) = outcome(fault => 'status', status => 500, execute => JSON::PP::true);
is "$first->{status} $made $again->{status} $all", '500 1 200 1', 'a 500 after executing: the key knows the truth';

($first, $made, $again, $all) = outcome(fault => 'status', status => 500, remember => JSON::PP::true);
is "$first->{status} $made $again->{status} $all", '500 0 500 0', 'a 500 of the service itself is remembered';
is $again->{content}, $first->{content}, 'to the byte';

($first, $made, $again, $all) = outcome(fault => 'html');
is "$first->{status} $made $again->{status} $all", '502 0 200 1', 'a 502 of a proxy';
like $first->{content}, qr/^<html>/, 'is a page, not JSON';

# A key whose call still runs.
$fakes->control('/reset', {});
$fakes->control('/faults', { fault => 'slow', path => '/checkout/sessions', before_ms => 1500 });
my $pid = fork // die 'no fork';
if (!$pid) { create('busy'); require POSIX; POSIX::_exit(0) }
select undef, undef, undef, 0.02 until $fakes->control('/faults')->{running} == 1;
is Fakes::gist(create('busy')), '409 idempotency_key_in_use', 'a key in use is a conflict';
waitpid $pid, 0;
is create('busy')->{status}, 200, 'and free to read when its call has ended';
is sessions(), 1, 'one session was made';

# Which calls are struck.
$fakes->control('/reset', {});
$fakes->control('/faults', { fault => 'status', status => 500, method => 'GET', path => '/events', skip => 1, times => 2 });
is join(' ', map { $fakes->call(GET => '/events')->{status} } 1 .. 4), '200 500 500 200',
    'a fault skips, strikes so many times, and is over';
is create('other')->{status}, 200, 'other calls are not struck';
is $fakes->control('/faults', { fault => 'fire' }), 400, 'an unknown fault is refused';
is $fakes->control('/faults', { fault => 'slow', paht => '/' }), 400, 'a mistyped member too';

# The record of calls.
my ($call) = grep { $_->{method} eq 'POST' } @{ $fakes->control('/requests') };
is $call->{path}, '/stripe/v1/checkout/sessions', 'each call is recorded';
is $call->{headers}{'idempotency-key'}, 'other', 'with its headers';
is $call->{body}, Fakes::form(@$form), 'and its bytes';
done_testing;
