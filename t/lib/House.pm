package House;
# What the house rules (t/00-*.t) share: they run at the top of the tree and read its files.
use strict;
use warnings;
use Cwd 'abs_path';
use Exporter 'import';
use File::Basename 'dirname';
use File::Find;
our @EXPORT = qw(files lines text holds);

chdir dirname(abs_path(__FILE__)) . '/../..' or die "cannot reach the tree: $!";

# The files below the folders given whose path matches the pattern, sorted.
sub files {
    my ($pattern, @folders) = @_;
    my @found;
    find({ no_chdir => 1,
           preprocess => sub { sort grep { $_ ne 'node_modules' } @_ },
           wanted => sub { push @found, $_ if -f && $_ =~ $pattern } },
        grep { -d } @folders);
    return sort @found;
}

sub text {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!";
    local $/;
    return <$file> // '';
}

sub lines { return split /\n/, text($_[0]) }

# One test: the rule holds when the list of what breaks it is empty.
sub holds {
    my ($rule, @broken) = @_;
    my $ok = Test::More::ok(!@broken, $rule);
    Test::More::diag($_) for @broken;
    return $ok;
}

1;
