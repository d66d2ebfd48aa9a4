package Buyer;
# A shopper of the tests who knows the way: puts units of one switch in the cart and goes as far as
# the review, then to Stripe's page.
use strict;
use warnings;
use Shop ();
use HTTP::Tiny;

our @ADDRESS = (email => 'kim@example.com', name => 'Kim Lee', company => '', line1 => '500 W 2nd St',
    line2 => '', city => 'Austin', state => 'TX', zip => '78701', phone => '');

# The switch that is bought: variant, price in cents and stock item; thirty more units come in, since
# other tests buy from the same shop.
sub switch {
    my ($variant, $price, $item) = split /\|/, Shop::sql(q{
        SELECT v.id, v.price_cents, s.id FROM variants v JOIN stock_items s ON s.variant_id = v.id
         JOIN products p ON p.id = v.product_id
         WHERE p.mpn = 'WS-C3850-24T-L' ORDER BY s.on_hand DESC LIMIT 1});
    Shop::sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at)
               VALUES ($item, 'received', 30, 'test', now())");
    return ($variant, $price, $item);
}

sub location { my ($answer) = @_; return $answer->{headers}{location} // '' }
sub path_of { my ($url) = @_; $url =~ s{^https?://[^/]+}{}; return $url }
sub review_total { my ($page) = @_; return $page->{content} =~ /name="expected_total"[^>]*value="(\d+)"/ && $1 }

# A visitor with everything told but the last click, and the review's total in cents.
sub at_the_review {
    my ($variant, $price, $units) = @_;
    my $visitor = Shop::Visitor->new;
    $visitor->post('/cart/add', [variant => $variant, units => $units, price_version => $price]);
    $visitor->post('/checkout', [@ADDRESS]);
    $visitor->post('/checkout/shipping', [shipping_method => 'ground']);
    return ($visitor, review_total($visitor->get('/checkout/review')));
}

# The same, and the address of Stripe's page.
sub at_the_payment {
    my ($visitor, $total) = at_the_review(@_);
    return ($visitor, location($visitor->post('/checkout/place', [expected_total => $total])));
}

# What the buttons of the stand-in's page do; answers where it leads, or the status.
sub press {
    my ($page, $button) = @_;
    my $answer = HTTP::Tiny->new(max_redirect => 0)->post_form("$page/$button", []);
    return $answer->{headers}{location} // $answer->{status};
}

1;
