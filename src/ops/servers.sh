# Private servers: what src/ops/stack and the tests share. Sourced by bash, not run. It finds who the
# servers run as and a folder they can use, and starts PostgreSQL and memcached there.

# Who servers run as. PostgreSQL refuses root, so root starts everything as the service user 'gds'.
# Sets: me (a name), as (the words to put before a command), as_options (the same for setpriv).
servers_identify() {
  as=() as_options=() me=$(id -un)
  ((EUID == 0)) || return 0
  if ! id -u gds >/dev/null 2>&1; then
    useradd --system --user-group --no-create-home --home-dir /nonexistent \
      --shell /usr/sbin/nologin gds
  fi
  me=gds
  as_options=(--reuid=gds --regid=gds --init-groups)
  as=(setpriv "${as_options[@]}" --)
}

# Can the service user enter folder $1, or where it is yet to be made, the nearest one above it?
servers_reach() {
  local dir=$1
  while [[ ! -e $dir ]]; do dir=$(dirname "$dir"); done
  [[ -d $dir ]] && (cd / && "${as[@]}" test -x "$dir")
}

# Makes the instance's folder at $1 and sets var to its real path. A path that the service user
# cannot reach, or that is too long for a Unix socket (107 bytes with the name), becomes a symlink
# to a short folder it can; what was in it moves along.
servers_place() {
  local asked home moved
  asked=$(realpath -ms "$1")
  if [[ -L $asked && ! -e $asked ]]; then rm -f "$asked"; fi
  if [[ ! -L $asked ]] && { ! servers_reach "$asked" || ((${#asked} > 75)); }; then
    home=/tmp
    ((EUID != 0)) || home=/var/lib
    home=$home/gds-$(printf '%s %s' "$EUID" "$asked" | sha256sum | cut -c1-12)
    install -d -m 0750 "$home"
    if [[ -d $asked ]]; then
      moved=$(find "$asked" -mindepth 1 -maxdepth 1)
      [[ -z $moved ]] || find "$asked" -mindepth 1 -maxdepth 1 -exec mv -t "$home" {} +
      rmdir "$asked"
    fi
    mkdir -p "$(dirname "$asked")"
    ln -s "$home" "$asked"
  fi
  mkdir -p "$asked"
  var=$(realpath "$asked")
  mkdir -p "$var"/{run,log}
  ((EUID != 0)) || chown "$me:$me" "$var" "$var"/{run,log}
  chmod 0750 "$var"
}

# A file "PID STARTED" names one process for sure: a later one that got the same number differs in
# its start time (field 22 of /proc/PID/stat; the command in field 2 may hold blanks).
servers_started() {
  local stat
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  stat=${stat##*) }
  set -- $stat
  # A zombie is not alive any more.
  [[ $1 != Z ]] && echo "${20}"
}
servers_note() { echo "$1 $(servers_started "$1")" >"$2"; }
servers_alive() {
  local pid started
  read -r pid started 2>/dev/null <"$1" && [[ -n $started ]] &&
    [[ $(servers_started "$pid") == "$started" ]]
}

# Ends the process noted in file $1 with signal $2 within $3 seconds, then by force.
servers_end() {
  local pid tries=$(($3 * 20))
  if servers_alive "$1"; then
    read -r pid _ <"$1"
    kill "-$2" "$pid" 2>/dev/null || true
    while servers_alive "$1" && ((tries-- > 0)); do sleep 0.05; done
    ! servers_alive "$1" || kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$1"
}

servers_pg_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# Makes the cluster $var/pg where it is missing: peer authentication on the socket alone; root, the
# caller and the service user may be any of the shop's roles.
servers_pg_make() {
  local bin role user
  bin=$(servers_pg_bin)
  if [[ ! -f $var/pg/PG_VERSION ]]; then
    rm -rf "$var/pg.new"
    (cd / && "${as[@]}" "$bin/initdb" -D "$var/pg.new" -U postgres --auth=peer -E UTF8 \
      --locale=C.UTF-8 --data-checksums --no-instructions) >"$var/log/initdb.log" 2>&1 ||
      { cat "$var/log/initdb.log" >&2; return 1; }
    mv "$var/pg.new" "$var/pg"
  fi
  echo 'local all all peer map=gds' >"$var/pg/pg_hba.conf"
  for user in $(printf '%s\n' root "$me" "$(id -un)" | sort -u); do
    for role in postgres gds_{owner,shop,hooks,admin,jobs,site}; do
      echo "gds $user $role"
    done
  done >"$var/pg/pg_ident.conf"
}

# The command that runs the cluster in the foreground; further settings as arguments.
servers_pg_command() {
  command=("$(servers_pg_bin)/postgres" -D "$var/pg" -c listen_addresses=
    -c "unix_socket_directories=$var/run" -c unix_socket_permissions=0770 "$@")
}

servers_pg_ready() {
  local tries
  for ((tries = 0; tries < 600; ++tries)); do
    psql -qAtX "host=$var/run user=postgres dbname=postgres" -c 'SELECT 1' >/dev/null 2>&1 &&
      return 0
    servers_alive "$var/run/postgres.pid" || break
    sleep 0.05
  done
  echo "PostgreSQL does not answer; its log ends:" >&2
  tail -n 20 "$var/log/postgres.log" >&2
  return 1
}

servers_sql() { psql -qAtX -v ON_ERROR_STOP=1 "host=$var/run user=postgres dbname=postgres" "$@"; }

servers_memcached_command() {
  command=(memcached -s "$var/run/memcached.sock" -a 0660 -m 64 -t 2 -U 0)
}
