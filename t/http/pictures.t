#!/usr/bin/perl
# A photo of goods: sent in by staff, drawn anew, and shown on the product's page. What is none is
# refused by what it holds, whatever it is called, and changes nothing.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Buyer;
use Staff;
use Compress::Zlib ();
use Test::More;

my ($variant, $sku, $slug, $product) = split /\|/, sql(q{SELECT v.id, v.sku, p.slug, p.id FROM variants v
    JOIN products p ON p.id = v.product_id WHERE p.kind = 'product' AND v.state = 'active' AND p.state = 'active'
    AND NOT EXISTS (SELECT FROM media m WHERE m.product_id = p.id) ORDER BY v.id LIMIT 1});
my $staff = Staff::whole();

# A PNG of stripes, with further chunks if asked for.
sub chunk { my ($name, $bytes) = @_; return pack('N', length $bytes) . $name . $bytes . pack('N', Compress::Zlib::crc32($name . $bytes)) }
sub png {
    my ($width, $height, @more) = @_;
    my $rows = join '', map { "\0" . join '', map { chr($_ % 256) . "\x40\xc0" } 1 .. $width } 1 .. $height;
    return "\x89PNG\r\n\x1a\n" . chunk(IHDR => pack('NNCCCCC', $width, $height, 8, 2, 0, 0, 0)) . join('', @more)
        . chunk(IDAT => Compress::Zlib::compress($rows)) . chunk(IEND => '');
}
sub vast {
    my ($width, $height) = @_;
    return "\x89PNG\r\n\x1a\n" . chunk(IHDR => pack('NNCCCCC', $width, $height, 8, 2, 0, 0, 0)) . chunk(IEND => '');
}
sub sent {
    my ($photo, %other) = @_;
    my %fields = (csrf => Staff::csrf($staff->get('/admin')), sku => $sku, view => 'front', %other);
    return $staff->post_parts('/admin/pictures', [%fields, $photo ? (photo => $photo) : ()]);
}
sub drawn { return system('build/bin/make-pictures', '--config', var() . '/gds.conf') == 0 }
sub standing {
    return sql("SELECT count(*) || ' ' || count(body) || ' ' || (SELECT count(*) FROM media WHERE product_id = $product)
        FROM sent_pictures WHERE product_id = $product");
}

# ---- refused: by the fields, and by what the file holds
like($staff->get('/admin')->{content}, qr{href="/admin/pictures"}, 'who may edit goods is led to their photos');
is(standing(), '0 0 0', 'there is none at first');
my $script = '<script>alert(document.domain)</script>';
for my $wrong ([sku => 'NO-SUCH-SKU'], [sku => ''], [sku => 'x' x 101], [view => 'above'], [view => '']) {
    my $page = sent(['a.png', png(20, 20)], @$wrong);
    is($page->{status}, 422, "$wrong->[0] cannot be '" . substr($wrong->[1], 0, 20) . q{'});
    like($page->{content}, qr/id="$wrong->[0]-error">[A-Z]/, 'as its field says');
    like($page->{content}, qr/id="photo-error">Please choose the file once more/, 'and the file is asked for again');
}
my $good = png(64, 64);
my %no_photos = (
    'no file' => [undef, 'Please choose a file'],
    'an empty file' => [['a.png', ''], 'Please choose a file'],
    'a page' => [['a.png', "<html>$script"], 'neither a PNG nor a JPEG'],
    'a drawing that runs' => [['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], 'neither a PNG nor a JPEG'],
    'a GIF' => [['a.gif', "GIF89a\1\0\1\0\0\0\0;"], 'neither a PNG nor a JPEG'],
    'a PDF' => [['a.png', "%PDF-1.7\n%%EOF\n"], 'neither a PNG nor a JPEG'],
    'a side without end' => [['a.png', vast(60_000, 2)], 'neither a PNG nor a JPEG'],
    'more points than a photo has' => [['a.png', vast(9_999, 9_999)], 'over 40 megapixels'],
    'half a picture' => [['a.png', substr $good, 0, 100], 'not whole'],
    'a picture without its end' => [['a.png', substr $good, 0, -12], 'not whole'],
    'a part longer than the file' => [['a.png', substr($good, 0, 33) . "\xff\xff\xff\xff" . substr($good, 37)], 'not whole'],
    'a beginning of a JPEG' => [['a.jpg', "\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08\0\x10\0\x10\x03\1\x11\0\2\x11\0\3\x11\0\xff\xda\0\4xxabc"], 'not whole'],
    'a page behind a picture' => [['a.png', $good . $script], 'behind the end'],
    'a program behind a picture' => [['a.png', $good . "PK\3\4"], 'behind the end'],
);
for my $kind (sort keys %no_photos) {
    my $page = sent($no_photos{$kind}[0]);
    is($page->{status}, 422, "$kind is no photo");
    like($page->{content}, qr/id="photo-error">[^<]*$no_photos{$kind}[1]/, 'as the page says');
}
is(sent(['a.png', 'x' x (11 * 1024 * 1024)])->{status}, 413, 'nor is too much');
is(sent(['a.png', png(20, 20, chunk(tEXt => 'x' x (10 * 1024 * 1024 - 100)))])->{status}, 422, 'nor a little too much');
is($staff->post('/admin/pictures', [csrf => Staff::csrf($staff->get('/admin')), sku => $sku, view => 'front'])->{status}, 415,
    'nor a form without parts');
is(sent(['a.png', $good], csrf => 'x')->{status}, 403, 'nor one without the token');
my $sales = Staff::whole('sales');
is($sales->get('/admin/pictures')->{status}, 403, 'who may not edit goods sees no photos');
ok(drawn(), 'nothing waits');
is(standing(), '0 0 0', 'nothing of all that is kept');

# ---- a good one, with a page in a text of its own
is(Buyer::location(sent(['../../etc/x.svg', png(640, 400, chunk(tEXt => "Comment\0$script"))])), '/admin/pictures?done=1', 'a photo comes in');
is(standing(), '1 1 0', 'and waits, shown to nobody');
like(sql("SELECT actor || ' ' || (address <> '') FROM audit_log WHERE relation = 'sent_pictures' ORDER BY id DESC LIMIT 1"),
    qr/^staff @{[Staff::id($staff)]} true$/, 'the audit log says who sent it');
like($staff->get('/admin/pictures?done=1')->{content}, qr/It has come in.*Waits to be drawn/s, 'the page says how it stands');
ok(drawn(), 'the job draws it');
is(standing(), '1 0 1', 'it is the product\'s, and what was sent is gone');
my ($file) = sql("SELECT file FROM media WHERE product_id = $product");
my $served = $staff->get("/media/$file");
is($served->{status}, 200, 'it is served');
is($served->{headers}{'content-type'}, 'image/png', 'as what it is');
is($served->{headers}{'x-content-type-options'}, 'nosniff', 'never guessed to be something else');
like($served->{headers}{'content-security-policy'}, qr/default-src 'none'|default-src 'self'/, 'under a policy');
unlike($served->{content}, qr/script/, 'without what came along');
ok(wait_until(10, sub { $staff->get("/p/$slug")->{content} =~ m{/media/\Q@{[$file =~ s/\.png$//r]}\E} }), 'the product\'s page shows it');
like($staff->get('/admin/pictures')->{content}, qr{href="/p/\Q$slug\E".*>Shown<}s, 'as the panel says');

# ---- one that only the drawing finds broken
my $broken = png(30, 30);
substr $broken, 45, 12, "\0" x 12;
is(Buyer::location(sent(['a.png', $broken], view => 'rear')), '/admin/pictures?done=1', 'one whose points are rubbish comes in');
ok(drawn(), 'and is tried');
is(standing(), '2 0 1', 'shows nothing');
like($staff->get('/admin/pictures')->{content}, qr/No whole photo: not kept/, 'and is told so');
done_testing();
