#!/usr/bin/perl
# The limit by address in nginx, in a shop where no address is exempt.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop alone => 'pace', GDS_PACE_EXEMPT => '';
use Test::More;

my $visitor = Shop::Visitor->new;
my ($limited, $answers) = (undef, 0);
until ($limited || $answers == 300) {
    ++$answers;
    my $answer = $visitor->post('/cart/update', []);
    $limited = $answer if $answer->{status} == 429;
}
ok($limited, 'a rush of writes from one address is slowed down');
cmp_ok($answers, '>', 20, 'not before twenty at once');
like($limited->{headers}{'retry-after'} // '', qr/^\d+$/, 'the answer says when to try again');
like($limited->{content} // '', qr/slower|many/i, 'and what happened');
my $missing;
for (1 .. 300) {
    $missing = $visitor->get('/p/no-such-product');
    last if $missing->{status} == 429;
}
is($missing->{status}, 429, 'a rush to addresses that lead nowhere is slowed down');
like($missing->{content}, qr/class="bezel".*(?:slower|many)/s, 'with the page of the shop');
is($visitor->get('/')->{status}, 200, 'generated pages are not limited');
done_testing();
