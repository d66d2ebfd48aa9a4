# What the rows of the table share; sourced by t/bench/run and by each row file.

load=build/release/bench/load
bare=build/release/bench/bare
dsn="host=$GDS_TEST_VAR/run dbname=gds user=gds_shop"
work=$(mktemp -d)
trap '[[ -z ${server:-} ]] || kill "$server"; rm -rf "$work"' EXIT
pgbench=$(ls -d /usr/lib/postgresql/*/bin/pgbench | sort -V | tail -n 1)

sql() {
  psql -qAtX -v ON_ERROR_STOP=1 "host=$GDS_TEST_VAR/run user=postgres dbname=gds" -c "$1"
}

# Runs a command twice and keeps the line whose first number is the greater: machines stutter.
best() { { "$@" && "$@"; } | sort -rn | head -n 1; }

# with_bare WORK BYTES COMMAND...: the command beside a bare server on $work/bare.sock. The server
# has a session of its own, as the shop has: the kernel shares time between sessions, and a server
# in the load's own session is interrupted five times less often.
with_bare() {
  coproc setsid "$bare" --socket "$work/bare.sock" --dsn "$dsn" --workers 8 --work "$1" --bytes "$2"
  server=$COPROC_PID
  read -r _ <&"${COPROC[0]}"
  "${@:3}"
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}

heading() { printf '%-46s %10s %10s %7s %9s\n' row ours limit ratio budget; }

verdict() { awk "BEGIN { exit !($1) }" && echo ok || echo MISSED; }

# ratio NAME OURS LIMIT LEAST: two throughputs of one run.
ratio() {
  local quotient
  quotient=$(awk "BEGIN { printf \"%.2f\", $2 / $3 }")
  printf '%-46s %10s %10s %7s %9s %s\n' "$1" "$2" "$3" "$quotient" ">= $4" \
    "$(verdict "$2 / $3 >= $4")"
}

# at_most NAME VALUE MOST UNIT [LIMIT]: the same figure of the limit beside it, where it has one.
at_most() {
  printf '%-46s %10s %10s %7s %9s %s\n' "$1" "$2 $4" "${5:+$5 $4}" '' "<= $3" \
    "$(verdict "$2 <= $3")"
}

# failures NAME COUNT: an answer that is no success spoils the row.
failures() { (($2 == 0)) || printf '%-46s %10s answers were no success\n' "$1" "$2"; }

# A catalog of so many of the demo's devices, each under numbers of its own.
demo_rows() {
  awk -F, -v OFS=, -v n="$1" 'NR == 1 { print; next } { row[k++] = $0 }
    END { for (i = 0; i < n; i++) { $0 = row[i % k]; $1 = $1 "-" i; $3 = $3 "-" i; print } }' \
    sql/seed/demo/products.csv
}
