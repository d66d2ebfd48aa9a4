#!/bin/bash
# The pgTAP files of t/sql/, each on the migrated schema, in a transaction that is rolled back.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
shopt -s nullglob
. t/lib/cluster.sh
cluster_start build/test-sql
servers_sql -c 'CREATE DATABASE gds_pgtap TEMPLATE gds_template' >/dev/null
psql -qX "host=$var/run user=postgres dbname=gds_pgtap" -c 'CREATE EXTENSION pgtap'
n=0
for file in t/sql/*.sql; do
  n=$((n + 1))
  out=$var/log/pgtap.out
  psql -qAtX -v ON_ERROR_STOP=1 -P pager=off "host=$var/run user=postgres dbname=gds_pgtap" \
    -f "$file" >"$out" 2>&1 && status=0 || status=1
  sed 's/^/    /' "$out"
  plan=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$out")
  if ((status == 0)) && ! grep -q '^not ok' "$out" &&
    [[ -n $plan && $plan == "$(grep -c '^ok ' "$out")" ]]; then
    echo "ok $n - $(basename "$file" .sql)"
  else
    echo "not ok $n - $(basename "$file" .sql)"
  fi
done
echo "1..$n"
