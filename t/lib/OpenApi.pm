package OpenApi;
# The rules of OpenAPI 3.1 as far as our description goes, and the part of JSON Schema it uses. What
# is not known here is a fault: nothing passes unread.
use strict;
use warnings;
use B ();
use JSON::PP ();

my %MAY = (
    document => [qw(openapi info servers paths components)],
    info => [qw(title version description)],
    operation => [qw(operationId summary security parameters requestBody responses)],
    parameter => [qw(in name description required schema)],
    body => [qw(required content)],
    response => [qw(description headers content)],
    header => [qw(description schema)],
    schema => [qw(type description format properties required additionalProperties items minimum maximum
        minLength maxLength minItems maxItems default $ref)],
);
my %TYPES = map { $_ => 1 } qw(string integer boolean object array null);

sub faults {
    my ($doc) = @_;
    my @said = unknown('document', $doc, '#');
    push @said, 'openapi is not 3.1' if ($doc->{openapi} // '') !~ /^3\.1\.\d+$/;
    push @said, unknown('info', $doc->{info}, '#/info'), missing($doc->{info}, '#/info', qw(title version));
    push @said, map { missing($_, '#/servers', 'url') } @{ $doc->{servers} };
    my %ids;
    for my $path (sort keys %{ $doc->{paths} }) {
        push @said, "$path: no path" if $path !~ m{^(/([\w.-]+|\{\w+\}))+$};
        for my $method (sort keys %{ $doc->{paths}{$path} }) {
            my $operation = $doc->{paths}{$path}{$method};
            push @said, "$path: no method $method" if $method !~ /^(get|put|post|delete|patch|head|options)$/;
            push @said, "two operations are $operation->{operationId}" if $ids{ $operation->{operationId} // '' }++;
            push @said, operation_faults($doc, $path, $method, $operation);
        }
    }
    my $components = $doc->{components};
    push @said, map { schema_faults($doc, $components->{schemas}{$_}, "schema $_") } sort keys %{ $components->{schemas} };
    for my $scheme (values %{ $components->{securitySchemes} }) {
        push @said, 'a scheme is not http bearer' if $scheme->{type} ne 'http' || $scheme->{scheme} ne 'bearer';
    }
    return @said;
}

sub operation_faults {
    my ($doc, $path, $method, $operation) = @_;
    my $at = uc($method) . " $path";
    my @said = (unknown('operation', $operation, $at), missing($operation, $at, qw(operationId summary responses)));
    my %named;
    for my $parameter (@{ $operation->{parameters} // [] }) {
        push @said, unknown('parameter', $parameter, $at), missing($parameter, $at, qw(in name schema));
        push @said, "$at: $parameter->{name} twice" if $named{"$parameter->{in} $parameter->{name}"}++;
        push @said, "$at: a parameter is nowhere" if $parameter->{in} !~ /^(path|query|header|cookie)$/;
        push @said, "$at: a part of the path may be missing" if $parameter->{in} eq 'path' && !$parameter->{required};
        push @said, "$at: $parameter->{name} is not described by a parameter"
            if $parameter->{in} eq 'header' && $parameter->{name} =~ /^(accept|content-type|authorization)$/i;
        push @said, schema_faults($doc, $parameter->{schema}, "$at $parameter->{name}");
    }
    my %parts = map { ("path $_" => 1) } $path =~ /\{(\w+)\}/g;
    push @said, map {"$at: $_ is not described"} grep { !$named{$_} } sort keys %parts;
    push @said, map {"$at: $_ is not in it"} grep { /^path / && !$parts{$_} } sort keys %named;
    if (my $body = $operation->{requestBody}) {
        push @said, unknown('body', $body, $at), content_faults($doc, $body->{content}, $at);
        push @said, "$at: a GET has no body" if $method eq 'get';
    }
    for my $status (sort keys %{ $operation->{responses} }) {
        my $response = $operation->{responses}{$status};
        push @said, "$at: no status $status" if $status !~ /^[1-5]\d\d$/;
        push @said, unknown('response', $response, "$at $status"), missing($response, "$at $status", 'description');
        push @said, content_faults($doc, $response->{content}, "$at $status") if $response->{content};
        push @said, map { (unknown('header', $_, $at), schema_faults($doc, $_->{schema}, $at)) } values %{ $response->{headers} // {} };
    }
    push @said, "$at: nothing succeeds" if !grep {/^2/} keys %{ $operation->{responses} };
    for my $way (@{ $operation->{security} // [] }) {
        push @said, map {"$at: no scheme $_"} grep { !$doc->{components}{securitySchemes}{$_} } keys %$way;
    }
    return @said;
}

sub content_faults {
    my ($doc, $content, $at) = @_;
    return "$at: no content" if ref $content ne 'HASH' || !%$content;
    return map { schema_faults($doc, $content->{$_}{schema}, "$at $_") } sort keys %$content;
}

sub schema_faults {
    my ($doc, $schema, $at) = @_;
    return "$at: no schema" if ref $schema ne 'HASH';
    my @said = unknown('schema', $schema, $at);
    if (my $ref = $schema->{'$ref'}) { return (@said, resolved($doc, $ref) ? () : "$at: $ref leads nowhere") }
    my @types = ref $schema->{type} ? @{ $schema->{type} } : $schema->{type} // 'none';
    push @said, map {"$at: no type $_"} grep { !$TYPES{$_} } @types;
    my %properties = %{ $schema->{properties} // {} };
    push @said, map {"$at: $_ is required and nothing"} grep { !$properties{$_} } @{ $schema->{required} // [] };
    push @said, map { schema_faults($doc, $properties{$_}, "$at.$_") } sort keys %properties;
    push @said, schema_faults($doc, $schema->{items}, "$at\[]") if $schema->{items};
    push @said, "$at: a list of what?" if (grep { $_ eq 'array' } @types) && !$schema->{items};
    return @said;
}

# What of a value is not as the schema says; a list.
sub differs {
    my ($doc, $schema, $value, $at) = @_;
    return differs($doc, resolved($doc, $schema->{'$ref'}), $value, $at) if $schema->{'$ref'};
    my $type = type_of($value);
    my @types = ref $schema->{type} ? @{ $schema->{type} } : $schema->{type};
    return "$at is $type, not " . join ' or ', @types if !grep { $_ eq $type } @types;
    my @said;
    if ($type eq 'object') {
        my $properties = $schema->{properties} // {};
        push @said, map {"$at.$_ is missing"} grep { !exists $value->{$_} } @{ $schema->{required} // [] };
        for my $name (sort keys %$value) {
            push @said, $properties->{$name} ? differs($doc, $properties->{$name}, $value->{$name}, "$at.$name")
                : "$at.$name is not described";
        }
    }
    elsif ($type eq 'array') {
        push @said, map { differs($doc, $schema->{items}, $value->[$_], "$at\[$_]") } 0 .. $#$value;
    }
    elsif ($type eq 'string' && ($schema->{format} // '') eq 'date-time') {
        push @said, "$at is no time" if $value !~ /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
    }
    return @said;
}

sub type_of {
    my ($value) = @_;
    return 'null' if !defined $value;
    return 'boolean' if JSON::PP::is_bool($value);
    return ref $value eq 'HASH' ? 'object' : 'array' if ref $value;
    return 'string' if B::svref_2object(\$value)->FLAGS & B::SVf_POK;
    return $value =~ /^-?\d+$/ ? 'integer' : 'number';
}

sub resolved {
    my ($doc, $ref) = @_;
    my ($name) = $ref =~ m{^#/components/schemas/(\w+)$} or return;
    return $doc->{components}{schemas}{$name};
}
sub unknown {
    my ($kind, $what, $at) = @_;
    my %may = map { $_ => 1 } @{ $MAY{$kind} };
    return map {"$at: nothing here is called $_"} grep { !$may{$_} } sort keys %$what;
}
sub missing {
    my ($what, $at, @names) = @_;
    return map {"$at: there is no $_"} grep { !defined $what->{$_} } @names;
}

1;
