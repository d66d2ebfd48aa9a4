#!/bin/bash
# 'make install' puts everything under DESTDIR, and nothing in it still waits to be filled in.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# Where the service user can read it.
dir=$(mktemp -d /tmp/gds-install.XXXX)
chmod 755 "$dir"
trap 'rm -rf "$dir"' EXIT
n=0
holds() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  n=$((n + 1))
  if "$@" >/dev/null 2>&1; then echo "ok $n - $sentence"; else echo "not ok $n - $sentence"; fi
}
src/ops/install /opt/shop "$dir"
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
for program in gds-web gdsctl sitegen; do
  holds "$program stands at no fixed address, and its tables are read-only" bash -c \
    "readelf -hdW '$dir/opt/shop/bin/$program' | tr '\n' ' ' | grep -q 'Type: *DYN.*FLAGS_1.*NOW.*PIE'"
  holds "$program watches its stack, and no part of it is written and run" bash -c \
    "readelf -sW '$dir/opt/shop/bin/$program' | grep -q __stack_chk_fail &&
     readelf -lW '$dir/opt/shop/bin/$program' | grep -q 'GNU_STACK.* RW ' && ! readelf -lW '$dir/opt/shop/bin/$program' | grep -q ' RWE '"
done
for unit in gds-web@ gds-watch; do
  for line in User=gds NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateDevices=yes \
    MemoryDenyWriteExecute=yes 'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6'; do
    holds "the unit $unit has $line" grep -qx "$line" "$dir/opt/shop/lib/systemd/system/$unit.service"
  done
done
holds "nginx reaches the sockets by group" grep -qx 'm www-data gds' "$dir/opt/shop/lib/sysusers.d/gigdataserv.conf"
holds "nobody else reads logs, sockets or secrets" bash -c \
  "! grep -v ' 0750 gds gds$' '$dir/opt/shop/lib/tmpfiles.d/gigdataserv.conf'"
holds "goods of the demo stay at home" test ! -e "$dir/opt/shop/share/gigdataserv/sql/seed"
holds "no unit waits to be filled in" bash -c "! grep -rq '@[A-Z_]*@' '$dir/opt/shop/lib/systemd' '$dir/etc'"
: >"$dir/gds.conf"
holds "nginx's files can be written from there" "$dir/opt/shop/lib/gigdataserv/nginx-render" \
  "$dir/opt/shop/share/gigdataserv/nginx" "$dir/out" "$dir/gds.conf" /var/lib/gigdataserv 443
# As cron starts it: in a folder that is not ours, with the sample's own places. Only what a test has
# elsewhere is moved: DESTDIR, and the folder of the running instance.
. t/lib/cluster.sh
cluster_start build/install-run
trap 'rm -rf "$dir"; cluster_stop' EXIT
sed -e "s#/opt/shop#$dir/opt/shop#" -e "s#/var/lib/gigdataserv#$var#" \
  "$dir/etc/gigdataserv/gds.conf.sample" >"$dir/gds.conf"
echo "pg.dsn = host=$var/run dbname=gds" >>"$dir/gds.conf"
servers_sql -c 'CREATE DATABASE gds OWNER gds_owner'
export GDS_CONF=$dir/gds.conf
installed() { (cd / && "$@"); }
holds "the sample is a configuration" installed "$dir/opt/shop/bin/gdsctl" config check
holds "gdsctl finds the migrations that were installed with it" \
  installed "$dir/opt/shop/bin/gdsctl" migrate
holds "the tables are there" \
  test "$(psql -qAtX "host=$var/run user=postgres dbname=gds" -c 'SELECT count(*) FROM outbox')" = 0
holds "a job that cron starts in / finds its templates" \
  installed "$dir/opt/shop/lib/gigdataserv/send-outbox" --once
unset GDS_CONF
for command in help routes 'config keys'; do
  holds "gdsctl $command needs no settings" env -i "$PWD/build/bin/gdsctl" $command
done
holds "the stand-ins for outside services stay at home" test ! -e "$dir/opt/shop/bin/gds-fakes"
echo "1..$n"
