#!/usr/bin/perl
# Every template escapes what it shows, and nothing generated carries script or style of its own.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use House;
use Test::More;

my @templates = files(qr/\.tpl$/, 'templates');
# A mail's text part is plain text: there is nothing to escape for.
my @html = grep { !m{^templates/mail/.*\.txt\.tpl$} && !m{_text\.tpl$} } @templates;
holds('every template starts with the line that turns escaping on',
    grep { text($_) !~ /\A\{\{%AUTOESCAPE context="(HTML|XML)"\}\}/ } @html);
my (@inline, @raw, @modes);
for my $path (@html) {
    my $text = text($path);
    my $n = 0;
    for (lines($path)) {
        ++$n;
        push @inline, "$path:$n: $_" if /\son[a-z]+=/i;
        push @inline, "$path:$n: $_"
            if $path !~ m{^templates/mail/} && (/<style|\sstyle=/i || /<script(?![^>]*\b(src|type="application\/ld\+json"))/i);
        push @raw, "$path:$n: $_" if /\{\{[^}]*:none/ && $_ !~ /_HTML:none/;
    }
}
holds('no template holds inline script or style', @inline);
holds('only a value named ..._HTML, which render/ made, goes unescaped', @raw);
done_testing();
