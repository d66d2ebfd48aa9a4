package Probe;
# What an attacker writes into a field, and how one sees that it took no effect. Forms are read from
# the pages that carry them, so a new field is probed without anybody thinking of it.
use strict;
use warnings;
use Shop ();

# Each with the reason that it is here.
our %TEXTS = (
    'an end of a text in SQL' => q{x' OR '1'='1' -- },
    'a second statement' => q{x'); DROP TABLE products; --},
    'markup after a quote' => q{"><gdsprobe x="'><gdsprobe>},
    'the end of a script' => q{</script><gdsprobe>},
    'marks of a template' => '{{GDSPROBE}}{{#LINES}}x{{/LINES}}',
    'a header of its own' => "x\r\nX-Gds-Probe: 1\r\n\r\nx",
    'a NUL' => "probe\0x",
    'no UTF-8' => "probe\xff\xfe",
    'too long a form of a slash' => "probe\xc0\xaf",
    'a turn of direction' => "probe\xe2\x80\xaex",
    'much text' => 'p' x 30_000,
    'a huge number' => '9' x 30,
    'a number below nothing' => '-1',
    'nothing' => '',
    'a path' => '../../../../../../etc/passwd',
    'an address' => 'http://127.0.0.1:9/gdsprobe',
    'a formula' => q{=cmd|'/C calc'!A0},
    'a shell' => '$(id)`id`;id|id',
);

# The forms of a page: { action, method, has_files, fields => [[name, value]...] } each; of a list of
# buttons or circles the first counts.
sub forms {
    my ($html) = @_;
    my @forms;
    while ($html =~ m{<form\b([^>]*)>(.*?)</form>}gs) {
        my ($head, $body) = ($1, $2);
        my ($action) = $head =~ /action="([^"]*)"/;
        my %form = (action => plain($action // ''), method => $head =~ /method="post"/i ? 'post' : 'get',
            has_files => scalar($head =~ m{enctype="multipart/form-data"}));
        my %seen;
        while ($body =~ m{<(input|button|select|textarea)\b([^>]*)>}g) {
            my ($tag, $with, $rest) = ($1, $2, substr $body, pos $body);
            my ($name) = $with =~ /\bname="([^"]*)"/ or next;
            next if $seen{$name}++;
            my ($value) = $with =~ /\bvalue="([^"]*)"/;
            ($value) = $rest =~ m{^.*?<option[^>]*\bvalue="([^"]*)"[^>]*\bselected}s if $tag eq 'select';
            push @{ $form{fields} }, [$name, plain($value // '')];
        }
        push @forms, \%form;
    }
    return @forms;
}

# A form on its way, byte by byte: what is no text must arrive as it is.
sub encoded {
    my (@fields) = @_;
    my @pairs;
    while (my ($name, $value) = splice @fields, 0, 2) { push @pairs, join '=', escaped($name), escaped($value) }
    return join '&', @pairs;
}
sub escaped { return join '', map { /[A-Za-z0-9_.-]/ ? $_ : sprintf '%%%02X', ord } split //, $_[0] }

sub plain {
    my ($text) = @_;
    my %named = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => q{'});
    $text =~ s/&(amp|lt|gt|quot|#39);/$named{$1}/g;
    return $text;
}

# What is wrong with this answer to a probe; empty when nothing took effect.
sub effect {
    my ($answer) = @_;
    return "status $answer->{status}" if $answer->{status} >= 500;
    return 'markup came through' if $answer->{content} =~ /<gdsprobe/;
    return 'a header came through' if exists $answer->{headers}{'x-gds-probe'};
    return 'a file was read' if $answer->{content} =~ /root:x:0:/ || $answer->{content} =~ /uid=\d+\(/;
    my $to = $answer->{headers}{location} // '';
    return "it leads to $to" if $to =~ m{^(?:\w+:|//)} && index($to, Shop::url()) != 0 && $to !~ m{/pay/};
    return '';
}

# Where a text that never passes was kept all the same: "table.column" each.
sub kept {
    return Shop::sql(join ' UNION ALL ', split /\n/, Shop::sql(q{
        SELECT format('SELECT %L WHERE EXISTS (SELECT FROM %I WHERE %I::text ~ %L)',
                      table_name || '.' || column_name, table_name, column_name, chr(8238))
          FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
           AND data_type IN ('text', 'jsonb', 'ARRAY')}));
}

1;
