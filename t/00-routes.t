#!/usr/bin/perl
# The route table is the security review: every row that changes something is guarded, every row has
# its audience and its pool, and nginx forwards exactly what a row answers.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

# What is wrong with one row; a list.
sub complaints {
    my ($method, $path, $pool, $who, $guard, $pace, $scope, $proof) = @_;
    my @said;
    push @said, 'an odd audience' unless $who =~ /^(anyone|shopper|staff|signed|key)$/;
    push @said, 'an odd pool' unless $pool =~ /^(shop|outbound|hooks|admin)$/;
    push @said, 'changes something without a guard' if $method ne 'GET' && $guard !~ /^(csrf|form|signature|bearer)$/;
    push @said, 'changes something at any pace' if $method ne 'GET' && $pace eq 'none';
    # Who is not in yet comes by these three.
    push @said, 'is not for staff'
        if $path =~ m{^/admin(/|$)} && $path !~ m{^/admin/(sign-in|forgotten|reset)$} && $who ne 'staff';
    # What is one's own wants no permission; all else does, and what gives rights away a code of now.
    push @said, 'wants no permission'
        if $who eq 'staff' && !$scope && $path !~ m{^/admin(/(second|code|sign-out|recovery|sessions/end))?$};
    push @said, 'wants no code of now'
        if $who eq 'staff' && $method ne 'GET' && ($scope // '') =~ /manage|refunds|bulk|export|settings|terms|issue/
        && ($proof // '') ne 'fresh';
    push @said, 'is not in the admin pool' if $path =~ m{^/admin(/|$)} && $pool ne 'admin';
    push @said, 'is not signed' if $path =~ m{^/webhooks/} && ($who ne 'signed' || $guard ne 'signature');
    push @said, 'is not for keys' if $path =~ m{^/api/v1/} && $who ne 'key';
    push @said, 'is not in the admin pool' if $path =~ m{^/api/} && $pool ne 'admin';
    push @said, 'names its key by something else than a bearer' if ($who eq 'key') != ($guard eq 'bearer');
    push @said, 'is open to every key' if $who eq 'key' && !$scope && $path ne '/api/v1/key';
    push @said, 'is not in the hooks pool' if $path =~ m{^/webhooks/} && $pool ne 'hooks';
    push @said, 'is not in the outbound pool' if $path =~ m{^/checkout(/|$)} && $pool ne 'outbound';
    push @said, 'ends in a slash' if $path =~ m{./$};
    return map { "$method $path $_" } @said;
}

# The pool that a path is forwarded to, as nginx chooses: '=' first, then the longest '^~' prefix.
sub forwarded {
    my ($locations, $path) = @_;
    return $locations->{"= $path"} if $locations->{"= $path"};
    my ($best) = sort { length $b <=> length $a }
        grep { m{^\^~ (.*)} && index($path, $1) == 0 } keys %$locations;
    return $best ? $locations->{$best} : 'nowhere';
}

is_deeply([complaints(qw(POST /cart/add shop anyone none write))],
    ['POST /cart/add changes something without a guard'], 'a missing guard is refused');
is_deeply([complaints(qw(GET /admin/orders admin anyone none read))],
    ['GET /admin/orders is not for staff'], 'an open staff page is refused');
is_deeply([complaints(qw(GET /admin/orders admin staff none read))],
    ['GET /admin/orders wants no permission'], 'a staff page for all of the staff is refused');
is_deeply([complaints(qw(POST /admin/keys admin staff csrf write keys.manage))],
    ['POST /admin/keys wants no code of now'], 'so is one that gives rights away to whoever finds a session open');
is_deeply([complaints(qw(POST /admin/keys admin staff csrf write keys.manage fresh))], [], 'with a code it passes');
is_deeply([complaints(qw(PATCH /api/v1/x admin key bearer write))],
    ['PATCH /api/v1/x is open to every key'], 'a row of the API without a scope is refused');
is_deeply([complaints(qw(POST /cart/add shop anyone csrf write))], [], 'a guarded row passes');

my %locations;
my $conf = text('nginx/forwarded.conf');
while ($conf =~ m/^location (=|\^~) (\S+) \{(.*?)\}/msg) {
    my ($how, $path, $body) = ($1, $2, $3);
    my ($pool) = $body =~ m{(?:pools/|fastcgi_pass gds_)(\w+)};
    $locations{"$how $path"} = $pool // 'nowhere';
}
is(forwarded(\%locations, '/cart/add'), 'shop', 'the list of forwarded paths is read');

# The program wants a database named, though it does not ask it for this.
my @rows = map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
is($?, 0, 'gdsctl routes answers');
cmp_ok(scalar @rows, '>', 2, 'it prints rows');
my %upload;  # how many bytes a form with files takes
for my $row (@rows) { $upload{"$row->[0] $row->[1]"} = $1 if $row->[-1] =~ /^upload=(\d+)$/ && pop @$row }
holds('a row has six columns, and a scope where it is for keys, or a permission and a proof where for staff',
    map { "@$_" } grep { @$_ != 6 && !(@$_ == 7 && $_->[3] =~ /^(key|staff)$/) && !(@$_ == 8 && $_->[3] eq 'staff' && $_->[7] eq 'fresh') } @rows);
holds('every row is safe', map { complaints(@$_) } @rows);

my (@astray, %seen, @twice);
for my $row (@rows) {
    my ($method, $path, $pool) = @$row;
    (my $example = $path) =~ s{:[a-z_]+}{x}g;
    my $to = forwarded(\%locations, $example);
    push @astray, "$method $path belongs to $pool, nginx forwards it to $to" if $to ne $pool;
    push @twice, "$method $path" if $seen{"$method $path"}++;
}
holds('nginx forwards every row to its pool', @astray);

# A body is refused in front of the program where the program refuses it, and not before.
sub bytes { my ($number, $unit) = $_[0] =~ /^(\d+)([km]?)$/ or return 0; return $number * { '' => 1, k => 1024, m => 1024 ** 2 }->{$unit} }
sub size_of {
    my ($path) = @_;
    my ($own) = $conf =~ /^location = \Q$path\E \{.*?client_max_body_size (\w+);.*?\}/m;
    return bytes($own // '64k');
}
holds('nginx lets in what a form with files may hold, and no more',
    map { /\s(\S+)/; size_of($1) == $upload{$_} ? () : "$_ takes $upload{$_} bytes, nginx " . size_of($1) } sort keys %upload);
cmp_ok(scalar keys %upload, '>', 0, 'there are such forms');
holds('no row stands twice', @twice);
done_testing();
