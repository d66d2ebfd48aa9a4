#!/usr/bin/perl
# An exemption certificate: sent in by who has an account, looked at by staff, and heard of by mail. What
# is no paper is refused by what it holds, whatever it is called.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use Shop;
use Account;
use Buyer;
use Staff;
use Compress::Zlib ();
use File::Temp;
use Test::More;

my $run = int rand 1e9;
my $kim = "certificates.$run\@example.com";
my $visitor = Account::opened(Shop::Visitor->new, $kim);
my $customer = sql("SELECT customer_id FROM users WHERE email = '$kim'");
sub paper {
    my ($object) = @_;
    return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n" . ($object // 'null')
        . "\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
}
my ($year) = (gmtime)[5];
my $last = ($year + 1901) . '-06-30';
my @fields = (state => 'TX', kind => 'resale', form => 'state', number => '3-20001-2345-6', purchaser_name => 'Acme <Hardware>',
    purchaser_address => '1 Main St, Austin, TX 78701', goods => 'for resale', signer => 'Kim Lee',
    signed_on => ($year + 1900) . '-01-15', expires_on => $last);
sub sent {
    my ($file, %other) = @_;
    my %fields = (@fields, %other);
    return $visitor->post_parts('/account/certificates',
        [csrf => Account::csrf($visitor), %fields, $file ? (paper => $file) : ()]);
}
sub kept {
    return sql("SELECT count(*) || ' ' || count(f.body) FROM tax_certificates c
        LEFT JOIN tax_certificate_files f ON f.certificate_id = c.id WHERE c.customer_id = $customer");
}

# ---- refused: by the fields, and by what the file holds
is(kept(), '0 0', 'there is none at first');
for my $wrong ([state => 'PR'], [kind => 'because'], [form => ''], [number => ''], [signer => ''], [signed_on => '2031-02-30'],
    [signed_on => '2199-01-01'], [expires_on => '2020-01-01'], [expires_on => 'soon'], [purchaser_name => 'x' x 101]) {
    my $page = sent(['a.pdf', paper()], @$wrong);
    is($page->{status}, 422, "$wrong->[0] cannot be '" . substr($wrong->[1], 0, 20) . q{'});
    like($page->{content}, qr/id="$wrong->[0]-error">[A-Z]/, 'as its field says');
    like($page->{content}, qr/id="paper-error">Please choose the file once more/, 'and the file is asked for again');
}
my $packed = Compress::Zlib::compress('<< /S /JavaScript /JS (x) >>');
my %no_papers = (
    'no file' => undef,
    'an empty file' => ['a.pdf', ''],
    'a picture' => ['a.pdf', "\x89PNG\r\n\x1a\nrest"],
    'a page' => ['a.pdf', '<html><script>alert(1)</script>'],
    'a program' => ['a.pdf', "MZ\0\0"],
    'a page behind the beginning of a PDF' => ['a.pdf', "%PDF-1.7\n<html><script>alert(1)</script>"],
    'a PDF with a page after it' => ['a.pdf', paper() . '<script>alert(1)</script>'],
    'half a PDF' => ['a.pdf', substr(paper(), 0, 60)],
    'a script' => ['a.pdf', paper('<< /S /JavaScript /JS (app.alert(1)) >>')],
    'a script under another spelling' => ['a.pdf', paper('<</S/J#61vaScript/JS(x)>>')],
    'a script in a packed stream' => ['a.pdf', paper("<< /Type /ObjStm >>\nstream\n$packed\nendstream")],
    'a program to start' => ['a.pdf', paper('<< /S /Launch /F (cmd.exe) >>')],
    'a file within' => ['a.pdf', paper('<< /Type /EmbeddedFile >>')],
    'a locked one' => ['a.pdf', paper('<< /Encrypt 9 0 R >>')],
);
for my $kind (sort keys %no_papers) {
    my $page = sent($no_papers{$kind});
    is($page->{status}, 422, "$kind is no certificate");
    like($page->{content}, qr/id="paper-error">(Please|This)/, 'as the page says');
}
is(sent(['a.pdf', 'x' x (11 * 1024 * 1024)])->{status}, 413, 'nor is too much');
is(sent(['a.pdf', paper('x' x (10 * 1024 * 1024 - 100))])->{status}, 422, 'nor a little too much');
is($visitor->post('/account/certificates', [csrf => Account::csrf($visitor), @fields])->{status}, 415, 'nor a form without parts');
is($visitor->post_parts('/account/certificates', [@fields, paper => ['a.pdf', paper()]])->{status}, 403,
    'nor one without the token');
is(Shop::Visitor->new->post_parts('/account/certificates', [@fields, paper => ['a.pdf', paper()]])->{status}, 303,
    'and nobody is led to the door');
is(kept(), '0 0', 'nothing of all that is kept');

# ---- sent in
my $large = paper('(' . ('x' x (9 * 1024 * 1024)) . ')');
is(Buyer::location(sent(['../../etc/Müller; "x".pdf' =~ s/"//gr, $large])), '/account/certificates?done=1', 'a paper of 9 MB comes in');
is(kept(), '1 1', 'and is kept');
is(sql("SELECT f.content || ' ' || (f.sha256 = encode(sha256(f.body), 'hex')) || ' ' || octet_length(f.body) || ' ' || c.status
    FROM tax_certificate_files f JOIN tax_certificates c ON c.id = f.certificate_id WHERE c.customer_id = $customer"),
    'pdf true ' . length($large) . ' pending', 'byte by byte, and is pending');
my $page = $visitor->get('/account/certificates');
like($page->{content}, qr/TX: Resale.*Waiting to be looked at.*Acme &lt;Hardware&gt;/s, 'the page says how it stands');
like(sql("SELECT actor || ' ' || (address <> '') FROM audit_log WHERE relation = 'tax_certificates' AND action = 'insert'
    ORDER BY id DESC LIMIT 1"), qr/^customer $customer true$/, 'the audit log says who sent it');
my $other = Account::opened(Shop::Visitor->new, "other.$kim");
unlike($other->get('/account/certificates')->{content}, qr/Acme/, 'nobody else sees it');
is(Buyer::location(sent(['a.pdf', paper()], state => 'OH', number => "n$_")), '/account/certificates?done=1', 'and another') for 1 .. 4;
my $sixth = sent(['a.pdf', paper()]);
is($sixth->{status}, 422, 'but not a sixth one while they wait');
like($sixth->{content}, qr/Five of yours wait/, 'as the page says');

# ---- decided
my @ids = split /\n/, sql("SELECT id FROM tax_certificates WHERE customer_id = $customer ORDER BY id");
my $folder = File::Temp->newdir;
chmod 0777, $folder;
is((Staff::gdsctl('tax', 'certificate', 'paper', $ids[0], "$folder/paper.pdf"))[0], 0, 'staff get the paper');
is(do { local (@ARGV, $/) = "$folder/paper.pdf"; <> }, $large, 'byte by byte');
is((Staff::gdsctl('tax', 'certificate', 'paper', $ids[0], "$folder/paper.pdf"))[0], 2, 'over no other file');
is((Staff::gdsctl('tax', 'certificate', 'paper', 999999, "$folder/none.pdf"))[0], 1, 'and none of no certificate');
my $staff = Staff::whole();
like($staff->get('/admin/certificates')->{content}, qr{href="/admin/certificates/$ids[0]">TX: Acme &lt;Hardware&gt;<}, 'staff see those that wait');
my $one = $staff->get("/admin/certificates/$ids[0]");
like($one->{content}, qr/3-20001-2345-6.*Acme &lt;Hardware&gt;.*customer|\Q$kim\E/s, 'and all about one');
my $file = $staff->get("/admin/certificates/$ids[0]/paper");
is($file->{content}, $large, 'and its paper, byte by byte');
is($file->{headers}{'content-type'}, 'application/pdf', 'as what it is');
is($file->{headers}{'content-disposition'}, "attachment; filename=\"certificate-$ids[0].pdf\"", 'to keep, under a name of ours');
is($file->{headers}{'content-security-policy'}, q{sandbox; default-src 'none'}, 'powerless where it is opened');
is($file->{headers}{'x-content-type-options'}, 'nosniff', 'never guessed to be something else');
is($file->{headers}{'cache-control'}, 'no-store', 'and kept by nobody on the way');
is($staff->get('/admin/certificates/999999/paper')->{status}, 404, 'no other number has one');
is($staff->get('/admin/certificates/x')->{status}, 404, 'nor has what is no number');
my $token = Staff::csrf($one);
sub decided { my ($id, %what) = @_; return $staff->post('/admin/certificates/decide', [csrf => $token, id => $id, %what]) }
for my $odd ([decision => 'reject', note => ''], [decision => 'reject', note => ' '], [decision => 'because', note => 'x'],
    [decision => 'revoke', note => 'not approved yet']) {
    is(decided($ids[0], @$odd)->{status}, 422, "no decision: @$odd");
}
is(decided(999999, decision => 'approve')->{status}, 404, 'nor one about nothing');
is(sql("SELECT DISTINCT status FROM tax_certificates WHERE customer_id = $customer"), 'pending', 'all wait still');
is(Buyer::location(decided($ids[0], decision => 'approve')), '/admin/certificates?done=1', 'staff approve one');
like(decided($ids[0], decision => 'reject', note => 'late')->{content}, qr/Somebody has decided meanwhile/, 'once');
like(sql("SELECT actor || ' ' || (address <> '') || ' ' || (request <> '') FROM audit_log WHERE relation = 'tax_certificates'
    AND row_key = '$ids[0]' AND action = 'update'"), qr/^staff \d+ true true$/, 'the audit log says who decided, and from where');
my $good = Account::mail_to($kim, qr/certificate is approved/);
ok($good, 'of which its owner hears');
is(Buyer::location(decided($ids[1], decision => 'reject', note => 'The number is not yours.')), '/admin/certificates?done=1', 'and refuse one');
is((Staff::gdsctl('tax', 'certificate', 'approve', $ids[2]))[0], 0, 'by a command too');
is(Buyer::location(decided($ids[2], decision => 'revoke', note => 'The firm is closed.')), '/admin/certificates?done=1', 'what was approved is ended');
ok(Account::mail_to($kim, qr/counts no more.*The firm is closed\./s), 'with word of it');
ok(Account::mail_to($kim, qr/Why: The number is not yours\./), 'with the reason');
$page = $visitor->get('/account/certificates');
like($page->{content}, qr/Not accepted.*Why: The number is not yours\./s, 'which the page has too');
like($page->{content}, qr/>Approved</, 'beside the good one');

done_testing();
