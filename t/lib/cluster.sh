# A private PostgreSQL cluster and memcached for one test run, under the folder given. Sourced by the
# tests that need a database but no shop. Exports GDS_TEST_PG (a conninfo without user and dbname),
# GDS_TEST_MEMCACHED (a socket path), and makes the database gds_template, migrated.
. src/ops/servers.sh

cluster_stop() {
  servers_end "$var/run/memcached.pid" TERM 5
  servers_end "$var/run/postgres.pid" QUIT 10
  [[ ! -L $var/pg ]] || rm -rf "$(readlink "$var/pg")"
  rm -rf "$var/pg" "$var/run/memcached.sock"
}

# Moves the cluster's files into memory where there is room. The tests make and drop a thousand files
# each, and ext4 searches ever longer for an inode that was not freed within the last minute.
cluster_to_memory() {
  local home room
  room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || return 0
  ((room > 1000000)) || return 0
  home=/dev/shm/gds-$(printf '%s %s' "$EUID" "$var" | sha256sum | cut -c1-12)
  rm -rf "$home"
  mv "$var/pg" "$home"
  ln -s "$home" "$var/pg"
}

cluster_start() {
  local command top=$PWD
  servers_identify
  servers_place "$1"
  exec 8>"$var/run/lock"
  flock -w 600 8
  cluster_stop
  trap cluster_stop EXIT
  servers_pg_make
  cluster_to_memory
  # Nothing here outlives the run, so nothing needs to reach the disk.
  servers_pg_command -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=400 -c shared_buffers=128MB -c autovacuum=off -c log_min_messages=panic
  (cd / && exec "${as[@]}" "${command[@]}") >"$var/log/postgres.log" 2>&1 8>&- &
  servers_note $! "$var/run/postgres.pid"
  servers_memcached_command
  (cd / && exec "${as[@]}" "${command[@]}") >"$var/log/memcached.log" 2>&1 8>&- &
  servers_note $! "$var/run/memcached.pid"
  trap 'exit 130' INT TERM HUP
  servers_pg_ready
  servers_sql -f "$top/sql/roles.sql"
  servers_sql -c 'ALTER ROLE gds_owner CREATEDB' \
    -c 'CREATE DATABASE gds_template OWNER gds_owner'
  export GDS_TEST_PG="host=$var/run" GDS_TEST_MEMCACHED="$var/run/memcached.sock"
  if [[ -x build/bin/gdsctl ]]; then
    GDS_PG_DSN="host=$var/run dbname=gds_template" GDS_PG_DIRECT_DSN="host=$var/run dbname=gds_template" \
      build/bin/gdsctl migrate >"$var/log/migrate.log" 2>&1 || {
      sed 's/^/# /' "$var/log/migrate.log"
      echo 'Bail out! the migrations fail'
      exit 1
    }
  else
    echo '# gdsctl is not built: gds_template stays empty'
  fi
}
