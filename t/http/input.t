#!/usr/bin/perl
# What no page of ours sends: each form of the route table with a field twice, a NUL, no UTF-8, a broken
# escape, too many fields, too much of it, another type. Each gets a clear 4xx, and nothing is kept.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Staff;
use Test::More;

my @rows = map { [split] } `GDS_PG_DSN=host=/nonexistent build/bin/gdsctl routes`;
my @forms = grep { $_->[0] eq 'POST' && $_->[4] eq 'csrf' } @rows;
cmp_ok(scalar @forms, '>', 30, 'the table of routes has forms');

my $shopper = Account::opened(Shop::Visitor->new, 'input.' . int(rand 1e9) . '@example.com');
my $staff = Staff::whole();
my %visitor = (anyone => Shop::Visitor->new, shopper => $shopper, staff => $staff);
my %token = (anyone => 'x', shopper => Account::csrf($shopper), staff => Staff::csrf($staff->get('/admin')));

# Names that forms have, so that whatever a handler reads is among them.
my @names = qw(email password name message number token units variant price_version code expected_total next t id current);
my %bad = (
    'a field twice' => sub { my ($csrf) = @_; "csrf=$csrf&" . join '&', map { "$_=1&$_=2" } @names },
    'a token twice' => sub { "csrf=$_[0]&csrf=$_[0]" },
    'a NUL' => sub { "csrf=$_[0]&" . join '&', map { "$_=a%00b" } @names },
    'a NUL in a name' => sub { "csrf=$_[0]&a%00b=1" },
    'no UTF-8' => sub { "csrf=$_[0]&" . join '&', map { "$_=%ff%fe" } @names },
    'too long a form of a slash' => sub { "csrf=$_[0]&email=%c0%af" },
    'half a character' => sub { "csrf=$_[0]&name=%e2%82" },
    'a surrogate' => sub { "csrf=$_[0]&name=%ed%a0%80" },
    'a broken escape' => sub { "csrf=$_[0]&name=%zz" },
    'too many fields' => sub { "csrf=$_[0]&" . join '&', map { "f$_=" } 1 .. 2100 },
    'too much' => sub { "csrf=$_[0]&name=" . 'x' x 70_000 },
);
# The same and more of a form with files, whose parts are told apart by their heads.
sub parts { return Shop::Visitor::parts(@_) }
my %bad_parts = (
    'a field twice' => sub { parts(csrf => $_[0], state => 'TX', state => 'OH') },
    'a token twice' => sub { parts(csrf => $_[0], csrf => $_[0]) },
    'a file twice' => sub { parts(csrf => $_[0], paper => ['a.pdf', 'a'], paper => ['b.pdf', 'b']) },
    'a field that is a file too' => sub { parts(csrf => $_[0], paper => 'a', paper => ['b.pdf', 'b']) },
    'a NUL' => sub { parts(csrf => $_[0], number => "1\0") },
    'a NUL in a name' => sub { parts(csrf => $_[0], "number\0" => '1') },
    'a NUL in the name of a file' => sub { parts(csrf => $_[0], paper => ["a.pdf\0.exe", 'a']) },
    'no UTF-8' => sub { parts(csrf => $_[0], number => "\xff\xfe") },
    'too long a form of a slash' => sub { parts(csrf => $_[0], number => "\xc0\xaf") },
    'a turned name of a file' => sub { parts(csrf => $_[0], paper => ["a\xe2\x80\xaefdp.exe", 'a']) },
    'a head of its own' => sub { parts(csrf => $_[0], "number\"\r\nX-Gds-Probe: 1\r\nx: \"" => '1') },
    'too many parts' => sub { parts(csrf => $_[0], map { ("f$_" => '') } 1 .. 40) },
    'much text in a field' => sub { parts(csrf => $_[0], number => 'x' x 70_000) },
    'something before the parts' => sub { 'x' . parts(csrf => $_[0]) },
    'something after the parts' => sub { parts(csrf => $_[0]) . 'x' },
    'no end' => sub { parts(csrf => $_[0], paper => ['a.pdf', 'a']) =~ s/--\r\n\z//r },
    'another boundary' => sub { parts(csrf => $_[0]) =~ s/gds-parts/gds-other/gr },
    'too much' => sub { parts(csrf => $_[0], paper => ['a.pdf', 'x' x ($_[1] + 1)]) },
);
# Rows that a form could leave behind. Who is signed in stays so, and nothing else changes.
my @tables = split /\n/, sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname NOT IN ('pace_counters', 'sessions', 'route_metrics', 'job_runs', 'outbox', 'mails', 'mail_events', 'page_changes',
                        'search_documents') ORDER BY 1");
sub counts { return sql(join ' UNION ALL ', map { "SELECT '$_ ' || count(*) FROM $_" } @tables) }
my $before = counts();

my @kept;
# Whose body nobody reads: the token of its address says all (decision 0099). Here there is none.
my %unread = ('/newsletter/stop' => 1);
for my $row (@forms) {
    my ($method, $path, $pool, $who) = @$row;
    (my $example = $path) =~ s{:[a-z_]+}{1}g;
    # Ending the session is for the end.
    next if $path =~ /sign-out/;
    my @odd;
    my ($most) = map { /^upload=(\d+)$/ } @$row;
    my %kinds = $most ? %bad_parts : %bad;
    for my $kind (sort keys %kinds) {
        my $answer = $visitor{$who}->post($example, [], content => $kinds{$kind}->($token{$who}, $most),
            $most ? (headers => { 'content-type' => $Shop::Visitor::PARTS }) : ());
        push @odd, "$kind: $answer->{status}" if $answer->{status} !~ ($unread{$path} ? qr/^4(04|13)$/ : qr/^4(13|22)$/);
    }
    if ($most) {
        my $form = $visitor{$who}->post($example, [csrf => $token{$who}, state => 'TX']);
        push @odd, "a form without parts: $form->{status}" if $form->{status} != 415;
        for my $type ('multipart/form-data', 'multipart/mixed; boundary=gds-parts', 'multipart/form-data; boundary="',
            "$Shop::Visitor::PARTS; charset=utf-7") {
            my $answer = $visitor{$who}->post($example, [], content => parts(csrf => $token{$who}),
                headers => { 'content-type' => $type });
            push @odd, "$type: $answer->{status}" if $answer->{status} !~ /^4(15|22)$/;
        }
    }
    my $json = $visitor{$who}->post($example, [], content => '{"name":1}', headers => { 'content-type' => 'application/json' });
    push @odd, "another type: $json->{status}" if $json->{status} != ($unread{$path} ? 404 : 415);
    is(join('; ', @odd), '', "$path refuses what no page sends");
}
is(counts(), $before, 'and nothing is kept');
done_testing();
