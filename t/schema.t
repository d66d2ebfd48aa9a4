#!/bin/bash
# 'make schema' writes every table that the migrations make, and the same text each time.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
dir=$(mktemp -d build/schema.XXXX)
trap 'rm -rf "$dir"' EXIT
echo 1..2
t/lib/schema "$dir/one.sql" >/dev/null
missing=$(comm -23 \
  <(sed -nE 's/^CREATE TABLE ([a-z_]+) .*/\1/p' sql/migrate/*.sql | sort -u) \
  <(sed -nE 's/^CREATE TABLE public\.([a-z_]+) .*/\1/p' "$dir/one.sql" | sort -u))
[[ -z $missing ]] || { printf '# missing: %s\n' $missing; printf 'not '; }
echo "ok 1 - every table of the migrations is in the schema"
t/lib/schema "$dir/two.sql" >/dev/null
cmp -s "$dir/one.sql" "$dir/two.sql" || printf 'not '
echo "ok 2 - the same migrations make the same text"
