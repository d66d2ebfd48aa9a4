#!/bin/bash
# 'make install' puts everything under DESTDIR, and nothing in it still waits to be filled in.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
dir=$(mktemp -d build/install.XXXX)
trap 'rm -rf "$dir"' EXIT
n=0
holds() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  n=$((n + 1))
  if "$@" >/dev/null 2>&1; then echo "ok $n - $sentence"; else echo "not ok $n - $sentence"; fi
}
src/ops/install /opt/shop "$PWD/$dir"
for program in gds-web gdsctl sitegen; do
  holds "$program is there" test -x "$dir/opt/shop/bin/$program"
done
# Every program that the crontab names stands in the folder that its PATH names.
holds "the crontab looks for jobs where they are" grep -q '^PATH=/opt/shop/lib/gigdataserv:' "$dir/etc/cron.d/gigdataserv"
while read -r job; do
  holds "the job $job is there" test -x "$dir/opt/shop/lib/gigdataserv/$job"
done < <(awk '$1 ~ /^[0-9*]/ {print $7}' "$dir/etc/cron.d/gigdataserv" | sort -u)
holds "templates, migrations and nginx's files are there" test -s "$dir/opt/shop/share/gigdataserv/templates/shop/cart.tpl" \
  -a -s "$dir/opt/shop/share/gigdataserv/sql/roles.sql" -a -s "$dir/opt/shop/share/gigdataserv/nginx/server.conf"
holds "a unit starts a pool from there" grep -q '^ExecStart=/opt/shop/bin/gds-web --pool %i$' \
  "$dir/opt/shop/lib/systemd/system/gds-web@.service"
holds "no unit waits to be filled in" bash -c "! grep -rq '@[A-Z_]*@' '$dir/opt/shop/lib/systemd' '$dir/etc'"
: >"$dir/gds.conf"
holds "nginx's files can be written from there" "$dir/opt/shop/lib/gigdataserv/nginx-render" \
  "$dir/opt/shop/share/gigdataserv/nginx" "$PWD/$dir/out" "$dir/gds.conf" /var/lib/gigdataserv 443
holds "the stand-ins for outside services stay at home" test ! -e "$dir/opt/shop/bin/gds-fakes"
echo "1..$n"
